"""What a play may write into its sentences about a segment: measurements in, the placeholders'
values out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.presence import SILENT_GAPS
from reporter.findings.measuring.spending import marking_categories
from reporter.findings.personas.buying_times import best_weekday, next_season
from reporter.findings.strategies.audiences import present_members
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Country, Days, Money, Month, Number, Product, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, ProductLift
    from reporter.model.claim import Value

MOST_PRODUCTS = 3
"""So many products are named."""
THRESHOLD_ABOVE = 1.25
"""A delivery threshold lies a quarter above the typical order."""
SMALL_SEGMENT, CONTROL_SHARE, SMALL_CONTROL_SHARE = 50, 0.1, 0.3
"""A control group holds a tenth of a segment, of fewer than fifty members three tenths."""


def placeholder_values(
    measured: Measured, number: int, products: Sequence[ProductLift], became: Sequence[Outcome]
) -> dict[str, Value]:
    """Return the placeholders' values by their names; what cannot be computed is left out."""
    return {
        **_counts(measured, number, became),
        **_orders(measured, number),
        **_season(measured, number),
        **_products(products),
        **_spend(measured, number),
    }


def _products(products: Sequence[ProductLift]) -> dict[str, Value]:
    if not products:
        return {}
    named = tuple(
        Claim("placeholder.product", {"product": Product(each.description)})
        for each in products[:MOST_PRODUCTS]
    )
    return {"products": named, "product": named[0]}


def _spend(measured: Measured, number: int) -> dict[str, Value]:
    strong, weak = marking_categories(measured, number)
    features = [measured.study.table.feature(name) for name in strong]
    values: dict[str, Value] = dict(zip(("category", "second_category"), features, strict=False))
    return values | ({"weak_category": measured.study.table.feature(weak)} if weak else {})


def _counts(measured: Measured, number: int, became: Sequence[Outcome]) -> dict[str, Value]:
    members = len(present_members(measured, number, became))
    control = SMALL_CONTROL_SHARE if members < SMALL_SEGMENT else CONTROL_SHARE
    return {
        "customers": Claim("placeholder.customers", {"customers": Count(members)}),
        "holdout": Claim("placeholder.holdout", {"held": Share(control)}),
        "silence": Claim("placeholder.silence", {"months": Count(measured.silent_months)}),
    }


def _orders(measured: Measured, number: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    value, orders = (
        measured.median(number, FeatureName.AVERAGE_ORDER_VALUE),
        measured.median(number, FeatureName.FREQUENCY),
    )
    silent, gap, returned = (
        measured.median(number, name)
        for name in (FeatureName.RECENCY, FeatureName.ORDER_GAP, FeatureName.RETURN_RATE)
    )
    if value and value > 0:
        values |= {"order_value": Money(value), "threshold": Money(round_threshold(value))}
    if orders:
        values["orders"] = Claim("placeholder.orders", {"orders": Number(orders)})
    if silent is not None:
        values["silent"] = _span(silent)
    if gap and gap >= 1:
        values |= {"gap": _span(gap), "alarm": _span(SILENT_GAPS * gap)}
    if returned:
        values["return_rate"] = Share(returned)
    if measured.home:
        values["country"] = Country(measured.home)
    return values


def _span(days: float) -> Claim:
    return Claim("placeholder.span", {"days": Days(days)})


def round_threshold(order_value: float) -> float:
    """Round an amount a quarter above an order up to a price that a shop would print, at most an
    eighth higher.
    """
    target = order_value * THRESHOLD_ABOVE
    tens = 10.0 ** math.floor(math.log10(target))
    # Shops print steps: of 5 up to 200, of 25 up to 500, of 50 up to 1,000, and so on by powers of
    # ten.
    step = tens / (20 if target < 2 * tens else 4 if target < 5 * tens else 2)
    # An amount that is such a price already stays it, whatever its last bits.
    return math.ceil(target / step - 1e-9) * step


def _season(measured: Measured, number: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    season = next_season(measured, number)
    if season is not None:
        _, before, start = season
        values = {"season_start": Month(start), "before_season": Month(before)}
    if (day := best_weekday(measured, number)) is not None:
        values["weekday"] = Claim("placeholder.weekday", {"day": Count(day[0])})
    return values
