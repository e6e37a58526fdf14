"""What a division into one segment fewer or one more would change: the segmentation and names in, a
claim each out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding, Stability
from reporter.model.claim import Claim, Count, Score, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Alternative, Segmentation

JOINED_SHARE = 2 / 3
"""A segment belongs to one of another division with this share of its members; with fewer it is
shared out.
"""
ORIGIN_SHARE = 1 / 2
"""A segment of a finer division comes out of the one that holds more than this share of its
members.
"""


def alternatives(found: Segmentation, names: Mapping[int, SegmentName]) -> tuple[Finding, ...]:
    """Say what one segment fewer, and one more, would change; nothing where such divisions were not
    tried.
    """
    return tuple(
        _finding("fewer", "choice.fewer", _fewer(one, names), one, found)
        if one.k < found.k
        else _finding("more", "choice.more_segments", _more(one, names), one, found)
        for one in found.alternatives
    )


def _finding(
    name: str, sentence: str, changes: tuple[Claim, ...], one: Alternative, found: Segmentation
) -> Finding:
    values = {"k": Count(one.k), "changes": changes or None, "again": _again(one, found)}
    return Finding(id=f"alternative.{name}", claim=Claim(sentence, values))


# What a list holds of segments is noted by their numbers, not by its rank in the list: names of
# numbers end with the number of their segment, and with no rank besides.


def _fewer(one: Alternative, names: Mapping[int, SegmentName]) -> tuple[Claim, ...]:
    """Tell which segments would be joined, and which shared out."""
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
    return (
        *(_joined(numbers, names) for numbers in homes.values() if len(numbers) > 1),
        *(_scattered(one, number, names) for number in scattered),
    )


def _joined(numbers: Sequence[int], names: Mapping[int, SegmentName]) -> Claim:
    """Name the segments that would be one."""
    segments = tuple(
        Claim("choice.segment.joined", {"joined": names[number]}, f"_{number}")
        for number in numbers
    )
    return Claim("choice.joined", {"joined": segments}, suffix="")


def _scattered(one: Alternative, number: int, names: Mapping[int, SegmentName]) -> Claim:
    """Name a segment that would be shared out, and those whose successors would take most of its
    members.
    """
    row = one.shared[number - 1]
    columns = sorted(range(one.k), key=lambda column: (-row[column], column))[:2]
    # A segment of the other division is called by the one that most of its members come from.
    owners = [
        max(range(len(one.shared)), key=lambda other: (one.shared[other][column], -other)) + 1
        for column in columns
    ]
    among = tuple(
        Claim("choice.segment.among", {"among": names[owner]}, f"_{index}")
        for index, owner in enumerate(each for each in dict.fromkeys(owners) if each != number)
    )
    return Claim(
        "choice.scattered",
        {"scattered": names[number], "among": among if len(among) > 1 else None},
        f"_{number}",
    )


def _more(one: Alternative, names: Mapping[int, SegmentName]) -> tuple[Claim, ...]:
    """Tell which segment would be parted, or from which ones the new segment would take its
    members.
    """
    homes: dict[int, list[int]] = {}
    drawn = []
    for part, column in enumerate(zip(*one.shared, strict=True)):
        best = max(range(len(column)), key=lambda number: (column[number], -number))
        if column[best] > ORIGIN_SHARE * sum(column):
            homes.setdefault(best + 1, []).append(part)
        else:
            drawn.append(column)
    return (
        *(_parted(one, number, parts, names) for number, parts in homes.items() if len(parts) > 1),
        *(_drawn(column, names, rank) for rank, column in enumerate(drawn, 1)),
    )


def _parted(
    one: Alternative, number: int, parts: Sequence[int], names: Mapping[int, SegmentName]
) -> Claim:
    """Tell how many of a segment's members each of its parts would take."""
    row = one.shared[number - 1]
    shares = sorted((row[part] / sum(row) for part in parts), reverse=True)
    return Claim(
        "choice.parted",
        {
            "parted": names[number],
            "parts": tuple(Claim("choice.part", {"part": Share(share)}) for share in shares),
        },
        f"_{number}",
    )


def _drawn(column: Sequence[int], names: Mapping[int, SegmentName], rank: int) -> Claim:
    """Name the two segments that most members of a new one would come from."""
    ranked = sorted(range(len(column)), key=lambda number: (-column[number], number))[:2]
    sources = tuple(
        Claim(
            "choice.source",
            {
                "source": names[number + 1],
                "drawn": Share(column[number] / sum(column)),
            },
            f"_{number + 1}",
        )
        for number in ranked
        if column[number]
    )
    return Claim("choice.drawn", {"sources": sources}, f"_{rank}")


def _again(one: Alternative, found: Segmentation) -> Claim | None:
    """Say how surely repeat runs find all of its segments again, against those taken; None where
    that was not tried.
    """
    if one.stability is None:
        return None
    stability = Score(one.stability)
    if not one.found_again:
        surely = Stability.of(one.stability).found_again
        return Claim("choice.again.lost", {"surely": surely, "stability": stability})
    own = found.least_sure.stability
    if one.stability > own:
        return Claim("choice.again.steadier", {"stability": stability, "own": Score(own)})
    return Claim("choice.again.found", {"stability": stability})
