"""Titles of the charts that compare segments: measurements and names in, the finding that each
drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.leading_segments import (
    EVEN_RATIO,
    bringing_most,
    leading_segment,
    trailing_segment,
)
from reporter.findings.titles.differences import effects_title, heatmap_title, outcome_title
from reporter.findings.titles.map import map_title
from reporter.findings.titles.soundness import candidates_title, silhouettes_title, stability_title
from reporter.findings.titles.title import title, titled
from reporter.model.claim import (
    Count,
    Money,
    Number,
    PlayTitle,
    Quantity,
    Range,
    Ratio,
    SegmentName,
    Share,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding, Strategy
    from reporter.model.claim import Value


def segment_titles(ground: Ground) -> dict[str, Finding]:
    """Return the titles over charts that compare segments, by the charts' names."""
    return titled({name: find(ground) for name, find in TITLES.items()})


def _weave(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    if measured.volume_share is None:
        return None
    number = bringing_most(measured)
    return title(
        "title.weave",
        {
            "name": names[number],
            "share": Share(measured.share[number]),
            f"{measured.volume_noun}_share": Share(measured.volume_share[number]),
        },
    )


def _shares(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    if measured.volume_share is None:
        return _values(measured, names)
    number = leading_segment(measured)
    index = measured.value_index(number) or 0.0
    if index < EVEN_RATIO:
        return title("title.shares.even", {"brought": measured.volume_noun})
    values: dict[str, Value] = {
        "name": names[number],
        "index": Ratio(index),
        "priced": measured.priced,
    }
    last = trailing_segment(measured)
    if last is not None and last != number:
        values["other"] = names[last]
        values["last_index"] = Ratio(measured.value_index(last) or 0.0)
    return title("title.shares.leading", values)


def _sizes(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    means = {number: measured.mean_volume(number) for number in names}
    known = {number: value for number, value in means.items() if value is not None}
    if not known:
        return _largest(measured, names)
    best, least = (
        max(known, key=lambda number: known[number]),
        min(known, key=lambda number: known[number]),
    )
    values: dict[str, Value] = {
        "best": names[best],
        "highest": Money(known[best]) if measured.priced else Number(known[best]),
        "monthly": measured.monthly,
    }
    if known[least] > 0 and known[best] / known[least] >= EVEN_RATIO:
        values["times"] = Ratio(known[best] / known[least])
        values["least"] = names[least]
    return title(f"title.sizes.{'money' if measured.priced else 'orders'}", values)


def _largest(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say how large the largest segment is where no money is known."""
    number = max(measured.customers, key=lambda each: (measured.customers[each], -each))
    return title(
        "title.sizes.customers",
        {
            "name": names[number],
            "customers": Count(measured.customers[number]),
            "total": Count(len(measured.frame)),
            "share": Share(measured.share[number]),
        },
    )


def _values(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say how far the value feature spans over the segments where no money is known."""
    feature = measured.feature(
        measured.study.table.value or measured.study.segmentation.features[0]
    )
    if feature is None:
        return None
    medians = {
        number: measured.medians[number][feature.name]
        for number in names
        if feature.name in measured.medians[number]
    }
    if len(set(medians.values())) < 2:
        return None
    best, least = (
        max(medians, key=lambda number: medians[number]),
        min(medians, key=lambda number: medians[number]),
    )
    return title(
        "title.shares.medians",
        {
            "feature": feature,
            "highest": Quantity(medians[best], feature.unit),
            "best": names[best],
            "lowest": Quantity(medians[least], feature.unit),
            "least": names[least],
        },
    )


def _actions(names: Mapping[int, SegmentName], actions: Sequence[Strategy]) -> Finding | None:
    """Say which action could add most, or which reaches most customers where nothing
    has a price.
    """
    if any(_is_priced(each) for each in actions):
        return _worth_most(names, actions)
    if not actions:
        return None
    first = max(actions, key=lambda each: (each.audience, -actions.index(each)))
    return title(
        "title.actions.reach",
        {
            "title": PlayTitle(first.claim),
            "audience": Count(first.audience),
            "name": names[first.segment],
        },
    )


def _is_priced(action: Strategy) -> bool:
    return action.low is not None and action.high is not None


def _ends(action: Strategy) -> float:
    """Return the sum of both ends of an estimate, by which actions are compared."""
    return (action.low or 0.0) + (action.high or 0.0)


def _worth_most(names: Mapping[int, SegmentName], actions: Sequence[Strategy]) -> Finding:
    """Say which action could be worth most by the middle of its range, or how many could be worth
    as much.
    """
    priced = [each for each in actions if _is_priced(each)]
    first = max(priced, key=lambda each: (_ends(each), -actions.index(each)))
    worth = Range(Money(first.low or 0.0), Money(first.high or 0.0))
    alike = sum((each.low, each.high) == (first.low, first.high) for each in priced)
    if alike > 1:
        return title("title.actions.alike", {"alike": Count(alike), "worth": worth})
    return title(
        "title.actions.worth",
        {
            "title": PlayTitle(first.claim),
            "worth": worth,
            "name": names[first.segment],
        },
    )


TITLES: Mapping[str, Callable[[Ground], Finding | None]] = {
    "weave": lambda ground: _weave(ground.measured, ground.names),
    "shares": lambda ground: _shares(ground.measured, ground.names),
    "sizes": lambda ground: _sizes(ground.measured, ground.names),
    "heatmap": lambda ground: heatmap_title(ground.measured, ground.names),
    "map": lambda ground: map_title(ground.measured),
    "actions": lambda ground: _actions(ground.names, ground.actions),
    "candidates": lambda ground: candidates_title(ground.measured),
    "silhouettes": lambda ground: silhouettes_title(ground.measured, ground.names),
    "stability": lambda ground: stability_title(ground.measured, ground.names),
    "effects": lambda ground: effects_title(ground.measured, ground.names),
    "outcome.1": lambda ground: outcome_title(ground, 1),
    "outcome.2": lambda ground: outcome_title(ground, 2),
}
"""By the names that the charts have in their gallery."""
