"""The days of all rows in, those at either end that stand alone out: mistyped, or fillers for "no
date".

Recency, the period and the last month are counted from the ends of the days, so that one mistyped
line moves all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_ROWS, FEWEST_DAYS = 50, 10
"""Fewer rows, or days, have no usual distance."""
PART = 1000
"""Of so many rows one may stand alone, or those of one order."""
ORDER_PART, ORDERS = 50, 3
"""A single order may be a fiftieth of the rows, so many of them together a hundredth."""
USUAL, USUAL_COARSE = 30, 6
"""A gap is long from so many usual distances between days with rows on; of weeks and months fewer
do.
"""
COARSE = 7
"""Days between dates from which on they are weeks or months."""
NEAREST = 5
"""Distances that say what is usual near an end."""
EXPECTED = 100
"""Rows that would have been expected in the gap, where dates are weeks or months."""
CLEARLY = 2
"""Times the longest other gap from which on it is clear; from once on it is told."""
FILLERS = frozenset(
    [
        date(1, 1, 1), date(1753, 1, 1), date(1800, 1, 1), date(1899, 12, 30), date(1899, 12, 31),
        date(1900, 1, 1), date(1901, 1, 1),
        date(1904, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(1980, 1, 1), date(2038, 1, 19),
        date(2049, 12, 31), date(2050, 1, 1),
        date(2079, 6, 6), date(2099, 1, 1), date(2099, 12, 31), date(2100, 1, 1),
        date(2199, 12, 31),
    ]
)  # fmt: skip
"""Days that programs write for "none", "never" and "for ever"."""
YEAR, DECADES = 365, 7300
FEW_PART = 0.01
"""Share of the rows that may lie more than a year after all others, or decades before, and still be
mistakes.
"""
MOST_FILLED = 0.5
"""Share of the rows that a filler may hold; more of them are no exception."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the raw table."""

    day: date
    rows: int
    is_single: bool
    """Whether all of its rows are of one order, or of one customer where orders have no numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """The days that stand alone at either end."""

    first: date
    """The first and the last of the others."""
    last: date
    gap: int
    """Days from them at least."""
    is_clear: bool


def find(days: Sequence[Day]) -> Lone | None:
    """Return what the days are without those that stand alone; None where none does.

    Parameters
    ----------
    days
        In their order.
    """
    filled = _without_few_far_away(_without_fillers(days))
    total = sum(one.rows for one in filled)
    if total < FEWEST_ROWS or len(filled) < FEWEST_DAYS:
        return _lone(days, filled, is_clear=True)
    first, last = _few(filled, total), len(filled) - _few(filled[::-1], total)
    core = filled[first:last]
    if len(core) < FEWEST_DAYS:
        return _lone(days, filled, is_clear=True)
    gaps = [(following.day - one.day).days for one, following in pairwise(core)]
    for times, is_clear in ((CLEARLY, True), (1, False)):
        early, late = (
            max(_usual(gaps, near, total), times * max(gaps))
            for near in (gaps[:NEAREST], gaps[-NEAREST:])
        )
        kept = filled[
            first - _near(filled[first::-1], early) : last + _near(filled[last - 1 :], late)
        ]
        if len(kept) < len(filled):
            return _lone(days, kept, is_clear=is_clear)
    return _lone(days, filled, is_clear=True)


def _without_fillers(days: Sequence[Day]) -> Sequence[Day]:
    """Take fillers off the ends, if they lie more than a year from all others."""
    total, kept = sum(one.rows for one in days), list(days)
    for end, other in ((0, 1), (-1, -2)):
        while (
            len(kept) > 1
            and kept[end].day in FILLERS
            and abs((kept[end].day - kept[other].day).days) > YEAR
        ):
            if kept[end].rows > MOST_FILLED * total:
                break
            kept.pop(end)
    return kept


def _without_few_far_away(days: Sequence[Day]) -> Sequence[Day]:
    """Take a hundredth of the rows off the ends if no trade explains them: more than a year after
    all others, or decades before.
    """
    total = sum(one.rows for one in days)
    if total < FEWEST_ROWS:
        return days
    late, early = _beyond(days[::-1], YEAR, total), _beyond(days, DECADES, total)
    return days[early : len(days) - late]


def _beyond(days: Sequence[Day], gap: int, total: int) -> int:
    """Return how many days at the beginning hold few rows and lie before a gap that is longer."""
    found, rows = 0, 0
    for number, (one, following) in enumerate(pairwise(days), 1):
        rows += one.rows
        if rows > FEW_PART * total:
            break
        if abs((following.day - one.day).days) > gap:
            found = number
    return found


def _few(days: Sequence[Day], total: int) -> int:
    """Return how many days at the beginning hold so few rows that they could stand alone."""
    rows, orders = 0, 0
    for index, one in enumerate(days):
        rows, orders = rows + one.rows, orders + 1
        single = all(day.is_single for day in days[: index + 1])
        is_order = (
            single
            and orders <= ORDERS
            and rows * (ORDER_PART if orders == 1 else 2 * ORDER_PART) <= total
        )
        if rows * PART > total and not is_order:
            return index
    return len(days)


def _usual(gaps: Sequence[int], near: Sequence[int], total: int) -> float:
    """Return the distance from which on a gap is long, whatever the longest of the others is.

    Where trade begins slowly, or ends so, the distances near that end say what is usual there.
    """
    typical = max(median(gaps), sum(near) / len(near))
    if median(gaps) < COARSE:
        return USUAL * typical
    return max(USUAL_COARSE * typical, EXPECTED * sum(gaps) / total)


def _near(days: Sequence[Day], bound: float) -> int:
    """Return how many days follow the first one before a gap that is longer than the bound."""
    for index, (one, following) in enumerate(pairwise(days)):
        if abs((following.day - one.day).days) > bound:
            return index
    return max(0, len(days) - 1)


def _lone(days: Sequence[Day], kept: Sequence[Day], *, is_clear: bool) -> Lone | None:
    if len(kept) == len(days) or not kept:
        return None
    first, last = kept[0].day, kept[-1].day
    alone = [one.day for one in days if not first <= one.day <= last]
    nearest = min(min(abs((day - edge).days) for edge in (first, last)) for day in alone)
    return Lone(first=first, last=last, gap=nearest, is_clear=is_clear)
