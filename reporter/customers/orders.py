"""Cleaned lines in, orders out: the first step of every aggregation, so that no distinct count runs
over lines.

All of it is lazy and portable: the same expressions run on DuckDB, PostgreSQL and Spark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import CleanDataset

ORDER = "order_key"


def lines_of(clean: CleanDataset) -> ir.Table:
    """Return the cleaned lines with ``order_key`` and ``size``.

    The key is the order's number, or the day where there is none. The size is what a line counts
    for in shares, below zero where it takes something back: its amount, without money its pieces,
    and one where these are not known either.
    """
    table = clean.table
    day = table.ordered_at.strftime("%Y-%m-%d")
    key = ibis.coalesce(table.order, day) if Role.ORDER in clean.has else day
    return table.mutate(**{ORDER: key, "size": table.amount if clean.has_money else _pieces(clean)})


def _pieces(clean: CleanDataset) -> ir.Value:
    table = clean.table
    pieces = (
        table.quantity.abs().fill_null(1.0) if Role.QUANTITY in clean.has else ibis.literal(1.0)
    )
    return ibis.ifelse(table.is_return, -pieces, pieces)


def orders_of(lines: ir.Table, *more: str) -> ir.Table:
    """Add up lines to orders: customer, order_key, more; ordered_at, amount, gross, returned, sales
    (lines), country.

    The amount is null without money; gross and returned add up sizes, see `lines_of`; discounts are
    not returned.

    Parameters
    ----------
    lines
        Cleaned lines, of `lines_of`.
    more
        Further columns that an order has one value of.
    """
    sold = ~lines.is_return
    return lines.group_by("customer", ORDER, *more).agg(
        ordered_at=lines.ordered_at.min(),
        amount=lines.amount.sum(),
        gross=ibis.ifelse(sold, lines["size"], 0).sum(),
        returned=ibis.ifelse(sold | lines.is_service, 0, -lines["size"]).sum(),
        sales=ibis.ifelse(sold, 1, 0).sum(),
        country=lines.country.min(),
    )


def product_lines(lines: ir.Table) -> ir.Table:
    """Return the lines that sold a product, with ``product`` named by its description where it has
    no code.
    """
    product = ibis.coalesce(lines["product"], lines.description)
    return (
        lines.filter(~lines.is_return & ~lines.is_service)
        .mutate(product=product)
        .filter(ibis._["product"].notnull())
    )


def most_frequent(table: ir.Table, by: str, value: str) -> ir.Table:
    """Return for each `by` the `value` of most rows, the first in the alphabet where several have
    as many.
    """
    counted = table.filter(table[value].notnull()).group_by(by, value).agg(rows=ibis._.count())
    rank = ibis.row_number().over(
        group_by=by, order_by=[counted["rows"].desc(), counted[value].asc()]
    )
    return counted.mutate(rank=rank).filter(ibis._.rank == 0).select(by, value)


def largest_categories(lines: ir.Table, most: int) -> Sequence[str]:
    """Return the categories with the largest sales, largest first."""
    sold = lines.filter(~lines.is_return & lines.category.notnull())
    sums = sold.group_by("category").agg(size=sold["size"].sum())
    largest = sums.order_by(sums["size"].desc(), sums.category).limit(most)
    return [str(name) for name in largest.category.to_pyarrow().to_pylist()]
