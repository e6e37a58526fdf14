"""Titles of the charts that show in what segments differ: measurements and names in, the finding
that each drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.personas.outcomes import by_rate
from reporter.findings.titles.title import title
from reporter.model import EffectSize
from reporter.model.claim import Claim, Quantity, Score, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding
    from reporter.model.claim import Value

LEVEL_EFFECT = 0.05
"""Effects that are no further apart count as level: none of them is the largest."""
APART_EFFECT = 0.995
"""From this Cliff's delta on, as good as no two customers are in reversed order."""
INTERVAL_LEVEL = 0.95
"""Of the intervals of effects."""


def heatmap_title(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say in which feature the segments differ most, with the medians at both ends."""
    strongest = max(
        (
            (abs(value), feature, -number)
            for number, own in measured.effects.items()
            for feature, value in own.items()
        ),
        default=(0.0, "", 0),
    )
    if EffectSize.of(strongest[0]) is EffectSize.NEGLIGIBLE:
        return None
    feature = measured.study.table.feature(strongest[1])
    medians = {
        number: own[feature.name] for number, own in measured.medians.items() if feature.name in own
    }
    if not medians:
        return None
    high, low = (
        max(medians, key=lambda number: medians[number]),
        min(medians, key=lambda number: medians[number]),
    )
    if medians[high] == medians[low]:
        return None
    effects = [
        (abs(value), name) for own in measured.effects.values() for name, value in own.items()
    ]
    return title(
        "title.heatmap",
        {
            "leads": _leads(strongest[0], effects),
            "feature": feature,
            "highest": Quantity(medians[high], feature.unit),
            "high": names[high],
            "lowest": Quantity(medians[low], feature.unit),
            "low": names[low],
        },
    )


def effects_title(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say which of the features that made the segments sets one furthest apart, and how precisely
    that is known.
    """
    known = [
        (-round(abs(own[feature]), 9), feature, number)
        for number, own in measured.effects.items()
        for feature in measured.study.segmentation.features
        if feature in own
    ]
    if not known or EffectSize.of(min(known)[0]) is EffectSize.NEGLIGIBLE:
        return None
    _, feature, number = min(known)
    effect = measured.effect(number, feature)
    values: dict[str, Value] = {
        "leads": _leads(-min(known)[0], [(-size, name) for size, name, _ in known]),
        "feature": measured.study.table.feature(feature),
        "name": names[number],
        "effect": Score(effect),
        "side": "above" if effect > 0 else "below",
    }
    if abs(effect) >= APART_EFFECT:
        return title("title.effects.all", values | {"nearly": abs(effect) != 1})
    low, high = measured.intervals[number][feature]
    # The side is said in words, so that the figures are sizes: the smaller end comes first.
    nearest, furthest = (low, high) if effect > 0 else (-high, -low)
    return title(
        "title.effects.most",
        values
        | {
            "size": Score(abs(effect)),
            "level": Share(INTERVAL_LEVEL),
            "interval_low": Score(nearest),
            "interval_high": Score(furthest),
        },
    )


def outcome_title(ground: Ground, rank: int) -> Finding | None:
    """Say among whom what became of customers came about most and least, where these differ by more
    than chance; None where so many outcomes are not known.
    """
    if rank > len(ground.outcomes):
        return None
    one, names = ground.outcomes[rank - 1], ground.names
    most, least = max(one.rates, key=by_rate), min(one.rates, key=by_rate)
    done = Claim(f"outcome.done.{one.done}")
    # Their intervals do not overlap.
    if most.low > least.high:
        return title(
            "title.outcome.apart",
            {
                "highest": Share(most.rate),
                "most": names[most.segment],
                "done": done,
                "lowest": Share(least.rate),
                "least": names[least.segment],
            },
        )
    return title("title.outcome.alike", {"share": Share(one.rate), "done": done})


def _leads(strongest: float, effects: Iterable[tuple[float, str]]) -> bool:
    """Tell whether one feature alone has the strongest effect, of those of any segment: its size
    and the feature's name.
    """
    return len({name for size, name in effects if size > strongest - LEVEL_EFFECT}) == 1
