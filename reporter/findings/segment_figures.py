"""What a play may ask about a segment and write into its sentences: measurements in, measures and
placeholder texts out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reporter.findings.audiences import A_YEAR, present_members
from reporter.findings.buying_times import WEEKDAYS, best_weekday, season_of
from reporter.findings.comparisons import SPEND_APART
from reporter.findings.draft import Draft
from reporter.findings.facts import leading_products
from reporter.findings.kinds import TENURE, kind_of
from reporter.findings.likings import spend_mix
from reporter.findings.presence import SILENT_GAPS
from reporter.findings.wording import country
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Outcome, ProductLift

HALF = 0.5
LACKING = 0.03
"""A category is lacking whose part of their spend lies so far below that of others'."""
THRESHOLD_ABOVE = 1.25
"""A delivery threshold lies a quarter above the typical order."""
FEW, CONTROL, SMALL_CONTROL = 50, 0.1, 0.3
"""A control group holds a tenth of a segment, of fewer than fifty members three tenths."""


PERSON = re.compile(
    r"\b(age|birth|born|gender|sex|marital|married|education|income|kids?|teens?|children|household|occupation|alter|geburt\w*|geschlecht)\b",
    re.IGNORECASE,
)
"""Words of columns that only people have: they keep no shop, and take no deliveries by standing
order.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentFigures:
    """One segment as a playbook sees it."""

    number: int
    measures: Mapping[str, float]
    texts: Mapping[str, str]
    """Placeholder → text; what cannot be computed is left out."""
    better: int | None
    """The next more valuable segment."""
    season_in: int | None
    """Months from the report's day to the month before their season."""
    products: tuple[ProductLift, ...]
    weakest: str | None
    """The spend category furthest below other customers'."""
    leading_spend: float | None
    """What members spend in the category that marks them; None where none does."""
    became: tuple[Outcome, ...]
    """What became of customers: nobody is addressed who has left."""


def segment_figures(
    measured: Measured,
    number: int,
    names: Mapping[int, str],
    products: Sequence[ProductLift],
    became: Sequence[Outcome] = (),
) -> SegmentFigures:
    """Collect a segment's measures and texts."""
    better = _better(measured, number)
    strong, weak = _categories(measured, number)
    texts = {
        "name": names[number],
        **_counts(measured, number, became),
        **_orders(measured, number),
        **_season(measured, number),
    }
    if better is not None:
        texts["better"] = names[better]
    if products:
        texts |= {"products": leading_products(products), "product": leading_products(products, 1)}
    labels = [measured.noun(name) for name in strong]
    texts |= dict(zip(("category", "second_category"), labels, strict=False))
    if weak:
        texts["weak_category"] = measured.noun(weak)
    season = _next_season(measured, number)
    return SegmentFigures(
        number=number,
        measures=_measures(measured, number, len(products)) | _leaving(number, became),
        texts=texts,
        better=better,
        season_in=season[0] if season else None,
        products=tuple(products),
        weakest=weak,
        leading_spend=(
            float(measured.groups[number][strong[0]].astype(float).sum()) if strong else None
        ),
        became=tuple(became),
    )


def _counts(measured: Measured, number: int, became: Sequence[Outcome]) -> dict[str, str]:
    members, draft = len(present_members(measured, number, became)), Draft(measured.numerals)
    held = f"{draft.percent('held', SMALL_CONTROL if members < FEW else CONTROL)} control group"
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
    step = tens / (20 if target < 2 * tens else 4 if target < 5 * tens else 2)
    return math.ceil(target / step - 1e-9) * step


def _season(measured: Measured, number: int) -> dict[str, str]:
    texts = {}
    season = _next_season(measured, number)
    if season is not None:
        _, before, start = season
        texts = {
            "season_start": measured.numerals.month(start),
            "before_season": measured.numerals.month(before),
        }
    day = best_weekday(measured, number)
    return texts | ({"weekday": WEEKDAYS[day[0]]} if day else {})


def _next_season(measured: Measured, number: int) -> tuple[int, date, date] | None:
    """Return how many months ahead the month before a segment's next season lies, that month, and
    the season's first month.
    """
    season, period = season_of(measured, number), measured.study.table.period
    if season is None or period is None:
        return None
    today = period.as_of.year * 12 + period.as_of.month - 1
    ahead = (season.first.month - 2 - today) % 12
    before, start = (
        date((today + months) // 12, (today + months) % 12 + 1, 1) for months in (ahead, ahead + 1)
    )
    return ahead, before, start


def _measures(measured: Measured, number: int, products: int) -> dict[str, float]:
    known = measured.above(number, FeatureName.TENURE, measured.new_days)
    season = season_of(measured, number)
    day, (strong, _), mix = (
        best_weekday(measured, number),
        _categories(measured, number),
        spend_mix(measured),
    )
    effects = [measured.effect(number, name) for name in measured.spend]
    values = {
        "customers": float(measured.customers[number]),
        "share": measured.share[number],
        "products": float(products),
        "borderline": measured.segment(number).borderline,
        "categories": float(len(measured.spend)),
        "people": float(
            any(
                PERSON.search(feature.label)
                for feature in measured.study.table.features
                if not feature.in_revenue
            )
        ),
        "high_categories": float(sum(effect >= SPEND_APART for effect in effects)),
        "low_categories": float(sum(effect <= -SPEND_APART for effect in effects)),
        "revenue_share": measured.revenue_share[number] if measured.revenue_share else None,
        "value_index": measured.value_index(number),
        "one_order_share": measured.one_order[number] if measured.one_order else None,
        "silent_share": measured.above(number, FeatureName.RECENCY, measured.silent_days),
        "silent_year_share": measured.above(number, FeatureName.RECENCY, A_YEAR),
        "overdue_share": measured.overdue(number),
        "new_share": None if known is None else 1 - known,
        "season_share": season.share if season else None,
        "weekday_share": day[1] if day else None,
        "abroad_share": _abroad(measured, number),
        "category_lead": (
            max(mix[number][name] - mix[0][name] for name in strong) if strong else None
        ),
        "strongest_trait": max(
            (abs(measured.effect(number, name)) for name in measured.study.segmentation.features),
            default=None,
        ),
    }
    return {name: value for name, value in values.items() if value is not None} | _standing(
        measured, number
    )


def _standing(measured: Measured, number: int) -> dict[str, float]:
    """Return whether members are newer, or of long standing, in themselves: by a column of time
    whose unit is known.
    """
    kinds = {
        feature.name: kind_of(feature.label)
        for feature in measured.study.table.features
        if feature.unit != "category"
    }
    spans = [
        (kind, measured.days(number, name))
        for name, kind in kinds.items()
        if kind is not None and kind.name == TENURE
    ]
    levels = {"long_standing": 1, "newer": -1}
    return {
        name: float(bool(spans) and all(kind.holds(level, days) for kind, days in spans))
        for name, level in levels.items()
    }


def _leaving(number: int, became: Sequence[Outcome]) -> dict[str, float]:
    """Return how many have left, and how many times as often as others; nothing where no column
    says so, or chance may have done it.
    """
    rates = [
        rate for one in became if one.bad and (rate := one.of(number)) is not None and rate.apart
    ]
    return {"leaving_rate": rates[0].rate, "leaving_lift": rates[0].lift or 0.0} if rates else {}


def _better(measured: Measured, number: int) -> int | None:
    """Return the segment whose members spend (or order) least more than these on average, and are
    not mostly silent.
    """
    own = measured.mean_volume(number)
    if own is None:
        return None
    means = {
        other: measured.mean_volume(other) or 0.0
        for other in measured.customers
        if (measured.above(other, FeatureName.RECENCY, measured.silent_days) or 0.0) <= HALF
    }
    above = [(mean, other) for other, mean in means.items() if mean > own]
    return min(above)[1] if above else None


def _categories(measured: Measured, number: int) -> tuple[list[str], str | None]:
    """Return the spend categories that mark a segment, the one furthest above its usual part first,
    and the weakest one.
    """
    mix = spend_mix(measured)
    if not mix:
        return [], None
    high = [
        name
        for name in measured.spend
        if measured.effect(number, name) >= SPEND_APART and mix[number][name] > mix[0][name]
    ]
    strong = sorted(high, key=lambda name: (mix[0][name] - mix[number][name], name))
    low = [
        (measured.effect(number, name), name)
        for name in measured.spend
        if measured.effect(number, name) <= -SPEND_APART
        and mix[number][name] <= mix[-number][name] - LACKING
    ]
    return strong, min(low)[1] if low else None


def _abroad(measured: Measured, number: int) -> float | None:
    home = measured.home
    if home is None:
        return None
    own = measured.groups[number]["country"].dropna()
    return float((own.astype(str) != home).mean()) if len(own) else None
