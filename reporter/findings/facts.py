"""What sets a segment apart, what its members buy, when and where: measurements in, one true sentence a fact out.

A difference that is negligible makes no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.calendar_months import best_season
from reporter.findings.draft import Draft
from reporter.findings.wording import capital, join, plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Finding, Mix, ProductLift

NEGLIGIBLE = 0.147
"""Below this Cliff's delta counts as negligible (Romano et al. 2006)."""
SEASONAL = 0.32
"""Three months that bring so much of a year make a season; an even year has 25 %."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_LEAD = 1.3
"""A weekday is worth a sentence when it brings so many times its even share of orders."""
MIX_CLEAR = 0.05
"""A category is worth a sentence when its share is five points off."""
MOSTLY = 0.5
OWN_SEASON = 0.03
"""A segment's season is its own when its share lies so far from all customers'."""
FEW = 30
"""Fewer orders tell nothing about weekdays."""
DESCRIBED = ("frequency", "monetary", "average_order_value", "distinct_products", "order_gap", "return_rate")


def persona_facts(measured: Measured, number: int, products: Sequence[ProductLift], mixes: Sequence[Mix]) -> tuple[Finding, ...]:
    """Say what is worth saying about a segment."""
    candidates = [
        _weight(measured, number),
        *(_feature(measured, number, name) for name in _described(measured, number)),
        _once(measured, number),
        _season(measured, number),
        _weekday(measured, number),
        _products(number, products, measured),
        _mix(measured, number, mixes),
    ]
    return tuple(fact for fact in candidates if fact is not None)


def _described(measured: Measured, number: int) -> tuple[str, ...]:
    if measured.transactions:
        return tuple(name for name in DESCRIBED if measured.feature(name) and not (name == "order_gap" and mostly_once(measured, number)))
    return tuple(feature.name for feature in measured.numeric)


def mostly_once(measured: Measured, number: int) -> bool:
    """Tell whether so many members ordered once that the gap between orders describes only the others."""
    return measured.one_order is not None and measured.one_order[number] > MOSTLY


def _weight(measured: Measured, number: int) -> Finding | None:
    if measured.revenue is None or measured.revenue_share is None:
        return None
    draft = Draft(measured.numerals)
    share = draft.percent("share", measured.share[number])
    brought = draft.percent("revenue_share", measured.revenue_share[number])
    amount = draft.money_short("revenue", measured.revenue[number])
    return draft.finding(f"persona.{number}.weight", f"They are {share} of customers and bring {brought} of revenue, {amount}.")


def _feature(measured: Measured, number: int, name: str) -> Finding | None:
    median, overall = measured.median(number, name), measured.overall.get(name)
    if median is None or overall is None or median == overall or abs(measured.effect(number, name)) < NEGLIGIBLE:
        return None
    feature, draft = measured.table.feature(name), Draft(measured.numerals)
    here, there = (draft.quantity(key, value, feature.unit) for key, value in (("median", median), ("overall", overall)))
    if here == there:
        return None
    draft.note("effect", measured.effect(number, name))
    label = capital(plain_label(feature.label))
    return draft.finding(f"persona.{number}.{name}", f"{label}: typically {here}, against {there} for all customers.")


def _once(measured: Measured, number: int) -> Finding | None:
    if measured.one_order is None or not 0.05 <= measured.one_order[number] < 1:
        return None
    draft = Draft(measured.numerals)
    return draft.finding(f"persona.{number}.once", f"{draft.percent('once', measured.one_order[number])} of them ordered only once.")


def _season(measured: Measured, number: int) -> Finding | None:
    if measured.months is None or number not in measured.months.revenue:
        return None
    season = best_season(measured.months.revenue[number])
    everybody = best_season(measured.months.revenue.sum(axis=1))
    if season is None or season.share < SEASONAL or (everybody and abs(season.share - everybody.share) < OWN_SEASON):
        return None
    draft = Draft(measured.numerals)
    share, first, last = draft.percent("share", season.share), draft.month("first", season.first), draft.month("last", season.last)
    return draft.finding(
        f"persona.{number}.season", f"{share} of what they brought in the last twelve full months came between {first} and {last}."
    )


def _weekday(measured: Measured, number: int) -> Finding | None:
    day = best_weekday(measured, number)
    if day is None:
        return None
    place, share = day
    draft = Draft(measured.numerals)
    draft.note("weekday", place)
    return draft.finding(f"persona.{number}.weekday", f"{WEEKDAYS[place]} is their day: {draft.percent('share', share)} of orders.")


def best_weekday(measured: Measured, number: int) -> tuple[int, float] | None:
    """Return the weekday that stands out and its share of orders; None where none does."""
    if measured.purchases is None or measured.purchases.weekdays.empty:
        return None
    table = measured.purchases.weekdays
    orders = table[table["segment"] == number].groupby("weekday")["orders"].sum().sort_index()
    total, open_days = float(orders.sum()), int((orders > 0).sum())
    if total < FEW or open_days < 2:
        return None
    place = int(orders.to_numpy().argmax())
    share = float(orders.iloc[place]) / total
    return (int(str(orders.index[place])), share) if share * open_days >= WEEKDAY_LEAD else None


def _products(number: int, products: Sequence[ProductLift], measured: Measured) -> Finding | None:
    if not products:
        return None
    draft = Draft(measured.numerals)
    first = products[0]
    share, name = draft.percent("share", first.share), draft.name("product", first.description)
    lift = draft.decimal("lift", first.lift)
    return draft.finding(f"persona.{number}.product", f"{share} of them bought “{name}”, {lift} times the share among other customers.")


def _mix(measured: Measured, number: int, mixes: Sequence[Mix]) -> Finding | None:
    if not mixes:
        return None
    mix, draft = mixes[0], Draft(measured.numerals)
    label = plain_label(measured.table.feature(mix.feature).label)
    share, overall = draft.percent("share", mix.share), draft.percent("overall", mix.overall)
    category = draft.name("category", mix.category)
    if abs(mix.share - mix.overall) < MIX_CLEAR:
        return None
    return draft.finding(f"persona.{number}.mix", f"{capital(label)} {category}: {share} of them, against {overall} of all customers.")


def leading_products(products: Sequence[ProductLift], number: int = 3) -> str:
    """Name the products with the highest lift: "Party bunting, Jumbo bag and Cake tins"."""
    return join([f"“{product.description}”" for product in products[:number]])
