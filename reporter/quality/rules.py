"""The rules that order lines are cleaned by: settings in, named conditions on a line out, in the
order applied.

A line leaves by the first rule that takes it. Marks come after: they touch lines that stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.choices import Returns
from reporter.model import MONEY_ROLES, CleaningRule, Role
from reporter.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from reporter.settings import QualitySettings

CANCELLATION_NUMBER = r"^[Cc][0-9]"
"""An order number that begins with C and digits says that an order was cancelled."""

UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A condition on an order line, and what is said about the lines that meet it."""

    rule: CleaningRule
    told: Claim
    condition: Callable[[ir.Table], ir.BooleanValue]

    @property
    def name(self) -> str:
        """The rule's name as plain text, which goes into a column."""
        return self.rule.value


def removals(settings: QualitySettings, has: frozenset[Role]) -> tuple[LineRule, ...]:
    """Return the rules by which lines leave, besides missing customers, duplicates and customers
    left with nothing.
    """
    worth = bool(has & MONEY_ROLES)
    rules = [
        LineRule(
            rule=CleaningRule.MISSING_DATE,
            told=Claim("cleaning.missing_date"),
            condition=lambda line: line.ordered_at.isnull(),
        )
    ]
    if worth:
        rules.append(
            LineRule(
                rule=CleaningRule.MISSING_AMOUNT,
                told=Claim("cleaning.missing_amount", {"told": _told_by(has)}),
                condition=lambda line: line.amount.isnull(),
            )
        )
    if settings.returns is Returns.DROP:
        rules += [
            LineRule(
                rule=CleaningRule.CANCELLATION,
                told=Claim("cleaning.cancellation"),
                condition=is_cancellation,
            ),
            LineRule(
                rule=CleaningRule.RETURN,
                told=Claim("cleaning.return", {"priced": worth}),
                condition=is_return,
            ),
        ]
    rules.append(
        LineRule(
            rule=CleaningRule.NON_POSITIVE_PRICE,
            told=_worthless(has),
            condition=is_worthless,
        )
        if worth
        else LineRule(
            rule=CleaningRule.NO_QUANTITY,
            told=Claim("cleaning.no_quantity"),
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


def _told_by(has: frozenset[Role]) -> str:
    """Return what says what a line is worth."""
    return "amount" if Role.AMOUNT in has else "parts"


def _worthless(has: frozenset[Role]) -> Claim:
    told = _told_by(has) if has & {Role.AMOUNT, Role.QUANTITY} else "price"
    split = bool(has & {Role.PRICE, Role.QUANTITY})
    return Claim("cleaning.non_positive_price", {"told": told, "split": split})
