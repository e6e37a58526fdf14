"""Whether the segments are groups by nature: the segmentation in, one plain sentence that every
part of the report repeats out.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import join
from reporter.model import Basis, Structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Segmentation

PARTED_GRADES = (Structure.STRONG, Structure.MODERATE)
"""Grades that need a gap between every two segments."""
DIVIDED = {
    Structure.WEAK: (
        "Customers differ by degree: the segments are a convenient division, and their borders are"
        " ours"
    ),
    Structure.NONE: (
        "There are no natural groups among these customers: the segments are a convenient division"
    ),
}
PURE_SHARE = 0.95
"""A segment has none of a feature, or all have some, where so many of its members do."""
UNCHANGED_STABILITY = 0.95
"""Stability from which on a segment is as good as the same in repeat runs."""


def structure(measured: Measured) -> Finding:
    """Say in one sentence whether these customers fall into groups."""
    draft = Draft(measured.numerals)
    return draft.finding("section.structure", f"{structured(measured, draft)}.")


def structured(measured: Measured, draft: Draft) -> str:
    """Say whether these customers fall into groups, as a clause."""
    found = measured.study.segmentation
    draft.note("null_silhouette", found.null_silhouette)
    if not parted(found):
        return DIVIDED[found.structure]
    k = draft.words("k", found.k)
    if found.structure in PARTED_GRADES and (names := _parted_by_none(measured)):
        draft.note("parted_by_none", len(names))
        what = join([measured.noun(name) for name in names])
        by = (
            f"who has no {what} and who has some"
            if len(names) == 1
            else f"which of these they have none of: {what}"
        )
        almost = "" if _is_exact(measured, names) else ", almost exactly"
        return f"The customers fall into {k} groups{almost} by {by}"
    if found.structure is Structure.STRONG:
        return f"The customers fall into {k} distinct groups, with a clear gap between every two"
    if grouped(found):
        return (
            f"The customers fall into {k} natural groups, with fewer customers between every two of"
            " them than within them"
        )
    return "There are gaps between the segments, but repeat runs draw some of them elsewhere"


def _parted_by_none(measured: Measured) -> list[str]:
    """Return the features that part every two segments by who has none of them; nothing where a gap
    is more than that.
    """
    frame, labels = measured.frame, measured.labels
    ends: dict[str, list[bool | None]] = {}
    for name in measured.study.segmentation.features:
        if measured.feature(name) is not None:
            shares = (frame[name].astype(float) == 0).groupby(labels).mean()
            # By segment: whether all have none of it, or all have some; None where it is mixed.
            ends[name] = [
                True if share >= PURE_SHARE else False if share <= 1 - PURE_SHARE else None
                for share in shares
            ]
    pairs = list(combinations(range(measured.study.segmentation.k), 2))
    by = [
        [name for name, own in ends.items() if {own[one], own[other]} == {True, False}]
        for one, other in pairs
    ]
    # One feature per pair is enough; a pair that none parts has a gap of another sort.
    return list(dict.fromkeys(names[0] for names in by)) if all(by) else []


def _is_exact(measured: Measured, names: Sequence[str]) -> bool:
    """Tell whether no segment holds both who has none of a feature and who has some, in any feature
    that parts it from another.
    """
    none = measured.frame[list(names)].astype(float).eq(0)
    return bool((none.groupby(measured.labels).nunique() == 1).all(axis=None))


def parted(found: Segmentation) -> bool:
    """Tell whether every two segments have a gap between them."""
    return found.structure in PARTED_GRADES or found.basis is Basis.NATURAL


def grouped(found: Segmentation) -> bool:
    """Tell whether the segments are groups by nature, which repeat runs find again."""
    return found.structure is Structure.STRONG or (
        found.structure is Structure.MODERATE and found.least_sure.grade.found_again
    )
