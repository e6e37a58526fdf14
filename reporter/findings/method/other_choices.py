"""What else could have been taken: the segmentation in, the coarser division that some
criteria prefer, the number that could be asked for and what the inertia shows out, a sentence each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.votes import bend, coarser, furthest_apart, level_with
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import join
from reporter.model import Basis, Verdict

if TYPE_CHECKING:
    from reporter.model import Candidate, Finding, Segmentation
    from reporter.numerals import Numerals

EXTREME_SHARE = 0.05
"""Share of customers below which the smaller part of a division in two is a handful of extreme
ones.
"""


def other_choice(found: Segmentation, numerals: Numerals) -> tuple[Finding | None, str]:
    """Say which other number could as well be asked for, and the option that does so."""
    match found.basis:
        case Basis.CONVENIENT:
            return _finer(found, numerals)
        case Basis.NATURAL:
            return _higher_silhouette(found, numerals)
        case _:
            return None, ""


def _finer(found: Segmentation, numerals: Numerals) -> tuple[Finding | None, str]:
    """Name the finer divisions that have as many points."""
    level = [] if found.taken.steady else level_with(found)
    if not level:
        return None, ""
    draft = Draft(numerals)
    counts = join([draft.words(f"k_{rank}", k) for rank, k in enumerate(level, 1)])
    which = "them" if len(level) == 1 else "one of them"
    text = (
        f"If finer segments suit the work better: {counts} score as well or better by points. Ask"
        f" for {which} with"
    )
    return draft.finding("choice.other", text), f"--segments {level[-1]}"


def _higher_silhouette(found: Segmentation, numerals: Numerals) -> tuple[Finding | None, str]:
    """Name the number that the silhouette alone would have taken."""
    taken = found.taken
    # Of the same algorithm: the divisions of others are other divisions, which no number asks for.
    best = furthest_apart(
        [
            one
            for one in found.candidates
            if one.verdict is not Verdict.OUT_OF_RANGE and one.algorithm == taken.algorithm
        ]
    )
    if best.k == taken.k:
        return None, ""
    draft = Draft(numerals)
    text = (
        f"By silhouette alone, {draft.words('k', best.k)} segments would be taken"
        f" ({draft.fixed('best', best.silhouette)} against"
        f" {draft.fixed('silhouette', taken.silhouette)}). Ask for them with"
    )
    return draft.finding("choice.other", text), f"--segments {best.k}"


def coarser_division(found: Segmentation, numerals: Numerals) -> Finding | None:
    """Say where a division too coarse to be of use does better, and why it was not taken all the
    same.
    """
    best = coarser(found)
    better = [] if best is None else _better(best, found.taken)
    if best is None or not better:
        return None
    draft = Draft(numerals)
    draft.note("smallest", best.smallest)
    text = (
        f"A division into {draft.words('k', best.k)} scores better on {join(better)}, as coarser"
        " divisions often do, but it is"
        f" {'too coarse to act on' if best.verdict is Verdict.TOO_COARSE else 'less fine'}"
    )
    if best.smallest < EXTREME_SHARE:
        text += (
            f": it only sets {numerals.percent(best.smallest, 1)} of customers, extreme ones, apart"
            " from all others."
        )
    else:
        alike = 1 - best.smallest if best.k == 2 else best.smallest
        draft.note("alike", alike)
        text += f": it would treat {numerals.percent(alike)} of customers alike."
    return draft.finding("choice.coarser", text)


def _better(best: Candidate, taken: Candidate) -> list[str]:
    """Name the criteria by which a division does better than the one taken."""
    ahead = {
        "silhouette": best.silhouette > taken.silhouette,
        "Calinski–Harabasz": best.calinski_harabasz > taken.calinski_harabasz,
        "Davies–Bouldin": best.davies_bouldin < taken.davies_bouldin,
        "stability": (best.stability or 0.0) > (taken.stability or 0.0),
    }
    return [name for name, better in ahead.items() if better]


def elbow(found: Segmentation, numerals: Numerals) -> Finding | None:
    """Say in words whether the inertia has an elbow; None where too few numbers were tried."""
    most = bend(found)
    if most is None:
        return None
    draft = Draft(numerals)
    draft.note("times", most.times)
    start = f"From {draft.words('from', most.first)} segments on, the inertia has"
    if not most.clear:
        text = (
            f"{start} no clear elbow: each further segment lowers it by more than half as much as"
            " the one before."
        )
    else:
        own = ", the number taken" if most.k == found.taken.k else ""
        text = (
            f"{start} its elbow at {draft.words('k', most.k)}{own}: the next segment lowers it by"
            " at most half as much."
        )
    return draft.finding("choice.elbow", text)
