"""The rules that rows are cleaned by, and what one took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.claim import Claim

CALLED = "called"
"""The form of what is told of a rule that says what its rows are, a plural: "exact duplicates"."""


class CleaningRule(StrEnum):
    """The house's rules by which rows leave; what questions on meaning and filters take out is
    called as they say.
    """

    MISSING_CUSTOMER = "missing_customer"
    DUPLICATE = "duplicate"
    MISSING_DATE = "missing_date"
    MISSING_AMOUNT = "missing_amount"
    CANCELLATION = "cancellation"
    RETURN = "return"
    NON_POSITIVE_PRICE = "non_positive_price"
    NO_QUANTITY = "no_quantity"
    NOTHING_LEFT = "nothing_left"
    NO_MEASURES = "no_measures"
    REPEATED_CUSTOMER = "repeated_customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningStep:
    """A rule that was applied, and how many rows it touched."""

    rule: str
    """A name in snake_case: missing_customer, duplicate, cancellation …"""
    told: Claim
    """What it means and what was done; where rows left, what they are in its form `CALLED`."""
    rows: int
    removed: bool
    """Whether these rows left; False when they were changed or marked and stay."""
    customers: int | None = None
    """How many customers left by it, as none of their rows is left; None where nobody did."""
    amount: float | None = None
    """What the rows that left, or that it marks, are worth together, returns deducted, in the
    file's currency; None where there are none or rows have no amount.
    """
    setting: str = ""
    """The user's setting that made rows leave which would have stayed otherwise:
    "roles.date_order=month-first".
    """
    asked: bool = False
    """Whether the user asked for it, by a filter; such a step is told though it took nothing."""

    @property
    def is_of_returns(self) -> bool:
        """Whether its rows took off what came back, or were left out as they would have."""
        return self.rule in (CleaningRule.CANCELLATION, CleaningRule.RETURN)
