"""Titles of the charts that compare segments: measurements and names in, the finding that each drawing shows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.facts import NEGLIGIBLE
from reporter.findings.map_title import map_title
from reporter.findings.wording import capital, join, lowered, plain_label
from reporter.numerals import DASH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Finding, Strategy

EVEN = 1.1
"""Up to so many times its share of customers, a segment's share of revenue counts as even."""
PATTERN, SURE = 0.75, 0.85
"""Hennig's bounds of stability: a real pattern, and a highly stable one."""


def segment_titles(measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]) -> dict[str, Finding]:
    """Return titles by chart name: weave, shares, sizes, heatmap, map, actions, candidates, stability."""
    found = {
        "weave": _weave(measured, names),
        "shares": _shares(measured, names),
        "sizes": _sizes(measured, names),
        "heatmap": _heatmap(measured, names),
        "map": map_title(measured),
        "actions": _actions(measured, names, actions),
        "candidates": _candidates(measured),
        "stability": _stability(measured, names),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def leading_segment(measured: Measured) -> int:
    """Return the segment with most revenue for its size; the first one where there is no revenue."""
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
        return draft.finding("title.shares", "Every segment accounts for about its share of revenue")
    first = f"{draft.name('name', names[number])} bring {draft.multiple('index', index)} their share of revenue"
    last = trailing_segment(measured)
    if last is None or last == number:
        return draft.finding("title.shares", first)
    part = draft.multiple("last_index", measured.value_index(last) or 0.0)
    other = draft.name("other", names[last])
    return draft.finding("title.shares", f"{first}; {lowered(other)} bring {part} of theirs")


def trailing_segment(measured: Measured) -> int | None:
    """Return the segment whose share of revenue falls furthest behind its share of customers; None where none does clearly."""
    shares = measured.revenue_share or {}
    number = max(shares, key=lambda each: (measured.share[each] - shares[each], -each), default=None)
    if number is None or shares[number] <= 0 or (measured.value_index(number) or 0.0) > 1 / EVEN:
        return None
    return number


def _sizes(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    means = {number: measured.mean_revenue(number) for number in names}
    known = {number: value for number, value in means.items() if value is not None}
    if not known:
        return _largest(measured, names)
    draft = Draft(measured.numerals)
    best, least = max(known, key=lambda number: known[number]), min(known, key=lambda number: known[number])
    text = f"The average customer among {draft.name('best', names[best])} spent {draft.money('highest', known[best])}"
    if known[least] > 0 and known[best] / known[least] >= EVEN:
        times = draft.multiple("times", known[best] / known[least])
        text += f", {times} as much as among {draft.name('least', names[least])}"
    return draft.finding("title.sizes", text)


def _largest(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say how large the largest segment is where no money is known."""
    number, draft = max(measured.customers, key=lambda each: (measured.customers[each], -each)), Draft(measured.numerals)
    name, share = draft.name("name", names[number]), draft.percent("share", measured.share[number])
    count, total = draft.count("customers", measured.customers[number]), draft.count("total", len(measured.frame))
    return draft.finding("title.sizes", f"{name} are the largest segment: {count} of {total} customers, {share}")


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
    return draft.finding(title, f"The median {label} is {high} among {top} and {low} among {bottom}")


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
    label = measured.noun(feature.name)
    return draft.finding("title.heatmap", f"The segments differ most in {label}: {most} for {top}, {least} for {bottom} (medians)")


def borderline(measured: Measured) -> float:
    """Return the share of all customers who are nearly as close to another segment."""
    return sum(segment.borderline * segment.customers for segment in measured.segmentation.segments) / len(measured.frame)


def _actions(measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]) -> Finding | None:
    """Say which action could add most, or which reaches most customers where nothing has a price."""
    priced = [each for each in actions if each.low is not None and each.high is not None]
    draft = Draft(measured.numerals)
    if priced:
        first = max(priced, key=lambda each: ((each.low or 0.0) + (each.high or 0.0), -actions.index(each)))
        worth = draft.money_range("worth", first.low or 0.0, first.high or 0.0)
        title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
        return draft.finding("title.actions", f"{title} could be worth most: {worth} a year among {name}")
    if not actions:
        return None
    first = max(actions, key=lambda each: (each.audience, -actions.index(each)))
    title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
    reach = draft.count("audience", first.audience)
    return draft.finding("title.actions", f"{title} reaches most customers: {reach} among {name}")


def _candidates(measured: Measured) -> Finding | None:
    found = measured.segmentation
    if len(found.candidates) < 2:
        return None
    draft = Draft(measured.numerals)
    number = capital(draft.words("k", found.k))
    if found.choice == "vote":
        won, *others = sorted((candidate.votes for candidate in found.candidates), reverse=True)
        points, next_best = draft.decimal("votes", won), draft.decimal("next", others[0])
        return draft.finding("title.candidates", f"{number} segments win the vote with {points} points; the next best has {next_best}")
    return draft.finding(
        "title.candidates", f"{number} segments were asked for; their silhouette is {draft.fixed('silhouette', found.silhouette)}"
    )


def _stability(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    ranked = sorted(measured.segmentation.segments, key=lambda segment: (segment.stability, segment.id))
    if len(ranked) < 2:
        return None
    draft, doubtful = Draft(measured.numerals), [segment for segment in ranked if segment.stability < PATTERN]
    if not doubtful:
        subject = "Both" if len(ranked) == 2 else f"All {draft.words('k', len(ranked))}"
        how = "almost unchanged" if ranked[0].stability >= SURE else "clearly"
        span = _span(draft, "stability", ranked[0].stability, ranked[-1].stability)
        return draft.finding("title.stability", f"{subject} segments reappear {how} in repeat runs ({span})")
    listed = join([draft.name(f"name_{segment.id}", names[segment.id]) for segment in doubtful])
    span = _span(draft, "doubtful", doubtful[0].stability, doubtful[-1].stability)
    text = f"{listed} reappear only loosely in repeat runs ({span})"
    rest = ranked[len(doubtful) :]
    if not rest:
        return draft.finding("title.stability", text)
    others = _span(draft, "others", rest[0].stability, rest[-1].stability)
    return draft.finding("title.stability", f"{text}, the {'others' if len(rest) > 1 else 'other'} clearly ({others})")


def _span(draft: Draft, key: str, low: float, high: float) -> str:
    first, last = draft.fixed(f"{key}_lowest", low), draft.fixed(f"{key}_highest", high)
    return first if first == last else f"{first}{DASH}{last}"
