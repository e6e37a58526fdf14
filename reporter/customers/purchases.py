"""Cleaned lines and each customer's segment in, what each segment bought, when and where out.

Labels travel to where the lines are; all sums are made there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

import ibis
import pandas as pd
from ibis.util import gen_name

from reporter.customers.orders import lines_of, most_frequent, orders_of, product_lines
from reporter.model import Purchases, Role

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends import BaseBackend

    from reporter.model import CleanDataset

LEADING = 30
"""So many products per segment by customers, and as many by lift."""

SUPPORT = 0.02
SUPPORT_CUSTOMERS = 5
"""A lift counts where this share of the segment, and at least so many customers, bought the
product.
"""


def purchases(clean: CleanDataset, labels: pd.Series[int]) -> Purchases:
    """Add up what each segment bought, by month, product, country and weekday.

    Parameters
    ----------
    clean
        Cleaned order lines.
    labels
        Customer → segment id, for every customer of the lines.

    Returns
    -------
    Purchases
        Money in the file's currency, net of returns where returns are netted; no revenue where the
        file holds no money. Months in which a segment bought nothing stand there with zeros.
        Products: no service lines, and sales only, returns not taken off.
    """
    found = _added_up(clean, labels)
    return found if clean.has_money else _without_revenue(found)


def _without_revenue(found: Purchases) -> Purchases:
    """Leave out what would be no number."""
    tables = {
        field.name: getattr(found, field.name).drop(columns="revenue") for field in fields(found)
    }
    return Purchases(**tables)


def _added_up(clean: CleanDataset, labels: pd.Series[int]) -> Purchases:
    keep = partial(_kept, clean.table.get_backend())
    lines = lines_of(clean).join(keep("segments", _members(labels)), "customer")
    orders = keep("orders", orders_of(lines, "segment"))
    products, buyers = _products(lines, clean, labels)
    return Purchases(
        monthly=_monthly(orders),
        products=products,
        countries=(
            _countries(orders)
            if Role.COUNTRY in clean.has
            else _empty("segment", "country", "customers", "revenue")
        ),
        weekdays=(
            _weekdays(orders)
            if clean.knows_weekdays
            else _empty("segment", "weekday", "orders", "revenue")
        ),
        product_buyers=buyers,
    )


def _members(labels: pd.Series[int]) -> ir.Table:
    frame = pd.DataFrame(
        {"customer": labels.index.astype(str), "segment": labels.to_numpy(dtype="int64")}
    )
    return ibis.memtable(frame, schema={"customer": "string", "segment": "int64"})


def _kept(backend: BaseBackend, name: str, table: ir.Table) -> ir.Table:
    """Compute a table once, where the lines are, for the queries that follow."""
    return backend.create_table(gen_name(name), table, temp=backend.name != "pyspark")


def _monthly(orders: ir.Table) -> pd.DataFrame:
    month = orders.ordered_at.truncate("M")
    by_customer = orders.group_by("segment", "customer", month=month).agg(
        revenue=orders.amount.sum(), orders=ibis.ifelse(orders.sales > 0, 1, 0).sum()
    )
    by_month = by_customer.group_by("segment", "month").agg(
        revenue=by_customer.revenue.sum().cast("float64"),
        orders=by_customer.orders.sum(),
        customers=ibis.ifelse(by_customer.orders > 0, 1, 0).sum(),
    )
    frame: pd.DataFrame = by_month.to_pandas()
    months = pd.date_range(frame["month"].min(), frame["month"].max(), freq="MS")
    cells = pd.MultiIndex.from_product(
        [sorted(frame["segment"].unique()), months], names=["segment", "month"]
    )
    full = frame.set_index(["segment", "month"]).reindex(cells, fill_value=0).reset_index()
    return full.astype({"revenue": "float64", "orders": "int64", "customers": "int64"})


def _weekdays(orders: ir.Table) -> pd.DataFrame:
    sums = orders.group_by(
        "segment", weekday=orders.ordered_at.day_of_week.index().cast("int64")
    ).agg(
        orders=ibis.ifelse(orders.sales > 0, 1, 0).sum(),
        revenue=orders.amount.sum().cast("float64"),
    )
    frame: pd.DataFrame = sums.to_pandas()
    cells = pd.MultiIndex.from_product(
        [sorted(frame["segment"].unique()), range(7)], names=["segment", "weekday"]
    )
    full = frame.set_index(["segment", "weekday"]).reindex(cells, fill_value=0).reset_index()
    return full.astype({"weekday": "int64", "orders": "int64", "revenue": "float64"})


def _countries(orders: ir.Table) -> pd.DataFrame:
    by_customer = orders.group_by("segment", "customer", "country").agg(revenue=orders.amount.sum())
    sums = by_customer.group_by("segment", "country").agg(
        customers=by_customer.count(), revenue=by_customer.revenue.sum().cast("float64")
    )
    frame: pd.DataFrame = sums.to_pandas().sort_values(
        ["segment", "customers", "country"], ascending=[True, False, True], ignore_index=True
    )
    return frame.astype({"customers": "int64"})


def _products(
    lines: ir.Table, clean: CleanDataset, labels: pd.Series[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    if not clean.has & {Role.PRODUCT, Role.DESCRIPTION}:
        buyers = _empty("product", "description", "customers", "revenue")
        return (
            _empty("segment", "product", "description", "customers", "highest", "revenue"),
            buyers,
        )
    keep = partial(_kept, clean.table.get_backend())
    sold = product_lines(lines)
    by_customer = sold.group_by("segment", "customer", "product").agg(revenue=sold.amount.sum())
    sums = by_customer.group_by("segment", "product").agg(
        customers=by_customer.count(), revenue=by_customer.revenue.sum()
    )
    bought = keep("bought", sums)
    leading = keep("leading", _leading(bought, labels))
    theirs = sold.semi_join(leading, "product")
    named = (
        keep("named", most_frequent(theirs, "product", "description"))
        if Role.DESCRIPTION in clean.has
        else None
    )
    buyers = bought.semi_join(leading, "product").group_by("product").agg(
        customers=ibis._.customers.sum(), revenue=ibis._.revenue.sum().cast("float64")
    )  # fmt: skip
    return _described(leading, named, ["segment", "customers", "product"]), _described(
        buyers, named, ["customers", "product"]
    )


def _leading(bought: ir.Table, labels: pd.Series[int]) -> ir.Table:
    """Keep the products that most customers of a segment bought, and those that set it apart."""
    size = ibis.cases(
        *(
            (bought.segment == segment, count)
            for segment, count in sorted(Counter(labels.tolist()).items())
        ),
        else_=0,
    )
    everyone = len(labels)
    table = bought.mutate(
        size=size,
        total=bought.customers.sum().over(group_by="product"),
        # A liking of one segment is none where another likes it more.
        highest=(bought.customers.cast("float64") / size).max().over(group_by="product"),
    )
    # Half a customer on each side, so that a product that nobody else bought does not divide by
    # zero.
    lift = ((table.customers + 0.5) / (table.size + 1)) / (
        (table.total - table.customers + 0.5) / (everyone - table.size + 1)
    )
    supported = (table.customers >= SUPPORT_CUSTOMERS) & (table.customers >= table.size * SUPPORT)
    lift = ibis.ifelse(supported, lift, 0.0)
    table = table.mutate(
        by_customers=ibis.row_number().over(
            group_by="segment", order_by=[table.customers.desc(), table["product"].asc()]
        ),
        by_lift=ibis.row_number().over(
            group_by="segment", order_by=[lift.desc(), table["product"].asc()]
        ),
        supported=supported,
    )
    chosen = table.filter(
        (table.by_customers < LEADING) | (table.supported & (table.by_lift < LEADING))
    )
    return chosen.select(
        "segment", "product", "customers", "highest", revenue=chosen.revenue.cast("float64")
    )


def _described(table: ir.Table, names: ir.Table | None, order: list[str]) -> pd.DataFrame:
    """Bring the products' names, and sort: most customers first within a segment."""
    if names is None:
        table = table.mutate(description=table["product"])
    else:
        table = table.left_join(names, "product").drop("product_right")
        table = table.mutate(description=ibis.coalesce(table.description, table["product"]))
    frame: pd.DataFrame = table.to_pandas().sort_values(
        order, ascending=[name != "customers" for name in order], ignore_index=True
    )
    lead = [
        name
        for name in ("segment", "product", "description", "customers", "highest", "revenue")
        if name in frame
    ]
    return frame[lead].astype({"customers": "int64"})


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in columns})
