"""Which numbers are codes for no value: 99 on a scale of 1 to 5, an age of −1, 365243.

A code of survey programs and databases is taken for one where it lies outside of what the column
measures: below nought beside numbers that are not, beyond a wide gap, or as a heap at the end of
the range. "8", "9" and "0" could be answers: they are codes where several columns of answers share
them. What is repeated beyond a wide gap and is no known code, or could be a price, is told and
stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

import ibis

from reporter.ingest.columns import statistics, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reporter.ingest.columns.contents import Contents
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
        """Whether they are answers on a scale: neighbouring whole numbers from nought or one on."""
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


def find(
    contents: Contents, columns: Sequence[ColumnStatistics]
) -> tuple[dict[str, dict[Any, int]], list[End]]:
    """Return the numbers that stand for none, by column and with their rows, and those that may."""
    asked = [
        end
        for column in columns
        if column.is_number and column.values >= FEWEST
        for end in _ends(column)
    ]
    ends: dict[str, list[End]] = {}
    for end, rows in zip(asked, _rows(contents, asked), strict=True):
        if rows:
            ends.setdefault(end.column.name, []).append(replace(end, rows=rows))
    rests = _rests(contents, ends)
    judged = [
        (end, rests[name], _verdict(end, own, rests[name]))
        for name, own in ends.items()
        for end in own
    ]
    found: dict[str, dict[Any, int]] = {}
    for end, _, verdict in judged:
        if verdict is Verdict.NONE:
            found.setdefault(end.column.name, {})[end.exact] = end.rows
    for end in _not_answered(
        [(end, rest) for end, rest, verdict in judged if verdict is Verdict.ANSWER], columns
    ):
        found.setdefault(end.column.name, {})[end.exact] = end.rows
    return found, [
        end
        for end, _, verdict in judged
        if verdict is Verdict.UNCLEAR and end.column.name not in found
    ]


def _ends(column: ColumnStatistics) -> Iterator[End]:
    low, high = float(column.minimum), float(column.maximum)
    if column.distinct <= 2 or (column.distinct == column.values and column.dtype == "integer"):
        return
    tops = {float(code) for code in ABOVE | YEARS | ANSWERS if max(low, END * high) < code <= high}
    bottoms = {float(code) for code in BELOW if low <= code}
    for value in sorted({low, high} | tops | bottoms):
        if value.is_integer():
            yield End(column=column, value=value)


def _rows(contents: Contents, ends: Sequence[End]) -> list[int]:
    counts: list[int] = []
    for start in range(0, len(ends), 4 * statistics.AT_ONCE):
        batch = ends[start : start + 4 * statistics.AT_ONCE]
        numbers = [contents.table[end.column.name].cast("float64") for end in batch]
        held = zip(numbers, batch, strict=True)
        sums = [
            ibis.ifelse(number == end.value, 1, 0).sum().name(f"rows_{place}")
            for place, (number, end) in enumerate(held)
        ]
        counts += [int(count or 0) for count in contents.compute(contents.table.aggregate(sums))[0]]
    return counts


def _rests(contents: Contents, ends: Mapping[str, Sequence[End]]) -> dict[str, Rest]:
    """Measure what the columns hold besides, in one query for all but wide tables."""
    found: dict[str, Rest] = {}
    names = list(ends)
    for start in range(0, len(names), statistics.AT_ONCE // 2):
        batch = names[start : start + statistics.AT_ONCE // 2]
        measures = []
        for place, name in enumerate(batch):
            number = contents.table[name].cast("float64")
            apart = [end.value for end in ends[name] if end.is_apart]
            rest = (
                ibis.ifelse(number.isin(apart), ibis.null("float64"), number) if apart else number
            )
            parts = {
                "values": rest.count(),
                "distinct": rest.nunique(),
                "low": rest.min(),
                "high": rest.max(),
            }
            parts |= {"first": rest.quantile(0.01), "last": rest.quantile(0.99)}
            measures += [part.name(f"{called}_{place}") for called, part in parts.items()]
        row = [
            float(value or 0) for value in contents.compute(contents.table.aggregate(measures))[0]
        ]
        for place, name in enumerate(batch):
            values, distinct, low, high, first, last = row[6 * place : 6 * place + 6]
            found[name] = Rest(
                values=int(values),
                distinct=int(distinct),
                low=low,
                high=high,
                first=first,
                last=last,
            )
    return found


def _verdict(end: End, own: Sequence[End], rest: Rest) -> Verdict:
    """Judge a value at an end beside the others of its column, and the rest of it."""
    if (
        rest.values < FEWEST
        or rest.distinct < 2
        or not end.is_apart
        or rest.low <= end.value <= rest.high
    ):
        return Verdict.VALUE
    if end.value in BELOW:
        return _below_nought(end, own, rest)
    if rest.is_scale and end.value in ANSWERS:
        least = (
            min(other.value for other in own if other.value in ANSWERS and other.value > rest.high)
            if end.value
            else 0.0
        )
        return Verdict.ANSWER if not end.value or least - rest.high >= 2 else Verdict.VALUE
    if rest.is_scale and end.value in ABOVE:
        return Verdict.NONE
    return _far_away(end, rest)


def _far_away(end: End, rest: Rest) -> Verdict:
    """Judge an end above nought by how far it lies from all others, and how often it stands."""
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


def _below_nought(end: End, own: Sequence[End], rest: Rest) -> Verdict:
    """Judge a code below nought: a code, where nothing else is below it, and no answers on both
    sides of nought.
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


def _not_answered(
    answers: Sequence[tuple[End, Rest]], columns: Sequence[ColumnStatistics]
) -> Iterator[End]:
    """Return the codes that could be answers, where several columns of answers on one scale share
    them.

    Nought is one where the scale begins at one, few gave it, and a column of the same scale has
    none.
    """
    groups: dict[tuple[float, float, float], list[End]] = {}
    for end, rest in answers:
        groups.setdefault((end.value, rest.low, rest.high), []).append(end)
    for (value, low, high), ends in groups.items():
        if value:
            shared = len(ends) >= TOGETHER
        else:
            without = [
                column
                for column in columns
                if column.is_number and (column.minimum, column.maximum) == (low, high)
            ]
            few = all(end.rows <= RARE * end.column.rows for end in ends)
            shared = low == 1 and few and bool(without) and len(ends) + len(without) >= TOGETHER
        if shared:
            yield from ends
