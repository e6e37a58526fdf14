"""Cleaned data in, what a careful analyst would say about them out: numbers, the weightiest first.

Rows are added up to days, products and currencies where they lie; what is odd about the days is worked out in `order_days`.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import Caution, CautionKind, Kind, Role
from reporter.quality.currencies import mixed_currencies
from reporter.quality.customer_tables import REPEATED_CUSTOMER
from reporter.quality.fingerprint import COPIES, keep
from reporter.quality.order_days import OrderDay, RawDay, calendar_cautions, repeated_periods
from reporter.quality.rules import MISSING_CUSTOMER
from reporter.quality.values import identifier, money, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir

    from reporter.model import CleanDataset, Dataset
    from reporter.settings import Settings

UNCREDITED = 0.05
"""Share of the rows or of the sales without a customer below which nothing is said: every shop has some."""
DOMINANT = 0.1
THOUSANDFOLD = 1000
EXACT = 1 - 1e-9
"""Unit prices are worked out from amounts, as good as exactly."""
FEW = 100
"""Customers: the smallest of four segments would have a dozen."""
MISSING = 0.4
COLUMNS = 3
REPEATED_IDS = 0.01

GRAVE = 1 / 3
"""Share of the revenue from which on a caution about customers comes before all others."""

_ORDER = tuple(CautionKind)


def cautions(clean: CleanDataset, repeats: ir.Table, settings: Settings) -> tuple[Caution, ...]:
    """Look at the data as somebody would who has to answer for what is made of them.

    Parameters
    ----------
    clean
        The cleaned data, and the raw ones that they came from.
    repeats
        The raw rows that occur more than once, from `fingerprint.repeated`.
    settings
        Read: ``customers.as_of`` and ``quality.duplicates``.
    """
    orders = clean.dataset.kind is Kind.TRANSACTIONS
    found = [*_of_orders(clean, repeats, settings)] if orders else [*_of_customers(clean)]
    currencies = mixed_currencies(clean.dataset)
    found += [currencies] if currencies else []
    found += [
        Caution(
            kind=CautionKind.UNSETTLED,
            numbers={name: getattr(doubt, name) for name in ("about", "question", "taken", "why", "setting")},
        )
        for doubt in clean.dataset.doubts
    ]
    counted_twice = settings.quality.duplicates == "keep"
    return tuple(sorted(found, key=lambda caution: (not _is_grave(caution, counted_twice=counted_twice), _ORDER.index(caution.kind))))


def _is_grave(caution: Caution, *, counted_twice: bool) -> bool:
    """Tell whether a caution touches so much revenue that it comes first, whatever its kind."""
    if caution.kind is CautionKind.REPEATED_PERIOD:
        return counted_twice
    credited = caution.kind in {CautionKind.UNCREDITED_REVENUE, CautionKind.DOMINANT_CUSTOMER}
    return credited and float(caution.numbers["share"]) >= GRAVE


def _of_orders(clean: CleanDataset, repeats: ir.Table, settings: Settings) -> Iterator[Caution]:
    raw = _raw_days(clean.dataset)
    rows, unnamed = (sum(row[name] for row in raw) for name in ("rows", "unnamed"))
    # Exact, lest the order of the days show in the last digit.
    sales, uncredited = (math.fsum(row[name] for row in raw) for name in ("sales", "uncredited"))
    yield from _uncredited(rows, unnamed, sales, uncredited)
    yield from repeated_periods(_with_repeats(raw, repeats, clean.dataset))
    orders = keep(_orders(clean), "orders")
    spent = orders.group_by("customer").agg(amount=orders.amount.sum())
    yield from _customers(_rows(spent.aggregate(customers=spent.count(), most=spent.amount.max(), all=spent.amount.sum()))[0])
    placed = orders.filter(orders.lines > 0)
    days = _rows(placed.group_by("day").agg(lines=placed.lines.sum().cast("int64"), orders=placed.count()).order_by("day"))
    yield from calendar_cautions([OrderDay(**row) for row in days], settings.customers.as_of)
    yield from _varying_prices(clean)


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _orders(clean: CleanDataset) -> ir.Table:
    """Add up lines to orders, since there are far fewer of them; an order is of the day of its first line, as recency is counted."""
    lines = clean.table
    day = lines.ordered_at.date()
    # What has no number is one order a customer and day.
    unnumbered = ibis.ifelse(lines.order.isnull(), day, ibis.null("date")) if Role.ORDER in clean.has else day
    keys = {"number": lines.order} if Role.ORDER in clean.has else {}
    return lines.group_by("customer", unnumbered=unnumbered, **keys).agg(
        day=day.min(), amount=lines.amount.sum(), lines=ibis.ifelse(lines.is_return, 0, 1).sum().cast("int64")
    )


def _raw_days(dataset: Dataset) -> list[dict[str, Any]]:
    """Count, before cleaning, each day's rows and sales, and those of them that name no customer."""
    table = dataset.table
    date, customer = dataset.column(Role.DATE), dataset.column(Role.CUSTOMER)
    day = ibis.null("date") if date is None else table[date].cast("timestamp").date()
    unnamed = ibis.literal(True) if customer is None else identifier(table[customer]).isnull()
    lines = table.select(day=day, unnamed=unnamed, amount=_sales(dataset))
    return _rows(
        lines.group_by("day").agg(
            rows=lines.count(),
            unnamed=ibis.ifelse(lines.unnamed, 1, 0).sum().cast("int64"),
            sales=lines.amount.sum().cast("float64").fill_null(0.0),
            uncredited=ibis.ifelse(lines.unnamed, lines.amount, None).sum().cast("float64").fill_null(0.0),
        )
    )


def _sales(dataset: Dataset) -> ir.DecimalValue:
    """Return a raw line's amount where it sold something, missing elsewhere."""
    made = (Role.PRICE, Role.QUANTITY) if dataset.column(Role.AMOUNT) is None else (Role.AMOUNT,)
    used = [number(dataset.table[name]) for role in made if (name := dataset.column(role)) is not None]
    if not used:
        return ibis.null("decimal(18, 4)")
    positive = reduce(lambda left, right: left & right, (value > 0 for value in used))
    return money(ibis.ifelse(positive, reduce(lambda left, right: left * right, used), ibis.null("float64")))


def _uncredited(rows: int, unnamed: int, sales: float = 0.0, amount: float = 0.0) -> Iterator[Caution]:
    part, share = unnamed / rows if rows else 0.0, amount / sales if sales else 0.0
    if unnamed and max(part, share) >= UNCREDITED:
        numbers = {"rows": unnamed, "rows_share": part, "amount": round(amount, 4), "share": share}
        yield Caution(kind=CautionKind.UNCREDITED_REVENUE, numbers=numbers)


def _with_repeats(days: list[dict[str, Any]], repeats: ir.Table, dataset: Dataset) -> list[RawDay]:
    date = dataset.column(Role.DATE)
    if date is None:
        return []
    copies = repeats[COPIES]
    counted = _rows(
        repeats.group_by(day=repeats[date].cast("timestamp").date()).agg(
            repeated=copies.sum().cast("int64"), twice=(copies // 2).sum().cast("int64")
        )
    )
    found = {row["day"]: row for row in counted}
    nothing = {"repeated": 0, "twice": 0}
    known = sorted((row for row in days if row["day"] is not None), key=lambda row: row["day"])
    return [RawDay(**{"rows": row["rows"], **nothing, **found.get(row["day"], {}), "day": row["day"]}) for row in known]


def _customers(row: dict[str, Any]) -> Iterator[Caution]:
    customers, most, every = int(row["customers"]), float(row["most"] or 0), float(row["all"] or 0)
    if customers > 1 and every > 0 and most > DOMINANT * every:
        yield Caution(kind=CautionKind.DOMINANT_CUSTOMER, numbers={"share": most / every, "amount": most})
    if customers < FEW:
        yield Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": customers})


def _varying_prices(clean: CleanDataset) -> Iterator[Caution]:
    """Find the products, postage and fees apart, whose dearest line costs a thousand times the cheapest."""
    if not clean.has & {Role.PRODUCT, Role.DESCRIPTION} or (Role.QUANTITY not in clean.has and Role.AMOUNT in clean.has):
        return
    lines = clean.table.filter(~clean.table.is_service & (clean.table.amount != 0))
    product = lines["product"] if Role.PRODUCT in clean.has else lines.description
    amount = lines.amount.cast("float64")
    price = (amount / lines.quantity.nullif(0) if Role.QUANTITY in clean.has else amount).abs()
    prices = lines.select(product=product, description=lines.description, price=price)
    prices = prices.filter(prices["product"].notnull() & (prices.price > 0)).group_by("product")
    found = prices.agg(low=ibis._.price.min(), high=ibis._.price.max(), description=ibis._.description.min())
    found = found.filter(found.high >= THOUSANDFOLD * EXACT * found.low)
    rows = sorted(_rows(found), key=lambda row: (-row["high"] / row["low"], row["product"]))
    if rows:
        first = rows[0]
        numbers = {
            "products": len(rows),
            "product": first["product"],
            "description": first["description"] or "",
            "low": round(first["low"], 6),
            "high": round(first["high"], 6),
        }
        yield Caution(kind=CautionKind.VARYING_PRICES, numbers=numbers)


def _of_customers(clean: CleanDataset) -> Iterator[Caution]:
    yield from _customers(_spenders(clean))
    rows = clean.dataset.rows or 1
    yield from _uncredited(rows, sum(step.rows for step in clean.steps if step.rule == MISSING_CUSTOMER))
    made = {column.name for column in clean.dataset.columns_of(Role.SPEND, Role.MEASURE)}
    gaps = [column for column in clean.profile.columns if column.name in made and column.missing > MISSING * rows]
    for column in sorted(gaps, key=lambda column: (-column.missing, column.name))[:COLUMNS]:
        numbers: dict[str, float | str] = {"column": column.name, "missing": column.missing, "share": column.missing / rows}
        yield Caution(kind=CautionKind.MOSTLY_MISSING, numbers=numbers)
    repeated = sum(step.rows for step in clean.steps if step.rule == REPEATED_CUSTOMER)
    if repeated and repeated >= REPEATED_IDS * rows:
        yield Caution(kind=CautionKind.REPEATED_CUSTOMERS, numbers={"rows": repeated, "share": repeated / rows})


def _spenders(clean: CleanDataset) -> dict[str, Any]:
    table, spend = clean.table, clean.dataset.columns_of(Role.SPEND)
    if not spend:
        return {"customers": clean.rows, "most": 0, "all": 0}
    total = reduce(lambda left, right: left + right, (money(number(table[column.name])).fill_null(0) for column in spend))
    spent = table.select(amount=total)
    return _rows(spent.aggregate(customers=spent.count(), most=spent.amount.max(), all=spent.amount.sum()))[0]
