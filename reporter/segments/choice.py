"""Scored candidates in, the number of segments out.

Five voters rank the candidates within the settings' range: silhouette, Calinski-Harabasz and Davies-Bouldin index, the
size of the smallest segment, and the stability of the least stable one. A voter gives each candidate the share of the
others that it beats, half a point for a tie (Borda's count); most points win, and of equal points the smaller k.
A candidate with a segment of under 1 % of customers is out unless all are: such splits score well and are of no use.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from reporter.errors import SegmentsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate
    from reporter.settings import SegmentsSettings

LARGE_ENOUGH = 0.05
"""A smallest segment from this share on is as good as any; below, larger is better."""
TOO_SMALL = 0.01
"""A segment under this share rules a candidate out of the vote."""
TRIED = 10
"""The candidates reach from 2 to this many segments, or further where settings ask for more."""


def candidate_counts(customers: int, kinds: int, settings: SegmentsSettings) -> range:
    """Return the numbers of segments to try, from 2.

    Parameters
    ----------
    customers, kinds
        How many customers there are, and how many different ones.

    Raises
    ------
    SegmentsError
        There are too few customers for two segments, or for as many as asked for.
    """
    if settings.count is not None and settings.count > min(customers - 1, kinds):
        raise SegmentsError(
            f"{settings.count} segments were asked for, but there are only {_customers(customers)} of {_kinds(kinds)}.",
            "Ask for fewer segments with --segments, or bring more customers.",
        )
    # Without a wish, segments should hold two customers on average; with one, it is followed as far as it can be.
    most = min(max(TRIED, settings.maximum), customers // 2, kinds)
    most = max(most, settings.count or 0)
    if most < 2:
        raise SegmentsError(
            f"There are only {_customers(customers)} of {_kinds(kinds)}: too few to segment.",
            "Bring at least four customers that differ; a few hundred make segments that mean something.",
        )
    return range(2, most + 1)


def _customers(count: int) -> str:
    return "1 customer" if count == 1 else f"{count:,} customers"


def _kinds(count: int) -> str:
    return "one kind" if count == 1 else f"{count:,} different kinds"


def choose(candidates: Sequence[Candidate], settings: SegmentsSettings) -> tuple[Candidate, ...]:
    """Return the candidates with their votes, one of them chosen."""
    voting = _eligible(candidates, settings)
    points = dict(zip((candidate.k for candidate in voting), _points(voting), strict=True))
    winner = settings.count or max(points, key=lambda k: (points[k], -k))
    return tuple(replace(candidate, votes=points.get(candidate.k, 0.0), chosen=candidate.k == winner) for candidate in candidates)


def _eligible(candidates: Sequence[Candidate], settings: SegmentsSettings) -> Sequence[Candidate]:
    within = [candidate for candidate in candidates if settings.minimum <= candidate.k <= settings.maximum]
    # Too few customers for the range: as many segments as they allow.
    within = within or [candidates[-1]]
    return [candidate for candidate in within if candidate.smallest >= TOO_SMALL] or within


def _points(candidates: Sequence[Candidate]) -> list[float]:
    # Rounded, so that a difference in the last bits of a sum is no vote.
    ballots = np.round(
        [
            [
                candidate.silhouette,
                candidate.calinski_harabasz,
                -candidate.davies_bouldin,
                min(candidate.smallest, LARGE_ENOUGH),
                candidate.stability,
            ]
            for candidate in candidates
        ],
        6,
    )
    beaten = (ballots[:, None] > ballots[None]).sum(axis=1) + ((ballots[:, None] == ballots[None]).sum(axis=1) - 1) / 2
    points: list[float] = (beaten.sum(axis=1) / max(len(candidates) - 1, 1)).tolist()
    return points
