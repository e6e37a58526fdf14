"""A value at an end of a column's range in, whether it is a code for none out: by where it lies and
how often it stands beside the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.columns.statistics import ColumnStatistics

ABOVE = frozenset(
    {77, 88, 97, 98, 99, 777, 888, 995, 996, 997, 998, 999, 7777, 8888, 9997, 9998, 9999, 99_998,
    99_999, 999_998, 999_999,
     9_999_999, 99_999_999, 999_999_999, 2_147_483_647, 365_243}
)  # fmt: skip
BELOW = frozenset({-1, -2, -3, -7, -8, -9, -77, -88, -97, -98, -99, -999, -9999, -99_999, -999_999})
YEARS = frozenset({1000, 1111, 1800, 1899, 1900, 1901, 2999, 9999})
"""Years that stand for none, where the others are years of our time."""
ANSWERS = frozenset({0, 8, 9})
"""Codes that could be answers."""
STEPS = 11
"""A scale of answers has at most so many steps."""
GAP = 3.0
"""Times the range of the inner 98 % that lies between a code, or a heap, and all other values."""
NEAR, BESIDE = 0.25, 0.02
"""The same for a code that is a heap besides, and for one that is a heap of ten times as many rows
as any other value.
"""
HEAP = 0.01
"""Share of the rows that make a heap."""
OFTEN, VERY_OFTEN = 2.0, 10.0
"""How much more often than an ordinary value a code stands that lies not far beyond the others."""
TOGETHER = 3
"""Columns of answers that share a code."""
RARE = 0.1
FEWEST = 20
END = 0.76
"""Codes of one column lie close to each other at the end of its range: 77, 88, 99."""
SURELY = 99_999
"""From this code on not even a price is meant."""
FIRST_YEAR, LAST_YEAR, YEARS_APART = 1880, 2100, 150


class Verdict(Enum):
    """What a value at the end of a column's range is."""

    VALUE = "a value"
    NONE = "none"
    ANSWER = "an answer that may be none"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A value at an end of a column's range that may stand for none."""

    column: ColumnStatistics
    value: float
    rows: int = 0

    @property
    def exact(self) -> int | float:
        """The value as the column holds it."""
        return int(self.value) if self.column.dtype == "integer" else self.value

    @property
    def is_heap(self) -> bool:
        """Whether it is repeated much."""
        return self.rows >= HEAP * self.column.rows

    @property
    def is_apart(self) -> bool:
        """Whether it is set aside where the others are measured: a code, or a heap beside many
        values.
        """
        few = abs(self.value) <= STEPS or self.column.distinct <= STEPS
        return self.value in ABOVE | BELOW | ANSWERS | YEARS or (self.is_heap and not few)

    @property
    def is_price(self) -> bool:
        """Whether its column is named like money, which ends in nines of itself."""
        return bool(
            set(vocabulary.words(self.column.name))
            & (vocabulary.kind("spend") | vocabulary.kind("no_revenue"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a column holds besides."""

    values: int
    distinct: int
    low: float
    high: float
    first: float
    """The first percentile."""
    last: float
    """The last percentile."""

    @property
    def inner(self) -> float:
        """The range of the inner 98 %."""
        return self.last - self.first

    @property
    def is_scale(self) -> bool:
        """Whether they are answers on a scale: neighbouring whole numbers from zero or one on."""
        steps = self.high - self.low + 1
        return (
            self.low in {0, 1}
            and float(self.high).is_integer()
            and 2 < self.distinct <= STEPS
            and steps - self.distinct <= steps / 5
        )

    @property
    def are_years(self) -> bool:
        """Whether they are years of our time."""
        return self.first >= FIRST_YEAR and self.last <= LAST_YEAR and self.inner <= YEARS_APART


def judge(end: End, own: Sequence[End], rest: Rest) -> Verdict:
    """Judge a value at an end beside the others of its column, and the rest of it."""
    too_few = rest.values < FEWEST or rest.distinct < 2
    if too_few or not end.is_apart or rest.low <= end.value <= rest.high:
        return Verdict.VALUE
    if end.value in BELOW:
        return _below_zero(end, own, rest)
    if rest.is_scale and end.value in ANSWERS:
        return _beside_scale(end, own, rest)
    if rest.is_scale and end.value in ABOVE:
        return Verdict.NONE
    return _far_away(end, rest)


def _beside_scale(end: End, own: Sequence[End], rest: Rest) -> Verdict:
    """Judge zero, 8 or 9 beside a scale: what follows it without a gap is one of its steps."""
    if not end.value:
        return Verdict.ANSWER
    least = min(one.value for one in own if one.value in ANSWERS and one.value > rest.high)
    return Verdict.ANSWER if least - rest.high >= 2 else Verdict.VALUE


def _far_away(end: End, rest: Rest) -> Verdict:
    """Judge an end above zero by how far it lies from all others, and how often it stands."""
    distance = _Distance(end=end, rest=rest)
    if distance.is_known and distance.tells:
        may_be_price = end.is_price and end.value < SURELY and not rest.are_years
        return Verdict.UNCLEAR if may_be_price else Verdict.NONE
    heap = end.is_heap and rest.distinct > STEPS and end.value != 0
    return Verdict.UNCLEAR if distance.is_far and heap and rest.inner > 0 else Verdict.VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Distance:
    """How an end lies to the rest of its column."""

    end: End
    rest: Rest

    @property
    def is_of_years(self) -> bool:
        """Whether it is a year that stands for none, among years of our time."""
        return self.end.value in YEARS | {0} and self.rest.are_years

    @property
    def is_known(self) -> bool:
        """Whether it is a code that is in use."""
        return self.is_of_years or (self.end.value in ABOVE and self.rest.distinct > STEPS)

    @property
    def gap(self) -> float:
        """The numbers between."""
        end, rest = self.end, self.rest
        return rest.low - end.value if end.value < rest.low else end.value - rest.high

    @property
    def is_far(self) -> bool:
        """Whether that alone tells it from the others."""
        return self.gap >= GAP * self.rest.inner

    @property
    def tells(self) -> bool:
        """Whether a known code lies far off; or less far and is a heap, which rises above the
        ordinary values the more, the nearer it lies.
        """
        usual = self.rest.values / self.rest.distinct
        often = self.is_of_years or self.end.rows >= OFTEN * usual
        near = often and self.gap >= NEAR * self.rest.inner
        beside = self.end.rows >= VERY_OFTEN * usual and self.gap >= BESIDE * self.rest.inner
        return self.is_far or (self.end.is_heap and (near or beside))


def _below_zero(end: End, own: Sequence[End], rest: Rest) -> Verdict:
    """Judge a code below zero: a code, where nothing else is below it, and no answers on both
    sides of zero.
    """
    gap = rest.low - end.value
    if gap >= GAP * rest.inner and rest.distinct > 2:
        return Verdict.NONE
    if (
        rest.low < 0
        or rest.distinct <= 2
        or set(vocabulary.words(end.column.name)) & vocabulary.kind("signed")
    ):
        return Verdict.VALUE
    below = [other for other in own if other.value < 0]
    mirrored = rest.high <= TOGETHER and (len(below) > 1 or end.rows > RARE * end.column.rows)
    return Verdict.VALUE if mirrored else Verdict.NONE
