"""Which months can be compared: what customers brought by month and the period in, the complete
months and their best season out.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from reporter.model import Period, Purchases

LEEWAY = 2
"""A month still counts as complete when orders begin or end so many days inside it: shops close at
weekends.
"""
SEASON = 3
"""Months in a row that make a season."""
SEASON_ERRORS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """What customers brought in the complete months only."""

    volume: pd.DataFrame
    """Revenue, or orders where no money is known: one row a complete month, in order; one column a
    segment.
    """
    orders: pd.DataFrame
    """Orders, likewise."""
    first_partial: date | None
    """The first month where the period begins in its middle."""
    last_partial: date | None
    """The last month where the period ends before it does."""

    def orders_of(self, number: int | None = None) -> float:
        """Return how many orders a segment, or everybody, placed in the last twelve complete
        months.
        """
        year = self.orders.iloc[-12:]
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
    """Keep the months that the period covers from their first day to their last, with noughts where
    nothing was bought.
    """
    if purchases is None or period is None or purchases.monthly.empty:
        return None
    first, last = period.start.replace(day=1), period.end.replace(day=1)
    starts_late = period.start.day > 1 + LEEWAY
    ends_early = calendar.monthrange(last.year, last.month)[1] - period.end.day > LEEWAY
    index = pd.date_range(first, last, freq="MS")[int(starts_late) :]
    index = index[: len(index) - 1] if ends_early and len(index) else index
    return Months(
        volume=_table(
            purchases.monthly, "revenue" if "revenue" in purchases.monthly else "orders", index
        ),
        orders=_table(purchases.monthly, "orders", index),
        first_partial=first if starts_late else None,
        last_partial=last if ends_early else None,
    )


def best_season(volume: pd.Series[float]) -> Season | None:
    """Find the best three months in a row of the last twelve complete ones; None for less than a
    year or where they brought nothing.
    """
    year = volume.iloc[-12:]
    total = float(year.sum())
    if len(year) < 12 or total <= 0:
        return None
    sums = year.rolling(SEASON).sum().iloc[SEASON - 1 :]
    place = int(sums.to_numpy().argmax())
    days = [pd.Timestamp(str(month)).date() for month in year.index]
    return Season(
        first=days[place], last=days[place + SEASON - 1], share=float(sums.iloc[place]) / total
    )


def is_sure(season: Season, orders: float) -> bool:
    """Tell whether chance alone would not make such a season of so many orders, spread evenly over
    the year.

    Of the ten runs of three months the best is looked at, and customers order in bouts: three
    standard errors are asked for.
    """
    if orders <= 0:
        return False
    even = SEASON / 12
    return season.share - even >= SEASON_ERRORS * math.sqrt(even * (1 - even) / orders)


def recurs(volume: pd.Series[float], season: Season) -> bool:
    """Tell whether the same months were better than others a year before too, as far as the data go
    back; True where they do not.
    """
    earlier = volume.iloc[:-12].iloc[-12:]
    calendar_months = {(season.first.month - 1 + place) % 12 + 1 for place in range(SEASON)}
    same = earlier[[pd.Timestamp(str(month)).month in calendar_months for month in earlier.index]]
    if len(same) < SEASON or len(earlier) < 2 * SEASON:
        return True
    return float(same.mean()) > float(earlier.mean())


def share_between(volume: pd.Series[float], season: Season) -> float | None:
    """Return what share of the last twelve complete months falls into a season's months."""
    year = volume.iloc[-12:]
    total = float(year.sum())
    inside = year[
        (year.index >= pd.Timestamp(season.first)) & (year.index <= pd.Timestamp(season.last))
    ]
    return float(inside.sum()) / total if total > 0 else None


def _table(monthly: pd.DataFrame, column: str, index: pd.DatetimeIndex) -> pd.DataFrame:
    wide = monthly.pivot_table(index="month", columns="segment", values=column, aggfunc="sum")
    return wide.reindex(index).fillna(0.0).astype(float)
