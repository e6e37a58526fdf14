"""One name per segment, all different: offers with their fit in, the assignment with the
best sum out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from reporter.findings.naming import order_names, table_names
from reporter.findings.words.feature_words import WORDS
from reporter.model import FeatureName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured

OWN_NAME_BONUS = 1.0
"""Added to each fit: a segment with a name of its own outweighs any better fit elsewhere."""
MIDDLE_NAME = "Middle-ground customers"
NAMESAKE_MARKS = "BCDEFGHIJKLMN"
"""What tells namesakes apart that no feature does: "Light buyers (B)"."""
LEAST_DIFFERENCE = 0.1
"""Two effects that differ by less do not tell two namesakes apart."""
SILENT_SHARE, ACTIVE_SHARE = 0.5, 0.25
"""Share of silent members from which on they are long silent, and up to which they are recently
active.
"""
LONG_STANDING_DAYS, NEWER_DAYS = 365.0, 365.0
"""Days since the first order of the typical member, from which on they are of long standing, and up
to which they are newer.
"""


def name_segments(measured: Measured) -> dict[int, str]:
    """Name every segment by what distinguishes it, no two alike; kept segments keep their names."""
    if (kept := measured.study.segmentation.kept) is not None:
        return {number: kept.names[number] for number in sorted(measured.customers)}
    offers = order_names.offers(measured) if measured.transactions else table_names.offers(measured)
    names = assign(offers, tuple(measured.customers))
    for number in measured.customers:
        if number not in names:
            names[number] = _qualified(
                measured, number, _nearest_name(offers, number, measured), names
            )
    return dict(sorted(names.items()))


def assign(offers: Mapping[str, Mapping[int, float]], numbers: tuple[int, ...]) -> dict[int, str]:
    """Give each name to at most one segment and each segment at most one name, with the greatest
    sum of fits.
    """
    # Sorted, so that of equally good assignments each run finds the same.
    names = sorted(offers)
    gains = np.array([[_gain(offers[name], number) for name in names] for number in numbers])
    if not gains.size:
        return {}
    # A segment without an offer is paired, too, at a gain of 0: that is no name.
    pairs = zip(*linear_sum_assignment(gains, maximize=True), strict=True)
    return {numbers[row]: names[column] for row, column in pairs if gains[row, column] > 0}


def _gain(fits: Mapping[int, float], number: int) -> float:
    """Return what a name for a segment adds to the sum; zero where it is not offered."""
    return max(fits[number] + OWN_NAME_BONUS, 0.0) if number in fits else 0.0


def _nearest_name(
    offers: Mapping[str, Mapping[int, float]], number: int, measured: Measured
) -> str:
    fitting = [(-fits[number], name) for name, fits in offers.items() if number in fits]
    return min(fitting)[1] if fitting else _plain_name(measured, number)


def _plain_name(measured: Measured, number: int) -> str:
    """Name a segment that fits no archetype by the strongest feature whose median agrees."""
    effects = [
        (-abs(value), name)
        for name, value in measured.effects[number].items()
        if value * (measured.side(number, name) or 0) > 0
    ]
    apart = [name for size, name in sorted(effects) if -size >= LEAST_DIFFERENCE]
    if not apart:
        return MIDDLE_NAME
    fitting = (_by_feature(measured, number, name) for name in apart)
    return next(
        (name for name in fitting if len(name) <= table_names.LONGEST_NAME), f"Segment {number}"
    )


def _by_feature(measured: Measured, number: int, name: str) -> str:
    """Name a segment by one feature."""
    higher = measured.effects[number][name] > 0
    words = WORDS.get(name) if measured.transactions else None
    if words and words.plain and _holds(measured, number, name, higher=higher):
        return words.plain.where(higher=higher)
    if words:
        return f"Customers {words.qualifier.where(higher=higher)}"
    return f"Customers with {'high' if higher else 'low'} {measured.noun(name)}"


def _holds(measured: Measured, number: int, name: str, *, higher: bool) -> bool:
    """Tell whether a plain name holds in itself, not against the other segments alone."""
    if name == FeatureName.TENURE:
        days = measured.median(number, FeatureName.TENURE) or 0.0
        return days >= LONG_STANDING_DAYS if higher else days <= NEWER_DAYS
    silent = measured.above(number, FeatureName.RECENCY, measured.silent_days)
    return silent is not None and (silent >= SILENT_SHARE if higher else silent <= ACTIVE_SHARE)


def _qualified(measured: Measured, number: int, name: str, names: Mapping[int, str]) -> str:
    """Add to a shared name what separates the segment from its namesake."""
    namesake = next((other for other, taken in sorted(names.items()) if taken == name), None)
    if namesake is None:
        return name
    qualifiers = [
        _qualifier(measured, feature, higher=difference > 0)
        for feature, difference in _separating(measured, number, namesake)
    ]
    telling = [
        qualified
        for qualifier in qualifiers
        if len(qualified := f"{name} {qualifier}") <= table_names.LONGEST_NAME
    ]
    marked = [f"{name} ({mark})" for mark in NAMESAKE_MARKS]
    return next(text for text in (*telling, *marked) if text not in names.values())


def _separating(measured: Measured, number: int, namesake: int) -> list[tuple[str, float]]:
    """Return the features that tell a segment from its namesake, the strongest first, each with how
    much its effect is above (below) the namesake's; the medians agree.
    """
    differences = [
        (feature, value - measured.effect(namesake, feature))
        for feature, value in measured.effects[number].items()
    ]
    return [
        (feature, difference)
        for feature, difference in sorted(differences, key=lambda each: (-abs(each[1]), each[0]))
        if abs(difference) >= LEAST_DIFFERENCE
        and _medians_agree(measured, feature, (number, namesake), difference)
    ]


def _medians_agree(
    measured: Measured, feature: str, pair: tuple[int, int], difference: float
) -> bool:
    """Tell whether the medians of two segments differ the same way as their effects."""
    here, there = (measured.median(number, feature) for number in pair)
    return here is not None and there is not None and (here > there) == (difference > 0)


def _qualifier(measured: Measured, feature: str, *, higher: bool) -> str:
    if measured.transactions and feature in WORDS:
        return WORDS[feature].qualifier.where(higher=higher)
    label = measured.noun(feature)
    if label == "age":
        return "of higher age" if higher else "of lower age"
    return f"with {'higher' if higher else 'lower'} {label}"
