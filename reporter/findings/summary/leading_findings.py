"""What the executive reads first: measurements and names in, three to five findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.bases import counted_months
from reporter.findings.measuring.calendar_months import is_sure, season_in
from reporter.findings.measuring.leading_segments import bringing_most, value_ends
from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.findings.personas.buying_times import SEASON_SHARE
from reporter.findings.personas.descriptors import age_feature
from reporter.findings.personas.outcomes import outcome_summary
from reporter.findings.personas.portraits import cadence, lapsed
from reporter.findings.summary.front import lacks_currency
from reporter.findings.titles.base import TOP_SHARE, top_share
from reporter.model import MEDIUM_EFFECT, FeatureName, Finding
from reporter.model.claim import (
    Claim,
    Count,
    Days,
    Money,
    Month,
    Number,
    Quantity,
    Ratio,
    SegmentName,
    Share,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome
    from reporter.model.claim import Value

TELLING_RATIO = 1.3
"""A ratio worth telling."""
MOST_FINDINGS = 5
"""So many findings are read first at most."""
LEAST_ONCE_SHARE = 0.1
"""Share of customers who ordered once from which on it is worth telling."""


def leading_findings(
    measured: Measured, names: Mapping[int, SegmentName], became: Sequence[Outcome] = ()
) -> tuple[Finding, ...]:
    """Return three to five findings for the executive summary, each with a figure that its text
    continues.
    """
    makers: tuple[Callable[[Measured, Mapping[int, SegmentName]], Finding | None], ...] = (
        (_best_segment, _lost_volume, _once, _top_fifth, _year_season, _largest)
        if measured.transactions
        else (_best_segment, _top_fifth, _gap, _youngest, _leading_category, _largest)
    )
    made = [
        finding for finding in (make(measured, names) for make in makers) if finding is not None
    ]
    told = outcome_summary(measured, names, became)
    if told is not None:
        # After the segment that is worth most, where there is one.
        made.insert(1 if measured.volume is not None else 0, told)
    return tuple(made[:MOST_FINDINGS])


def _best_segment(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    if measured.volume is None:
        return None
    number, total = bringing_most(measured), sum(measured.volume.values())
    values: dict[str, Value] = {
        **_brought(measured, measured.volume[number]),
        "total": Money(total) if measured.priced else Count(total),
        "customers": Count(measured.customers[number]),
        "name": names[number],
        **_habit(measured, number),
    }
    if not measured.priced:
        return Finding(id="summary.best", claim=Claim("leading.best.orders", values))
    values |= {"monthly": measured.monthly, "unnamed": lacks_currency(measured.study)}
    return Finding(id="summary.best", claim=Claim("leading.best.revenue", values))


def _brought(measured: Measured, value: float) -> dict[str, Value]:
    """Return what a segment brought: revenue, or orders where no money is known."""
    return {"revenue": Money(value)} if measured.priced else {"placed": Count(value)}


def _habit(measured: Measured, number: int) -> dict[str, Value]:
    """Return how often members order, and how long ago they last did; nothing where that is not
    known.
    """
    orders, days = (
        measured.median(number, FeatureName.FREQUENCY),
        measured.median(number, FeatureName.RECENCY),
    )
    if orders is None or days is None:
        return {}
    rhythm = cadence(measured, number)
    often: dict[str, Value] = {"rhythm": rhythm} if rhythm else {"orders": Number(orders)}
    return {**often, "silent": Days(days)}


def _lost_volume(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    away = [number for number in names if lapsed(measured, number)]
    if not away or measured.volume is None:
        return None
    number = max(away, key=lambda each: (measured.volume or {})[each])
    # Who returned as much as they bought leave nothing that could be lost.
    if measured.volume[number] <= 0:
        return None
    silent = measured.above(number, FeatureName.RECENCY, measured.silent_days) or 0.0
    values: dict[str, Value] = {
        **_brought(measured, measured.volume[number]),
        "customers": Count(measured.customers[number]),
        "name": names[number],
        "silent": Share(silent),
        "months": Count(measured.silent_months),
    }
    what = "revenue" if measured.priced else "orders"
    return Finding(id="summary.lapsed", claim=Claim(f"leading.lapsed.{what}", values))


def _once(measured: Measured, _: Mapping[int, SegmentName]) -> Finding | None:
    if FeatureName.FREQUENCY not in measured.frame:
        return None
    once = measured.frame[FeatureName.FREQUENCY].astype(float) < ONE_ORDER_TOLERANCE
    share = float(once.mean())
    if not LEAST_ONCE_SHARE <= share < 1:
        return None
    values: dict[str, Value] = {"share": Share(share), "summed": measured.summed}
    if FeatureName.AVERAGE_ORDER_VALUE in measured.frame:
        value = measured.frame[FeatureName.AVERAGE_ORDER_VALUE].astype(float)
        first, later = float(value[once].median()), float(value[~once].median())
        if first > 0 and later / first >= TELLING_RATIO:
            values["times"] = Ratio(later / first)
    return Finding(id="summary.once", claim=Claim("leading.once", values))


def _top_fifth(measured: Measured, _: Mapping[int, SegmentName]) -> Finding | None:
    share = top_share(measured)
    # Twice what an even spread would give them; above 1, returns of the others outweigh.
    if share is None or not 2 * TOP_SHARE <= share <= 1:
        return None
    claim = Claim("leading.concentration", {"share": Share(share), "priced": measured.priced})
    return Finding(id="summary.concentration", claim=claim)


def _year_season(measured: Measured, _: Mapping[int, SegmentName]) -> Finding | None:
    if measured.months is None or measured.volume is None or measured.lumpy:
        return None
    season = season_in(measured.months.volume.sum(axis=1))
    if (
        season is None
        or season.share < SEASON_SHARE
        or not is_sure(season, measured.months.orders_of())
    ):
        return None
    values: dict[str, Value] = {
        "share": Share(season.share),
        "first": Month(season.first),
        "last": Month(season.last),
        "priced": measured.priced,
    }
    return Finding(
        id="summary.season", claim=Claim("leading.season", values), base=counted_months(measured)
    )


def _gap(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say how far the segment with the lowest value lies below the one with the highest: where
    there is room to grow.
    """
    ends = value_ends(measured) if measured.revenue is None else None
    if ends is None:
        return None
    feature, high, low = ends
    top, bottom = (measured.medians[number][feature.name] for number in (high, low))
    values: dict[str, Value] = {
        "gap": Quantity(top - bottom, feature.unit),
        "feature": feature,
        "customers": Count(measured.customers[low]),
        "low": names[low],
        "lowest": Quantity(bottom, feature.unit),
        "high": names[high],
        "highest": Quantity(top, feature.unit),
    }
    return Finding(id="summary.gap", claim=Claim("leading.gap", values))


def _youngest(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    feature = age_feature(measured)
    if feature is None:
        return None
    ages = {
        number: own[feature.name] for number, own in measured.medians.items() if feature.name in own
    }
    if not ages:
        return None
    number = min(sorted(ages), key=lambda each: ages[each])
    # Some segment is always the youngest: said is what a reader would see in its members.
    if measured.effect(number, feature.name) > -MEDIUM_EFFECT:
        return None
    known = float(measured.frame[feature.name].notna().mean())
    values: dict[str, Value] = {
        "age": Quantity(ages[number], feature.unit),
        "name": names[number],
        "others": Quantity(measured.others[number][feature.name], feature.unit),
        "known": Share(known) if known < 1 else None,
        "feature": feature,
    }
    return Finding(id="summary.youngest", claim=Claim("leading.youngest", values))


def _leading_category(measured: Measured, _: Mapping[int, SegmentName]) -> Finding | None:
    if len(measured.spend) < 2:
        return None
    sums = {name: float(measured.frame[name].astype(float).sum()) for name in measured.spend}
    name = max(sums, key=lambda each: sums[each])
    values: dict[str, Value] = {
        "share": Share(sums[name] / sum(sums.values())),
        "category": measured.study.table.feature(name),
    }
    return Finding(id="summary.category", claim=Claim("leading.category", values))


def _largest(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    number = max(measured.customers, key=lambda each: (measured.customers[each], -each))
    values: dict[str, Value] = {
        "share": Share(measured.share[number]),
        "name": names[number],
        "customers": Count(measured.customers[number]),
        "total": Count(len(measured.frame)),
    }
    return Finding(id="summary.largest", claim=Claim("leading.largest", values))
