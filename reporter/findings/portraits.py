"""One line about a segment in plain words: medians in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.likings import spend_mix
from reporter.findings.wording import every, join, part, plain_label

if TYPE_CHECKING:
    from reporter.findings.measured import Measured

MOST, NEARLY_ALL = 0.5, 0.9
LAPSED_RATIO = 1.15
LAPSED_DAYS = 30
PLAIN_MEASURES = 3


def portrait(measured: Measured, number: int) -> str:
    """Describe the typical member in one sentence."""
    draft = Draft(measured.numerals)
    if not measured.transactions:
        return _customer_table(measured, number, draft)
    if measured.one_order and measured.one_order[number] > MOST:
        return _one_order(measured, number, draft)
    return _orders(measured, number, draft)


def lapsed(measured: Measured, number: int) -> bool:
    """Tell whether members have been away longer than customers usually are."""
    ratio, days = measured.ratio(number, "recency"), measured.median(number, "recency")
    return ratio is not None and days is not None and ratio >= LAPSED_RATIO and days >= LAPSED_DAYS


def cadence(measured: Measured, number: int) -> str | None:
    """Say how often the typical member orders, from the median gap between orders; None where that says little."""
    gap, orders = measured.median(number, "order_gap"), measured.median(number, "frequency")
    return every(gap) if gap and orders and orders >= 3 else None


def _one_order(measured: Measured, number: int, draft: Draft) -> str:
    once = measured.one_order[number] if measured.one_order else 0.0
    subject = "They" if once == 1 else "Nearly all of them" if once >= NEARLY_ALL else "Most of them"
    value = measured.median(number, "average_order_value")
    worth = f", for about {draft.money('order_value', value)}" if value and value > 0 else ""
    days = measured.median(number, "recency")
    when = f", {draft.silence('silent', days)} ago" if days is not None else ""
    tail = " and have not come back." if lapsed(measured, number) and once == 1 else "."
    if once < NEARLY_ALL:
        return (
            f"{subject} ordered only once{worth}; the last order was typically{when.removeprefix(',')}."
            if when
            else f"{subject} ordered only once{worth}."
        )
    return f"{subject} ordered once{worth}{when}{tail}"


def _orders(measured: Measured, number: int, draft: Draft) -> str:
    orders, days = measured.median(number, "frequency") or 1.0, measured.median(number, "recency")
    rhythm = cadence(measured, number)
    away = lapsed(measured, number)
    ordered = f"They ordered {draft.occasions('orders', orders)}"
    start = f"They order about {rhythm}" if rhythm and not away else ordered
    value = measured.median(number, "average_order_value")
    middle = []
    if value and value > 0:
        middle.append(f"{'spent' if away or not rhythm else 'spend'} about {draft.money('order_value', value)} an order")
    products = measured.median(number, "distinct_products")
    if products and products >= 2 and measured.effect(number, "distinct_products") > 0:
        middle.append(f"{'bought' if away or not rhythm else 'buy'} {draft.count('products', products)} different products")
    if days is None:
        return f"{join([start, *middle])}."
    last = f"have been silent for {draft.silence('silent', days)}" if away else f"were last here {draft.silence('silent', days)} ago"
    return f"{join([start, *middle, last])}."


def _customer_table(measured: Measured, number: int, draft: Draft) -> str:
    mix = spend_mix(measured)
    if mix:
        return _spend(measured, number, mix[number], draft)
    made = [name for name in measured.segmentation.features if name in measured.medians[number] and name in measured.overall]
    leading = sorted(made, key=lambda name: (-abs(measured.effect(number, name)), name))[:PLAIN_MEASURES]
    if not leading:
        return f"{draft.plural('customers', measured.customers[number], 'customer')} with no typical value in common."
    typical = [f"{plain_label(measured.table.feature(name).label)} {_write(measured, draft, number, name)}" for name in leading]
    overall = [_write(measured, draft, 0, name) for name in leading]
    return f"Typically {join(typical)}, against {join(overall)} among all customers."


def _write(measured: Measured, draft: Draft, number: int, name: str) -> str:
    value = measured.medians[number][name] if number else measured.overall[name]
    return draft.quantity(f"{name}_{number}", value, measured.table.feature(name).unit)


def _spend(measured: Measured, number: int, mix: dict[str, float], draft: Draft) -> str:
    leading = sorted(mix, key=lambda name: (-mix[name], name))[:2]
    labels = [plain_label(measured.table.feature(name).label) for name in leading]
    first = part(mix[leading[0]]) or draft.percent("first", mix[leading[0]])
    goes = f"{first} of what they spend goes on {labels[0]}, {draft.percent('second', mix[leading[1]])} on {labels[1]}"
    total = measured.median(number, measured.table.revenue) if measured.table.revenue else None
    tail = f"; a typical customer spends {draft.money('total', total)} in all" if total else ""
    return f"{goes[0].upper()}{goes[1:]}{tail}."
