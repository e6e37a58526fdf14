"""How finely a file tells when something was bought: by the day, or by weeks, months, quarters that
are sums.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal


class Grain(StrEnum):
    """What one date of a file stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def time(self) -> Literal["day", "week", "month"]:
        """In what spans of time are told: nobody counts in quarters."""
        return "day" if self is Grain.DAY else "week" if self is Grain.WEEK else "month"

    def span(self, day: date) -> tuple[date, date]:
        """Return the first and the last day of the period that a date stands for, which names it by
        its first day or its last.

        Weeks begin on Mondays. Quarters may be those of any financial year: they begin, or end,
        where the date stands.
        """
        if self is Grain.DAY:
            return day, day
        if self is Grain.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        months = 3 if self is Grain.QUARTER else 1
        month = day.year * 12 + day.month - 1 - (0 if day.day == 1 else months - 1)
        following = month + months
        return date(month // 12, month % 12 + 1, 1), date(
            following // 12, following % 12 + 1, 1
        ) - timedelta(days=1)


def is_last_of_month(day: date) -> bool:
    """Tell whether a month ends with this day."""
    return day.day == calendar.monthrange(day.year, day.month)[1]
