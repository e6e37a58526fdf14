"""Cleaned order lines in, one row per customer out.

Lines are added up to orders and orders to customers, lines to products of a customer and these to
customers; only the result, one row per customer, becomes a data frame.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pandas as pd

from reporter.customers.features import category_names, order_features
from reporter.customers.orders import (
    largest_categories,
    lines_of,
    most_frequent,
    orders_of,
    product_lines,
)
from reporter.errors import CustomersError
from reporter.model import CustomerTable, FeatureName, Grain, Kind, Period, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import ibis.expr.types as ir

    from reporter.model import CleanDataset, Feature
    from reporter.settings import Settings

MOST_CATEGORIES = 8
"""More shares than that say little about a customer and weigh too much against recency, frequency
and spend.
"""

_SATURDAY = 5


def from_orders(clean: CleanDataset, settings: Settings) -> CustomerTable:
    """Make one row per customer from order lines.

    Raises
    ------
    CustomersError
        There is no customer, or the report's day lies before the last order.
    """
    lines = lines_of(clean)
    categories = largest_categories(lines, MOST_CATEGORIES) if Role.CATEGORY in clean.has else ()
    features = order_features(clean.has, settings, categories, clean.grain)
    raw = _query(lines, [feature.name for feature in features], categories).to_pandas()
    if raw.empty:
        raise CustomersError(
            f"{clean.dataset.source.name} holds no customer after cleaning.",
            "See which cleaning rule took the rows.",
        )
    period = _period(raw, clean.grain, settings.customers.as_of, clean.dataset.source.name)
    frame = _finish(raw, period, features)
    revenue = FeatureName.MONETARY.value if clean.has_money else None
    return CustomerTable(
        kind=Kind.TRANSACTIONS,
        frame=frame,
        features=features,
        value=revenue or FeatureName.FREQUENCY.value,
        revenue=revenue,
        period=period,
    )


def _query(lines: ir.Table, names: Sequence[str], categories: Sequence[str]) -> ir.Table:
    orders = orders_of(lines)
    customers = _from_orders(orders)
    if FeatureName.DISTINCT_PRODUCTS in names:
        products = product_lines(lines).select("customer", "product").distinct()
        counted = products.group_by("customer").agg(distinct_products=products.count())
        customers = customers.left_join(counted, "customer").drop("customer_right")
    if "country" in names:
        placed = orders.filter(orders.sales > 0)
        customers = customers.left_join(
            most_frequent(placed, "customer", "country"), "customer"
        ).drop("customer_right")
    if categories:
        customers = customers.left_join(_by_category(lines, categories), "customer").drop(
            "customer_right"
        )
    return customers


def _from_orders(orders: ir.Table) -> ir.Table:
    placed = orders.sales > 0
    at = ibis.ifelse(placed, orders.ordered_at, ibis.null("timestamp"))
    weekend = placed & (orders.ordered_at.day_of_week.index() >= _SATURDAY)
    return orders.group_by("customer").agg(
        first=at.min(),
        last=at.max(),
        order_days=at.strftime("%Y-%m-%d").nunique(),
        frequency=ibis.ifelse(placed, 1, 0).sum(),
        weekend=ibis.ifelse(weekend, 1, 0).sum(),
        monetary=orders.amount.sum().cast("float64"),
        gross=orders.gross.sum().cast("float64"),
        returned=orders.returned.sum().cast("float64"),
    )


def _by_category(lines: ir.Table, categories: Sequence[str]) -> ir.Table:
    sold = lines.filter(~lines.is_return)
    sums = {
        name: ibis.ifelse(sold.category == category, sold["size"], 0).sum().cast("float64")
        for name, category in category_names(categories).items()
    }
    return sold.group_by("customer").agg(**sums)


def _period(raw: pd.DataFrame, grain: Grain, as_of: date | None, name: str) -> Period:
    start, end = raw["first"].min().date(), raw["last"].max().date()
    if as_of is not None and as_of < end:
        raise CustomersError(
            f"The report's day {as_of} lies before the last order in {name}, which is of {end}.",
            f"Give a later day (--as-of {end + timedelta(days=1)}) or leave it out.",
        )
    if grain is Grain.DAY:
        return Period(start=start, end=end, as_of=as_of or end + timedelta(days=1))
    start, end = (
        grain.span(start)[0],
        grain.span(end)[1],
    )  # each date stands for a period, of which the last is whole
    return Period(start=start, end=end, as_of=as_of or end, grain=grain)


def _finish(raw: pd.DataFrame, period: Period, features: Sequence[Feature]) -> pd.DataFrame:
    """Work out what needs the report's day, and ratios, from sums."""
    frame = raw.set_index("customer").sort_index()
    as_of = pd.Timestamp(period.as_of)
    last, first = frame["last"].dt.normalize(), frame["first"].dt.normalize()
    begun = {day: pd.Timestamp(period.grain.span(day.date())[0]) for day in {*first, *last}}
    gaps = (frame["order_days"] - 1).where(frame["order_days"] > 1)
    gross = frame["gross"].where(frame["gross"] > 0)
    columns = {
        FeatureName.RECENCY: (
            (as_of - last.map(begun)).dt.days
        ),  # of a whole month nobody knows more than that it was after its beginning
        FeatureName.TENURE: (as_of - first.map(begun)).dt.days,
        FeatureName.AVERAGE_ORDER_VALUE: frame[FeatureName.MONETARY] / frame[FeatureName.FREQUENCY],
        FeatureName.ORDER_GAP: (last - first).dt.days / gaps,
        FeatureName.RETURN_RATE: (frame["returned"] / gross).clip(0, 1).fillna(0.0),
        FeatureName.WEEKEND_SHARE: frame["weekend"] / frame[FeatureName.FREQUENCY],
    }
    shares = {
        feature.name: frame[feature.name] / gross
        for feature in features
        if feature.name.startswith("share_")
    }
    frame = frame.assign(**{name.value: column for name, column in columns.items()}, **shares)[
        [feature.name for feature in features]
    ]
    numeric = [feature.name for feature in features if feature.unit != "category"]
    counts = frame.columns.intersection([FeatureName.DISTINCT_PRODUCTS, *shares])
    frame[counts] = frame[counts].fillna(0)
    frame[numeric] = frame[numeric].astype(np.float64)
    return frame
