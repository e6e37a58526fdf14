"""Months as an axis: a period in, the months it covers and their names under the bars out."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from reporter.charts.lettering import SMALL, width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.charts.sheet import Sheet
    from reporter.model import Period
    from reporter.numerals import Numerals

__all__ = ["draw_months", "monthly", "named", "partial", "strongest", "told"]

LEEWAY = 2
"""A month counts as whole when orders begin or end so many days inside it: shops close at weekends."""
SEASON, YEAR = 3, 12


def monthly(frame: pd.DataFrame, period: Period) -> tuple[list[str], list[float]]:
    """Sum revenue by month over the period, nought where nothing was bought; months are written 2011-12."""
    months = pd.date_range(period.start.replace(day=1), period.end.replace(day=1), freq="MS")
    sums = frame.groupby("month")["revenue"].sum().reindex(months).fillna(0.0)
    return [month.strftime("%Y-%m") for month in months], [float(value) for value in sums]


def partial(period: Period, months: Sequence[str]) -> list[bool]:
    """Tell of each month whether the period covers only a part of it."""
    first, last = period.start.strftime("%Y-%m"), period.end.strftime("%Y-%m")
    starts_late = period.start.day > 1 + LEEWAY
    ends_early = calendar.monthrange(period.end.year, period.end.month)[1] - period.end.day > LEEWAY
    return [(month == first and starts_late) or (month == last and ends_early) for month in months]


def strongest(revenue: Sequence[float], cut: Sequence[bool]) -> list[int]:
    """Return the places of the strongest three months in a row of the last twelve whole ones, or of the best month in less than a year."""
    whole = [place for place, is_cut in enumerate(cut) if not is_cut]
    if not whole or max(revenue[place] for place in whole) <= 0:
        return []
    if len(whole) < YEAR:
        return [max(whole, key=lambda place: revenue[place])]
    year = whole[-YEAR:]
    starts = range(YEAR - SEASON + 1)
    best = max(starts, key=lambda start: (sum(revenue[place] for place in year[start : start + SEASON]), -start))
    return year[best : best + SEASON]


def told(said: Mapping[str, float | int | str | None], months: Sequence[str]) -> list[int]:
    """Return the places of the months that a finding speaks of, so that the drawing brings out what its title says.

    A finding names the first and the last of some months, a single month, or the last one since which little came.
    """
    since, single = (str(said.get(key) or "")[:7] for key in ("since", "month"))
    first = str(said.get("first") or "")[:7] or single or (months[0] if since else "")
    last = str(said.get("last") or "")[:7] or single or since
    return [place for place, month in enumerate(months) if first and last and first <= month <= last]


def named(month: str, numerals: Numerals) -> str:
    """Write a month of the form 2011-12 for a reader."""
    return numerals.month(_first(month))


def draw_months(sheet: Sheet, places: Sequence[float], months: Sequence[str], y: float, numerals: Numerals) -> None:
    """Write months under their places: three letters, one letter or none by the room there is, and years where there are two."""
    step = places[1] - places[0] if len(places) > 1 else sheet.width
    names = [numerals.month(_first(month)).replace(month[:4], "").strip() for month in months]
    letters = 3 if step >= max(width(name[:3], SMALL) for name in names) + 1 else 1
    if step >= 3.2:
        for place, label in zip(places, names, strict=True):
            sheet.small(place, y, label[:letters], "center")
    if months[0][:4] != months[-1][:4]:
        _draw_years(sheet, places, months, y + 3.8 if step >= 3.2 else y)


def _draw_years(sheet: Sheet, places: Sequence[float], months: Sequence[str], y: float) -> None:
    """Write each year under its January, and the first year under the first month where that leaves room."""
    januaries = [place for place, month in enumerate(months) if month.endswith("-01")]
    room = width("2000", SMALL) + 2
    taken: list[float] = []
    for number in (*januaries, 0):
        middle = min(max(places[number], room / 2 - 1), sheet.width - room / 2 + 1)
        if all(abs(middle - other) >= room for other in taken):
            taken.append(middle)
            sheet.small(middle, y, months[number][:4], "center")


def _first(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)
