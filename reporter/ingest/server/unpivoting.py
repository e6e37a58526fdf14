"""A table of a database with a column a period in, a row a period out, as an Ibis expression: what
`shaping` does for files.

Columns of numbers alone are taken so; texts have to be made numbers by a query.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.ingest.shaping import wide
from reporter.ingest.shaping.wide import Evidence

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

    from reporter.ingest.shaping.wide import Wide, Wishes
    from reporter.ingest.types.typed import Compute
    from reporter.model import Reading

_PERIOD, _VALUE = "__period", "__value"


def unpivot(
    raw: ir.Table, label: str, wishes: Wishes, compute: Compute
) -> tuple[ir.Table, tuple[Reading, ...]]:
    """Make a row a period of a table's columns where these are one measure over time, and tell it.

    Parameters
    ----------
    raw
        The table as it lies there.
    label
        How it is called.
    wishes
        What the user says of such columns.
    compute
        Runs an expression and returns its rows.
    """
    kinds, found = raw.schema(), wide.find(raw.columns, label, wishes)
    if found is None or not all(kinds[name].is_numeric() for name in found.periods):
        return raw, ()
    first, is_known = wide.first_day(found, wishes, label)
    every = _long(raw, found, first)
    evidence = _look(every, compute)
    stance = wide.judge(found, evidence, label, wishes)
    if stance is None:
        return raw, ()
    rows, without = _rows(raw, found, compute)
    readings = [wide.told(found, evidence, stance, wishes, rows, without)]
    if wide.is_left(stance, wishes):
        return raw, tuple(readings)
    if not found.is_dated:
        readings.append(
            wide.yearless(found, first, is_known=is_known, is_set=wishes.yearless is not None)
        )
    bought = every.filter(every[_VALUE].notnull() & (every[_VALUE] != 0))
    names = {wide.free("date", found.kept): _PERIOD, found.measure_among(found.kept): _VALUE}
    return bought.select(*found.kept, **{name: bought[own] for name, own in names.items()}), tuple(
        readings
    )


def _long(raw: ir.Table, found: Wide, first: date) -> ir.Table:
    """Return a row for each cell of the columns."""
    parts = [
        raw.select(
            *found.kept,
            **{
                _PERIOD: ibis.timestamp(period.begins(first).isoformat()),
                _VALUE: raw[name].cast("float64"),
            },
        )
        for name, period in found.periods.items()
    ]
    return reduce(lambda upper, lower: upper.union(lower), parts)


def _look(every: ir.Table, compute: Compute) -> Evidence:
    value = every[_VALUE]
    row = compute(
        every.aggregate(
            cells=every.count(),
            values=value.count(),
            numbers=value.count(),
            zeros=ibis.ifelse(value == 0, 1, 0).sum().fill_null(0),
            fractions=ibis.ifelse(value != value.floor(), 1, 0).sum().fill_null(0),
            least=value.min(),
            most=value.max(),
            median=value.nullif(0.0).median(),
            distinct=value.nunique(),
        )
    )[0]
    return Evidence.of(*row)


def _rows(raw: ir.Table, found: Wide, compute: Compute) -> tuple[int, int]:
    """Count the rows, and those in which no period holds a value."""
    held = reduce(
        lambda one, other: one | other,
        ((raw[name].notnull() & (raw[name] != 0)).fill_null(False) for name in found.periods),
    )
    rows, bought = compute(
        raw.aggregate(rows=raw.count(), bought=ibis.ifelse(held, 1, 0).sum().fill_null(0))
    )[0]
    return int(rows), int(rows) - int(bought)
