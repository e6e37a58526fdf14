"""Titles of the charts that compare segments: measurements and names in, the finding that each drawing shows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.facts import NEGLIGIBLE
from reporter.findings.wording import capital, plain_label, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Finding, Strategy

EVEN = 1.1
"""A segment that brings up to so many times its share brings its share."""
FIRST = 3


def segment_titles(measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]) -> dict[str, Finding]:
    """Return titles by chart name: weave, shares, sizes, heatmap, map, actions, candidates, stability."""
    found = {
        "weave": _weave(measured, names),
        "shares": _shares(measured, names),
        "sizes": _sizes(measured, names),
        "heatmap": _heatmap(measured, names),
        "map": _map(measured),
        "actions": worth_of_first(measured, actions, "title.actions"),
        "candidates": _candidates(measured),
        "stability": _stability(measured, names),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def leading_segment(measured: Measured) -> int:
    """Return the segment that brings most revenue for its size; the first one where there is no revenue."""
    if measured.revenue_share is None:
        return measured.segmentation.segments[0].id
    return max(measured.customers, key=lambda number: (measured.value_index(number) or 0.0, -number))


def _weave(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.revenue_share is None:
        return None
    number, draft = leading_segment(measured), Draft(measured.numerals)
    name = draft.name("name", names[number])
    share, brought = draft.percent("share", measured.share[number]), draft.percent("revenue_share", measured.revenue_share[number])
    return draft.finding("title.weave", f"{name}: {share} of customers, {brought} of revenue")


def _shares(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    if measured.revenue_share is None:
        return _values(measured, names, "title.shares")
    draft, number = Draft(measured.numerals), leading_segment(measured)
    index = measured.value_index(number) or 0.0
    if index < EVEN:
        return draft.finding("title.shares", "Every segment brings about its share of revenue")
    first = f"{draft.name('name', names[number])} bring {draft.multiple('index', index)} their share of revenue"
    last = max(
        (other for other in names if other != number), key=lambda other: measured.share[other] - (measured.revenue_share or {})[other]
    )
    if measured.revenue_share[last] <= 0 or (measured.value_index(last) or 0.0) > 1 / EVEN:
        return draft.finding("title.shares", first)
    share, brought = draft.percent("share", measured.share[last]), draft.percent("revenue_share", measured.revenue_share[last])
    other = draft.name("other", names[last])
    return draft.finding("title.shares", f"{first}; {other}, {share} of customers, bring {brought}")


def _sizes(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    means = {number: measured.mean_revenue(number) for number in names}
    known = {number: value for number, value in means.items() if value is not None}
    if not known:
        return _largest(measured, names)
    draft = Draft(measured.numerals)
    best, least = max(known, key=lambda number: known[number]), min(known, key=lambda number: known[number])
    text = f"{draft.name('best', names[best])} bring {draft.money('highest', known[best])} a customer on average"
    if known[least] > 0 and known[best] / known[least] >= EVEN:
        times = draft.multiple("times", known[best] / known[least])
        text += f", {times} as much as {draft.name('least', names[least])}"
    return draft.finding("title.sizes", text)


def _largest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say how large the largest segment is where no money is known."""
    number, draft = max(measured.customers, key=lambda each: (measured.customers[each], -each)), Draft(measured.numerals)
    name, share = draft.name("name", names[number]), draft.percent("share", measured.share[number])
    count, total = draft.count("customers", measured.customers[number]), draft.count("total", len(measured.frame))
    return draft.finding("title.sizes", f"{name} is the largest segment: {count} of {total} customers, {share}")


def _values(measured: Measured, names: Mapping[int, str], title: str) -> Finding | None:
    """Say how far the value feature spans over the segments where no money is known."""
    feature = measured.feature(measured.table.value or measured.segmentation.features[0])
    if feature is None:
        return None
    medians = {number: measured.medians[number][feature.name] for number in names if feature.name in measured.medians[number]}
    if len(set(medians.values())) < 2:
        return None
    draft = Draft(measured.numerals)
    best, least = max(medians, key=lambda number: medians[number]), min(medians, key=lambda number: medians[number])
    low, high = draft.quantity("lowest", medians[least], feature.unit), draft.quantity("highest", medians[best], feature.unit)
    label, bottom, top = plain_label(feature.label), draft.name("least", names[least]), draft.name("best", names[best])
    return draft.finding(title, f"Typical {label} runs from {low} ({bottom}) to {high} ({top})")


def _heatmap(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    strongest = max(
        ((abs(value), feature, -number) for number, own in measured.effects.items() for feature, value in own.items()), default=(0.0, "", 0)
    )
    if strongest[0] < NEGLIGIBLE:
        return None
    feature = measured.table.feature(strongest[1])
    medians = {number: own[feature.name] for number, own in measured.medians.items() if feature.name in own}
    high, low = max(medians, key=lambda number: medians[number]), min(medians, key=lambda number: medians[number])
    if medians[high] == medians[low]:
        return None
    draft = Draft(measured.numerals)
    most, least = draft.quantity("highest", medians[high], feature.unit), draft.quantity("lowest", medians[low], feature.unit)
    top, bottom = draft.name("high", names[high]), draft.name("low", names[low])
    label = spoken(feature.name, feature.label)
    return draft.finding("title.heatmap", f"What separates them most is {label}: typically {most} for {top}, {least} for {bottom}")


def _map(measured: Measured) -> Finding | None:
    draft, share = Draft(measured.numerals), borderline(measured)
    kept = draft.percent("kept", measured.segmentation.projection_share)
    if share <= 0:
        return draft.finding("title.map", f"No customer stands at a border on a map that keeps {kept} of the differences")
    draft.note("kept", measured.segmentation.projection_share)
    return draft.finding("title.map", f"{capital(draft.percent('borderline', share))} of customers stand close to a neighbouring segment")


def borderline(measured: Measured) -> float:
    """Return the share of all customers who are nearly as close to another segment."""
    return sum(segment.borderline * segment.customers for segment in measured.segmentation.segments) / len(measured.frame)


def worth_of_first(measured: Measured, actions: Sequence[Strategy], identifier: str) -> Finding | None:
    """Say what the leading actions are worth together, or how many take little effort where nothing has a price."""
    draft, first = Draft(measured.numerals), actions[:FIRST]
    priced = [(each.low, each.high) for each in first if each.low is not None and each.high is not None]
    if priced and len(priced) == len(first):
        worth = draft.money_range("worth", sum(low for low, _ in priced), sum(high for _, high in priced))
        subject = "The first action is" if len(first) == 1 else f"The first {draft.words('actions', len(first))} actions together are"
        return draft.finding(identifier, f"{subject} worth {worth} a year, if their assumptions hold")
    easy = sum(each.effort == 1 for each in actions)
    if not easy:
        return None
    verb = "takes" if easy == 1 else "take"
    return draft.finding(
        identifier, f"{capital(draft.words('easy', easy))} of {draft.words('actions', len(actions))} actions {verb} little effort"
    )


def _candidates(measured: Measured) -> Finding | None:
    found = measured.segmentation
    if len(found.candidates) < 2:
        return None
    draft = Draft(measured.numerals)
    number = capital(draft.words("k", found.k))
    if found.choice == "vote":
        tried = draft.words("candidates", len(found.candidates))
        return draft.finding("title.candidates", f"{number} segments win the vote among {tried} candidates")
    return draft.finding(
        "title.candidates", f"{number} segments were asked for; their silhouette is {draft.fixed('silhouette', found.silhouette)}"
    )


def _stability(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    ranked = sorted(measured.segmentation.segments, key=lambda segment: (segment.stability, segment.id))
    if len(ranked) < 2:
        return None
    draft, low, high = Draft(measured.numerals), ranked[0], ranked[-1]
    most, least = draft.fixed("highest", high.stability), draft.fixed("lowest", low.stability)
    if most == least:
        return draft.finding("title.stability", f"All segments come back alike when customers are redrawn: {most}")
    top, bottom = draft.name("most", names[high.id]), draft.name("least", names[low.id])
    return draft.finding("title.stability", f"{top} come back most surely when customers are redrawn ({most}), {bottom} least ({least})")
