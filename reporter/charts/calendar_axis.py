"""Months as an axis: a period in, the months it covers and their names under the bars out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from reporter.charts import claims
from reporter.charts.lettering import SMALL, width
from reporter.model import SEASON, best_season
from reporter.model.claim import Claim, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.charts.sheet import Sheet
    from reporter.model import Finding, Period
    from reporter.model.claim import Value
    from reporter.numerals import Numerals

__all__ = ["best_month", "draw_months", "first_day", "monthly", "strongest", "told"]

QUARTER = 3
GAP = 0.9
"""Millimetres between two years."""


def monthly(frame: pd.DataFrame, period: Period) -> tuple[list[str], list[float]]:
    """Sum revenue, or orders without money, by month over the period, zero where nothing was
    bought; months are written 2011-12.
    """
    months = pd.DatetimeIndex(period.months)
    sums = (
        frame.groupby("month")["revenue" if "revenue" in frame else "orders"]
        .sum()
        .reindex(months)
        .fillna(0.0)
    )
    return [month.strftime("%Y-%m") for month in months], [float(value) for value in sums]


def strongest(revenue: Sequence[float], cut: Sequence[bool]) -> list[int]:
    """Return the places of the strongest three months in a row of the last twelve whole ones, or of
    the best month in less than a year.
    """
    whole = [index for index, is_cut in enumerate(cut) if not is_cut]
    if not whole or max(revenue[index] for index in whole) <= 0:
        return []
    best = best_season([revenue[index] for index in whole])
    if best is None:
        return [max(whole, key=lambda index: revenue[index])]
    return whole[best : best + SEASON]


def told(title: Finding | None, months: Sequence[str]) -> list[int]:
    """Return the places of the months that a title speaks of, so that the drawing brings out what
    it says: from the first to the last of some, or a single one.
    """
    if title is None or title.claim is None:
        return []
    match title.claim.values:  # noqa: PD011 - a claim's, no column's
        case {"first": Month(first), "last": Month(last)}:
            low, high = f"{first:%Y-%m}", f"{last:%Y-%m}"
        case {"month": Month(single)}:
            low = high = f"{single:%Y-%m}"
        case _:
            return []
    return [index for index, month in enumerate(months) if low <= month <= high]


def best_month(month: str, volume: float, unit: str) -> Claim:
    """Tell what the best month, of the form 2011-12, brought."""
    told_of: dict[str, Value] = {
        "month": Month(first_day(month)),
        "brought": claims.brought(volume, unit),
    }
    return Claim("chart_base.over_time.alt", told_of)


def draw_months(
    sheet: Sheet, xs: Sequence[float], months: Sequence[str], y: float, numerals: Numerals
) -> None:
    """Write months under their places, each or one per quarter by the room there is, and years
    where there are two.
    """
    step = xs[1] - xs[0] if len(xs) > 1 else sheet.width
    names = [
        numerals.month(first_day(month)).replace(month[:4], "").strip()[:3] for month in months
    ]
    room = max(width(name, SMALL) for name in names) + 1
    every = next((number for number in (1, QUARTER) if step * number >= room), 0)
    for x, label, month in zip(xs, names, months, strict=True):
        if every and (int(month[5:]) - 1) % every == 0:
            sheet.small(x, y, label, "center")
    if months[0][:4] != months[-1][:4]:
        _draw_years(sheet, xs, months, y + 3.8 if every else y)


def _draw_years(sheet: Sheet, places: Sequence[float], months: Sequence[str], y: float) -> None:
    """Write each year under its January and the first under the first month, a little aside where
    two would touch.
    """
    half = width("2000", SMALL) / 2
    step = places[1] - places[0]
    edge = 0.0
    for number, month in enumerate(months):
        if number and not month.endswith("-01"):
            continue
        middle = min(max(places[number], edge + half), sheet.width - half)
        # The first year gives way where its January's label would have to be moved far.
        crowded = (
            number == 0
            and any(month.endswith("-01") for month in months[1 : 1 + int((2 * half + 1) // step)])
            and step < 2 * half
        )
        if (
            abs(middle - places[number]) <= max(step, half)
            and middle - half >= edge
            and not crowded
        ):
            sheet.small(middle, y, month[:4], "center")
            edge = middle + half + GAP


def first_day(month: str) -> date:
    """Return the first day of a month of the form 2011-12."""
    return date(int(month[:4]), int(month[5:]), 1)
