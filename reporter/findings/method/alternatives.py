"""What a division into one segment fewer or one more would change: the segmentation and names in, a
sentence each out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import join
from reporter.model import Stability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Alternative, Finding

JOINED_SHARE = 2 / 3
"""A segment belongs to one of another division with this share of its members; with fewer it is
shared out.
"""
ORIGIN_SHARE = 1 / 2
"""A segment of a finer division comes out of the one that holds more than this share of its
members.
"""


def alternatives(measured: Measured, names: Mapping[int, str]) -> tuple[Finding, ...]:
    """Say what one segment fewer, and one more, would change; nothing where such divisions were not
    tried.
    """
    k = measured.study.segmentation.k
    return tuple(
        (_fewer if one.k < k else _more)(one, measured, names)
        for one in measured.study.segmentation.alternatives
    )


def _fewer(one: Alternative, measured: Measured, names: Mapping[int, str]) -> Finding:
    """Tell which segments would be joined, and which shared out."""
    draft = Draft(measured.numerals)
    homes: dict[int, list[int]] = {}
    scattered = []
    # A row per segment, ids beginning at 1; a column per segment of the other division, with the
    # members that both have.
    for number, row in enumerate(one.shared, 1):
        best = max(range(one.k), key=lambda column: (row[column], -column))
        if row[best] >= JOINED_SHARE * sum(row):
            homes.setdefault(best, []).append(number)
        else:
            scattered.append(number)
    joined = [
        f"{join([draft.name(f'joined_{number}', names[number]) for number in numbers])} would"
        " largely be one segment"
        for numbers in homes.values()
        if len(numbers) > 1
    ]
    shared = [
        f"{draft.name(f'scattered_{number}', names[number])} would be shared"
        f" out{_among(one, number, names, draft)}"
        for number in scattered
    ]
    change = join([*joined, *shared]) or "no two would simply be joined: all borders would move"
    return draft.finding(
        "alternative.fewer",
        f"With {draft.words('k', one.k)} segments, {change}{_again(one, measured, draft)}.",
    )


def _among(one: Alternative, number: int, names: Mapping[int, str], draft: Draft) -> str:
    """Name the segments whose successors would take most of a segment's members."""
    row = one.shared[number - 1]
    columns = sorted(range(one.k), key=lambda column: (-row[column], column))[:2]
    # A segment of the other division is called by the one that most of its members come from.
    owners = [
        max(range(len(one.shared)), key=lambda other: (one.shared[other][column], -other)) + 1
        for column in columns
    ]
    told = [names[owner] for owner in dict.fromkeys(owners) if owner != number]
    return (
        " among"
        f" {join([draft.name(f'among_{number}_{index}', name) for index, name in enumerate(told)])}"
        if len(told) > 1
        else ""
    )


def _more(one: Alternative, measured: Measured, names: Mapping[int, str]) -> Finding:
    """Tell which segment would be parted, or from which ones the new segment would take its
    members.
    """
    draft, columns = Draft(measured.numerals), list(zip(*one.shared, strict=True))
    homes: dict[int, list[int]] = {}
    drawn = []
    for part, column in enumerate(columns):
        best = max(range(len(column)), key=lambda number: (column[number], -number))
        if column[best] > ORIGIN_SHARE * sum(column):
            homes.setdefault(best + 1, []).append(part)
        else:
            drawn.append(column)
    parted = [
        f"{draft.name(f'parted_{number}', names[number])} would come apart, into parts with"
        f" {_shares(one, number, parts, draft)}"
        for number, parts in homes.items()
        if len(parts) > 1
    ]
    told = [
        *parted,
        *(_drawn(column, names, draft, rank) for rank, column in enumerate(drawn, 1)),
    ]
    change = join(told) or "all borders would move"
    return draft.finding(
        "alternative.more",
        f"With {draft.words('k', one.k)} segments, {change}{_again(one, measured, draft)}.",
    )


def _shares(one: Alternative, number: int, parts: list[int], draft: Draft) -> str:
    """Write how many of a segment's members each of its parts would take."""
    row = one.shared[number - 1]
    shares = sorted((row[part] / sum(row) for part in parts), reverse=True)
    return (
        " and ".join(
            draft.percent(f"part_{number}_{rank}", share) for rank, share in enumerate(shares, 1)
        )
        + " of its members"
    )


def _drawn(column: tuple[int, ...], names: Mapping[int, str], draft: Draft, rank: int) -> str:
    """Name the two segments that most members of a new one would come from."""
    ranked = sorted(range(len(column)), key=lambda number: (-column[number], number))[:2]
    sources = [
        f"{draft.name(f'source_{rank}_{number + 1}', names[number + 1])}"
        f" ({draft.percent(f'drawn_{rank}_{number + 1}', column[number] / sum(column))} of the new"
        " one)"
        for number in ranked
        if column[number]
    ]
    return f"one segment would be drawn from {join(sources)}"


def _again(one: Alternative, measured: Measured, draft: Draft) -> str:
    """Say how surely repeat runs find all of its segments again, against those taken, where that
    was tried.
    """
    if one.stability is None:
        return ""
    stability = draft.fixed("stability", one.stability)
    if not one.found_again:
        surely = "for sure " if Stability.of(one.stability).found_again else ""
        return (
            f", and repeat runs would not {surely}find every one again (stability of the least sure"
            f" {stability} of 1)"
        )
    own = measured.study.segmentation.least_sure.stability
    if one.stability > own:
        return (
            f"; it would be steadier (stability of the least sure {stability}, here"
            f" {draft.fixed('own', own)}), and say less"
        )
    return (
        f"; repeat runs would find every one again (stability of the least sure {stability} of 1)"
    )
