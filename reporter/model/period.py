"""The days that orders span and the calendar's months in them: which are whole, which three are the
best.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reporter.model.grain import Grain

if TYPE_CHECKING:
    from collections.abc import Sequence

LEEWAY = 2
"""A month is whole although orders begin or end so many days inside it: shops close at weekends."""
SEASON, YEAR = 3, 12
"""Months in a row that make a season, and those that it is looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that the orders span, and the day that recency is counted to."""

    start: date
    end: date
    as_of: date
    grain: Grain = Grain.DAY
    """What a date of the orders stands for; coarser than days, start and end are those of whole
    periods, and no day is known.
    """

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months that it touches, in order."""
        return months_between(self.start, self.end)

    @property
    def partial_months(self) -> frozenset[date]:
        """Those of them that it covers only a part of: the first, the last, both or none."""
        first, last = self.start.replace(day=1), self.end.replace(day=1)
        cut = ((first, begins_late(self.start)), (last, ends_early(self.end)))
        return frozenset(month for month, is_cut in cut if is_cut)

    @property
    def whole_months(self) -> tuple[date, ...]:
        """Those of them that it covers from the first day to the last, give or take `LEEWAY`."""
        return tuple(month for month in self.months if month not in self.partial_months)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Return the first days of the months from that of one day to that of another."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in span)


def days_in_month(day: date) -> int:
    """Return how many days the month of a day has."""
    return calendar.monthrange(day.year, day.month)[1]


def begins_late(start: date) -> bool:
    """Tell whether what begins on a day leaves out the beginning of its month."""
    return start.day > 1 + LEEWAY


def ends_early(end: date) -> bool:
    """Tell whether what ends on a day leaves out the end of its month."""
    return days_in_month(end) - end.day > LEEWAY


def best_season(months: Sequence[float]) -> int | None:
    """Return the index at which the best season of the last year begins, the first of equals; None
    for less than a year.

    Parameters
    ----------
    months
        What each whole month brought, in order and without gaps.
    """
    if len(months) < YEAR:
        return None
    starts = range(len(months) - YEAR, len(months) - SEASON + 1)
    return max(starts, key=lambda start: (sum(months[start : start + SEASON]), -start))
