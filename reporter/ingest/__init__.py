"""What was typed in, a `Dataset` out: a typed table, wherever it lies, and the role that each column plays.

`reading` tells the story. Files: `sources` finds them, `containers` (with `packings`) opens what is packed, `signatures` tells what it
is, and `loading` hands it to its format: `delimited` texts (`encodings` and `alphabets` find the characters, `dialects` the delimiter,
`headings` and `footers` what stands above and below), `sheets` of workbooks (read by a process of their own), `columnar` files,
`records` of JSON, `embedded` databases. `store` is the DuckDB of a run. Tables: `joining` stacks those with the same columns and
relates the others by `keys`. Types: `conversions` settles text over whole columns (`numbers`, `dates`, `ambiguities`). Databases:
`databases` leaves the data where they lie (`postgres`, `choosing`), and `portable` types them there. Meaning: `understanding` counts
every column once and lets `roles` assign parts by `vocabulary` and by `contents`; `transactions` and `customer_tables` judge the two
kinds, `describing` finds what tells of people, `personal` what identifies them. The settings have the last word everywhere.
"""

from reporter.ingest.reading import close, look, read, release

__all__ = ["close", "look", "read", "release"]
