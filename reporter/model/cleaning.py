"""The rules that rows are cleaned by, each with what its rows are called, and what one took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class CleaningRule(StrEnum):
    """The house's rules by which rows leave; what questions on meaning and filters take out is
    called as they say.
    """

    noun: str
    """What its rows are, a plural for a reader: "exact duplicates"."""

    def __new__(cls, name: str, noun: str) -> Self:
        """Make a name with its noun."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.noun = noun
        return made

    MISSING_CUSTOMER = "missing_customer", "rows without a customer id"
    DUPLICATE = "duplicate", "exact duplicates"
    MISSING_DATE = "missing_date", "rows without a readable date"
    MISSING_AMOUNT = "missing_amount", "rows without a readable amount"
    CANCELLATION = "cancellation", "cancelled orders"
    RETURN = "return", "returned goods"
    NON_POSITIVE_PRICE = "non_positive_price", "rows without price or quantity"
    NO_QUANTITY = "no_quantity", "rows with a quantity of zero"
    NOTHING_LEFT = "nothing_left", "customers who returned all they bought"
    NO_MEASURES = "no_measures", "customers without any number"
    REPEATED_CUSTOMER = "repeated_customer", "repeated customer ids"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningStep:
    """A rule that was applied, and how many rows it touched."""

    rule: str
    """A name in snake_case: missing_customer, duplicate, cancellation …"""
    description: str
    """For a reader: what it means and what was done."""
    rows: int
    removed: bool
    """Whether these rows left; False when they were changed or marked and stay."""
    noun: str = ""
    """What its rows are, a plural for a reader: "exact duplicates"; `called` where none is given.
    """
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

    @property
    def called(self) -> str:
        """What its rows are, for a reader."""
        return self.noun or self.rule.replace("_", " ")
