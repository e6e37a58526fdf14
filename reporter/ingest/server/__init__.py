"""A database's URL in, a `Dataset` out that lies there: nothing is copied here, later stages run in
its SQL.

`databases` tells the story: `postgres` keeps the session, `choosing` finds the table, `portable`
(with `written`) types it by expressions that every engine knows, `patterns` counts what looks
personal without fetching a value.
"""
