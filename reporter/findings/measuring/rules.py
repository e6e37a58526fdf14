"""By which conditions a segment's members are recognised: a rule with thresholds in, what it says
out; bounds of one feature become one condition.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Country, Name, Quantity
from reporter.numerals import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Condition, Feature, Rule, Unit
    from reporter.model.claim import Value
    from reporter.numerals import Numerals

MOST_DAYS_SHORTER = 3
"""Days by which a month is shorter than usual at most; weeks never are."""
OWN_WORDS = frozenset({FeatureName.RECENCY, FeatureName.MONETARY})
"""Features that are no subject of a rule by their noun: "last order within 60 days"."""


def rule_claim(rule: Rule, measured: Measured) -> Claim:
    """Say which conditions recognise a segment's members."""
    held: dict[str, list[Condition]] = {}
    for condition in rule.conditions:
        held.setdefault(condition.feature, []).append(condition)
    told = []
    for name, conditions in held.items():
        feature = _feature_named(name, measured)
        if feature is None:
            continue
        if feature.unit == "category":
            told.append(_category(feature, conditions))
        else:
            low: float | None = None
            high: float | None = None
            for condition in conditions:
                low, high = _tighten(condition, low, high)
            told.append(_bounds(feature, low, high, measured.numerals))
    return Claim("rule.all", {"conditions": tuple(told)}) if told else Claim("rule.everybody")


def _feature_named(name: str, measured: Measured) -> Feature | None:
    category = next(
        (
            feature
            for feature in measured.study.table.features
            if feature.name == name and feature.unit == "category"
        ),
        None,
    )
    return category or measured.feature(name)


def _category(feature: Feature, conditions: Sequence[Condition]) -> Claim:
    """Say which category it is, or which it is not."""

    def called(condition: Condition) -> Value:
        text = str(condition.category)
        return Country(text) if feature.name == "country" else Name(text)

    known = [condition for condition in conditions if condition.operator == "is"]
    if known:
        return Claim("rule.is", {"feature": feature, "category": called(known[0])})
    others = list(dict.fromkeys(called(condition) for condition in conditions))
    if len(others) == 1:
        return Claim("rule.is_not", {"feature": feature, "category": others[0]})
    named = tuple(Claim("rule.category", {"category": each}) for each in others)
    return Claim("rule.is_neither", {"feature": feature, "categories": named})


def _tighten(
    condition: Condition, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    # Of two bounds on one side the narrower holds.
    if condition.operator == ">":
        return (condition.threshold if low is None else max(low, condition.threshold)), high
    return low, (condition.threshold if high is None else min(high, condition.threshold))


def _bounds(feature: Feature, low: float | None, high: float | None, numerals: Numerals) -> Claim:
    if feature.name == FeatureName.RECENCY and feature.unit == "days":
        return _days_between(low, high, numerals)
    if feature.unit == "count":
        return _count(feature, low, high)
    subject = feature.name if feature.name in OWN_WORDS else "feature"
    ends = {
        end: None if bound is None else Quantity(bound, feature.unit)
        for end, bound in (("low", low), ("high", high))
    }
    return _between(subject, {"feature": feature, **ends})


def _between(subject: str, values: dict[str, Value]) -> Claim:
    """Say two bounds as one condition, or the one that there is."""
    if values["low"] is None:
        return Claim(f"rule.{subject}.at_most", values)
    return Claim(f"rule.{subject}.{'above' if values['high'] is None else 'between'}", values)


def _days_between(low: float | None, high: float | None, numerals: Numerals) -> Claim:
    """Say between which whole days, weeks or months the last order lies."""
    if numerals.time != "day":
        low, high = (None if bound is None else _whole(bound, numerals) for bound in (low, high))
    unit: Unit = (
        "days" if numerals.time == "day" else "weeks" if numerals.time == "week" else "months"
    )
    after = None if low is None else math.floor(low)
    most = None if high is None else _span(math.floor(high), unit)
    if after is None or most is None:
        return _between(
            FeatureName.RECENCY,
            {"low": None if after is None else _span(after, unit), "high": most},
        )
    return _between(FeatureName.RECENCY, {"low": Count(after + 1), "high": most})


def _span(number: int, unit: Unit) -> Claim:
    return Claim("rule.span", {"span": Quantity(number, unit)})


def _count(feature: Feature, low: float | None, high: float | None) -> Claim:
    # Bounds lie between counts: above 2.5 orders are three or more, up to 2.5 are two at most.
    least = None if low is None else math.floor(low) + 1
    most = None if high is None else math.floor(high)
    if least is None:
        return Claim("rule.count.at_most", {"feature": feature, "most": Count(most or 0)})
    if most is None:
        return Claim("rule.count.at_least", {"feature": feature, "least": Count(least)})
    if least >= most:
        return Claim("rule.count.exactly", {"feature": feature, "most": Count(most)})
    return Claim(
        "rule.count.between", {"feature": feature, "least": Count(least), "most": Count(most)}
    )


def _whole(bound: float, numerals: Numerals) -> float:
    """Return a bound between two periods as the one below it: periods are up to three days shorter
    than their usual length.
    """
    return float(math.floor((bound + MOST_DAYS_SHORTER) / DAYS_IN[numerals.time]))
