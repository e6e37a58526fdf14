"""What was typed in, a `Dataset` out: a typed table, wherever it lies, and the role that each
column plays.

`reading` tells the story, and each package its chapter: `files` finds and opens what is given and
hands it to its format, `text` knows delimited texts, `shaping` makes rows of columns that are one
measure over time, `relating` makes one table of several, `types` turns texts into numbers and days,
`columns` says what each column means; `server` does all of that where a client's database is.
`store` is the DuckDB of a run, `forms` the table of what data come in, `loaded` what formats hand
over, `remarks` the words for totals and notes, `choosing` finds the table that is meant, `applying`
refuses settings that do not apply.

Imports go one way: reading → server, relating → applying → files → text → shaping → columns →
types → store.
"""

from reporter.ingest.reading import close, look, read, release

__all__ = ["close", "look", "read", "release"]
