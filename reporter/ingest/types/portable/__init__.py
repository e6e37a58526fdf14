"""A table of a database in, typed columns out, as Ibis expressions that any engine runs: what the
files' part does in DuckDB's SQL, by the same `rules`.

`converting` counts and decides, `days` settles columns of dates, `plan` keeps what is settled;
`numbers` and `dates` write the rules as expressions (`patterns` in words that engines share).
"""
