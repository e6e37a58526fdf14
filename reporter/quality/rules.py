"""The rules that order lines are cleaned by: settings in, named conditions on a line out, in the
order applied.

A line leaves by the first rule that takes it. Marks come after: they touch lines that stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, CleaningRule, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from reporter.settings import QualitySettings

CANCELLATION_NUMBER = r"^[Cc][0-9]"
"""An order number that begins with C and digits says that an order was cancelled."""

UNKNOWN = "Unknown"

NO_WORTH = "rows with an amount of zero"
"""What rows without price or quantity are called, where there are only amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A condition on an order line, and what is said about the lines that meet it."""

    rule: CleaningRule
    description: str
    condition: Callable[[ir.Table], ir.BooleanValue]
    called: str = ""
    """What the lines are, where the rule's own noun would say too much."""

    @property
    def name(self) -> str:
        """The rule's name as plain text, which goes into a column."""
        return self.rule.value

    @property
    def noun(self) -> str:
        """What the lines are, a plural for a reader."""
        return self.called or self.rule.noun


def removals(settings: QualitySettings, has: frozenset[Role]) -> tuple[LineRule, ...]:
    """Return the rules by which lines leave, besides missing customers, duplicates and customers
    left with nothing.
    """
    worth = bool(has & MONEY_ROLES)
    rules = [
        LineRule(
            rule=CleaningRule.MISSING_DATE,
            description="No date that can be read.",
            condition=lambda line: line.ordered_at.isnull(),
        )
    ]
    if worth:
        missing = f"No {_amount_words(has)} that can be read."
        rules.append(
            LineRule(
                rule=CleaningRule.MISSING_AMOUNT,
                description=missing,
                condition=lambda line: line.amount.isnull(),
            )
        )
    if settings.returns is Returns.DROP:
        signs = "quantity or amount" if worth else "quantity"
        rules += [
            LineRule(
                rule=CleaningRule.CANCELLATION,
                description="Cancelled orders (number begins with C): left out.",
                condition=is_cancellation,
            ),
            LineRule(
                rule=CleaningRule.RETURN,
                description=f"Returned goods (a negative {signs}): left out.",
                condition=is_return,
            ),
        ]
    rules.append(
        LineRule(
            rule=CleaningRule.NON_POSITIVE_PRICE,
            called="" if has & {Role.PRICE, Role.QUANTITY} else NO_WORTH,
            description=_price_words(has),
            condition=is_worthless,
        )
        if worth
        else LineRule(
            rule=CleaningRule.NO_QUANTITY,
            description="A quantity of zero: nothing was ordered.",
            condition=is_nothing,
        )
    )
    absent = {CleaningRule.CANCELLATION: Role.ORDER, CleaningRule.NO_QUANTITY: Role.QUANTITY}
    return tuple(rule for rule in rules if rule.rule not in absent or absent[rule.rule] in has)


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
