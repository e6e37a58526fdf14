"""What a play may write into its sentences about a segment: measurements in, placeholder texts
out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.presence import SILENT_GAPS
from reporter.findings.measuring.spending import marking_categories
from reporter.findings.personas.buying_times import WEEKDAYS, best_weekday, next_season
from reporter.findings.personas.facts import leading_products
from reporter.findings.strategies.audiences import present_members
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import country
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, ProductLift

THRESHOLD_ABOVE = 1.25
"""A delivery threshold lies a quarter above the typical order."""
SMALL_SEGMENT, CONTROL_SHARE, SMALL_CONTROL_SHARE = 50, 0.1, 0.3
"""A control group holds a tenth of a segment, of fewer than fifty members three tenths."""


def segment_texts(
    measured: Measured, number: int, products: Sequence[ProductLift], became: Sequence[Outcome]
) -> dict[str, str]:
    """Write the placeholders' texts; what cannot be computed is left out."""
    return {
        **_counts(measured, number, became),
        **_orders(measured, number),
        **_season(measured, number),
        **_products(products),
        **_spend(measured, number),
    }


def _products(products: Sequence[ProductLift]) -> dict[str, str]:
    if not products:
        return {}
    return {"products": leading_products(products), "product": leading_products(products, 1)}


def _spend(measured: Measured, number: int) -> dict[str, str]:
    strong, weak = marking_categories(measured, number)
    labels = [measured.noun(name) for name in strong]
    texts = dict(zip(("category", "second_category"), labels, strict=False))
    return texts | ({"weak_category": measured.noun(weak)} if weak else {})


def _counts(measured: Measured, number: int, became: Sequence[Outcome]) -> dict[str, str]:
    members, draft = len(present_members(measured, number, became)), Draft(measured.numerals)
    control = SMALL_CONTROL_SHARE if members < SMALL_SEGMENT else CONTROL_SHARE
    held = f"{draft.percent('held', control)} control group"
    silence = draft.plural("silence", measured.silent_months, "month")
    return {
        "customers": draft.plural("customers", members, "customer"),
        "holdout": f"a {held}",
        "silence": silence,
    }


def _orders(measured: Measured, number: int) -> dict[str, str]:
    draft = Draft(measured.numerals)
    texts: dict[str, str] = {}
    value, orders = (
        measured.median(number, FeatureName.AVERAGE_ORDER_VALUE),
        measured.median(number, FeatureName.FREQUENCY),
    )
    silent, gap, returned = (
        measured.median(number, name)
        for name in (FeatureName.RECENCY, FeatureName.ORDER_GAP, FeatureName.RETURN_RATE)
    )
    if value and value > 0:
        texts |= {
            "order_value": draft.money("value", value),
            "threshold": draft.money("threshold", round_threshold(value)),
        }
    if orders:
        texts["orders"] = draft.occasions("orders", orders)
    if silent is not None:
        texts["silent"] = draft.silence("silent", silent)
    if gap and gap >= 1:
        texts |= {
            "gap": draft.silence("gap", gap),
            "alarm": draft.silence("alarm", SILENT_GAPS * gap),
        }
    if returned:
        texts["return_rate"] = draft.percent("returned", returned)
    if measured.home:
        texts["country"] = country(measured.home)
    return texts


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


def _season(measured: Measured, number: int) -> dict[str, str]:
    texts = {}
    season = next_season(measured, number)
    if season is not None:
        _, before, start = season
        texts = {
            "season_start": measured.numerals.month(start),
            "before_season": measured.numerals.month(before),
        }
    day = best_weekday(measured, number)
    return texts | ({"weekday": WEEKDAYS[day[0]]} if day else {})
