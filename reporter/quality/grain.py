"""The days of the orders in, what one of these dates stands for out: a day, or a whole week, month
or quarter, and how that is told.

Files that add up what a customer bought in a period date it by the period's first day or by its
last. Nothing in them tells a day: the last period is whole, and weekdays mean nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.model import Grain, Reading, Stance, is_last_of_month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reporter.quality.order_days import OrderDay
    from reporter.settings import MeaningSettings

QUESTION = "grain"
FEWEST = 6
"""Different dates, all of them firsts of months, that chance cannot have brought together."""
LINES = 1.1
"""Lines that a customer has in a week at most where they are sums: a market that is held on
Saturdays sells more than one thing.
"""
COVERED = 0.5
"""Share of the weeks between the first and the last that hold sales where the file adds up by
weeks.
"""
_WEEK = 7


def find(days: Sequence[OrderDay], *, numbered: bool) -> Grain:
    """Return what each date stands for.

    Parameters
    ----------
    days
        With orders, after cleaning, in their order.
    numbered
        Whether orders have numbers: these are of a day, though all may be of the same day of the
        week.
    """
    dates = [one.day for one in days]
    if len(dates) < FEWEST:
        return Grain.DAY
    if all(day.day == 1 for day in dates) or all(is_last_of_month(day) for day in dates):
        return _months(dates)
    return Grain.WEEK if not numbered and _are_weeks(days) else Grain.DAY


def _months(dates: Sequence[date]) -> Grain:
    """Tell months from quarters; one day in each year, the same, is a day."""
    if len({day.month for day in dates}) == 1:
        return Grain.DAY
    return Grain.QUARTER if len({day.month % 3 for day in dates}) == 1 else Grain.MONTH


def _are_weeks(days: Sequence[OrderDay]) -> bool:
    gaps = [(following.day - one.day).days for one, following in pairwise(days)]
    if any(gap % _WEEK for gap in gaps) or len(gaps) < COVERED * sum(gaps) / _WEEK:
        return False
    return sum(one.lines for one in days) <= LINES * sum(one.orders for one in days)


def settle(
    days: Sequence[OrderDay], settings: MeaningSettings, *, numbered: bool
) -> tuple[Grain, tuple[Reading, ...]]:
    """Return what each date stands for, and what has to be said of it.

    Parameters
    ----------
    days
        With orders, after cleaning, in their order.
    settings
        The user's last word.
    numbered
        Whether orders have numbers.
    """
    found = find(days, numbered=numbered)
    if found is Grain.DAY:
        return found, ()
    numbers: dict[str, float | str] = {
        "grain": found.value,
        "periods": len({found.span(one.day) for one in days}),
    }
    numbers |= {} if numbered else {"summed": found.value}
    if settings.grain == "day":
        return Grain.DAY, (
            Reading(
                question=QUESTION,
                stance=Stance.SET,
                numbers=numbers,
                setting="meaning.grain=auto",
                weight=1.0,
            ),
        )
    return found, (
        Reading(
            question=QUESTION,
            stance=Stance.ADOPTED,
            numbers=numbers,
            setting="meaning.grain=day",
            weight=1.0,
        ),
    )
