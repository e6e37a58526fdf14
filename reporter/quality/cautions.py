"""Cleaned data in, what a careful analyst would say about them out: numbers, the weightiest first.

Rows are added up to days, products and currencies where they lie; what is odd about the days is
worked out in `order_days`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ibis

from reporter.model import GRAVE_SHARE, Caution, CautionKind, CleaningRule, Grave, Role
from reporter.quality.amounts import amount
from reporter.quality.amounts import sales as sales_of
from reporter.quality.control_totals import failed_totals
from reporter.quality.customer_cautions import concentration, gaps, spenders
from reporter.quality.fingerprint import COPIES, keep
from reporter.quality.losses import left_out
from reporter.quality.odd_values import odd_values
from reporter.quality.order_days import RawDay, calendar_cautions, repeated_periods
from reporter.quality.values import MONEY, identifier, money, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import ibis.expr.types as ir

    from reporter.model import Amounts, CleanDataset, Dataset
    from reporter.quality.order_days import OrderDay
    from reporter.settings import Settings

UNCREDITED = 0.05
"""Share of the rows or of the sales without a customer below which nothing is said: every shop has
some.
"""
THOUSANDFOLD = 1000
EXACT = 1 - 1e-9
"""Unit prices are worked out from amounts, as good as exactly."""
REPEATED_IDS = 0.01
HUGE = 1000
"""Ordinary lines that a huge one is worth."""
COMPARED, AGREEING = 20, 0.95
"""Rows that say what they are worth in two ways, and the share of them below which it matters that
these disagree.
"""

_ORDER = tuple(CautionKind)


def of_orders(
    clean: CleanDataset,
    repeats: ir.Table,
    orders: ir.Table,
    days: Sequence[OrderDay],
    settings: Settings,
) -> tuple[Caution, ...]:
    """Look at orders as somebody would who has to answer for what is made of them.

    Parameters
    ----------
    clean
        The cleaned data, and the raw ones that they came from.
    repeats
        The raw rows that occur more than once, from `fingerprint.repeated`.
    orders
        The cleaned lines added up, from `remainder.orders`.
    days
        Those with orders, from `remainder.days`.
    settings
        Read: ``customers.as_of`` and ``quality.duplicates``.
    """
    found = [*_look_at_orders(clean, repeats, orders, days, settings), *_of_any_kind(clean)]
    return _sorted(found, counted_twice=settings.quality.duplicates == "keep")


def of_customers(clean: CleanDataset) -> tuple[Caution, ...]:
    """Look at a table of customers as somebody would who has to answer for what is made of it."""
    return _sorted([*_look_at_customers(clean), *_of_any_kind(clean)], counted_twice=False)


def _of_any_kind(clean: CleanDataset) -> Iterator[Caution]:
    yield from left_out(clean)
    yield from failed_totals(clean.dataset)
    for doubt in clean.dataset.doubts:
        told: dict[str, float | str] = {
            name: getattr(doubt, name) for name in ("about", "question", "taken", "why", "setting")
        }
        yield Caution(kind=CautionKind.UNSETTLED, numbers=told)


def _sorted(found: Sequence[Caution], *, counted_twice: bool) -> tuple[Caution, ...]:
    weighed = [
        replace(caution, is_grave=_is_grave(caution, counted_twice=counted_twice))
        for caution in found
    ]
    return tuple(
        sorted(weighed, key=lambda caution: (not caution.is_grave, _ORDER.index(caution.kind)))
    )


def _is_grave(caution: Caution, *, counted_twice: bool) -> bool:
    """Tell whether a caution is said before all else, however light its kind."""
    match caution.kind.bearing.grave:
        case Grave.ALWAYS:
            return True
        case Grave.FROM_A_THIRD:
            worth, rows = caution.numbers["share"], caution.numbers.get("rows_share", 0.0)
            return max(float(worth), float(rows)) >= GRAVE_SHARE
        case Grave.COUNTED_TWICE:
            return counted_twice
        case Grave.NEVER:
            return False


def _look_at_orders(
    clean: CleanDataset,
    repeats: ir.Table,
    orders: ir.Table,
    days: Sequence[OrderDay],
    settings: Settings,
) -> Iterator[Caution]:
    raw = _raw_days(clean.dataset)
    rows, unnamed = (sum(row[name] for row in raw) for name in ("rows", "unnamed"))
    # Exact, so that the order of the days does not show in the last digit.
    sales, uncredited = (math.fsum(row[name] for row in raw) for name in ("sales", "uncredited"))
    yield from (
        _uncredited(clean, rows, unnamed, sales, uncredited)
        if clean.has_money
        else _uncredited(clean, rows, unnamed)
    )
    yield from _disagreeing(clean.amounts)
    yield from _huge_lines(clean, rows, sales)
    removed = sum(step.rows for step in clean.steps if step.rule == CleaningRule.DUPLICATE)
    yield from repeated_periods(_with_repeats(raw, repeats, clean.dataset), removed)
    what, value = (
        ("amount", orders.amount)
        if clean.has_money
        else ("orders", ibis.ifelse(orders.lines > 0, 1, 0))
    )
    brought = orders.group_by("customer").agg(value=value.sum())
    yield from concentration(
        _rows(
            brought.aggregate(
                customers=brought.count(), most=brought.value.max(), all=brought.value.sum()
            )
        )[0],
        what,
    )
    yield from calendar_cautions(days, settings.customers.as_of, clean.grain)
    yield from _varying_prices(clean)


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _raw_days(dataset: Dataset) -> list[dict[str, Any]]:
    """Count, before cleaning, each day's rows and sales, and those of them that name no
    customer.
    """
    table = dataset.table
    date, customer = dataset.column(Role.DATE), dataset.column(Role.CUSTOMER)
    day = ibis.null("date") if date is None else table[date].cast("timestamp").date()
    unnamed = ibis.literal(True) if customer is None else identifier(table[customer]).isnull()
    lines = table.select(day=day, unnamed=unnamed, amount=sales_of(dataset, table))
    return _rows(
        lines.group_by("day").agg(
            rows=lines.count(),
            unnamed=ibis.ifelse(lines.unnamed, 1, 0).sum().cast("int64"),
            sales=lines.amount.sum().cast("float64").fill_null(0.0),
            uncredited=ibis.ifelse(lines.unnamed, lines.amount, None)
            .sum()
            .cast("float64")
            .fill_null(0.0),
        )
    )


def _disagreeing(amounts: Amounts | None) -> Iterator[Caution]:
    """Say where the amounts are not what quantities and unit prices give."""
    if (
        amounts is None
        or amounts.compared < COMPARED
        or amounts.agreeing >= AGREEING * amounts.compared
    ):
        return
    numbers: dict[str, float | str] = {
        "amount": amounts.columns[0],
        "quantity": amounts.beside[0],
        "price": amounts.beside[1],
        "rows": amounts.compared,
        "agreeing": amounts.agreeing,
    }
    if amounts.ratio:
        numbers |= {"ratio": amounts.ratio, "steady": amounts.steady}
    yield Caution(kind=CautionKind.DISAGREEING_AMOUNTS, numbers=numbers)


def _huge_lines(clean: CleanDataset, rows: int, sales: float) -> Iterator[Caution]:
    """Find the lines of the file, sold or taken back, that are worth a thousand ordinary ones, and
    what is left of them.
    """
    least = HUGE * sales / rows if rows else 0.0
    if least <= 0:
        return
    dataset, table = clean.dataset, clean.dataset.table
    quantity, date = dataset.column(Role.QUANTITY), dataset.column(Role.DATE)
    lines = table.select(
        amount=amount(dataset, table).cast("float64"),
        quantity=ibis.null("float64") if quantity is None else number(table[quantity]),
        day=ibis.null("date") if date is None else table[date].cast("timestamp").date(),
    )
    huge = keep(lines.filter(lines.amount.abs() >= least), "huge_lines")
    largest = _rows(
        huge.order_by(ibis.desc(huge.amount.abs()), ibis.desc("amount"), "day").limit(1)
    )
    if not largest:
        return
    left = clean.table.filter(clean.table.amount.cast("float64").abs() >= least)
    kept = _rows(left.aggregate(lines=left.count(), net=left.amount.sum()))[0]
    first = largest[0]
    every = _rows(
        huge.aggregate(
            lines=huge.count(),
            sold=ibis.ifelse(huge.amount > 0, money(huge.amount), ibis.null(MONEY)).sum(),
        )
    )[0]
    numbers: dict[str, float | str] = {
        "lines": int(every["lines"]),
        "times": HUGE,
        "mean": (sales - float(every["sold"] or 0)) / (rows - int(every["lines"])),
        "amount": first["amount"],
        "kept": int(kept["lines"]),
        "net": float(kept["net"] or 0),
        "share": (
            float(kept["net"] or 0) / clean.remainder.revenue if clean.remainder.revenue else 0.0
        ),
    }
    numbers |= {"quantity": first["quantity"]} if first["quantity"] is not None else {}
    yield Caution(
        kind=CautionKind.HUGE_LINES,
        numbers=numbers | ({"day": first["day"].isoformat()} if first["day"] else {}),
    )


def _uncredited(
    clean: CleanDataset, rows: int, unnamed: int, sales: float = 0.0, amount: float = 0.0
) -> Iterator[Caution]:
    part, share = unnamed / rows if rows else 0.0, amount / sales if sales else 0.0
    if unnamed and max(part, share) >= UNCREDITED:
        numbers = {"rows": unnamed, "rows_share": part, "amount": round(amount, 4), "share": share}
        found = {
            "accounts": sum(
                step.customers or 0
                for step in clean.steps
                if step.rule == CleaningRule.MISSING_CUSTOMER
            ),
            "returns": sum(step.rows for step in clean.steps if step.is_of_returns),
        }
        numbers |= {name: count for name, count in found.items() if count}
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
    return [
        RawDay(**{"rows": row["rows"], **nothing, **found.get(row["day"], {}), "day": row["day"]})
        for row in known
    ]


def _varying_prices(clean: CleanDataset) -> Iterator[Caution]:
    """Find the products, postage and fees apart, whose dearest line costs a thousand times the
    cheapest.
    """
    if (
        not clean.has_money
        or not clean.has & {Role.PRODUCT, Role.DESCRIPTION}
        or (Role.QUANTITY not in clean.has and Role.AMOUNT in clean.has)
    ):
        return
    lines = clean.table.filter(~clean.table.is_service & (clean.table.amount != 0))
    product = lines["product"] if Role.PRODUCT in clean.has else lines.description
    amount = lines.amount.cast("float64")
    price = (amount / lines.quantity.nullif(0) if Role.QUANTITY in clean.has else amount).abs()
    prices = lines.select(product=product, description=lines.description, price=price)
    prices = prices.filter(prices["product"].notnull() & (prices.price > 0)).group_by("product")
    found = prices.agg(
        low=ibis._.price.min(), high=ibis._.price.max(), description=ibis._.description.min()
    )
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


def _look_at_customers(clean: CleanDataset) -> Iterator[Caution]:
    yield from concentration(spenders(clean))
    rows = clean.dataset.rows or 1
    yield from _uncredited(
        clean,
        rows,
        sum(step.rows for step in clean.steps if step.rule == CleaningRule.MISSING_CUSTOMER),
    )
    yield from gaps(clean, rows)
    yield from odd_values(clean)
    repeated = sum(step.rows for step in clean.steps if step.rule == CleaningRule.REPEATED_CUSTOMER)
    if repeated and repeated >= REPEATED_IDS * rows:
        yield Caution(
            kind=CautionKind.REPEATED_CUSTOMERS,
            numbers={"rows": repeated, "share": repeated / rows},
        )
