"""Titles of the charts that compare segments: measurements and names in, the finding that each
drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.map_title import map_title
from reporter.findings.structure import UNCHANGED
from reporter.findings.wording import capital, join, lowered, people, plain_label
from reporter.model import Basis, EffectSize
from reporter.numerals import DASH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reporter.findings.measured import Measured
    from reporter.model import Finding, Strategy

EVEN = 1.1
"""Up to so many times its share of customers, a segment's share of revenue counts as even."""
LEVEL = 0.05
"""Effects that are no further apart count as level: none of them is the largest."""
APART = 0.995
"""From this Cliff's delta on, as good as no two customers are in reversed order."""
FEW = 0.02
"""Where fewer members of every segment lie closer to another one, none of the segments is named for
it.
"""
MEMBERS = 3
"""Nor where they are fewer than so many."""


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
        "heatmap": _heatmap(measured, names),
        "map": map_title(measured),
        "actions": _actions(measured, names, actions),
        "candidates": _candidates(measured),
        "silhouettes": _silhouettes(measured, names),
        "stability": _stability(measured, names),
        "effects": _effects(measured, names),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def leading_segment(measured: Measured) -> int:
    """Return the segment with most revenue, or orders, for its size; the first one where there is
    neither.
    """
    if measured.volume_share is None:
        return measured.study.segmentation.segments[0].id
    return max(
        measured.customers, key=lambda number: (measured.value_index(number) or 0.0, -number)
    )


def bringing_most(measured: Measured) -> int:
    """Return the segment that brings most, of those that bring more than their share; the leading
    one where none clearly does.
    """
    shares = measured.volume_share or {}
    above = [number for number in shares if (measured.value_index(number) or 0.0) >= EVEN]
    return (
        max(above, key=lambda number: (shares[number], -number))
        if above
        else leading_segment(measured)
    )


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
    if index < EVEN:
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


def trailing_segment(measured: Measured) -> int | None:
    """Return the segment whose share of revenue, or orders, falls furthest behind its share of
    customers; None where none does clearly.
    """
    shares = measured.volume_share or {}
    number = max(
        shares, key=lambda each: (measured.share[each] - shares[each], -each), default=None
    )
    if number is None or shares[number] <= 0 or (measured.value_index(number) or 0.0) > 1 / EVEN:
        return None
    return number


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
    if known[least] > 0 and known[best] / known[least] >= EVEN:
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


def _heatmap(measured: Measured, names: Mapping[int, str]) -> Finding | None:
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
    return draft.finding(
        "title.heatmap",
        f"The segments differ {much} in {label}: {most} for {top}, {least} for {bottom} (medians)",
    )


def _leads(strongest: float, effects: Iterable[tuple[float, str]]) -> bool:
    """Tell whether one feature alone has the strongest effect, of those of any segment: its size
    and the feature's name.
    """
    return len({name for size, name in effects if size > strongest - LEVEL}) == 1


def _effects(measured: Measured, names: Mapping[int, str]) -> Finding | None:
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
    low, high = measured.intervals[number][feature]
    nearest, furthest = (low, high) if effect > 0 else (-high, -low)
    draft.note("effect", effect)
    label, name, side = (
        measured.noun(feature),
        draft.name("name", names[number]),
        "above" if effect > 0 else "below",
    )
    if abs(effect) >= APART:
        nearly = "" if abs(effect) == 1 else "nearly "
        return draft.finding(
            "title.effects",
            f"Segments {lead} in {label}: {nearly}all {name} lie {side} {nearly}all others",
        )
    size, level = draft.fixed("size", abs(effect)), draft.percent("level", 0.95)
    span = f"{draft.fixed('interval_low', nearest)} to {draft.fixed('interval_high', furthest)}"
    text = (
        f"Segments {lead} in {label}: {name} lie {side} the others by {size} of 1 ({level} interval"
        f" {span})"
    )
    return draft.finding("title.effects", text)


def borderline(measured: Measured) -> float:
    """Return the share of all customers who are nearly as close to another segment."""
    return sum(
        segment.borderline * segment.customers for segment in measured.study.segmentation.segments
    ) / len(measured.frame)


def _actions(
    measured: Measured, names: Mapping[int, str], actions: Sequence[Strategy]
) -> Finding | None:
    """Say which action could add most, or which reaches most customers where nothing
    has a price.
    """
    priced = [each for each in actions if each.low is not None and each.high is not None]
    draft = Draft(measured.numerals)
    if priced:
        first = max(
            priced, key=lambda each: ((each.low or 0.0) + (each.high or 0.0), -actions.index(each))
        )
        worth = draft.money_range("worth", first.low or 0.0, first.high or 0.0)
        alike = sum((each.low, each.high) == (first.low, first.high) for each in priced)
        if alike > 1:
            count = capital(draft.words("alike", alike))
            return draft.finding(
                "title.actions", f"{count} actions could be worth most: {worth} a year each"
            )
        title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
        return draft.finding(
            "title.actions", f"{title} could be worth most: {worth} a year among {name}"
        )
    if not actions:
        return None
    first = max(actions, key=lambda each: (each.audience, -actions.index(each)))
    title, name = draft.name("title", first.title), draft.name("name", names[first.segment])
    reach = draft.count("audience", first.audience)
    return draft.finding("title.actions", f"{title} reaches most customers: {reach} among {name}")


def _candidates(measured: Measured) -> Finding | None:
    found = measured.study.segmentation
    if len(found.candidates) < 2:
        return None
    draft = Draft(measured.numerals)
    number, score = capital(draft.words("k", found.k)), draft.fixed("silhouette", found.silhouette)
    if found.basis is Basis.ASKED:
        return draft.finding(
            "title.candidates", f"{number} segments were asked for; their silhouette is {score}"
        )
    own = [one for one in found.candidates if one.algorithm == found.algorithm]
    best = max(own or found.candidates, key=lambda one: (round(one.silhouette, 9), -one.k))
    better = (
        f", against {draft.fixed('best', best.silhouette)} for {draft.words('best_k', best.k)}"
        if best.k != found.k
        else ""
    )
    if found.basis is Basis.NATURAL:
        text = (
            f"{number} segments are the finest division with a dependable gap between every two;"
            f" silhouette {score}{better}"
        )
    else:
        text = (
            "No division above random data has a gap between every two segments; with"
            f" {number.lower()}, the silhouette is {score}{better}"
        )
    return draft.finding("title.candidates", text)


def _silhouettes(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say in which segment most members lie closer to another one."""
    groups = {
        int(str(number)): group
        for number, group in measured.study.segmentation.widths.groupby("segment")
    }
    if len(groups) < 2:
        return None
    nearer = {number: float((group["width"] < 0).mean()) for number, group in groups.items()}
    draft = Draft(measured.numerals)
    named = [
        each
        for each, share in nearer.items()
        if share >= FEW and share * measured.customers[each] >= MEMBERS - 0.5
    ]
    if not named:
        whole = sum(share * measured.customers[each] for each, share in nearer.items()) / sum(
            measured.customers[each] for each in nearer
        )
        if whole == 0:
            return draft.finding(
                "title.silhouettes",
                "Every customer lies closer to their own segment than to any other",
            )
        own = draft.percent("share", 1 - whole)
        return draft.finding(
            "title.silhouettes",
            f"{capital(own)} of customers lie closer to their own segment than to any other",
        )
    number = max(named, key=lambda each: (nearer[each], -each))
    share = nearer[number]
    away = groups[number].loc[groups[number]["width"] < 0, "neighbour"]
    other = min(away.unique(), key=lambda each: (-int((away == each).sum()), int(each)))
    draft.note("share", share)
    who, single = people(share, measured.numerals, "member")
    alone = bool((away == other).all())
    name, verb = draft.name("name", names[number]), "lies" if single else "lie"
    nearest = draft.name("other", names[int(other)])
    where = nearest if alone else f"another segment, most often {nearest},"
    return draft.finding(
        "title.silhouettes",
        f"Among {name}, {who} {verb} closer to {where} than to their own segment",
    )


def _stability(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    ranked = sorted(
        measured.study.segmentation.segments, key=lambda segment: (segment.stability, segment.id)
    )
    if len(ranked) < 2:
        return None
    draft, doubtful = (
        Draft(measured.numerals),
        [segment for segment in ranked if not segment.grade.found_again],
    )
    if not doubtful:
        subject = "Both" if len(ranked) == 2 else f"All {draft.words('k', len(ranked))}"
        how = "almost unchanged" if ranked[0].stability >= UNCHANGED else "for the most part"
        span = _span(draft, "stability", ranked[0].stability, ranked[-1].stability)
        return draft.finding(
            "title.stability", f"{subject} segments reappear {how} in repeat runs ({span})"
        )
    listed = join([draft.name(f"name_{segment.id}", names[segment.id]) for segment in doubtful])
    span = _span(draft, "doubtful", doubtful[0].stability, doubtful[-1].stability)
    text = f"{listed} reappear only loosely in repeat runs ({span})"
    rest = ranked[len(doubtful) :]
    if not rest:
        return draft.finding("title.stability", text)
    others = _span(draft, "others", rest[0].stability, rest[-1].stability)
    return draft.finding(
        "title.stability",
        f"{text}, the {'others' if len(rest) > 1 else 'other'} clearly ({others})",
    )


def _span(draft: Draft, key: str, low: float, high: float) -> str:
    first, last = draft.fixed(f"{key}_lowest", low), draft.fixed(f"{key}_highest", high)
    return first if first == last else f"{first}{DASH}{last}"
