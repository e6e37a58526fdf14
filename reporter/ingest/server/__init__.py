"""A database's URL in, a `Dataset` out that lies there: nothing is copied here, later stages run in
its SQL.

`databases` tells the story: `postgres` keeps the session, `portable` (with `written`) types the
table by expressions that every engine knows.
"""
