"""What stands once an order in, what each of its lines has of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.quality.values import text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset


def shared_out(dataset: Dataset, order: str, value: ir.FloatingValue, *, copies: bool) -> ir.FloatingValue:
    """Share a value that every line of an order repeats out over them, in whole cents; the first by its columns has the remainder.

    Parameters
    ----------
    order
        The column with the order's number; lines without one keep the value.
    value
        Of the dataset's table.
    copies
        Whether lines that are alike in every column are counted each; otherwise they share what the one of them has that stays.
    """
    table = dataset.table
    number = text(table[order])
    columns = [table[column.name] for column in dataset.columns]
    if copies:
        place, lines = ibis.row_number().over(group_by=number, order_by=columns), number.count().over(ibis.window(group_by=number))
    else:
        place = ibis.dense_rank().over(group_by=number, order_by=columns)
        lines = place + ibis.dense_rank().over(group_by=number, order_by=[column.desc() for column in columns]) + 1
    each = (value / lines).round(2)
    return ibis.ifelse(number.isnull(), value, ibis.ifelse(place == 0, value - each * (lines - 1), each))
