"""Points and clusters in, how empty the space between each two clusters is out.

Customers of two clusters are laid out along the direction that tells them apart best (Fisher's
linear discriminant), and counted in a window that slides along it, from one centre to the other. If
the two are groups of their own, the counts fall into a valley between two cores; if an algorithm
has cut one cloud in two, there is none. This is the question behind Hartigan & Hartigan's dip test
(1985) and Hennig's merging of mixture components (2010, "Methods for merging Gaussian mixture
components"), asked by counts so that its answer can be said: the space between is so much emptier
than the cores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEPTH, ERRORS = 0.5, 2.5
"""A valley separates if it is at most half as full as the lower core, and the difference exceeds
what counting leaves to chance by so many standard errors.
"""
SHRINKAGE = 10
"""Customers a feature that the covariance within clusters is shrunk by: among few, any direction
would seem to tell them apart.
"""
WINDOW, STEP = 0.25, 0.05
"""Of the distance between the two centres."""
REACH = 0.5
"""How far beyond the centres the cores are looked for."""
BETWEEN = (0.15, 0.85)
"""Where between the centres a valley may lie."""
BEYOND = 0.15
"""So many members of either cluster of a division may lie on the other side of a valley: elsewhere
it is not the border that was drawn.
"""
_MIDDLES = np.arange(-REACH, 1 + REACH, STEP)
_STARTS = _MIDDLES - WINDOW / 2
_BETWEEN = np.flatnonzero((BETWEEN[0] < _MIDDLES) & (BETWEEN[1] > _MIDDLES))
_AWAY = round(WINDOW / STEP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Valley:
    """The emptiest place between two clusters."""

    depth: float
    """1 less its count over that of the lower core; 0 where there is none."""
    errors: float
    """The standard errors by which the lower core exceeds it."""

    @property
    def evidence(self) -> float:
        """Return how clearly it separates: 1 and more if it does."""
        return min(self.depth / DEPTH, self.errors / ERRORS)


NONE = Valley(depth=0.0, errors=0.0)


def valley(first: NDArray[np.float64], second: NDArray[np.float64], beyond: float = 1.0) -> Valley:
    """Return the valley between two clusters of points.

    Parameters
    ----------
    first, second
        Shapes (members, features).
    beyond
        Which share of either cluster may lie on the other side of the valley, 0 to 1.
    """
    start, end = first.mean(axis=0), second.mean(axis=0)
    way = end - start
    if float(way @ way) <= 1e-12:
        return NONE
    # Fisher's direction: the inverse of the covariance within, times the way between centres.
    line = np.linalg.solve(_within(first - start, second - end), way)
    # On this scale the first centre lies at 0, the second at 1.
    line /= float(line @ way)
    before_it, behind_it = (
        np.sort(first @ line - start @ line),
        np.sort(second @ line - start @ line),
    )
    positions = np.sort(np.concatenate([before_it, behind_it]))
    counts = np.searchsorted(positions, _STARTS + WINDOW) - np.searchsorted(positions, _STARTS)
    before, after = np.maximum.accumulate(counts), np.maximum.accumulate(counts[::-1])[::-1]
    core = np.minimum(before[_BETWEEN - _AWAY], after[_BETWEEN + _AWAY]).astype(float)
    bottom = counts[_BETWEEN].astype(float)
    # Counts are Poisson: the variance of a difference is about the sum of both.
    errors = (core - bottom) / np.sqrt(np.maximum(core + bottom, 1.0))
    middles = _MIDDLES[_BETWEEN]
    strays = np.maximum(
        1 - np.searchsorted(before_it, middles) / len(first),
        np.searchsorted(behind_it, middles) / len(second),
    )
    errors[strays > beyond] = 0.0
    deepest = int(errors.argmax())
    if errors[deepest] <= 0:
        return NONE
    depth = 1 - bottom[deepest] / core[deepest]
    return Valley(depth=float(depth), errors=float(errors[deepest]))


def _within(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the covariance within two centred clusters, shrunk towards the identity (as Ledoit &
    Wolf 2004).
    """
    within = (first.T @ first + second.T @ second) / (len(first) + len(second))
    even = max(float(np.trace(within)) / len(within), 1e-12)
    share = min(1.0, SHRINKAGE * len(within) / (len(first) + len(second)))
    return np.asarray((1 - share) * within + share * even * np.eye(len(within)))


def valleys(
    smeared: NDArray[np.float64], labels: NDArray[np.intp]
) -> dict[tuple[int, int], Valley]:
    """Return the valley between each two clusters of a division, at the border that it draws.

    Parameters
    ----------
    smeared
        Shape (customers, features).
    labels
        Cluster numbers from 0.
    """
    members = [smeared[labels == number] for number in range(int(labels.max()) + 1)]
    return {
        (one, other): valley(members[one], members[other], BEYOND)
        for one in range(len(members))
        for other in range(one + 1, len(members))
        if len(members[one]) and len(members[other])
    }


def shallowest(found: dict[tuple[int, int], Valley]) -> Valley:
    """Return the valley that separates least; none where there are no two clusters."""
    return min(found.values(), key=lambda one: (one.evidence, one.depth, one.errors), default=NONE)
