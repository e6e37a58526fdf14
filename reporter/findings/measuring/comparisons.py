"""When a difference between a segment and the other customers is worth saying: figures of both in,
a judgement out.

A segment is held against the others, never against all customers, whom it is a part of. What is
said must be beyond what chance brings about, and large enough for a reader to care.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.measuring.kinds import kind_of
from reporter.model import EffectSize

if TYPE_CHECKING:
    from reporter.model import Feature

TELLING_POINTS = 0.05
"""A share is worth a sentence when it lies five points from that of the others."""
SURE_ERRORS = 3.0
"""Least standard errors between two shares: of the hundreds that a report compares, chance alone
would bring about none or one.
"""
Z_OF_95_PERCENT = 1.959964
"""The normal quantile of a two-sided 95 % interval."""
SPEND_EFFECT = 0.15
"""Cliff's delta from which on a segment spends more, or less, on a category."""
TELLING_MULTIPLES = {"money": 1.25, "count": 1.5}
"""Unit → how many times as much is worth telling; 30 % more than eight orders is nothing that a
reader cares for.
"""
OTHER_MULTIPLE = 1.25
"""The same for every other unit, such as spans of time."""


def two_proportion_z(first: float, of_first: float, second: float, of_second: float) -> float:
    """Return how many standard errors the first proportion lies above the second, with a pooled
    variance.
    """
    pooled = (first + second) / (of_first + of_second)
    error = math.sqrt(pooled * (1 - pooled) * (1 / of_first + 1 / of_second))
    return (first / of_first - second / of_second) / error if error > 0 else 0.0


def shares_differ(own: float, of_own: float, others: float, of_others: float) -> bool:
    """Tell whether two shares, of so many each, lie five points apart and further than chance puts
    them.
    """
    if of_own <= 0 or of_others <= 0 or abs(own - others) < TELLING_POINTS:
        return False
    return abs(two_proportion_z(own * of_own, of_own, others * of_others, of_others)) > SURE_ERRORS


def has_true_zero(feature: Feature) -> bool:
    """Tell whether "twice as much" of a feature means something: of money and counts; of
    ratings, years, ages and recency it does not.
    """
    if feature.unit in TELLING_MULTIPLES:
        return True
    kind = kind_of(feature) if feature.unit == "number" else None
    return kind is not None and kind.amount


def multiple_matters(feature: Feature, ratio: float) -> bool:
    """Tell whether a reader would care that the typical member has so many times as much as the
    others.
    """
    least = TELLING_MULTIPLES.get(feature.unit, OTHER_MULTIPLE)
    return ratio > 0 and not 1 / least < ratio < least


def medians_matter(feature: Feature, own: float, others: float, effect: float) -> bool:
    """Tell whether a reader would care that two medians differ so.

    Amounts must differ by a multiple, counts by one at least besides, shares by five points, spans
    of time by a quarter; of ratings and other numbers, whose unit nobody knows, the distributions
    must lie apart (Cliff's delta).
    """
    if own == others or EffectSize.of(effect) is EffectSize.NEGLIGIBLE:
        return False
    if feature.unit == "share":
        return abs(own - others) >= TELLING_POINTS
    if feature.unit in ("scale", "number") and not has_true_zero(feature):
        return EffectSize.of(effect) >= EffectSize.MEDIUM
    # There is no multiple of nothing, but anything against nothing matters.
    if min(own, others) <= 0:
        return True
    if feature.unit == "count" and abs(own - others) < 1:
        return False
    return multiple_matters(feature, own / others)
