"""What the rows of a table of customers say, asked where they lie: counts, and how columns of
numbers move together.

Where rows were drawn, how columns move together is worked out from these; of a table in a client's
database by sums over all rows.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import ibis
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir
    from numpy.typing import NDArray

    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

    Matrix = NDArray[np.float64]

FEWEST_ROWS = 20
"""Rows from which a pattern counts."""
ROWS_OF_BOTH = 0.8
"""Share of the rows of either column that must hold both."""
WIDEST, WIDEST_AWAY = 200, 24
"""So many columns are compared with each other at most: in the rows drawn, and by sums in a
database.
"""
_BOUND = 1e15
"""Numbers beyond it are no measure of anything."""


class Evidence:
    """Asks the rows, several questions in one query."""

    def __init__(self, judged: Judged) -> None:
        """Take the rows, and what was counted of each column."""
        self.columns: dict[str, ColumnStatistics] = {
            column.name: column for column in judged.columns
        }
        self.contents = judged.contents
        self.table = judged.contents.table
        self.rows = judged.columns[0].rows if judged.columns else 0

    def number(self, name: str) -> ir.FloatingValue:
        """Return a column of numbers as such."""
        value = self.table[name].cast("float64")
        return ibis.ifelse(value.abs() < _BOUND, value, ibis.null("float64"))

    def count(self, *conditions: ir.BooleanValue) -> list[int]:
        """Count the rows that meet each of these conditions, in one query."""
        if not conditions:
            return []
        sums = [
            ibis.ifelse(one.fill_null(ibis.literal(False)), 1, 0).sum().name(f"held_{index}")
            for index, one in enumerate(conditions)
        ]
        return [int(count or 0) for count in self.contents.compute(self.table.aggregate(sums))[0]]

    def sums(self, names: Sequence[str]) -> list[float]:
        """Add up columns of numbers, in one query."""
        if not names:
            return []
        measures = [
            self.number(name).sum().name(f"sum_{index}") for index, name in enumerate(names)
        ]
        return [
            float(value or 0.0)
            for value in self.contents.compute(self.table.aggregate(measures))[0]
        ]

    def means(self, names: Sequence[str]) -> dict[str, float]:
        """Return the means of columns of numbers, in one query."""
        return {
            name: value / max(self.columns[name].values, 1)
            for name, value in zip(names, self.sums(names), strict=True)
        }

    def correlations(self, names: Sequence[str]) -> dict[tuple[str, str], float]:
        """Return how far columns of numbers move together: 1 wholly, zero where too few rows hold
        both or one stands still.
        """
        pairs = list(
            combinations(sorted(names)[: WIDEST if self.contents.sample.size else WIDEST_AWAY], 2)
        )
        if self.contents.sample.size:
            arrays = {name: self._drawn(name) for pair in pairs for name in pair}
            return {pair: correlation(arrays[pair[0]], arrays[pair[1]]) for pair in pairs}
        return self._counted_correlations(pairs)

    def _drawn(self, name: str) -> Matrix:
        drawn = np.array(
            [
                np.nan if value is None else float(value)
                for value in self.contents.sample.columns[name]
            ]
        )
        return np.where(np.abs(drawn) < _BOUND, drawn, np.nan)

    def _counted_correlations(
        self, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], float]:
        if not pairs:
            return {}
        measures = []
        for index, (left, right) in enumerate(pairs):
            one, other = self.number(left), self.number(right)
            measures += [
                one.corr(other, how="pop").name(f"corr_{index}"),
                (one + other).count().name(f"both_{index}"),
            ]
        row = self.contents.compute(self.table.aggregate(measures))[0]
        found = {}
        for index, (left, right) in enumerate(pairs):
            strength, both = row[2 * index], int(row[2 * index + 1])
            enough = both >= max(
                FEWEST_ROWS,
                ROWS_OF_BOTH * max(self.columns[left].values, self.columns[right].values),
            )
            known = (
                strength is not None and strength == strength
            )  # not a number where one stands still
            found[left, right] = float(strength) if enough and known else 0.0
        return found

    def products(self, names: Sequence[str]) -> Matrix:
        """Return the sums of products of each two columns over the rows, missing values
        as zero.
        """
        if self.contents.sample.size:
            rows = np.column_stack([np.nan_to_num(self._drawn(name), nan=0.0) for name in names])
            with np.errstate(
                over="ignore", invalid="ignore"
            ):  # numbers may be as large as they like
                return np.asarray(rows.T @ rows, dtype=np.float64)
        values = [self.number(name).fill_null(0.0) for name in names]
        places = [
            (first, second) for first in range(len(names)) for second in range(first, len(names))
        ]
        sums = [
            (values[first] * values[second]).sum().name(f"sum_{first}_{second}")
            for first, second in places
        ]
        row = self.contents.compute(self.table.aggregate(sums))[0]
        matrix = np.zeros((len(names), len(names)))
        for (first, second), value in zip(places, row, strict=True):
            matrix[first, second] = matrix[second, first] = float(value or 0.0)
        return matrix


def correlation(left: Matrix, right: Matrix) -> float:
    """Return how far two columns move together over the rows that hold both; zero where these are
    few, or one stands still.
    """
    both = np.isfinite(left) & np.isfinite(right)
    if both.sum() < FEWEST_ROWS or both.sum() < ROWS_OF_BOTH * max(
        (~np.isnan(left)).sum(), (~np.isnan(right)).sum()
    ):
        return 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # numbers may be as large as they like
        one, other = left[both] - left[both].mean(), right[both] - right[both].mean()
        scale = float(np.sqrt((one**2).sum() * (other**2).sum()))
        return float((one * other).sum()) / scale if 0 < scale < np.inf else 0.0
