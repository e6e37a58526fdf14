"""A raw table in, what a line is worth out: which columns say so, and whether they agree."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.model import Amounts, Role
from reporter.quality.values import MONEY, identifier, money, number

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset

CENT = 0.01
_ABOUT = 0.01
"""Rates that differ by so little are one."""
_ROUNDING = 0.500001
"""A price and an amount are each off by half a cent at most, where they were rounded to cents."""


def factors(dataset: Dataset) -> tuple[str, ...]:
    """Return the columns whose product is a line's amount: its own column, or quantity and unit
    price, or the price; none without money.
    """
    if not dataset.has_money:
        return ()
    roles = (Role.QUANTITY, Role.PRICE) if dataset.column(Role.AMOUNT) is None else (Role.AMOUNT,)
    return tuple(name for role in roles if (name := dataset.column(role)) is not None)


def amount(dataset: Dataset, table: ir.Table) -> ir.DecimalValue:
    """Return what a raw line is worth, below zero where it takes something back.

    Parameters
    ----------
    table
        The dataset's own, or one made of it with the same columns.
    """
    values = [number(table[name]) for name in factors(dataset)]
    return money(reduce(lambda left, right: left * right, values)) if values else ibis.null(MONEY)


def sales(dataset: Dataset, table: ir.Table) -> ir.DecimalValue:
    """Return what a raw line is worth where it sold something, missing elsewhere."""
    sold = [number(table[name]) > 0 for name in factors(dataset)]
    positive = reduce(lambda left, right: left & right, sold, ibis.literal(True))
    return ibis.ifelse(positive, amount(dataset, table), ibis.null(MONEY))


def compare(dataset: Dataset) -> tuple[Amounts, float]:
    """Look at what makes the amounts of order lines, by one query over the raw table.

    Returns
    -------
    amounts, uncredited
        Which columns make them and how often they agree; and what the lines are worth that name no
        customer, returns deducted.
    """
    table, customer = dataset.table, dataset.column(Role.CUSTOMER)
    unnamed = ibis.literal(True) if customer is None else identifier(table[customer]).isnull()
    lines = {"uncredited": ibis.ifelse(unnamed, amount(dataset, table), ibis.null(MONEY))}
    own, quantity, price = (
        dataset.column(role) for role in (Role.AMOUNT, Role.QUANTITY, Role.PRICE)
    )
    if own is None or quantity is None or price is None:
        row = (
            table.select(**lines)
            .aggregate(uncredited=ibis._.uncredited.sum())
            .to_pyarrow()
            .to_pylist()[0]
        )
        return Amounts(columns=factors(dataset)), float(row["uncredited"] or 0)
    pieces, said = number(table[quantity]), number(table[own])
    product = pieces * number(table[price])
    table = table.select(
        **lines, said=said, product=product, slack=CENT * _ROUNDING * (1 + pieces.abs())
    )
    both = table.said.notnull() & table["product"].notnull()
    agrees = (both & ((table.said - table["product"]).abs() <= table.slack)).fill_null(False)
    differs = both & ~agrees
    row = (
        table.aggregate(
            uncredited=table.uncredited.sum(),
            compared=ibis.ifelse(both, 1, 0).sum().cast("int64"),
            agreeing=ibis.ifelse(agrees, 1, 0).sum().cast("int64"),
            said=ibis.ifelse(differs, money(table.said), ibis.null(MONEY)).sum(),
            product=ibis.ifelse(differs, money(table["product"]), ibis.null(MONEY)).sum(),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    ratio = float(row["said"]) / float(row["product"]) if row["product"] else None
    near = (
        (table.said - table["product"] * ratio).abs() <= table.slack + _ABOUT * table.said.abs()
        if ratio
        else None
    )
    found = Amounts(
        columns=(own,),
        beside=(quantity, price),
        compared=int(row["compared"] or 0),
        agreeing=int(row["agreeing"] or 0),
        ratio=ratio,
        steady=(
            0 if near is None else int(table.filter(differs & near).count().to_pyarrow().as_py())
        ),
    )
    return found, float(row["uncredited"] or 0)
