"""Cleaned lines in, the orders that they make and what they add up to out."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.model import Remainder, Role
from reporter.quality.fingerprint import keep
from reporter.quality.order_days import OrderDay
from reporter.quality.values import money, number

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset


def orders(lines: ir.Table, *, numbered: bool) -> ir.Table:
    """Add up lines to orders, since there are far fewer of them.

    An order is of the day of its first line, as recency is counted; what has no number is one order
    a customer and day.

    Parameters
    ----------
    lines
        Cleaned lines, under the house's names.
    numbered
        Whether orders have numbers.

    Returns
    -------
    ir.Table
        ``customer``, ``day``, ``amount`` (returns deducted) and ``lines`` (returns not counted);
        kept on its backend.
    """
    day = lines.ordered_at.date()
    unnumbered = ibis.ifelse(lines.order.isnull(), day, ibis.null("date")) if numbered else day
    keys = {"number": lines.order} if numbered else {}
    return keep(
        lines.group_by("customer", unnumbered=unnumbered, **keys).agg(
            day=day.min(),
            amount=lines.amount.sum(),
            lines=ibis.ifelse(lines.is_return, 0, 1).sum().cast("int64"),
        ),
        "orders",
    )


def days(placed: ir.Table) -> list[OrderDay]:
    """Return the days on which something was bought, in their order, from `orders`."""
    bought = placed.filter(placed.lines > 0)
    counted = (
        bought.group_by("day")
        .agg(lines=bought.lines.sum().cast("int64"), orders=bought.count())
        .order_by("day")
    )
    return [OrderDay(**row) for row in counted.to_pyarrow().to_pylist()]


def of_orders(placed: ir.Table, *, money: bool) -> Remainder:
    """Add up orders, of `orders`; what only takes something back is no order. Without money they
    have no revenue.
    """
    bought = placed.lines > 0
    row = (
        placed.aggregate(
            customers=placed.customer.nunique(),
            orders=ibis.ifelse(bought, 1, 0).sum().cast("int64"),
            revenue=placed.amount.sum(),
            first=ibis.ifelse(bought, placed.day, ibis.null("date")).min(),
            last=ibis.ifelse(bought, placed.day, ibis.null("date")).max(),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    return Remainder(
        customers=int(row["customers"]),
        orders=int(row["orders"] or 0),
        revenue=float(row["revenue"] or 0) if money else None,
        first=row["first"],
        last=row["last"],
    )


def spent(dataset: Dataset, table: ir.Table) -> ir.DecimalValue | None:
    """Return what a customer of a table of customers spent, over all columns of spend; None where
    there are none.
    """
    columns = dataset.columns_of(Role.SPEND)
    values = [money(number(table[column.name])).fill_null(0) for column in columns]
    return reduce(lambda left, right: left + right, values) if values else None


def of_customers(dataset: Dataset, table: ir.Table, rows: int) -> Remainder:
    """Add up a cleaned table of customers."""
    spend = spent(dataset, table)
    if spend is None:
        return Remainder(customers=rows)
    made = table.select(amount=spend)
    total = made.aggregate(revenue=made.amount.sum()).to_pyarrow().to_pylist()[0]["revenue"]
    return Remainder(customers=rows, revenue=float(total or 0))
