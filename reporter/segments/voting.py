"""Candidates that may be chosen in, a vote of their scores out: points 4 and 5 of the rule in
`choice`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reporter.model import Lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reporter.segments.scores import Scored

LARGE_ENOUGH = 0.05
"""A smallest segment from this share on is as good as any; below, larger is better."""
DIGITS = 6
"""Decimals that scores are rounded to: a difference in the last bits of a sum is no vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How the scores voted."""

    ranking: tuple[Scored, ...]
    """The candidates, the one to take first."""
    level: tuple[Scored, ...]
    """Those within one standard error of the leader, itself included."""
    ballots: dict[int, dict[str, float]]
    """By the candidate's `id`: each voter's share of rivals that it beats."""


def vote(pool: Sequence[Scored]) -> Vote:
    """Let the scores vote, and of candidates level with the leader put the simplest first."""
    voters, shares = ballots(pool)
    ranking, level = _ranking(pool, shares)
    return Vote(
        ranking=tuple(pool[number] for number in ranking),
        level=tuple(pool[number] for number in level),
        ballots={
            id(one): dict(zip(voters, column.tolist(), strict=True))
            for one, column in zip(pool, shares.T, strict=True)
        },
    )


def ballots(pool: Sequence[Scored]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the voters, and the share of rivals that each candidate beats by them, shape (voters,
    candidates).
    """
    tried = [one.candidate for one in pool]
    scores: dict[str, list[float | None]] = {
        "silhouette": [one.silhouette for one in tried],
        "calinski_harabasz": [one.calinski_harabasz for one in tried],
        "davies_bouldin": [-one.davies_bouldin for one in tried],
        "gap": [one.gap for one in tried],
        "bic": [None if one.bic is None else -one.bic for one in tried],
        "valley": [one.least.evidence for one in pool],
        "stability": [one.stability for one in tried],
        "smallest": [min(one.smallest, LARGE_ENOUGH) for one in tried],
        "usefulness": [one.usefulness for one in tried],
    }
    # A voter must know every candidate.
    voters = [name for name, row in scores.items() if None not in row]
    known = np.round(np.array([scores[name] for name in voters], dtype=np.float64), DIGITS)
    above = (known[:, :, None] > known[:, None]).sum(axis=2)
    ties = (known[:, :, None] == known[:, None]).sum(axis=2) - 1  # each ties with itself
    beaten = above + ties / 2
    return voters, np.asarray(beaten / max(len(pool) - 1, 1))


def _ranking(pool: Sequence[Scored], shares: NDArray[np.float64]) -> tuple[list[int], list[int]]:
    """Return the numbers of the candidates, the one to take first; and of those within one standard
    error of the leader.
    """
    means = np.round(shares.mean(axis=0), 9)
    # Candidates come with the simplest algorithm first: their number breaks a tie.
    simple = [(one.candidate.k, number) for number, one in enumerate(pool)]
    by_votes = sorted(range(len(pool)), key=lambda number: (-float(means[number]), simple[number]))
    leader = by_votes[0]
    given = shares.T.tolist()
    level = [number for number in by_votes if Lead.of(given[leader], given[number]).is_level]
    taken = min(level, key=lambda number: simple[number])
    return [taken, *(number for number in by_votes if number != taken)], level
