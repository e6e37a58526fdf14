"""Marked lines in, what every rule took and what is left out: rows, customers, money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import ibis

from reporter.model import MONEY_ROLES, CleaningRule, Role
from reporter.quality.fingerprint import COPIES
from reporter.quality.marking import RULE, UNDESCRIBED
from reporter.quality.rules import is_cancellation
from reporter.quality.values import MONEY, money

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset


class Removed(NamedTuple):
    """The lines that a rule took, and what they are worth, returns deducted."""

    rows: int
    amount: float
    customers: int = 0
    """Who leave with them, as none of their lines is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The lines that no rule took, and the customers of whom nothing is left by that."""

    rows: int
    customers: int
    cancellations: int
    """Lines of cancelled orders."""
    returns: int
    """Lines of goods that came back."""
    discounts: int
    """Lines of services below zero."""
    discounts_amount: float
    services: int
    """Lines of services that were paid for."""
    services_amount: float
    undescribed: int
    """Lines without a description."""
    gone_customers: int
    """Customers who returned all that they bought."""
    gone_lines: int
    gone_amount: float


def left_with_nothing(marked: ir.Table, has: frozenset[Role]) -> ir.Table:
    """Return the customers whose refunds ate up what they spent, without money as many pieces as
    they bought, or who only returned.
    """
    lines = marked.filter(marked[RULE].isnull())
    left = lines.amount if has & MONEY_ROLES else _pieces(lines, has)
    customers = lines.group_by("customer").agg(
        net=lines.amount.sum(),
        left=left.sum(),
        sales=ibis.ifelse(lines.is_return, 0, 1).sum(),
        lines=lines.count(),
    )
    return customers.filter((customers.left <= 0) | (customers.sales == 0))


def _pieces(lines: ir.Table, has: frozenset[Role]) -> ir.Value:
    """Return how many pieces a line sold, below zero where it takes them back; one where that is
    not known.
    """
    counted = lines.quantity.abs().fill_null(1.0) if Role.QUANTITY in has else ibis.literal(1.0)
    return ibis.ifelse(lines.is_return, -counted, counted)


def removed(marked: ir.Table, dataset: Dataset, uncredited: float) -> dict[str, Removed]:
    """Count what every rule took, repeated lines and those of nobody besides."""
    again = marked[COPIES] - 1
    counted = (
        marked.group_by(RULE)
        .agg(
            lines=marked.count(),
            copies=again.sum(),
            amount=marked.amount.sum(),
            repeated=ibis.ifelse(
                again > 0, money(marked.amount.cast("float64") * again), ibis.null(MONEY)
            ).sum(),
        )
        .to_pyarrow()
        .to_pylist()
    )
    gone = _count_gone(marked)
    taken = {
        rule: Removed(int(row["lines"]), float(row["amount"] or 0), gone.get(rule, 0))
        for row in counted
        if (rule := row[RULE]) is not None
    }
    lines, copies = (sum(int(row[name]) for row in counted) for name in ("lines", "copies"))
    return taken | {
        CleaningRule.MISSING_CUSTOMER.value: Removed(dataset.rows - lines - copies, uncredited),
        CleaningRule.DUPLICATE.value: Removed(
            copies, float(sum(row["repeated"] or 0 for row in counted))
        ),
    }


def _count_gone(marked: ir.Table) -> dict[str, int]:
    """Count the customers of whom no line is left, by the rule that took them; where several did,
    by the last of them by name.
    """
    customers = marked.group_by("customer").agg(
        left=ibis.ifelse(marked[RULE].isnull(), 1, 0).sum(), rule=marked[RULE].max()
    )
    counted = customers.filter(customers.left == 0).group_by("rule").agg(customers=ibis._.count())
    return {str(row["rule"]): int(row["customers"]) for row in counted.to_pyarrow().to_pylist()}


def left(lines: ir.Table, nothing: ir.Table, has: frozenset[Role]) -> Left:
    """Count what cleaning leaves, and the customers with nothing left, from `left_with_nothing`."""

    def those(condition: ir.BooleanValue) -> ir.Value:
        return ibis.ifelse(condition, 1, 0).sum().fill_null(0)

    def worth(condition: ir.BooleanValue) -> ir.Value:
        return (
            ibis.ifelse(condition, lines.amount, ibis.null(lines.amount.type())).sum().fill_null(0)
        )

    # No line here lacks a customer: without order numbers nothing is a cancelled order.
    cancelled = lines.is_return & (
        is_cancellation(lines) if Role.ORDER in has else lines.customer.isnull()
    )
    back = lines.is_return & ~cancelled
    counted = lines.aggregate(
        rows=lines.count(),
        customers=lines.customer.nunique(),
        cancellations=those(cancelled),
        returns=those(back & ~lines.is_service),
        discounts=those(back & lines.is_service),
        discounts_amount=worth(back & lines.is_service),
        services=those(lines.is_service & ~lines.is_return),
        services_amount=worth(lines.is_service & ~lines.is_return),
        undescribed=those(lines[UNDESCRIBED]) if Role.DESCRIPTION in has else ibis.literal(0),
    )
    gone = nothing.aggregate(
        gone_customers=nothing.count(),
        gone_lines=nothing.lines.sum().fill_null(0),
        gone_amount=nothing.net.sum().fill_null(0),
    )
    row = counted.cross_join(gone).to_pyarrow().to_pylist()[0]
    return Left(
        rows=int(row["rows"]),
        customers=int(row["customers"]),
        cancellations=int(row["cancellations"]),
        returns=int(row["returns"]),
        discounts=int(row["discounts"]),
        discounts_amount=float(row["discounts_amount"]),
        services=int(row["services"]),
        services_amount=float(row["services_amount"]),
        undescribed=int(row["undescribed"]),
        gone_customers=int(row["gone_customers"]),
        gone_lines=int(row["gone_lines"]),
        gone_amount=float(row["gone_amount"]),
    )
