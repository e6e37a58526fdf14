"""A table of texts in, whole numbers, decimals, days and truths out, each settled over all values
of its column.

`rules` say what texts stand for what, without any engine. For files, `nominations` are the types
that a few values may have, and `conversions` takes those that hold for all (`candidates`, `dates`),
in DuckDB's SQL (`sql_numbers`, `sql_dates`); `ambiguities` settles what a column leaves open,
`swapped` what a spreadsheet has turned round. For databases, `portable` does the same by Ibis
expressions. `clauses` tell of both, and both end in `typed`.
"""
