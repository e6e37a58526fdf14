"""When in the year and in the week a segment buys, unlike the others: measurements in, its season,
its weekday, a claim of each, and when the season comes next out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months
from reporter.findings.measuring.calendar_months import is_sure, recurs, season_in, share_between
from reporter.findings.measuring.comparisons import TELLING_POINTS, shares_differ
from reporter.findings.measuring.enough import Statement, is_enough
from reporter.model import Finding
from reporter.model.claim import Claim, Count, Month, Share

if TYPE_CHECKING:
    import pandas as pd

    from reporter.findings.measuring.calendar_months import Season
    from reporter.findings.measuring.measured import Measured

SEASON_SHARE = 0.3
"""Three months that hold so much of what a year brought make a season; an even year has 25 %."""


def season_of(measured: Measured, number: int) -> Season | None:
    """Return a segment's best months of the last twelve.

    None where the same months were no better a year before, where a few lines or one customer make
    them, and where the typical member was not there for most of the year: newcomers always seem to
    buy late, and those who left early.
    """
    months = measured.months
    if (
        months is None
        or not is_enough(Statement.SEASON, len(months.volume))
        or number not in months.volume
    ):
        return None
    if measured.lumpy or not measured.present(number):
        return None
    season = season_in(months.volume[number])
    if (
        season is None
        or not recurs(months.volume[number], season)
        or not is_sure(season, months.orders_of(number))
    ):
        return None
    return season


def own_season(measured: Measured, number: int) -> tuple[Season, float] | None:
    """Return a segment's season and the other customers' share in the same months; None where the
    two are alike.
    """
    season, months = season_of(measured, number), measured.months
    if season is None or months is None or season.share < SEASON_SHARE:
        return None
    others = share_between(months.volume.drop(columns=number).sum(axis=1), season)
    return None if others is None or season.share - others < TELLING_POINTS else (season, others)


def next_season(measured: Measured, number: int) -> tuple[int, date, date] | None:
    """Return how many months ahead the month before a segment's next season lies, that month, and
    the season's first month.
    """
    season, period = season_of(measured, number), measured.study.table.period
    if season is None or period is None:
        return None
    # Months counted from year 0. −2: the month before the season's first, both counted from 0.
    today = period.as_of.year * 12 + period.as_of.month - 1
    ahead = (season.first.month - 2 - today) % 12
    before, start = (
        date((today + months) // 12, (today + months) % 12 + 1, 1) for months in (ahead, ahead + 1)
    )
    return ahead, before, start


def season_fact(measured: Measured, number: int) -> Finding | None:
    """Say in which three months a segment buys most, where the others buy less then."""
    found = own_season(measured, number)
    if found is None:
        return None
    season, others = found
    return Finding(
        id=f"persona.{number}.season",
        claim=Claim(
            "persona.season",
            {
                "share": Share(season.share),
                "first": Month(season.first),
                "last": Month(season.last),
                "others": Share(others),
                "priced": measured.priced,
            },
        ),
        base=counted_months(measured),
    )


def best_weekday(measured: Measured, number: int) -> tuple[int, float, float] | None:
    """Return the weekday furthest above the others', its share of orders and theirs; None where
    chance may have put it there.
    """
    if measured.study.purchases is None or measured.study.purchases.weekdays.empty:
        return None
    table = measured.study.purchases.weekdays
    own, others = (
        _by_weekday(table[table["segment"] == number]),
        _by_weekday(table[table["segment"] != number]),
    )
    placed, elsewhere = float(own.sum()), float(others.sum())
    if not is_enough(Statement.WEEKDAY, min(placed, elsewhere)):
        return None
    # What is furthest above the others' is theirs, not the day on which everybody orders most.
    leads = own / placed - others / elsewhere
    index = int(leads.to_numpy().argmax())
    share, rest = float(own.iloc[index]) / placed, float(others.iloc[index]) / elsewhere
    return (
        (int(str(leads.index[index])), share, rest)
        if share > rest and shares_differ(share, placed, rest, elsewhere)
        else None
    )


def weekday_fact(measured: Measured, number: int) -> Finding | None:
    """Say on which weekday a segment orders more than the others do."""
    day = best_weekday(measured, number)
    if day is None:
        return None
    weekday, own, others = day
    return Finding(
        id=f"persona.{number}.weekday",
        claim=Claim(
            "persona.weekday",
            {"share": Share(own), "weekday": Count(weekday), "others": Share(others)},
        ),
    )


def _by_weekday(table: pd.DataFrame) -> pd.Series[float]:
    return table.groupby("weekday")["orders"].sum().reindex(range(7)).fillna(0.0).astype(float)
