"""Titles of the charts that show in what segments differ: measurements and names in, the finding
that each drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.personas.outcomes import by_rate
from reporter.findings.words.draft import Draft
from reporter.model import EffectSize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding

LEVEL_EFFECT = 0.05
"""Effects that are no further apart count as level: none of them is the largest."""
APART_EFFECT = 0.995
"""From this Cliff's delta on, as good as no two customers are in reversed order."""


def heatmap_title(measured: Measured, names: Mapping[int, str]) -> Finding | None:
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
    draft = Draft(measured.numerals)
    most, least = (
        draft.quantity("highest", medians[high], feature.unit),
        draft.quantity("lowest", medians[low], feature.unit),
    )
    top, bottom = draft.name("high", names[high]), draft.name("low", names[low])
    label = measured.noun(feature.name)
    much = (
        "most"
        if _leads(
            strongest[0],
            [
                (abs(value), name)
                for own in measured.effects.values()
                for name, value in own.items()
            ],
        )
        else "clearly"
    )
    return draft.title(
        f"The segments differ {much} in {label}: {most} for {top}, {least} for {bottom} (medians)"
    )


def effects_title(measured: Measured, names: Mapping[int, str]) -> Finding | None:
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
    lead = (
        "stand furthest apart"
        if _leads(-min(known)[0], [(-size, name) for size, name, _ in known])
        else "differ clearly"
    )
    draft, effect = Draft(measured.numerals), measured.effect(number, feature)
    draft.note("effect", effect)
    label, name = measured.noun(feature), draft.name("name", names[number])
    apart = _apart(name, effect, measured.intervals[number][feature], draft)
    return draft.title(f"Segments {lead} in {label}: {apart}")


def _apart(name: str, effect: float, interval: tuple[float, float], draft: Draft) -> str:
    """Say how far a segment lies above or below the others, by Cliff's delta and its interval."""
    side = "above" if effect > 0 else "below"
    if abs(effect) >= APART_EFFECT:
        nearly = "" if abs(effect) == 1 else "nearly "
        return f"{nearly}all {name} lie {side} {nearly}all others"
    low, high = interval
    # The side is said in words, so that the figures are sizes: the smaller end comes first.
    nearest, furthest = (low, high) if effect > 0 else (-high, -low)
    size, level = draft.fixed("size", abs(effect)), draft.percent("level", 0.95)
    span = f"{draft.fixed('interval_low', nearest)} to {draft.fixed('interval_high', furthest)}"
    return f"{name} lie {side} the others by {size} of 1 ({level} interval {span})"


def outcome_title(ground: Ground, rank: int) -> Finding | None:
    """Say among whom what became of customers came about most and least, where these differ by more
    than chance; None where so many outcomes are not known.
    """
    if rank > len(ground.outcomes):
        return None
    one, names, draft = ground.outcomes[rank - 1], ground.names, Draft(ground.measured.numerals)
    most, least = max(one.rates, key=by_rate), min(one.rates, key=by_rate)
    # Their intervals do not overlap.
    if most.low > least.high:
        first, last = (
            draft.name("most", names[most.segment]),
            draft.name("least", names[least.segment]),
        )
        high, low = draft.percent("highest", most.rate), draft.percent("lowest", least.rate)
        return draft.title(f"{high} of {first} have {one.done}, against {low} of {last}")
    share = draft.percent("share", one.rate)
    return draft.title(
        f"{share} of customers have {one.done}; between the segments chance may make the difference"
    )


def _leads(strongest: float, effects: Iterable[tuple[float, str]]) -> bool:
    """Tell whether one feature alone has the strongest effect, of those of any segment: its size
    and the feature's name.
    """
    return len({name for size, name in effects if size > strongest - LEVEL_EFFECT}) == 1
