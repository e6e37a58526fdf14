"""Cleaned customers in, values that can hardly be true out: births before 1910, ages above 110, an
income of 666,666.

They stay, since nobody knows what they should be; where they make segments, the outermost values
are pulled in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import Caution, CautionKind, Role
from reporter.quality.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import ibis.expr.types as ir

    from reporter.model import CleanDataset, Column

FIRST_BIRTH, LAST_BIRTH = 1910, 2030
OLDEST = 110
BIRTHS = re.compile(
    r"birth|born|dob|yob|geburt|geboren|naissance|nacimiento|nascimento|nascita|geboorte",
    re.IGNORECASE,
)
YEARS = (1700, 2100)
"""What a year of birth lies between, however mistyped."""
AGES = re.compile(r"(?<![a-z])(age|alter|edad|idade|eta|leeftijd)(?![a-z])", re.IGNORECASE)
EARNED = re.compile(
    r"income|salary|wage|earning|einkommen|gehalt|lohn|revenu(?!e)|salaire|ingresos|salario|renda|reddito|inkomen",
    re.IGNORECASE,
)
FAR_FROM_ALL = 3.0
"""Times the range of the inner 98 %, beyond the last percentile, from which an income is far from
all others.
"""
MOST_ODD = 0.01
"""Share of the customers up to which such values are odd rather than usual."""
FEWEST = 20


def odd_values(clean: CleanDataset) -> Iterator[Caution]:
    """Count the values that can hardly be true, column by column."""
    for column, limits in _limits(clean):
        yield from _found(clean, column, limits)
    for column in _columns(clean, "date", BIRTHS):
        day = clean.table[column.name].cast("timestamp").date()
        early = clean.table.filter(day < ibis.date(f"{FIRST_BIRTH}-01-01"))
        row = _row(
            early.aggregate(
                rows=early.count(), first=early[column.name].cast("timestamp").date().min()
            )
        )
        if row["rows"]:
            yield _caution(
                column,
                int(row["rows"]),
                "births",
                {"bound": FIRST_BIRTH, "example": f"{row['first']:%Y-%m-%d}"},
            )


def _columns(clean: CleanDataset, dtypes: str, names: re.Pattern[str]) -> list[Column]:
    roles = (Role.SPEND, Role.MEASURE, Role.DESCRIPTOR)
    return [
        column
        for column in clean.dataset.columns_of(*roles)
        if column.dtype in dtypes.split() and names.search(_spaced(column.name))
    ]


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")


def _limits(clean: CleanDataset) -> list[tuple[Column, tuple[str, float | None, float]]]:
    """Return the columns of births, ages and incomes with what lies outside of belief: below, and
    above.
    """
    numbers = "integer decimal"
    births = _columns(clean, numbers, BIRTHS)
    ages = [column for column in _columns(clean, numbers, AGES) if column not in births]
    earned = [column for column in _columns(clean, numbers, EARNED) if column not in births + ages]
    measured = _measured(clean, [*births, *ages, *earned])
    found: list[tuple[Column, tuple[str, float | None, float]]] = []
    for column in births:
        first, last, _ = measured[column.name]
        if first >= YEARS[0] and last <= YEARS[1]:
            found.append((column, ("births", FIRST_BIRTH, LAST_BIRTH)))
    found += [
        (column, ("ages", 0, OLDEST)) for column in ages if measured[column.name][1] <= OLDEST
    ]
    for column in earned:
        first, last, values = measured[column.name]
        if values >= FEWEST and last > first:
            found.append((column, ("incomes", None, last + FAR_FROM_ALL * (last - first))))
    return found


def _measured(
    clean: CleanDataset, columns: Sequence[Column]
) -> dict[str, tuple[float, float, int]]:
    """Return the first and the last percentile of columns and how many values they hold, in one
    query.
    """
    if not columns:
        return {}
    measures = []
    for index, column in enumerate(columns):
        value = number(clean.table[column.name])
        measures += [
            value.quantile(0.01).name(f"first_{index}"),
            value.quantile(0.99).name(f"last_{index}"),
            value.count().name(f"values_{index}"),
        ]
    row = _row(clean.table.aggregate(measures))
    return {
        column.name: (
            float(row[f"first_{index}"] or 0),
            float(row[f"last_{index}"] or 0),
            int(row[f"values_{index}"]),
        )
        for index, column in enumerate(columns)
    }


def _found(
    clean: CleanDataset, column: Column, limits: tuple[str, float | None, float]
) -> Iterator[Caution]:
    what, low, high = limits
    value = number(clean.table[column.name])
    beyond: ir.BooleanValue = value > high if low is None else (value < low) | (value > high)
    odd = clean.table.select(value=value).filter(beyond)
    row = _row(odd.aggregate(rows=odd.count(), low=odd.value.min(), high=odd.value.max()))
    rows = int(row["rows"])
    if not rows or rows > MOST_ODD * clean.rows + 1:
        return
    furthest = float(row["low"] if low is not None and row["low"] < low else row["high"])
    bound = low if low is not None and furthest < low else high
    yield _caution(column, rows, what, {"bound": float(bound), "example": furthest})


def _caution(column: Column, rows: int, what: str, more: dict[str, float | str]) -> Caution:
    return Caution(
        kind=CautionKind.ODD_VALUES,
        numbers={"column": column.name, "rows": rows, "what": what, **more},
    )


def _row(table: ir.Table) -> dict[str, Any]:
    row: dict[str, Any] = table.to_pyarrow().to_pylist()[0]
    return row
