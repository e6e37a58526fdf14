"""Files as they lie on disk in, tables in the store out: what was typed, what it is packed in, and
a module a format.

`sources` finds the files, `containers` (with `packings`) opens what is packed, `signatures` tells
which of the `forms` it is by its first bytes, and `loading` hands it to its format: `delimited`
loads texts (by the package `text`), `sheets` reads workbooks (by a process beside this one),
`columnar` Parquet and Arrow, `records` JSON, `embedded` databases that are files. Each hands over
`Loaded` tables.
"""
