"""Titles of the charts that show how sound the segments are, in their number, at their borders and
in repeat runs: measurements and names in, the finding that each drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.structure import UNCHANGED_STABILITY
from reporter.findings.titles.title import title
from reporter.model import Basis
from reporter.model.claim import Claim, Count, Score, SegmentName, Share
from reporter.numerals import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, Segment
    from reporter.model.claim import Value

FEW_SHARE = 0.02
"""Where fewer members of every segment lie closer to another one, none of the segments is named for
it.
"""
FEWEST_MEMBERS = 3
"""Nor where they are fewer than so many."""


def candidates_title(measured: Measured) -> Finding | None:
    """Say why there are so many segments, and how its silhouette compares with the best."""
    found = measured.study.segmentation
    if len(found.candidates) < 2:
        return None
    values: dict[str, Value] = {"k": Count(found.k), "silhouette": Score(found.silhouette)}
    if found.basis is Basis.ASKED:
        return title("title.candidates.asked", values)
    own = [one for one in found.candidates if one.algorithm == found.algorithm]
    best = max(own or found.candidates, key=lambda one: (round(one.silhouette, 9), -one.k))
    if best.k != found.k:
        values |= {"best": Score(best.silhouette), "best_k": Count(best.k)}
    natural = found.basis is Basis.NATURAL
    return title(f"title.candidates.{'natural' if natural else 'convenient'}", values)


def silhouettes_title(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say in which segment most members lie closer to another one."""
    groups = {
        int(str(number)): group
        for number, group in measured.study.segmentation.widths.groupby("segment")
    }
    if len(groups) < 2:
        return None
    # A negative silhouette width: the nearest other segment is nearer than one's own.
    nearer = {number: float((group["width"] < 0).mean()) for number, group in groups.items()}
    named = [
        each
        for each, share in nearer.items()
        # Shares may come from a sample: what rounds to three members counts as three.
        if share >= FEW_SHARE and share * measured.customers[each] >= FEWEST_MEMBERS - 0.5
    ]
    if not named:
        return _closer_to_their_own(measured, nearer)
    number = max(named, key=lambda each: (nearer[each], -each))
    nearest, alone = _nearest(groups[number])
    return title(
        "title.silhouettes.nearer",
        {
            "name": names[number],
            "share": Share(nearer[number]),
            "other": names[nearest],
            "alone": alone,
        },
    )


def _closer_to_their_own(measured: Measured, nearer: Mapping[int, float]) -> Finding:
    """Say how many of all customers lie closer to their own segment than to any other."""
    away = sum(share * measured.customers[each] for each, share in nearer.items())
    whole = away / sum(measured.customers[each] for each in nearer)
    if whole == 0:
        return title("title.silhouettes.every")
    return title("title.silhouettes.own", {"share": Share(1 - whole)})


def _nearest(group: pd.DataFrame) -> tuple[int, bool]:
    """Return the segment that those who lie closer to another one lie closest to, and whether all
    of them do.
    """
    away = group.loc[group["width"] < 0, "neighbour"]
    other = min(away.unique(), key=lambda each: (-int((away == each).sum()), int(each)))
    return int(other), bool((away == other).all())


def stability_title(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Say which segments reappear in repeat runs."""
    ranked = sorted(
        measured.study.segmentation.segments, key=lambda segment: (segment.stability, segment.id)
    )
    if len(ranked) < 2:
        return None
    doubtful = [segment for segment in ranked if not segment.grade.found_again]
    if not doubtful:
        return title(
            "title.stability.found_again",
            {
                "k": Count(len(ranked)),
                "unchanged": ranked[0].stability >= UNCHANGED_STABILITY,
                **_span("stability", ranked),
            },
        )
    rest = ranked[len(doubtful) :]
    called = {segment.id: names[segment.id] for segment in doubtful}
    return title(
        "title.stability.doubtful",
        {
            **{f"name_{number}": name for number, name in called.items()},
            "listed": tuple(Claim("phrase.segment", {"segment": name}) for name in called.values()),
            **_span("doubtful", doubtful),
            "rest": Count(len(rest)),
            **(_span("others", rest) if rest else {}),
        },
    )


def _span(key: str, ranked: Sequence[Segment]) -> dict[str, Value]:
    """Return the least and the highest stability of segments in order of it, and whether the two
    are told apart in two decimals.
    """
    low, high = ranked[0].stability, ranked[-1].stability
    return {
        f"{key}_lowest": Score(low),
        f"{key}_highest": Score(high),
        f"{key}_spread": rounded(low, 2) != rounded(high, 2),
    }
