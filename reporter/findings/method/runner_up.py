"""The division taken against another: the segmentation in, why the next best was not taken out, and
which scores are for either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.method.votes import LEVEL_POINTS, preferences, scores
from reporter.model import Basis
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Count, Score

if TYPE_CHECKING:
    from reporter.model import Candidate, Segmentation
    from reporter.model.claim import Value


def why_not_the_next(found: Segmentation) -> Claim | None:
    """Say why the next best was not taken; None where there is none."""
    second, taken = found.runner_up, found.taken
    if second is None:
        return None
    named: dict[str, Value] = {"next_k": Count(second.k)}
    if second.algorithm != taken.algorithm:
        named["algorithm"] = algorithm_called(second.algorithm)
    if found.basis is Basis.NATURAL and second.k < taken.k:
        return Claim("choice.next.joins", named)
    if not second.ballots:
        return Claim(
            "choice.next.fainter",
            {
                **named,
                "next_silhouette": Score(second.silhouette),
                "silhouette": Score(taken.silhouette),
            },
        )
    return Claim(
        "choice.next.level" if second.votes > taken.votes + LEVEL_POINTS else "choice.next.behind",
        {
            **named,
            "next_points": Score(second.votes),
            "points": Score(taken.votes),
            "counts": counts(found, second),
        },
    )


def counts(found: Segmentation, other: Candidate, *, leads: bool = False) -> Claim | None:
    """Count the scores that favour the division taken, and those that favour another: the next best
    or the one that leads the vote. None where none favours either.
    """
    ahead, behind = preferences(found.taken, other)
    leader: dict[str, Value] = {"leader": Count(other.k)} if leads else {}
    sides = []
    if ahead:
        values: dict[str, Value] = {"for_it": Count(len(ahead)), "scores": scores(ahead)}
        sides.append(Claim("choice.favour.taken", values, suffix=""))
    if behind:
        which = "leader" if leads else "next"
        values = {"against_it": Count(len(behind)), "scores": scores(behind), **leader}
        sides.append(Claim(f"choice.favour.{which}", values, suffix=""))
    return Claim("choice.counts", {"sides": tuple(sides), **leader}) if sides else None
