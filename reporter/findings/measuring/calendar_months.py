"""Which months can be compared: what customers brought by month and the period in, the complete
months and their best season out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from reporter.model import SEASON, YEAR, best_season

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reporter.model import Caution, Period, Purchases

SEASON_ERRORS = 3.0
"""Standard errors by which a season must lie above an even year, see `is_sure`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """What customers brought in the complete months only."""

    volume: pd.DataFrame
    """Revenue, or orders where no money is known: one row per complete month, in order; one
    column per segment.
    """
    orders: pd.DataFrame
    """Orders, likewise."""

    def orders_of(self, number: int | None = None) -> float:
        """Return how many orders a segment, or everybody, placed in the last twelve complete
        months.
        """
        year = self.orders.iloc[-YEAR:]
        return float(year.to_numpy().sum() if number is None else year[number].sum())

    @property
    def starts(self) -> list[date]:
        """First days of the complete months."""
        return [pd.Timestamp(str(month)).date() for month in self.volume.index]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The three months in a row that hold most of what twelve months brought."""

    first: date
    last: date
    share: float
    """Their share of the twelve months."""


def complete_months(purchases: Purchases | None, period: Period | None) -> Months | None:
    """Keep the months that the period covers from their first day to their last, with zeros where
    nothing was bought.
    """
    if purchases is None or period is None or purchases.monthly.empty:
        return None
    index = pd.DatetimeIndex(period.whole_months)
    return Months(
        volume=_table(
            purchases.monthly, "revenue" if "revenue" in purchases.monthly else "orders", index
        ),
        orders=_table(purchases.monthly, "orders", index),
    )


def season_in(volume: pd.Series[float]) -> Season | None:
    """Find the best three months in a row of the last twelve complete ones; None for less than a
    year or where they brought nothing.
    """
    year = volume.iloc[-YEAR:]
    start, total = best_season(year.tolist()), float(year.sum())
    if start is None or total <= 0:
        return None
    sums = year.rolling(SEASON).sum()
    days = [pd.Timestamp(str(month)).date() for month in year.index]
    # A rolling sum stands at the last month of its window.
    end = start + SEASON - 1
    return Season(first=days[start], last=days[end], share=float(sums.iloc[end]) / total)


def is_sure(season: Season, orders: float) -> bool:
    """Tell whether chance alone would not make such a season of so many orders, spread evenly over
    the year.

    Of the ten runs of three months the best is looked at, and customers order in bouts: three
    standard errors are asked for.
    """
    if orders <= 0:
        return False
    # Binomial: in an even year each order falls into these months with a chance of a quarter.
    even = SEASON / YEAR
    return season.share - even >= SEASON_ERRORS * math.sqrt(even * (1 - even) / orders)


def recurs(volume: pd.Series[float], season: Season) -> bool:
    """Tell whether the same months were better than others a year before too, as far as the data go
    back; True where they do not.
    """
    earlier = volume.iloc[:-YEAR].iloc[-YEAR:]
    calendar_months = {(season.first.month - 1 + offset) % 12 + 1 for offset in range(SEASON)}
    same = earlier[[pd.Timestamp(str(month)).month in calendar_months for month in earlier.index]]
    # Too little of that year to hold these months against others.
    if len(same) < SEASON or len(earlier) < 2 * SEASON:
        return True
    return float(same.mean()) > float(earlier.mean())


def share_between(volume: pd.Series[float], season: Season) -> float | None:
    """Return what share of the last twelve complete months falls into a season's months."""
    year = volume.iloc[-YEAR:]
    total = float(year.sum())
    inside = year[
        (year.index >= pd.Timestamp(season.first)) & (year.index <= pd.Timestamp(season.last))
    ]
    return float(inside.sum()) / total if total > 0 else None


def are_lumpy(cautions: Iterable[Caution]) -> bool:
    """Tell whether a few lines or one customer hold so much of the revenue that months say nothing
    about a season.
    """
    return any(
        float(one.numbers["share"]) >= least
        for one in cautions
        if (least := one.kind.bearing.hides_season) is not None
    )


def _table(monthly: pd.DataFrame, column: str, index: pd.DatetimeIndex) -> pd.DataFrame:
    wide = monthly.pivot_table(index="month", columns="segment", values=column, aggfunc="sum")
    return wide.reindex(index).fillna(0.0).astype(float)
