"""A typed table in, what each column holds out: counted over all rows, in one query over all
columns (Ibis).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis

    from reporter.ingest.types.typed import Compute
    from reporter.model import DataType


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnStatistics:
    """What a column holds."""

    name: str
    dtype: DataType
    rows: int
    missing: int
    distinct: int
    """Different values, missing ones aside."""
    minimum: Any
    maximum: Any
    length: float
    """Mean length of texts in characters; zero for other types."""

    @property
    def values(self) -> int:
        """Rows that hold a value."""
        return self.rows - self.missing

    @property
    def span(self) -> str:
        """The smallest and largest number or day as a clause: "from 1 to 4,372"."""
        if self.dtype == "date":
            return f"from {self.minimum:%Y-%m-%d} to {self.maximum:%Y-%m-%d}"
        return f"from {self.minimum:,.12g} to {self.maximum:,.12g}"

    @property
    def unit(self) -> float:
        """The power of two next to the largest of its numbers: cubes of what is divided by it are
        within floating point.
        """
        largest = max(abs(float(self.minimum or 0)), abs(float(self.maximum or 0)))
        return math.ldexp(1.0, math.frexp(largest)[1] - 1) if math.isfinite(largest) else 1.0

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers."""
        return self.dtype in {"integer", "decimal"}

    @property
    def repeats(self) -> bool:
        """Whether a value occurs twice."""
        return self.distinct < self.values

    @property
    def is_constant(self) -> bool:
        """Whether it says the same of every row."""
        return self.distinct <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the numbers of a column lie."""

    mean: float
    skewness: float
    """Third standardised moment; positive when a few values are far larger than most."""


AT_ONCE = 60
"""So many columns are counted in one query: a query's planning takes longer than twice as long for
twice as many.
"""


def count(
    table: ibis.Table, dtypes: Mapping[str, DataType], compute: Compute
) -> tuple[ColumnStatistics, ...]:
    """Count every column, in one query for all but wide tables."""
    several = list(dtypes.items())
    batches = [dict(several[start : start + AT_ONCE]) for start in range(0, len(several), AT_ONCE)]
    return tuple(one for batch in batches for one in _count(table, batch, compute))


def _count(
    table: ibis.Table, dtypes: Mapping[str, DataType], compute: Compute
) -> tuple[ColumnStatistics, ...]:
    measures = [table.count().name("rows")]
    for index, (name, dtype) in enumerate(dtypes.items()):
        column = table[name]
        measures += [
            column.count().name(f"values_{index}"),
            column.nunique().name(f"distinct_{index}"),
        ]
        if dtype == "text":
            measures.append(column.length().mean().name(f"length_{index}"))
        elif dtype != "boolean":
            measures += [
                column.min().name(f"minimum_{index}"),
                column.max().name(f"maximum_{index}"),
            ]
    expression = table.aggregate(measures)
    answer = dict(zip(expression.columns, compute(expression)[0], strict=True))
    return tuple(
        ColumnStatistics(
            name=name,
            dtype=dtype,
            rows=answer["rows"],
            missing=answer["rows"] - answer[f"values_{index}"],
            distinct=answer[f"distinct_{index}"],
            minimum=answer.get(f"minimum_{index}"),
            maximum=answer.get(f"maximum_{index}"),
            length=float(answer.get(f"length_{index}") or 0.0),
        )
        for index, (name, dtype) in enumerate(dtypes.items())
    )


def shapes(
    table: ibis.Table, columns: Sequence[ColumnStatistics], compute: Compute
) -> dict[str, Shape]:
    """Measure how the numbers of these columns lie, in one query."""
    if not columns:
        return {}
    measures = []
    for index, column in enumerate(columns):
        value = table[column.name].cast("float64") / column.unit
        measures += [(value**power).mean().name(f"moment_{index}_{power}") for power in (1, 2, 3)]
    row = [float(value or 0.0) for value in compute(table.aggregate(measures))[0]]
    return {
        column.name: _shape(column.unit, *row[3 * index : 3 * index + 3])
        for index, column in enumerate(columns)
    }


def _shape(unit: float, mean: float, square: float, cube: float) -> Shape:
    variance = square - mean**2
    if variance <= 1e-12 * max(square, 1e-300):
        return Shape(mean=mean * unit, skewness=0.0)
    return Shape(mean=mean * unit, skewness=(cube - 3 * mean * variance - mean**3) / variance**1.5)
