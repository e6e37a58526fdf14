"""A database's URL in, a `Dataset` out that lies there: nothing is copied here, later stages run in
its SQL.

`databases` tells the story, `postgres` speaks with such a server, `unpivoting` makes rows of
columns that are one measure over time. What its texts stand for is read as that of files is
(`types.portable`).
"""
