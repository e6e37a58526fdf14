"""The rules that order lines are cleaned by: settings in, named conditions on a line out, in the
order applied.

A line leaves by the first rule that takes it. Marks come after: they touch lines that stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from reporter.settings import QualitySettings

MISSING_CUSTOMER = "missing_customer"
DUPLICATE = "duplicate"
MISSING_DATE = "missing_date"
NOTHING_LEFT = "nothing_left"
RETURNS = frozenset({"cancellation", "return"})
"""Steps that take off, or leave out, what came back."""

CANCELLATION_NUMBER = r"^[Cc][0-9]"
"""An order number that begins with C and digits says that an order was cancelled."""

UNKNOWN = "Unknown"

NOUNS = {
    MISSING_CUSTOMER: "rows without a customer id",
    DUPLICATE: "exact duplicates",
    MISSING_DATE: "rows without a readable date",
    "missing_amount": "rows without a readable amount",
    "cancellation": "cancelled orders",
    "return": "returned goods",
    "non_positive_price": "rows without price or quantity",
    "no_quantity": "rows with a quantity of zero",
    NOTHING_LEFT: "customers who returned all they bought",
    "no_measures": "customers without any number",
    "repeated_customer": "repeated customer ids",
}
"""Cleaning rule → what its rows are, for a reader."""
NO_WORTH = "rows with an amount of zero"
"""The same of rows without price or quantity, where there are only amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A condition on an order line, and what is said about the lines that meet it."""

    name: str
    description: str
    condition: Callable[[ir.Table], ir.BooleanValue]


def removals(settings: QualitySettings, has: frozenset[Role]) -> tuple[LineRule, ...]:
    """Return the rules by which lines leave, besides missing customers, duplicates and customers
    left with nothing.
    """
    worth = bool(has & MONEY_ROLES)
    rules = [
        LineRule(
            name=MISSING_DATE,
            description="No date that can be read.",
            condition=lambda line: line.ordered_at.isnull(),
        )
    ]
    if worth:
        missing = f"No {_amount_words(has)} that can be read."
        rules.append(
            LineRule(
                name="missing_amount",
                description=missing,
                condition=lambda line: line.amount.isnull(),
            )
        )
    if settings.returns is Returns.DROP:
        signs = "quantity or amount" if worth else "quantity"
        rules += [
            LineRule(
                name="cancellation",
                description="Cancelled orders (number begins with C): left out.",
                condition=is_cancellation,
            ),
            LineRule(
                name="return",
                description=f"Returned goods (a negative {signs}): left out.",
                condition=is_return,
            ),
        ]
    rules.append(
        LineRule(name="non_positive_price", description=_price_words(has), condition=is_worthless)
        if worth
        else LineRule(
            name="no_quantity",
            description="A quantity of zero: nothing was ordered.",
            condition=is_nothing,
        )
    )
    absent = {"cancellation": Role.ORDER, "no_quantity": Role.QUANTITY}
    return tuple(rule for rule in rules if rule.name not in absent or absent[rule.name] in has)


def is_cancellation(line: ir.Table) -> ir.BooleanValue:
    """Tell whether a line belongs to a cancelled order."""
    return line.order.re_search(CANCELLATION_NUMBER).fill_null(False)


def is_return(line: ir.Table) -> ir.BooleanValue:
    """Tell whether a line takes off what was sold, whatever its order is called: goods come back,
    or money does at a price below zero.
    """
    back = (line.quantity < 0) & (line.price.isnull() | (line.price > 0))
    off = (line.price.isnull() & (line.amount < 0)) | ((line.price < 0) & (line.quantity > 0))
    return back.fill_null(False) | off.fill_null(False)


def is_worthless(line: ir.Table) -> ir.BooleanValue:
    """Tell whether a line has no price or no quantity, or less than none of both: a gift, a test, a
    write-off of stock.
    """
    neither = (line.price <= 0) & ~((line.price < 0) & (line.quantity > 0)).fill_null(False)
    return (neither.fill_null(False) | (line.amount == 0)).fill_null(False)


def is_nothing(line: ir.Table) -> ir.BooleanValue:
    """Tell whether a line orders no piece of anything."""
    return (line.quantity == 0).fill_null(False)


def _amount_words(has: frozenset[Role]) -> str:
    return "amount" if Role.AMOUNT in has else "quantity or price"


def _price_words(has: frozenset[Role]) -> str:
    if Role.AMOUNT in has:
        return "Amount of zero."
    return (
        "Price or quantity of zero, or both below zero."
        if Role.QUANTITY in has
        else "Price of zero or below."
    )
