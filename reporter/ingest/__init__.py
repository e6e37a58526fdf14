"""Files in, a `Dataset` out: a typed table on DuckDB, and the role that each column plays.

The story of a read, a module a step: `containers` opens what is zipped, `encodings` finds the
characters, `dialects` the delimiter and the header, `sheets` reads workbooks; `store` loads all
of that into DuckDB; `conversions` (with `numbers` and `dates`) turns text into types; `statistics`
counts every column once; `vocabulary` knows how columns are named, `transactions` and
`customer_tables` find the roles, and `roles` lets the settings have the last word.
"""

from reporter.ingest.reading import close, look, read, release

__all__ = ["close", "look", "read", "release"]
