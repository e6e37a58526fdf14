"""A segment's rule in words: conditions with thresholds in, "7 or more orders and last order within
60 days" out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.words.feature_words import WORDS, Bounds
from reporter.findings.words.wording import country, join, plain_label
from reporter.numerals import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Condition, Feature, Rule
    from reporter.numerals import Numerals

MOST_DAYS_SHORTER = 3
"""Days by which a month is shorter than usual at most; weeks never are."""


def rule_in_words(rule: Rule, measured: Measured) -> str:
    """Say which conditions recognise a segment's members; bounds of one feature become
    one phrase.
    """
    held: dict[str, list[Condition]] = {}
    for condition in rule.conditions:
        held.setdefault(condition.feature, []).append(condition)
    phrases = []
    for name, conditions in held.items():
        feature, category = measured.feature(name), _category_named(name, measured)
        if category is not None:
            phrases.append(_category(category, conditions, measured))
        elif feature is not None:
            low: float | None = None
            high: float | None = None
            for condition in conditions:
                low, high = _tighten(condition, low, high)
            phrases.append(_phrase(feature, low, high, measured))
    return join(phrases) if phrases else "everybody"


def _category_named(name: str, measured: Measured) -> Feature | None:
    return next(
        (
            feature
            for feature in measured.study.table.features
            if feature.name == name and feature.unit == "category"
        ),
        None,
    )


def _category(feature: Feature, conditions: Sequence[Condition], measured: Measured) -> str:
    """Say which category it is, or which it is not."""
    noun = measured.noun(feature.name)
    write = country if feature.name == "country" else str
    known = [write(condition.category) for condition in conditions if condition.operator == "is"]
    if known:
        return f"{noun} is {known[0]}"
    others = list(dict.fromkeys(write(condition.category) for condition in conditions))
    return (
        f"{noun} is {'not ' + others[0] if len(others) == 1 else 'neither ' + ' nor '.join(others)}"
    )


def _tighten(
    condition: Condition, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    # Of two bounds on one side the narrower holds.
    if condition.operator == ">":
        return (condition.threshold if low is None else max(low, condition.threshold)), high
    return low, (condition.threshold if high is None else min(high, condition.threshold))


def _phrase(feature: Feature, low: float | None, high: float | None, measured: Measured) -> str:
    numerals, words = measured.numerals, WORDS.get(feature.name)
    bounds = words.bounds if words else None
    if bounds and feature.unit == "days":
        return _days_between(bounds, low, high, numerals)
    if feature.unit == "count":
        return _count(feature, low, high, numerals)
    bounds = bounds or Bounds(subject=measured.noun(feature.name))
    written = (
        None if bound is None else numerals.quantity(bound, feature.unit) for bound in (low, high)
    )
    return bounds.phrase(*written)


def _days_between(bounds: Bounds, low: float | None, high: float | None, numerals: Numerals) -> str:
    """Say between which whole days, weeks or months a time lies."""
    if numerals.time != "day":
        low, high = (None if bound is None else _whole(bound, numerals) for bound in (low, high))
    most = None if high is None else _days(math.floor(high), numerals)
    if low is None:
        return bounds.phrase(None, most)
    after = math.floor(low)
    if most is None:
        return bounds.phrase(_days(after, numerals), None)
    return bounds.phrase(numerals.count(after + 1), most)


def _count(feature: Feature, low: float | None, high: float | None, numerals: Numerals) -> str:
    # Bounds lie between counts: above 2.5 orders are three or more, up to 2.5 are two at most.
    least = None if low is None else math.floor(low) + 1
    most = None if high is None else math.floor(high)
    noun = plain_label(feature.heading)
    if least is None:
        return f"no more than {numerals.count(most or 0)} {_singular(noun, most or 0)}"
    if most is None:
        return f"{numerals.count(least)} or more {noun}"
    if least >= most:
        return f"exactly {numerals.count(most)} {_singular(noun, most)}"
    return f"{numerals.count(least)} to {numerals.count(most)} {noun}"


def _singular(noun: str, value: int) -> str:
    return noun[:-1] if value == 1 and noun.endswith("s") and not noun.endswith("ss") else noun


def _days(value: int, numerals: Numerals) -> str:
    return f"{numerals.count(value)} {numerals.time}{'' if value == 1 else 's'}"


def _whole(bound: float, numerals: Numerals) -> float:
    """Return a bound between two periods as the one below it: periods are up to three days shorter
    than their usual length.
    """
    return float(math.floor((bound + MOST_DAYS_SHORTER) / DAYS_IN[numerals.time]))
