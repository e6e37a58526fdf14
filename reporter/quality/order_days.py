"""The days of the orders in, what is odd about them out: short, unfinished, interrupted, repeated
or far from all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reporter.model import (
    Caution,
    CautionKind,
    Grain,
    begins_late,
    days_in_month,
    ends_early,
    months_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

YEAR, WEEKS = 365, 364
"""Days; fifty-two weeks are a year where the file knows weeks alone."""
ALONE, HANDFUL = 0.01, 20
"""Lines that lie more than a year from all others are isolated when they are at most a hundredth of
twenty lines or more.
"""
BUSY_MONTH = 20
"""Lines of an ordinary month from which on a month without any is a gap."""
CROWDED, DAYS = 0.2, 28
"""Share of all orders that one day holds only by an import, where there are orders on so many days.
"""
REPEATED, REPEATS = 0.5, 10
"""A day is repeated when half of its rows or more stand twice; a stretch of such days counts from
so many rows on.
"""
STRETCHES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDay:
    """A day with orders, after cleaning."""

    day: date
    lines: int
    orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDay:
    """A day of the raw table."""

    day: date
    rows: int
    repeated: int = 0
    """Rows that are like another row in every column."""
    twice: int = 0
    """Rows that have a copy: of two or three alike one has."""


def calendar_cautions(
    days: Sequence[OrderDay], as_of: date | None, grain: Grain = Grain.DAY
) -> Iterator[Caution]:
    """Look at the days with orders.

    Parameters
    ----------
    days
        In their order.
    as_of
        The report's day, where the settings name one.
    grain
        What a day stands for: whole periods are finished, and no day of them holds more than
        another.
    """
    if not days:
        return
    yield from _future(days, as_of)
    bulk = _bulk(days)
    isolated = [*_isolated(days, bulk)]
    yield from isolated
    if grain is not Grain.QUARTER:
        yield from _missing_months(bulk)
    if grain is Grain.DAY:
        yield from _crowded(days)
    if not isolated:  # these ends are mistakes, and so would be what is said of them
        yield from _short(days, grain)
        if grain is Grain.DAY:
            yield from _unfinished(days)


def _future(days: Sequence[OrderDay], as_of: date | None) -> Iterator[Caution]:
    late = [one for one in days if as_of is not None and one.day > as_of]
    if late and as_of:
        numbers: dict[str, float | str] = {
            "lines": sum(one.lines for one in late),
            "latest": late[-1].day.isoformat(),
            "as_of": as_of.isoformat(),
        }
        yield Caution(kind=CautionKind.FUTURE_DATES, numbers=numbers)


def _bulk(days: Sequence[OrderDay]) -> Sequence[OrderDay]:
    """Return the days without the few at either end that lie more than a year from the others."""
    total = sum(one.lines for one in days)
    if total < HANDFUL:
        return days
    most = max(1.0, total * ALONE)
    first, last = _cut(days, most), _cut(days[::-1], most)
    return days[first : len(days) - last] or days


def _cut(days: Sequence[OrderDay], most: float) -> int:
    """Return how many days stand before a gap of more than a year and hold at most so
    many lines.
    """
    cut, lines = 0, 0
    for number, (one, following) in enumerate(pairwise(days), 1):
        lines += one.lines
        if lines > most:
            break
        if abs((following.day - one.day).days) > YEAR:
            cut = number
    return cut


def _isolated(days: Sequence[OrderDay], bulk: Sequence[OrderDay]) -> Iterator[Caution]:
    first, last = bulk[0].day, bulk[-1].day
    early, late = [one for one in days if one.day < first], [one for one in days if one.day > last]
    for where, alone, furthest in (("late", late, days[-1].day), ("early", early, days[0].day)):
        if alone:
            numbers: dict[str, float | str] = {
                "where": where,
                "lines": sum(one.lines for one in alone),
                "furthest": furthest.isoformat(),
                "from": first.isoformat(),
                "to": last.isoformat(),
            }
            yield Caution(kind=CautionKind.ISOLATED_DATES, numbers=numbers)


def _missing_months(days: Sequence[OrderDay]) -> Iterator[Caution]:
    lines: dict[date, int] = {}
    for one in days:
        month = one.day.replace(day=1)
        lines[month] = lines.get(month, 0) + one.lines
    every = months_between(days[0].day, days[-1].day)
    gaps = [month for month in every if month not in lines]
    if not gaps or median(lines.values()) < BUSY_MONTH:
        return
    named = {f"month_{number}": month.isoformat() for number, month in enumerate(gaps[:3], 1)}
    yield Caution(
        kind=CautionKind.MISSING_MONTHS,
        numbers={"missing": len(gaps), "months": len(every), **named},
    )


def _crowded(days: Sequence[OrderDay]) -> Iterator[Caution]:
    most = max(days, key=lambda one: (one.orders, -one.day.toordinal()))
    share = most.orders / sum(one.orders for one in days)
    if len(days) >= DAYS and share > CROWDED:
        yield Caution(
            kind=CautionKind.CROWDED_DAY,
            numbers={"day": most.day.isoformat(), "orders": most.orders, "share": share},
        )


def _short(days: Sequence[OrderDay], grain: Grain) -> Iterator[Caution]:
    (first, _), (_, last) = grain.span(days[0].day), grain.span(days[-1].day)
    length = (last - first).days + 1
    if length < (WEEKS if grain is Grain.WEEK else YEAR):
        yield Caution(
            kind=CautionKind.SHORT_HISTORY,
            numbers={
                "days": length,
                "year": YEAR,
                "from": first.isoformat(),
                "to": last.isoformat(),
            },
        )


def _unfinished(days: Sequence[OrderDay]) -> Iterator[Caution]:
    """Tell of the last month, and of the first, where only a part of it was covered; months within
    one are no matter.
    """
    first, last = days[0].day, days[-1].day
    if first.replace(day=1) == last.replace(day=1):
        return
    numbers: dict[str, float | str] = {}
    if ends_early(last):
        numbers |= {
            "to": last.isoformat(),
            "last_days": last.day,
            "last_length": days_in_month(last),
        }
    if begins_late(first):
        numbers |= {
            "from": first.isoformat(),
            "first_days": days_in_month(first) - first.day + 1,
            "first_length": days_in_month(first),
        }
    if numbers:
        yield Caution(kind=CautionKind.UNFINISHED_MONTH, numbers=numbers)


def repeated_periods(days: Sequence[RawDay], removed: int = 0) -> Iterator[Caution]:
    """Find the stretches of days whose rows stand twice, those with most rows first.

    Parameters
    ----------
    days
        In their order; days without orders between two repeated ones do not part them.
    removed
        Rows of the whole file that cleaning took as repeats.
    """
    stretches: list[list[RawDay]] = []
    before: date | None = None
    for one in days:
        repeats = one.repeated >= REPEATED * one.rows
        if repeats and before is not None and stretches[-1][-1].day == before:
            stretches[-1].append(one)
        elif repeats:
            stretches.append([one])
        before = one.day if repeats else None
    found = sorted(
        stretches, key=lambda stretch: (-sum(one.twice for one in stretch), stretch[0].day)
    )
    for stretch in found[:STRETCHES]:
        rows, repeated, twice = (
            sum(getattr(one, name) for one in stretch) for name in ("rows", "repeated", "twice")
        )
        if twice >= REPEATS:
            first, last = stretch[0].day.isoformat(), stretch[-1].day.isoformat()
            numbers = {
                "from": first,
                "to": last,
                "rows": twice,
                "share": repeated / rows,
                "removed": removed,
            }
            yield Caution(kind=CautionKind.REPEATED_PERIOD, numbers=numbers)
