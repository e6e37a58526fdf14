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
from reporter.findings.titles.differences import effects_title, heatmap_title
from reporter.findings.titles.map import map_title
from reporter.findings.titles.soundness import candidates_title, silhouettes_title, stability_title
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, lowered, plain_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Strategy


def segment_titles(
    measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]
) -> dict[str, Finding]:
    """Return titles by chart name: weave, shares, sizes, heatmap, map, actions, candidates,
    silhouettes, stability, effects.
    """
    found = {
        "weave": _weave(measured, names),
        "shares": _shares(measured, names),
        "sizes": _sizes(measured, names),
        "heatmap": heatmap_title(measured, names),
        "map": map_title(measured),
        "actions": _actions(measured, names, actions),
        "candidates": candidates_title(measured),
        "silhouettes": silhouettes_title(measured, names),
        "stability": stability_title(measured, names),
        "effects": effects_title(measured, names),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def _weave(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.volume_share is None:
        return None
    number, draft, noun = bringing_most(measured), Draft(measured.numerals), measured.volume_noun
    name = draft.name("name", names[number])
    share, brought = (
        draft.percent("share", measured.share[number]),
        draft.percent(f"{noun}_share", measured.volume_share[number]),
    )
    return draft.finding("title.weave", f"{name}: {share} of customers, {brought} of {noun}")


def _shares(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.volume_share is None:
        return _values(measured, names, "title.shares")
    draft, number, noun = Draft(measured.numerals), leading_segment(measured), measured.volume_noun
    verb = "bring" if measured.priced else "place"
    index = measured.value_index(number) or 0.0
    if index < EVEN_RATIO:
        return draft.finding(
            "title.shares", f"Every segment’s share of {noun} is about its share of customers"
        )
    much, more = (
        ("as much revenue", "as much") if measured.priced else ("as many orders", "as many")
    )
    first = (
        f"{draft.name('name', names[number])} {verb} {draft.multiple('index', index)} {much} as the"
        " average customer"
    )
    last = trailing_segment(measured)
    if last is None or last == number:
        return draft.finding("title.shares", first)
    part = draft.multiple("last_index", measured.value_index(last) or 0.0)
    other = draft.name("other", names[last])
    return draft.finding("title.shares", f"{first}; {lowered(other)} {verb} {part} {more}")


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
    return draft.finding("title.sizes", text)


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
    return draft.finding(
        "title.sizes", f"{name} are the largest segment: {count} of {total} customers, {share}"
    )


def _values(measured: Measured, names: Mapping[int, str], title: str) -> Finding | None:
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
    return draft.finding(
        title, f"The median {label} is {high} among {top} and {low} among {bottom}"
    )


def _actions(
    measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]
) -> Finding | None:
    """Say which action could add most, or which reaches most customers where nothing
    has a price.
    """
    draft = Draft(measured.numerals)
    if any(_is_priced(each) for each in actions):
        return draft.finding("title.actions", _worth_most(names, actions, draft))
    if not actions:
        return None
    first = max(actions, key=lambda each: (each.audience, -actions.index(each)))
    title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
    reach = draft.count("audience", first.audience)
    return draft.finding("title.actions", f"{title} reaches most customers: {reach} among {name}")


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
