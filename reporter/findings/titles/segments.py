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
from reporter.findings.words.draft import Draft, titled
from reporter.findings.words.wording import capital, lowered, plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.titles.ground import Ground
    from reporter.model import Finding, Strategy


def segment_titles(ground: Ground) -> dict[str, Finding]:
    """Return the titles over charts that compare segments, by the charts' names."""
    return titled({name: title(ground) for name, title in TITLES.items()})


def _weave(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.volume_share is None:
        return None
    number, draft, noun = bringing_most(measured), Draft(measured.numerals), measured.volume_noun
    name = draft.name("name", names[number])
    share, brought = (
        draft.percent("share", measured.share[number]),
        draft.percent(f"{noun}_share", measured.volume_share[number]),
    )
    return draft.title(f"{name}: {share} of customers, {brought} of {noun}")


def _shares(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.volume_share is None:
        return _values(measured, names)
    draft, number, noun = Draft(measured.numerals), leading_segment(measured), measured.volume_noun
    verb = "bring" if measured.priced else "place"
    index = measured.value_index(number) or 0.0
    if index < EVEN_RATIO:
        return draft.title(f"Every segment’s share of {noun} is about its share of customers")
    much, more = (
        ("as much revenue", "as much") if measured.priced else ("as many orders", "as many")
    )
    first = (
        f"{draft.name('name', names[number])} {verb} {draft.multiple('index', index)} {much} as the"
        " average customer"
    )
    last = trailing_segment(measured)
    if last is None or last == number:
        return draft.title(first)
    part = draft.multiple("last_index", measured.value_index(last) or 0.0)
    other = draft.name("other", names[last])
    return draft.title(f"{first}; {lowered(other)} {verb} {part} {more}")


def _sizes(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    means = {number: measured.mean_volume(number) for number in names}
    known = {number: value for number, value in means.items() if value is not None}
    if not known:
        return _largest(measured, names)
    draft = Draft(measured.numerals)
    best, least = (
        max(known, key=lambda number: known[number]),
        min(known, key=lambda number: known[number]),
    )
    spent, much = ("spent", "much") if measured.priced else ("placed", "many")
    highest = (
        draft.money("highest", known[best])
        if measured.priced
        else draft.plural("highest", known[best], "order")
    )
    each = " a month" if measured.monthly else ""
    text = f"The average customer among {draft.name('best', names[best])} {spent} {highest}{each}"
    if known[least] > 0 and known[best] / known[least] >= EVEN_RATIO:
        times = draft.multiple("times", known[best] / known[least])
        text += f", {times} as {much} as among {draft.name('least', names[least])}"
    return draft.title(text)


def _largest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say how large the largest segment is where no money is known."""
    number, draft = (
        max(measured.customers, key=lambda each: (measured.customers[each], -each)),
        Draft(measured.numerals),
    )
    name, share = draft.name("name", names[number]), draft.percent("share", measured.share[number])
    count, total = (
        draft.count("customers", measured.customers[number]),
        draft.count("total", len(measured.frame)),
    )
    return draft.title(f"{name} are the largest segment: {count} of {total} customers, {share}")


def _values(measured: Measured, names: Mapping[int, str]) -> Finding | None:
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
    draft = Draft(measured.numerals)
    best, least = (
        max(medians, key=lambda number: medians[number]),
        min(medians, key=lambda number: medians[number]),
    )
    low, high = (
        draft.quantity("lowest", medians[least], feature.unit),
        draft.quantity("highest", medians[best], feature.unit),
    )
    label, bottom, top = (
        plain_label(feature.label),
        draft.name("least", names[least]),
        draft.name("best", names[best]),
    )
    return draft.title(f"The median {label} is {high} among {top} and {low} among {bottom}")


def _actions(
    measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]
) -> Finding | None:
    """Say which action could add most, or which reaches most customers where nothing
    has a price.
    """
    draft = Draft(measured.numerals)
    if any(_is_priced(each) for each in actions):
        return draft.title(_worth_most(names, actions, draft))
    if not actions:
        return None
    first = max(actions, key=lambda each: (each.audience, -actions.index(each)))
    title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
    reach = draft.count("audience", first.audience)
    return draft.title(f"{title} reaches most customers: {reach} among {name}")


def _is_priced(action: Strategy) -> bool:
    return action.low is not None and action.high is not None


def _ends(action: Strategy) -> float:
    """Return the sum of both ends of an estimate, by which actions are compared."""
    return (action.low or 0.0) + (action.high or 0.0)


def _worth_most(names: Mapping[int, str], actions: Sequence[Strategy], draft: Draft) -> str:
    """Say which action could be worth most by the middle of its range, or how many could be worth
    as much.
    """
    priced = [each for each in actions if _is_priced(each)]
    first = max(priced, key=lambda each: (_ends(each), -actions.index(each)))
    worth = draft.money_range("worth", first.low or 0.0, first.high or 0.0)
    alike = sum((each.low, each.high) == (first.low, first.high) for each in priced)
    if alike > 1:
        count = capital(draft.words("alike", alike))
        return f"{count} actions could be worth most: {worth} a year each"
    title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
    return f"{title} could be worth most: {worth} a year among {name}"


TITLES: Mapping[str, Callable[[Ground], Finding | None]] = {
    "weave": lambda ground: _weave(ground.measured, ground.names),
    "shares": lambda ground: _shares(ground.measured, ground.names),
    "sizes": lambda ground: _sizes(ground.measured, ground.names),
    "heatmap": lambda ground: heatmap_title(ground.measured, ground.names),
    "map": lambda ground: map_title(ground.measured),
    "actions": lambda ground: _actions(ground.measured, ground.names, ground.actions),
    "candidates": lambda ground: candidates_title(ground.measured),
    "silhouettes": lambda ground: silhouettes_title(ground.measured, ground.names),
    "stability": lambda ground: stability_title(ground.measured, ground.names),
    "effects": lambda ground: effects_title(ground.measured, ground.names),
    "outcome.1": lambda ground: outcome_title(ground, 1),
    "outcome.2": lambda ground: outcome_title(ground, 2),
}
"""By the names that the charts have in their gallery."""
