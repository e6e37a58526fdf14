"""What texts stand for numbers, days, truths and missing values, written once, without any engine.

`words` holds words for missing and truth values, `numbers` and `dates` the patterns of both with
what they mean, `thresholds` how many values must be so. Two compilers write them for engines:
`sql_numbers` and `sql_dates` as DuckDB's SQL, for files; `portable` as Ibis expressions, for
databases.
"""
