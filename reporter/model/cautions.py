"""What a careful analyst would say about the data before anyone rests on them, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CautionKind(StrEnum):
    """What a careful analyst would say about the data before anyone rests on them, the weightiest
    first.
    """

    LEFT_OUT = "left_out"
    """Cleaning took a third of the rows or of the revenue."""
    FUTURE_DATES = "future_dates"
    """Orders after the report's day."""
    ISOLATED_DATES = "isolated_dates"
    """A few orders that lie more than a year from all others: mistyped, or a filler such as
    1900-01-01.
    """
    UNSETTLED = "unsettled"
    """A `Doubt`, of names that collide too."""
    UNCREDITED_REVENUE = "uncredited_revenue"
    FAILED_TOTAL = "failed_total"
    """The file's own line of totals says another sum than its rows."""
    DISAGREEING_AMOUNTS = "disagreeing_amounts"
    """Rows whose amount is not what their quantity and unit price give: tax, discounts, or another
    column's business.
    """
    DOMINANT_CUSTOMER = "dominant_customer"
    HUGE_LINES = "huge_lines"
    """Lines that are worth a thousand ordinary ones."""
    REPEATED_PERIOD = "repeated_period"
    MISSING_MONTHS = "missing_months"
    CROWDED_DAY = "crowded_day"
    """One day with so many orders that it looks like an import rather than trade."""
    SHORT_HISTORY = "short_history"
    FEW_CUSTOMERS = "few_customers"
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
    is_grave: bool = False
    """Whether it touches a third of the rows or of the revenue, and is said before all else."""
