"""The planted types of the shop's customers: when they order, what they like, how much
they take.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from making.draws import Draws

START = date(2010, 12, 1)
END = date(2011, 12, 9)

# How busy a month is, December 2010 first; the last one ends on the 9th.
SEASON = (13, 8, 7, 9, 9, 10, 9, 9, 9, 13, 17, 24, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A planted type of customers."""

    name: str
    size: int
    days: Callable[[Draws], list[date]]
    """Draws the days of a customer's orders."""
    families: dict[str, int]
    """Weights of the families of products they go for; one line in five ignores them."""
    lines: float
    """Median lines of an order."""
    packs: tuple[int, ...]
    """Quantities they take of a product."""
    purse: float
    """How much customers of the type differ in lines: the standard deviation of the logarithm."""
    discount: int = 0
    """Percent off the list price from 24 pieces on."""


def is_open(day: date) -> bool:
    """Tell whether the shop takes orders: not on Saturdays, not between the years."""
    between_years = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 3)
    return START <= day <= END and day.weekday() != 5 and not between_years


def in_season(draws: Draws, first: date, last: date) -> date:
    """Draw a day between two, by how busy the months are."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = [_busyness(day) for day in days]
    return draws.pick(days, weights)


def _busyness(day: date) -> int:
    if not is_open(day):
        return 0
    return SEASON[(day.year - 2010) * 12 + day.month - 12] * (1 if day.weekday() == 6 else 2)


def _at_intervals(draws: Draws, first: date, last: date, every: float, spread: float) -> list[date]:
    """Order from the first day on about every so many days, each at their own pace; more often
    before Christmas, and some stop early.
    """
    days: list[date] = []
    day = first
    pace = draws.lognormal(every, 0.24)
    end = last - timedelta(days=draws.whole(20, 150) if draws.chance(0.09) else 0)
    while day <= end or not days:
        days.append(day)
        day += timedelta(days=max(2, round(draws.lognormal(pace, spread) * _slowness(day))))
    return days


def _slowness(day: date) -> float:
    """Stretch the time to the next order after Christmas, shorten it from September on."""
    if day < date(2011, 1, 10):
        return 1.4
    return 0.75 if day >= date(2011, 9, 1) else 1.0


def _reseller(draws: Draws) -> list[date]:
    return _at_intervals(draws, START + timedelta(days=draws.whole(0, 16)), END, 28, 0.22)


def _regular(draws: Draws) -> list[date]:
    return _at_intervals(draws, START + timedelta(days=draws.whole(0, 45)), END, 43, 0.3)


def _lapsed(draws: Draws) -> list[date]:
    return _at_intervals(
        draws, START + timedelta(days=draws.whole(0, 50)), date(2011, 4, 20), 31, 0.35
    )


def _newcomer(draws: Draws) -> list[date]:
    return _at_intervals(
        draws, date(2011, 9, 12) + timedelta(days=draws.whole(0, 32)), END, 26, 0.25
    )


def _christmas(draws: Draws) -> list[date]:
    days = [in_season(draws, date(2011, 10, 12), END)]
    if draws.chance(0.12):
        days.append(in_season(draws, START, date(2010, 12, 21)))
    return days


def _once(draws: Draws) -> list[date]:
    return [in_season(draws, date(2011, 1, 4), date(2011, 7, 29))]


TYPES = (
    Type(name="resellers", size=58, days=_reseller,
    families={"resale": 5, "vintage": 3, "home": 2, "christmas": 1}, lines=10.5,
         packs=(6, 6, 12, 12, 24, 24, 36), purse=0.4, discount=15),
    Type(name="regulars", size=152, days=_regular,
    families={"baking": 7, "home": 2, "christmas": 1}, lines=6,
         packs=(2, 3, 4, 6, 6, 8, 12), purse=0.42),
    Type(name="christmas gift buyers", size=214, days=_christmas,
    families={"christmas": 7, "vintage": 2, "home": 1}, lines=7.5,
         packs=(1, 2, 2, 3, 4, 6, 6), purse=0.5),
    Type(name="lapsed since spring", size=148, days=_lapsed,
    families={"garden": 7, "home": 2, "baking": 1}, lines=6,
         packs=(1, 2, 3, 4, 6, 8), purse=0.45),
    Type(name="one-time buyers", size=204, days=_once,
    families={"home": 6, "vintage": 2, "garden": 1}, lines=6, packs=(1, 2, 2, 3, 4, 6),
         purse=0.55),
    Type(name="promising newcomers", size=124, days=_newcomer,
    families={"children": 8, "baking": 1, "christmas": 1}, lines=6.5,
         packs=(1, 2, 2, 3, 4, 6), purse=0.45),
)  # fmt: skip

# Orders without an account: the file has no customer id for them.
GUEST_ORDERS = 640
GUESTS = Type(
    name="guests", size=0, days=lambda draws: [in_season(draws, START, END)],
    families={"christmas": 3, "home": 3, "vintage": 2, "children": 2}, lines=8.5,
    packs=(1, 1, 1, 2, 3), purse=0.6,
)  # fmt: skip
