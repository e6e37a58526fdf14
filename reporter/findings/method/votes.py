"""The candidates of a segmentation in, what their votes and criteria come to out: who leads, by how
much, and which others do as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.model import Lead, Verdict
from reporter.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporter.model import Candidate, Segmentation

LEVEL_POINTS = 0.005
"""Points that are written alike count as level."""
ELBOW_RATIO = 2.0
"""An elbow is clear where a segment more has brought so many times as much as the next one would.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """Where the inertia of the first algorithm falls off most."""

    k: int
    first: int
    """The fewest segments that were tried: what the first of them lowers it by is not known."""
    times: float
    """How many times as much the last segment has lowered it as the next one would."""

    @property
    def clear(self) -> bool:
        """Whether that is an elbow."""
        return self.times >= ELBOW_RATIO


def voted(found: Segmentation) -> list[Candidate]:
    """Return the candidates that were voted on."""
    return [one for one in found.candidates if one.ballots]


def lead(first: Candidate, other: Candidate) -> Lead:
    """Hold a candidate against another, voter by voter."""
    return Lead.of(list(first.ballots.values()), [other.ballots[voter] for voter in first.ballots])


def leader(found: Segmentation) -> Candidate | None:
    """Return the division that leads the vote where that is not the one taken."""
    first = min(
        (one for one in voted(found) if not one.chosen),
        key=lambda one: (-one.votes, one.k),
        default=None,
    )
    return first if first is not None and first.votes > found.taken.votes + LEVEL_POINTS else None


def level_with(found: Segmentation) -> list[int]:
    """Return the finer numbers of segments that do as well or better by points."""
    own = found.taken
    return sorted(
        one.k for one in voted(found) if one.k > own.k and one.votes > own.votes - LEVEL_POINTS
    )


def preferences(own: Candidate, other: Candidate) -> tuple[list[str], list[str]]:
    """Return the voters that prefer one division, and those that prefer the other: those
    by whose criterion it beats more rivals.
    """
    leads = {voter: beaten - other.ballots[voter] for voter, beaten in own.ballots.items()}
    return [voter for voter, ahead in leads.items() if ahead > 0], [
        voter for voter, ahead in leads.items() if ahead < 0
    ]


def scores(names: Iterable[str]) -> tuple[Claim, ...]:
    """Name what divisions are scored by, as a list."""
    return tuple(Claim(f"choice.score.{name}") for name in names)


def furthest_apart(candidates: Sequence[Candidate]) -> Candidate:
    """Return the candidate of the highest silhouette, of level ones the coarsest."""
    # Rounded, so that the last bits of floating point decide nothing.
    return max(candidates, key=lambda one: (round(one.silhouette, 9), -one.k))


def coarser(found: Segmentation) -> Candidate | None:
    """Return the best division that was left out for being too coarse or less fine."""
    coarse = [
        one for one in found.candidates if one.verdict in (Verdict.TOO_COARSE, Verdict.LESS_FINE)
    ]
    return furthest_apart(coarse) if coarse else None


def bend(found: Segmentation) -> Bend | None:
    """Return where the inertia bends most; None where too few numbers of segments were tried."""
    first = found.candidates[0].algorithm
    inertia = {one.k: one.inertia for one in found.candidates if one.algorithm == first}
    # What the last segment lowered the inertia by, over what the next one does. Where that is as
    # good as nothing, a trace of the inertia stands for it, so that the ratio stays finite.
    bends = {
        k: (inertia[k - 1] - inertia[k])
        / max(inertia[k] - inertia[k + 1], 1e-9 * inertia[k] or 1.0)
        for k in sorted(inertia)
        if k - 1 in inertia and k + 1 in inertia
    }
    if not bends:
        return None
    k = max(bends, key=lambda each: (round(bends[each], 6), -each))
    return Bend(k=k, first=min(inertia), times=bends[k])
