"""The scores that vote on a division: candidates in, the voters that know all of them out; by how much one leads another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import mean, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reporter.model import Candidate

__all__ = ["Voter", "voters"]

LARGE_ENOUGH = 0.05
"""A smallest segment from this share on is as good as any."""
DEEP, SURE = 0.5, 2.5
"""A valley at most half as full as the lower core, exceeding chance by so many standard errors, counts as full evidence."""
DIGITS = 6
"""So many decimals are compared."""


@dataclass(frozen=True, slots=True)
class Voter:
    """A score that prefers one candidate to another."""

    name: str
    score: Callable[[Candidate], float | None]
    """Higher is better; None where it is not known."""

    def worth(self, one: Candidate) -> float:
        """Return what a candidate is worth to this voter, rounded as votes are counted."""
        value = self.score(one)
        return round(value, DIGITS) if value is not None else 0.0


VOTERS = (
    Voter("silhouette", lambda one: one.silhouette),
    Voter("Calinski–Harabasz", lambda one: one.calinski_harabasz),
    Voter("Davies–Bouldin", lambda one: -one.davies_bouldin),
    Voter("gap statistic", lambda one: one.gap),
    Voter("BIC", lambda one: None if one.bic is None else -one.bic),
    Voter("valley", lambda one: min(one.valley / DEEP, one.valley_error / SURE)),
    Voter("stability", lambda one: one.stability),
    Voter("size of the smallest segment", lambda one: min(one.smallest, LARGE_ENOUGH)),
    Voter("usefulness", lambda one: one.usefulness),
)


def voters(candidates: Sequence[Candidate]) -> tuple[Voter, ...]:
    """Return the voters that know every one of the candidates."""
    return tuple(voter for voter in VOTERS if all(voter.score(one) is not None for one in candidates))


def lead(first: Candidate, other: Candidate, pool: Sequence[Candidate]) -> tuple[float, float]:
    """Return by how many points one of a pool leads another, and the standard error of that over the voters."""
    voting = voters(pool)
    leads = [_beaten(voter, first, pool) - _beaten(voter, other, pool) for voter in voting]
    error = stdev(leads) / math.sqrt(len(leads)) if len(leads) > 1 else 0.0
    return mean(leads), error


def _beaten(voter: Voter, one: Candidate, pool: Sequence[Candidate]) -> float:
    """Return the share of rivals that a candidate beats; a tie is half a win."""
    own, rivals = voter.worth(one), [voter.worth(other) for other in pool if other is not one]
    return sum((own > rival) + (own == rival) / 2 for rival in rivals) / max(len(rivals), 1)
