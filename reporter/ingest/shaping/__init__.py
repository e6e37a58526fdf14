"""A loaded table in, a table whose rows are what a report counts out: columns that are one measure
over time become rows.

`period_names` knows how periods are called in names of columns, `wide` which columns are one
measure, and `unpivoting` makes a row per period of each.
"""
