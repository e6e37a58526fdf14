"""What a play may ask about a segment: measurements in, named numbers out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import SPEND_EFFECT
from reporter.findings.measuring.kinds import TENURE, kind_of
from reporter.findings.measuring.spending import marking_categories, spend_mix
from reporter.findings.personas.buying_times import best_weekday, season_of
from reporter.findings.strategies.audiences import YEAR_DAYS
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, ProductLift

PERSON = re.compile(
    r"\b(age|birth|born|gender|sex|marital|married|education|income|kids?|teens?|children|household|occupation|alter|geburt\w*|geschlecht)\b",
    re.IGNORECASE,
)
"""Words of columns that only people have: they keep no shop, and take no deliveries by standing
order.
"""


def segment_measures(
    measured: Measured, number: int, products: Sequence[ProductLift], became: Sequence[Outcome]
) -> dict[str, float]:
    """Return a segment's measures by the names of the playbook; what cannot be computed is left
    out.
    """
    values = {
        "products": float(len(products)),
        **_members(measured, number),
        **_spend(measured, number),
        **_orders(measured, number),
        **_buying_times(measured, number),
    }
    known = {name: value for name, value in values.items() if value is not None}
    return known | _standing(measured, number) | _leaving(number, became)


def _members(measured: Measured, number: int) -> dict[str, float | None]:
    """Return how many they are, what they bring, and how clearly they are apart from others."""
    shares = measured.revenue_share
    return {
        "customers": float(measured.customers[number]),
        "share": measured.share[number],
        "borderline": measured.segment(number).borderline,
        "people": float(_are_people(measured)),
        "revenue_share": shares[number] if shares else None,
        "value_index": measured.value_index(number),
        "abroad_share": _abroad(measured, number),
        "strongest_trait": max(
            (abs(measured.effect(number, name)) for name in measured.study.segmentation.features),
            default=None,
        ),
    }


def _are_people(measured: Measured) -> bool:
    """Tell whether a column says that customers are people, not shops."""
    return any(
        PERSON.search(feature.heading)
        for feature in measured.study.table.features
        # What is spent on kids' toys makes nobody a child.
        if not feature.in_revenue
    )


def _spend(measured: Measured, number: int) -> dict[str, float | None]:
    """Return how far their spend by category differs from that of others."""
    (strong, _), mix = marking_categories(measured, number), spend_mix(measured)
    effects = [measured.effect(number, name) for name in measured.spend]
    leads = [mix[number][name] - mix[0][name] for name in strong]
    return {
        "categories": float(len(measured.spend)),
        "high_categories": float(sum(effect >= SPEND_EFFECT for effect in effects)),
        "low_categories": float(sum(effect <= -SPEND_EFFECT for effect in effects)),
        "category_lead": max(leads, default=None),
    }


def _orders(measured: Measured, number: int) -> dict[str, float | None]:
    """Return which share of them ordered once, is silent, and is new."""
    known = measured.above(number, FeatureName.TENURE, measured.new_days)
    return {
        "one_order_share": measured.one_order[number] if measured.one_order else None,
        "silent_share": measured.above(number, FeatureName.RECENCY, measured.silent_days),
        "silent_year_share": measured.above(number, FeatureName.RECENCY, YEAR_DAYS),
        "overdue_share": measured.overdue(number),
        "new_share": None if known is None else 1 - known,
    }


def _buying_times(measured: Measured, number: int) -> dict[str, float | None]:
    """Return what share of what they buy falls into their season, and on their weekday."""
    season, day = season_of(measured, number), best_weekday(measured, number)
    return {
        "season_share": season.share if season else None,
        "weekday_share": day[1] if day else None,
    }


def _standing(measured: Measured, number: int) -> dict[str, float]:
    """Return whether members are newer, or of long standing, in themselves: by a column of time
    whose unit is known.
    """
    kinds = {
        feature.name: kind_of(feature)
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


def _abroad(measured: Measured, number: int) -> float | None:
    home = measured.home
    if home is None:
        return None
    own = measured.groups[number]["country"].dropna()
    return float((own.astype(str) != home).mean()) if len(own) else None
