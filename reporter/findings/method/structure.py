"""Whether the segments are groups by nature: the segmentation in, one plain claim that every part
of the report repeats out.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from reporter.model import Basis, Finding, Structure
from reporter.model.claim import Claim, Count, Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Segmentation
    from reporter.model.claim import Value

PARTED_GRADES = (Structure.STRONG, Structure.MODERATE)
"""Grades that need a gap between every two segments."""
DIVIDED = {Structure.WEAK: "by_degree", Structure.NONE: "none"}
"""What is said of grades without such gaps."""
PURE_SHARE = 0.95
"""A segment has none of a feature, or all have some, where so many of its members do."""
UNCHANGED_STABILITY = 0.95
"""Stability from which on a segment is as good as the same in repeat runs."""


def structure(measured: Measured) -> Finding:
    """Say in one sentence whether these customers fall into groups."""
    return Finding(id="section.structure", claim=structured(measured))


def structured(measured: Measured) -> Claim:
    """Say whether these customers fall into groups."""
    found = measured.study.segmentation
    values: dict[str, Value] = {"null_silhouette": Score(found.null_silhouette)}
    if not parted(found):
        return Claim(f"certainty.structure.{DIVIDED[found.structure]}", values)
    values["k"] = Count(found.k)
    if found.structure in PARTED_GRADES and (names := _parted_by_none(measured)):
        return _by_none(measured, names, values)
    if found.structure is Structure.STRONG:
        return Claim("certainty.structure.distinct", values)
    if grouped(found):
        return Claim("certainty.structure.natural", values)
    return Claim("certainty.structure.unsteady", values)


def _by_none(measured: Measured, names: Sequence[str], values: Mapping[str, Value]) -> Claim:
    """Say by which features who has none of them is apart from who has some."""
    features = [measured.study.table.feature(name) for name in names]
    told: dict[str, Value] = {
        **values,
        "parted_by_none": Count(len(names)),
        "exact": _is_exact(measured, names),
    }
    if len(features) == 1:
        return Claim("certainty.structure.by_none.one", {**told, "feature": features[0]})
    several = tuple(Claim("phrase.feature", {"feature": feature}) for feature in features)
    return Claim("certainty.structure.by_none.several", {**told, "features": several})


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
