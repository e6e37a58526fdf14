"""How a segment differs from the other customers, feature by feature: measurements in, `Trait`s
out, strongest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.enough import MOSTLY_KNOWN
from reporter.model import Trait

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured


def traits(measured: Measured, number: int) -> tuple[Trait, ...]:
    """Return one trait per numeric feature, by the size of its effect."""
    found = [
        Trait(
            feature=feature.name,
            median=measured.medians[number][feature.name],
            overall=measured.overall[feature.name],
            others=measured.others[number][feature.name],
            ratio=measured.times(number, feature.name),
            effect=measured.effects[number][feature.name],
            low=measured.intervals[number][feature.name][0],
            high=measured.intervals[number][feature.name][1],
            others_known=_or_all(measured.others_known[number].get(feature.name, 1.0)),
        )
        for feature in measured.numeric
        if feature.name in measured.medians[number]
        and feature.name in measured.others[number]
        and feature.name in measured.effects[number]
    ]
    return tuple(sorted(found, key=lambda trait: (-round(abs(trait.effect), 9), trait.feature)))


def _or_all(known: float) -> float:
    """Leave out what is known of most: it is told without saying of how many."""
    return 1.0 if known >= MOSTLY_KNOWN else known
