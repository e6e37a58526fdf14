"""A column of any database in, a number for each of its values out: the same wherever the same
values lie, and whatever their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

SPAN = 2**31 - 1
"""Numbers lie below it; times `FACTOR` they still fit 64 bits."""
FACTOR = 1_000_003
"""What the numbers of several columns are mixed with."""


def hashed(column: ir.Column) -> ir.IntegerValue:
    """Hash by types that every backend can hash; a missing value counts as 0.

    Returns
    -------
    ir.IntegerValue
        Between −`SPAN` and `SPAN`.
    """
    kind = column.type()
    if kind.is_boolean():
        column = ibis.ifelse(column, 1, 0).cast("int64")
    elif kind.is_integer():
        column = column.cast("int64")
    elif kind.is_numeric():
        column = column.cast("float64")
    elif kind.is_date() or kind.is_timestamp():
        column = column.cast("timestamp").epoch_seconds().cast("int64")
    elif not kind.is_string():
        column = column.cast("string")
    return ibis.ifelse(column.isnull(), 0, column.hash() % SPAN)
