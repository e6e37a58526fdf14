"""What stands once an order in, what each of its lines has of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.quality.values import text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset

SHARE = "__share"
_NUMBER, _WORTH, _VALUE, _COPIES, _WHOLE = (
    "__number",
    "__worth",
    "__value",
    "__copies_of",
    "__whole",
)


def shared_out(
    dataset: Dataset, order: str, value: ir.FloatingValue, *, copies: bool
) -> ir.FloatingValue:
    """Share a value that every line of an order repeats out over them, in whole cents; the first by
    its columns has the remainder.

    Parameters
    ----------
    order
        The column with the order's number; lines without one keep the value.
    value
        Of the dataset's table.
    copies
        Whether lines that are alike in every column are counted each; otherwise they share what the
        one of them has that stays.
    """
    table = dataset.table
    number = text(table[order])
    columns = [table[column.name] for column in dataset.columns]
    if copies:
        rank, lines = (
            ibis.row_number().over(group_by=number, order_by=columns),
            number.count().over(ibis.window(group_by=number)),
        )
    else:
        # Ranks count from 0: those from either end add up to the different lines, less one.
        rank = ibis.dense_rank().over(group_by=number, order_by=columns)
        lines = (
            rank
            + ibis.dense_rank().over(
                group_by=number, order_by=[column.desc() for column in columns]
            )
            + 1
        )
    each = (value / lines).round(2)
    return ibis.ifelse(
        number.isnull(), value, ibis.ifelse(rank == 0, value - each * (lines - 1), each)
    )


def shared_by(
    dataset: Dataset,
    order: str,
    value: ir.FloatingValue,
    parts: ir.FloatingValue,
    *,
    repeated: bool,
    copies: bool,
) -> ir.Table:
    """Share a value of an order out over its lines, by what each of them is worth.

    Parameters
    ----------
    order, copies
        As in `shared_out`.
    value
        Of the dataset's table, never missing: on every line of the order where it is repeated, else
        on some of them.
    parts
        What a line is worth; lines that are worth nothing, or less, have no share.

    Returns
    -------
    ir.Table
        The dataset's table with the column `SHARE`.
    """
    table = dataset.table
    own = [table[column.name] for column in dataset.columns]
    # Each step is a table of its own, as what looks at other rows cannot be nested.
    staged = table.mutate(
        **{_NUMBER: text(table[order]), _WORTH: ibis.ifelse(parts > 0, parts, 0.0), _VALUE: value},
        **{
            _COPIES: (
                ibis.literal(1, "int64")
                if copies
                else table.count().over(ibis.window(group_by=own))
            )
        },
    )
    order_lines = ibis.window(group_by=staged[_NUMBER])
    staged = staged.mutate(
        **{_WHOLE: (staged[_WORTH] / staged[_COPIES]).sum().over(order_lines)},
        **({} if repeated else {_VALUE: staged[_VALUE].sum().over(order_lines)}),
    )
    share = (staged[_VALUE] * staged[_WORTH] / staged[_WHOLE].nullif(0.0)).fill_null(0.0)
    shared = staged.mutate(**{SHARE: ibis.ifelse(staged[_NUMBER].isnull(), staged[_VALUE], share)})
    return shared.drop(_NUMBER, _WORTH, _VALUE, _COPIES, _WHOLE)
