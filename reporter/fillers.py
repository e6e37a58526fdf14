"""A table and the values in it that stand for none in, the same table without them out: 99 on a
scale of 1 to 5 becomes missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir


def without(table: ir.Table, fillers: Mapping[str, Sequence[Any]]) -> ir.Table:
    """Return the table with these values missing, column by column; whatever backend it lies on."""
    if not fillers:
        return table
    return table.mutate(
        **{
            name: ibis.ifelse(is_filler(table[name], values), ibis.null(), table[name])
            for name, values in fillers.items()
        }
    )


def is_filler(column: ir.Column, values: Sequence[Any]) -> ir.BooleanValue:
    """Tell whether a column holds one of the values that stand for none; never missing."""
    return column.isin(list(values)).fill_null(ibis.literal(False))
