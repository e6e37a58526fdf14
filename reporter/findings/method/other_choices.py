"""What else could have been taken: the segmentation in, the coarser division that some
criteria prefer, the number that could be asked for and what the inertia shows out, a claim each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.votes import bend, coarser, furthest_apart, level_with, scores
from reporter.model import Basis, Finding, Verdict
from reporter.model.claim import Claim, Count, Ratio, Score, Share

if TYPE_CHECKING:
    from reporter.model import Candidate, Segmentation
    from reporter.model.claim import Value

EXTREME_SHARE = 0.05
"""Share of customers below which the smaller part of a division in two is a handful of extreme
ones.
"""


def other_choice(found: Segmentation) -> tuple[Finding | None, str]:
    """Say which other number could as well be asked for, and the option that does so."""
    match found.basis:
        case Basis.CONVENIENT:
            return _finer(found)
        case Basis.NATURAL:
            return _higher_silhouette(found)
        case _:
            return None, ""


def _finer(found: Segmentation) -> tuple[Finding | None, str]:
    """Name the finer divisions that have as many points."""
    level = [] if found.taken.steady else level_with(found)
    if not level:
        return None, ""
    finer = tuple(Claim("choice.number.finer", {"k": Count(k)}) for k in level)
    claim = Claim("choice.other.finer", {"finer": finer, "several": len(finer) > 1})
    return Finding(id="choice.other", claim=claim), f"--segments {level[-1]}"


def _higher_silhouette(found: Segmentation) -> tuple[Finding | None, str]:
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
    values = {
        "k": Count(best.k),
        "best": Score(best.silhouette),
        "silhouette": Score(taken.silhouette),
    }
    claim = Claim("choice.other.silhouette", values)
    return Finding(id="choice.other", claim=claim), f"--segments {best.k}"


def coarser_division(found: Segmentation) -> Finding | None:
    """Say where a division too coarse to be of use does better, and why it was not taken all the
    same.
    """
    best = coarser(found)
    better = [] if best is None else _better(best, found.taken)
    if best is None or not better:
        return None
    alike = 1 - best.smallest if best.k == 2 else best.smallest
    values: dict[str, Value] = {
        "k": Count(best.k),
        "better": scores(better),
        "too_coarse": best.verdict is Verdict.TOO_COARSE,
        "smallest": Share(best.smallest),
        "alike": None if best.smallest < EXTREME_SHARE else Share(alike),
    }
    return Finding(id="choice.coarser", claim=Claim("choice.coarser", values))


def _better(best: Candidate, taken: Candidate) -> list[str]:
    """Name the criteria by which a division does better than the one taken."""
    ahead = {
        "silhouette": best.silhouette > taken.silhouette,
        "calinski_harabasz": best.calinski_harabasz > taken.calinski_harabasz,
        "davies_bouldin": best.davies_bouldin < taken.davies_bouldin,
        "stability": (best.stability or 0.0) > (taken.stability or 0.0),
    }
    return [name for name, better in ahead.items() if better]


def elbow(found: Segmentation) -> Finding | None:
    """Say whether the inertia has an elbow; None where too few numbers were tried."""
    most = bend(found)
    if most is None:
        return None
    values: dict[str, Value] = {"from": Count(most.first), "times": Ratio(most.times)}
    if not most.clear:
        return Finding(id="choice.elbow", claim=Claim("choice.elbow.none", values))
    values |= {"k": Count(most.k), "taken": most.k == found.taken.k}
    return Finding(id="choice.elbow", claim=Claim("choice.elbow.clear", values))
