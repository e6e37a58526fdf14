"""One name per segment, all different: offers with their fit in, the assignment with the
best sum out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from reporter.clients_names import plain_label
from reporter.findings.naming import order_names, table_names
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Name, SegmentName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured

OWN_NAME_BONUS = 1.0
"""Added to each fit: a segment with a name of its own outweighs any better fit elsewhere."""
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
TOLD_APART = frozenset(FeatureName)
"""Features of orders that have words of their own to tell namesakes apart (qualifier.toml)."""
PLAIN = frozenset({FeatureName.RECENCY, FeatureName.TENURE})
"""Those that have a name of their own for whoever fits no archetype."""

Letters = Callable[[Claim], int]
"""How many letters a name has in the language of the report: a page has room for so many."""


def name_segments(measured: Measured, letters: Letters) -> dict[int, SegmentName]:
    """Name every segment by what distinguishes it, no two alike; kept segments keep their names.

    Parameters
    ----------
    measured
        What was measured of the segments.
    letters
        How long a name is.
    """
    if (kept := measured.study.segmentation.kept) is not None:
        return {number: kept.names[number] for number in sorted(measured.customers)}
    offers = (
        order_names.offers(measured)
        if measured.transactions
        else table_names.offers(measured, letters)
    )
    names = assign(offers, tuple(measured.customers))
    for number in measured.customers:
        if number not in names:
            nearest = _nearest_name(offers, number, measured, letters)
            names[number] = _qualified(measured, number, nearest, names, letters)
    return {number: SegmentName(name) for number, name in sorted(names.items())}


def assign(
    offers: Mapping[Claim, Mapping[int, float]], numbers: tuple[int, ...]
) -> dict[int, Claim]:
    """Give each name to at most one segment and each segment at most one name, with the greatest
    sum of fits.
    """
    # Sorted, so that of equally good assignments each run finds the same.
    names = sorted(offers, key=_key)
    gains = np.array([[_gain(offers[name], number) for name in names] for number in numbers])
    if not gains.size:
        return {}
    # A segment without an offer is paired, too, at a gain of 0: that is no name.
    pairs = zip(*linear_sum_assignment(gains, maximize=True), strict=True)
    return {numbers[row]: names[column] for row, column in pairs if gains[row, column] > 0}


def _key(name: Claim) -> tuple[str, str]:
    return name.id, repr(name.values)


def _gain(fits: Mapping[int, float], number: int) -> float:
    """Return what a name for a segment adds to the sum; zero where it is not offered."""
    return max(fits[number] + OWN_NAME_BONUS, 0.0) if number in fits else 0.0


def _nearest_name(
    offers: Mapping[Claim, Mapping[int, float]],
    number: int,
    measured: Measured,
    letters: Letters,
) -> Claim:
    fitting = [name for name, fits in offers.items() if number in fits]
    if not fitting:
        return _plain_name(measured, number, letters)
    return min(fitting, key=lambda name: (-offers[name][number], _key(name)))


def _plain_name(measured: Measured, number: int, letters: Letters) -> Claim:
    """Name a segment that fits no archetype by the strongest feature whose median agrees."""
    effects = [
        (-abs(value), name)
        for name, value in measured.effects[number].items()
        if value * (measured.side(number, name) or 0) > 0
    ]
    apart = [name for size, name in sorted(effects) if -size >= LEAST_DIFFERENCE]
    if not apart:
        return table_names.MIDDLE
    fitting = (_by_feature(measured, number, name) for name in apart)
    return next(
        (name for name in fitting if letters(name) <= table_names.LONGEST_NAME),
        Claim("segment.numbered", {"number": Count(number)}),
    )


def _by_feature(measured: Measured, number: int, name: str) -> Claim:
    """Name a segment by one feature."""
    higher = measured.effects[number][name] > 0
    side = "higher" if higher else "lower"
    own = measured.transactions and name in TOLD_APART
    if own and name in PLAIN and _holds(measured, number, name, higher=higher):
        return Claim(f"segment.plain.{name}.{side}")
    if own:
        return Claim(
            "segment.qualified_customers", {"qualifier": Claim(f"qualifier.{name}.{side}")}
        )
    feature = measured.study.table.feature(name)
    return Claim(f"segment.{'high' if higher else 'low'}", {"feature": feature})


def _holds(measured: Measured, number: int, name: str, *, higher: bool) -> bool:
    """Tell whether a plain name holds in itself, not against the other segments alone."""
    if name == FeatureName.TENURE:
        days = measured.median(number, FeatureName.TENURE) or 0.0
        return days >= LONG_STANDING_DAYS if higher else days <= NEWER_DAYS
    silent = measured.above(number, FeatureName.RECENCY, measured.silent_days)
    return silent is not None and (silent >= SILENT_SHARE if higher else silent <= ACTIVE_SHARE)


def _qualified(
    measured: Measured,
    number: int,
    name: Claim,
    names: Mapping[int, Claim],
    letters: Letters,
) -> Claim:
    """Add to a shared name what separates the segment from its namesake."""
    namesake = next((other for other, taken in sorted(names.items()) if taken == name), None)
    if namesake is None:
        return name
    qualifiers = [
        _qualifier(measured, feature, higher=difference > 0)
        for feature, difference in _separating(measured, number, namesake)
    ]
    qualified = (
        Claim("segment.qualified", {"name": name, "qualifier": qualifier})
        for qualifier in qualifiers
    )
    telling = [one for one in qualified if letters(one) <= table_names.LONGEST_NAME]
    marked = [
        Claim("segment.marked", {"name": name, "mark": Name(mark)}) for mark in NAMESAKE_MARKS
    ]
    return next(one for one in (*telling, *marked) if one not in names.values())


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


def _qualifier(measured: Measured, feature: str, *, higher: bool) -> Claim:
    side = "higher" if higher else "lower"
    if measured.transactions and feature in TOLD_APART:
        return Claim(f"qualifier.{feature}.{side}")
    found = measured.study.table.feature(feature)
    if plain_label(found.heading) == "age":
        return Claim(f"qualifier.age.{side}")
    return Claim(f"qualifier.{side}", {"feature": found})
