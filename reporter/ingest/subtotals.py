"""Rows that may be subtotals in, those that are out: rows that say again what the rows above them,
or below, add up to.

A label alone settles nothing: "Total Gym" is a product. A subtotal lacks what every record has,
such as a day or an order's number, and its figures are the sums of the records since the last one,
since an earlier one (of a higher level), or up to the next one where it stands above what it sums
up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Figures = Mapping[int, Sequence[Values]]
    """Each column's figures in all rows, in every way that they can be read; zero where there is
    none.
    """

COMPANY = 0.8
"""Share of the rows with such a label whose figures must be sums before those are believed that
cannot be checked.
"""
FEWEST = 2
"""Such rows, and records that one of them sums up, from which on sums are no chance where nothing
else tells.
"""
NARROW = 3
"""Columns of a table whose subtotals may lack nothing that records have."""
_ROUNDS = 4
_CENTS = 100
_TELLING = 1000
"""A whole number below it may be a sum by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A row that may be a subtotal."""

    row: int
    """Its place in the order of the rows."""
    labelled: bool
    """Whether a cell of it begins or ends with a word for totals."""
    strict: bool
    """Whether such a cell says nothing else."""
    blank: int
    """Cells that are blank, of those that nearly all records fill, its label aside."""
    firm: int
    """Cells that nearly all records fill, its label aside."""
    figures: Mapping[int, tuple[float, ...]]
    """Its figures by column, each in every way that it can be read; zeros are none."""

    @property
    def is_sparse(self) -> bool:
        """Whether it lacks half of what records have."""
        return 0 < self.firm <= 2 * self.blank


def settle(candidates: Sequence[Candidate], figures: Figures, rows: int) -> frozenset[int]:
    """Return the rows that are subtotals.

    Parameters
    ----------
    candidates
        In the order of the rows.
    figures
        Of all rows, at least of the columns in which candidates have some.
    rows
        How many rows there are.
    """
    left = tuple(candidates)
    for _ in range(_ROUNDS):
        sums = _sums(left, figures, rows)
        taken = tuple(one for one in left if _is_subtotal(one, sums, left))
        if len(taken) == len(left):
            break
        left = taken  # the others are records, and the rest may be sums of them, or of fewer
    return frozenset(one.row for one in left)


def _is_subtotal(one: Candidate, sums: Mapping[int, int], others: Sequence[Candidate]) -> bool:
    alike = [sums[other.row] for other in others if other.labelled is one.labelled]
    met = sum(records > 0 for records in alike)
    in_company = met >= FEWEST and met >= COMPANY * len(alike)
    if one.labelled and one.is_sparse:
        return one.strict or sums[one.row] > 0 or in_company
    return sums[one.row] > 0 and in_company and max(alike) >= FEWEST


def _sums(candidates: Sequence[Candidate], figures: Figures, rows: int) -> dict[int, int]:
    """Return how many records each candidate sums up, 0 where its figures are no sums: of what is
    above them all, or of what is below.
    """
    above = _Walk(figures, rows).walk(candidates)
    turned = [replace(one, row=rows - 1 - one.row) for one in reversed(candidates)]
    mirrored = {column: tuple(way[::-1] for way in ways) for column, ways in figures.items()}
    below = {rows - 1 - row: records for row, records in _Walk(mirrored, rows).walk(turned).items()}
    return max((above, below), key=lambda found: sum(records > 0 for records in found.values()))


@dataclass(slots=True)
class _Way:
    """A column read in one way, summed up as far as the walk has come."""

    until: Values
    """The sum of all rows above each row, and of all."""
    taken: float = 0.0
    """The sum of the candidates so far that are subtotals."""
    other: float = 0.0
    """The sum of the candidates so far that are none."""
    starts: dict[int, tuple[float, int]] = field(default_factory=lambda: {0: (0.0, 0)})
    """Where a span may begin, by the sum above it in hundredths: without what was taken, and the
    row.
    """
    bare: dict[int, tuple[float, int]] = field(default_factory=lambda: {0: (0.0, 0)})
    """The same without the candidates that are none, which may be subtotals after all."""

    def span(self, row: int, value: float, last: int) -> int:
        """Return how many rows above a row its value is the sum of; 0 where it is none.

        Parameters
        ----------
        last
            The row below the last candidate.
        """
        if row > last and _is_close(float(self.until[row] - self.until[last]), value, row - last):
            return row - last
        for sum_above, starts in (
            (self._sum(row), self.starts),
            (self._sum(row) - self.other, self.bare),
        ):
            key = round((sum_above - value) * _CENTS)
            for start in (starts.get(near) for near in (key, key - 1, key + 1)):
                if start and row - start[1] >= FEWEST and _is_close(sum_above - start[0], value, 1):
                    return row - start[1]
        return 0

    def _sum(self, row: int) -> float:
        return float(self.until[row]) - self.taken

    def pass_by(self, row: int, *, is_subtotal: bool) -> None:
        """Go on below a candidate."""
        own = float(self.until[row + 1] - self.until[row])
        if is_subtotal:
            self.taken += own
            found = self._sum(row + 1)
            for sum_above, starts in ((found, self.starts), (found - self.other, self.bare)):
                starts[round(sum_above * _CENTS)] = (sum_above, row + 1)
        else:
            self.other += own


class _Walk:
    """Goes through the rows from above, and holds each candidate against what lies between it and
    those before.
    """

    def __init__(self, figures: Figures, rows: int) -> None:
        self._ways = {
            column: tuple(_Way(np.concatenate(([0.0], np.cumsum(values)))) for values in ways)
            for column, ways in figures.items()
        }
        self._rows = rows

    def walk(self, candidates: Sequence[Candidate]) -> dict[int, int]:
        """Return how many rows each candidate sums up, 0 where its figures are no sums."""
        found, last = {}, 0
        for one in candidates:
            found[one.row] = self._met(one, last)
            for way in (way for ways in self._ways.values() for way in ways):
                way.pass_by(
                    one.row,
                    is_subtotal=found[one.row] > 0
                    or (one.labelled and one.strict and one.is_sparse),
                )
            last = one.row + 1
        return found

    def _met(self, one: Candidate, last: int) -> int:
        """Tell whether a row's figures are sums: all of them, or half of them with one that chance
        hardly meets.
        """
        met, most, is_telling = 0, 0, False
        for column, values in one.figures.items():
            spans = {
                value: way.span(one.row, value, last)
                for way in self._ways.get(column, ())
                for value in values
            }
            held = [value for value, span in spans.items() if span]
            met += bool(held)
            most = max((most, *spans.values()))
            is_telling = is_telling or any(
                value % 1 != 0 or abs(value) >= _TELLING for value in held
            )
        every = len(one.figures)
        return most if 0 < met == every or (0 < every <= 2 * met and is_telling) else 0


def _is_close(total: float, value: float, records: int) -> bool:
    """Whether a value is a sum, to the rounding of each of its parts."""
    return abs(total - value) <= 0.006 + 0.005 * math.sqrt(records) + 1e-9 * abs(value)


def above_the_end(candidates: Sequence[Candidate], rows: int) -> list[Candidate]:
    """Return the candidates but those below the last record that say nothing but a total: they sum
    up the file.
    """
    kept = list(candidates)
    last = rows - 1
    while kept and kept[-1].row == last and kept[-1].strict:
        kept.pop()
        last -= 1
    return kept
