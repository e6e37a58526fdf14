"""Orders whose customers are described too in, one row per customer with what describes
them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.fillers import without
from reporter.model import Role
from reporter.quality.fingerprint import keep
from reporter.quality.values import identifier, number, text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Column, Dataset

CUSTOMER = "customer"
_TIMES = "__times"
_VALUE = "__value"


def demographics(dataset: Dataset) -> ir.Table | None:
    """Return each customer with the value that most of their rows hold; of equally many, the
    smallest.

    Parameters
    ----------
    dataset
        Order lines, typed, with roles.

    Returns
    -------
    Table
        ``customer`` and the descriptor columns under their own names: texts, and numbers as
        float64. Kept on the dataset's backend; None where no column describes customers.
    """
    customer, columns = dataset.column(Role.CUSTOMER), dataset.columns_of(Role.DESCRIPTOR)
    columns = tuple(
        one
        for one in columns
        if one.personal is None and one.dtype != "date" and one.name.casefold() != CUSTOMER
    )
    if customer is None or not columns:
        return None
    raw = without(dataset.table, dataset.fillers)
    rows = raw.select(
        identifier(raw[customer]).name(CUSTOMER),
        *(_value(raw, column).name(_at(index)) for index, column in enumerate(columns)),
    )
    rows = rows.filter(rows[CUSTOMER].notnull())
    # Nearly every customer has one value in each column: what is counted further is one row a
    # customer, not one per line.
    counted = keep(
        rows.group_by(CUSTOMER, *(_at(index) for index in range(len(columns)))).agg(
            **{_TIMES: rows.count()}
        ),
        "described",
    )
    table = counted.select(CUSTOMER).distinct()
    for index, column in enumerate(columns):
        table = table.left_join(_most_frequent(counted, _at(index), column.name), CUSTOMER).drop(
            f"{CUSTOMER}_right"
        )
    return keep(table, "demographics")


def _at(index: int) -> str:
    """Name a column by its index: a client's own may be called like ours."""
    return f"__described_{index}"


def _value(raw: ir.Table, column: Column) -> ir.Value:
    values = raw[column.name]
    if column.dtype in {"integer", "decimal"}:
        return number(values)
    return ibis.ifelse(values, "Yes", "No") if values.type().is_boolean() else text(values)


def _most_frequent(counted: ir.Table, value: str, name: str) -> ir.Table:
    sums = (
        counted.filter(counted[value].notnull())
        .group_by(CUSTOMER, value)
        .agg(**{_TIMES: ibis._[_TIMES].sum()})
    )
    order = [sums[_TIMES].desc(), sums[value].asc()]
    first = sums.mutate(
        **{_VALUE: ibis.row_number().over(group_by=CUSTOMER, order_by=order)}
    ).filter(ibis._[_VALUE] == 0)
    return first.select(CUSTOMER, **{name: first[value]})
