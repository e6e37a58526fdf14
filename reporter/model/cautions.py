"""What a careful analyst would say about the data before anyone rests on them, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CautionKind(StrEnum):
    """What a careful analyst would say about the data before anyone rests on them."""

    SHORT_HISTORY = "short_history"
    UNFINISHED_MONTH = "unfinished_month"
    UNCREDITED_REVENUE = "uncredited_revenue"
    DOMINANT_CUSTOMER = "dominant_customer"
    MIXED_CURRENCIES = "mixed_currencies"
    REPEATED_PERIOD = "repeated_period"
    FUTURE_DATES = "future_dates"
    VARYING_PRICES = "varying_prices"
    UNSETTLED = "unsettled"
    """A `Doubt`."""
    NAME_COLLISION = "name_collision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something to know about the data, as numbers; `findings` makes the sentence."""

    kind: CautionKind
    numbers: Mapping[str, float | str]
    """What the sentence shows: counts, shares from 0 to 1, amounts in the file's currency, days as 2011-12-09, names of columns."""
