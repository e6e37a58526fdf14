"""Titles of the charts that show how sound the segments are, in their number, at their borders and
in repeat runs: measurements and names in, the finding that each drawing shows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.structure import UNCHANGED_STABILITY
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, join, people
from reporter.model import Basis
from reporter.numerals import DASH

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding

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
    draft = Draft(measured.numerals)
    number, silhouette = (
        capital(draft.words("k", found.k)),
        draft.fixed("silhouette", found.silhouette),
    )
    if found.basis is Basis.ASKED:
        return draft.title(f"{number} segments were asked for; their silhouette is {silhouette}")
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
            f" silhouette {silhouette}{better}"
        )
    else:
        text = (
            "No division above random data has a gap between every two segments; with"
            f" {number.lower()}, the silhouette is {silhouette}{better}"
        )
    return draft.title(text)


def silhouettes_title(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say in which segment most members lie closer to another one."""
    groups = {
        int(str(number)): group
        for number, group in measured.study.segmentation.widths.groupby("segment")
    }
    if len(groups) < 2:
        return None
    # A negative silhouette width: the nearest other segment is nearer than one's own.
    nearer = {number: float((group["width"] < 0).mean()) for number, group in groups.items()}
    draft = Draft(measured.numerals)
    named = [
        each
        for each, share in nearer.items()
        # Shares may come from a sample: what rounds to three members counts as three.
        if share >= FEW_SHARE and share * measured.customers[each] >= FEWEST_MEMBERS - 0.5
    ]
    if not named:
        return draft.title(_closer_to_their_own(measured, nearer, draft))
    number = max(named, key=lambda each: (nearer[each], -each))
    share = nearer[number]
    draft.note("share", share)
    who, single = people(share, measured.numerals, "member")
    name, verb = draft.name("name", names[number]), "lies" if single else "lie"
    where = _nearest(groups[number], names, draft)
    return draft.title(f"Among {name}, {who} {verb} closer to {where} than to their own segment")


def _closer_to_their_own(measured: Measured, nearer: Mapping[int, float], draft: Draft) -> str:
    """Say how many of all customers lie closer to their own segment than to any other."""
    away = sum(share * measured.customers[each] for each, share in nearer.items())
    whole = away / sum(measured.customers[each] for each in nearer)
    if whole == 0:
        return "Every customer lies closer to their own segment than to any other"
    own = capital(draft.percent("share", 1 - whole))
    return f"{own} of customers lie closer to their own segment than to any other"


def _nearest(group: pd.DataFrame, names: Mapping[int, str], draft: Draft) -> str:
    """Name the segment that those who lie closer to another one lie closest to."""
    away = group.loc[group["width"] < 0, "neighbour"]
    other = min(away.unique(), key=lambda each: (-int((away == each).sum()), int(each)))
    nearest = draft.name("other", names[int(other)])
    alone = bool((away == other).all())
    return nearest if alone else f"another segment, most often {nearest},"


def stability_title(measured: Measured, names: Mapping[int, str]) -> Finding | None:
    """Say which segments reappear in repeat runs."""
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
        how = (
            "almost unchanged"
            if ranked[0].stability >= UNCHANGED_STABILITY
            else "for the most part"
        )
        span = _span(draft, "stability", ranked[0].stability, ranked[-1].stability)
        return draft.title(f"{subject} segments reappear {how} in repeat runs ({span})")
    listed = join([draft.name(f"name_{segment.id}", names[segment.id]) for segment in doubtful])
    span = _span(draft, "doubtful", doubtful[0].stability, doubtful[-1].stability)
    text = f"{listed} reappear only loosely in repeat runs ({span})"
    rest = ranked[len(doubtful) :]
    if not rest:
        return draft.title(text)
    others = _span(draft, "others", rest[0].stability, rest[-1].stability)
    return draft.title(f"{text}, the {'others' if len(rest) > 1 else 'other'} clearly ({others})")


def _span(draft: Draft, key: str, low: float, high: float) -> str:
    first, last = draft.fixed(f"{key}_lowest", low), draft.fixed(f"{key}_highest", high)
    return first if first == last else f"{first}{DASH}{last}"
