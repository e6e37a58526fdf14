"""What a careful analyst would say about the data before anyone rests on them, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Claim

GRAVE_SHARE = 1 / 3
"""Share of the rows or of the revenue from which on what touches it comes before all else."""


class Grave(Enum):
    """When a caution is said before all else, however light its kind."""

    ALWAYS = auto()
    FROM_A_THIRD = auto()
    """Where it touches a third of the revenue, its ``share``, or of the rows, its ``rows_share``
    if it has one.
    """
    COUNTED_TWICE = auto()
    """Where repeated rows are kept, so that what they hold counts twice."""
    NEVER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What a caution bears on, beside being said."""

    grave: Grave = Grave.NEVER
    """When it is said before all else."""
    hides_season: float | None = None
    """Its ``share`` of the revenue from which on months follow it rather than a season; None where
    it never does.
    """
    spoils_weekdays: bool = False
    """Whether the day of the week of an order says nothing any more."""
    counts_customers: bool = False
    """Whether its numbers are of customers, rather than of the file's rows."""


NOTHING = Bearing()
"""A caution that is said, and has no other effect."""


class CautionKind(StrEnum):
    """What a careful analyst would say about the data before anyone rests on them, the weightiest
    first.
    """

    bearing: Bearing

    def __new__(cls, name: str, bearing: Bearing = NOTHING) -> Self:
        """Make a kind with what it bears on."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.bearing = bearing
        return made

    LEFT_OUT = "left_out", Bearing(grave=Grave.ALWAYS)
    """Cleaning took a third of the rows or of the revenue."""
    FUTURE_DATES = "future_dates"
    """Orders after the report's day."""
    ISOLATED_DATES = "isolated_dates"
    """A few orders that lie more than a year from all others: mistyped, or a filler such as
    1900-01-01.
    """
    UNSETTLED = "unsettled"
    """A `Doubt`, of names that collide too."""
    UNCREDITED_REVENUE = "uncredited_revenue", Bearing(grave=Grave.FROM_A_THIRD)
    FAILED_TOTAL = "failed_total"
    """The file's own line of totals says another sum than its rows."""
    DISAGREEING_AMOUNTS = "disagreeing_amounts"
    """Rows whose amount is not what their quantity and unit price give: tax, discounts, or another
    column's business.
    """
    DOMINANT_CUSTOMER = (
        "dominant_customer",
        Bearing(grave=Grave.FROM_A_THIRD, hides_season=GRAVE_SHARE, counts_customers=True),
    )
    HUGE_LINES = "huge_lines", Bearing(grave=Grave.FROM_A_THIRD, hides_season=0.1)
    """Lines that are worth a thousand ordinary ones."""
    REPEATED_PERIOD = "repeated_period", Bearing(grave=Grave.COUNTED_TWICE)
    MISSING_MONTHS = "missing_months"
    CROWDED_DAY = "crowded_day", Bearing(spoils_weekdays=True)
    """One day with so many orders that it looks like an import rather than trade."""
    SHORT_HISTORY = "short_history"
    FEW_CUSTOMERS = "few_customers", Bearing(counts_customers=True)
    MOSTLY_MISSING = "mostly_missing"
    """A column that makes segments and has no value for many customers."""
    REPEATED_CUSTOMERS = "repeated_customers"
    """Ids that stand in several rows of a table of customers."""
    ODD_VALUES = "odd_values"
    """Births, ages or incomes that can hardly be true (customer tables)."""
    VARYING_PRICES = "varying_prices"
    UNFINISHED_MONTH = "unfinished_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something to know about the data, as numbers; `findings` makes the sentence."""

    kind: CautionKind
    numbers: Mapping[str, float | str]
    """What the sentence shows: counts, shares from 0 to 1, amounts in the file's currency, days as
    2011-12-09, names of columns.
    """
    rule: Claim | None = None
    """What is told of the cleaning rule that it is about."""
    is_grave: bool = False
    """Whether it is said before all else, see `Grave`."""
