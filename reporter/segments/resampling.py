"""A division of customers in, how often resamples would divide them alike out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.segments.space import kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reporter.segments.algorithms import Algorithm, Division
    from reporter.segments.space import Space

SAMPLE_SIZE = 1_000
"""Customers drawn for a resample at most: fewer make it a harder test, never an easier one."""


def stabilities(
    space: Space, algorithm: Algorithm, division: Division, resamples: int, seed: int
) -> NDArray[np.float64]:
    """Return each cluster's Jaccard in each resample, shape (resamples, clusters); NaN where no
    member was drawn.

    Each resample draws customers with replacement, clusters them again, and compares every original
    cluster with the new cluster that is most alike, over the customers drawn: shared members over
    members of either (Hennig 2007, "Cluster-wise assessment of cluster stability"). Algorithms
    without weights cluster the different customers drawn. `Stability` grades the mean.
    """
    numbers, found = kinds(space.prepared), np.full((resamples, division.k), np.nan)
    for index in range(resamples):
        # The draws are the same for every division, so that candidates are compared on the same
        # resamples.
        draws = np.random.default_rng([seed, index]).integers(
            0, len(space), min(len(space), SAMPLE_SIZE)
        )
        rows, times = np.unique(draws, return_counts=True)
        # Too few different customers for as many clusters: the resample cannot show them all.
        if len(np.unique(numbers[rows])) < division.k:
            continue
        again = algorithm.refit(space.take(rows), times, division, seed + index)
        found[index] = best_jaccards(division.labels[rows], again, division.k)
    return found


def best_jaccards(labels: NDArray[np.intp], again: NDArray[np.intp], k: int) -> NDArray[np.float64]:
    """Return for each of k clusters the highest Jaccard with any new cluster; NaN for one without
    members.
    """
    shared = np.zeros((k, int(again.max()) + 1))
    np.add.at(shared, (labels, again), 1)
    sizes = shared.sum(axis=1)
    # Members of either: of one and of the other, less those that both share.
    either = sizes[:, None] + shared.sum(axis=0) - shared
    best = (shared / either).max(axis=1)
    return np.where(sizes > 0, best, np.nan)


def mean_stabilities(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each cluster's mean over the resamples in which it was drawn; 0 where it never was."""
    drawn = ~np.isnan(found)
    return np.asarray(np.where(drawn, found, 0).sum(axis=0) / np.maximum(drawn.sum(axis=0), 1))


def standard_errors(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard error of each cluster's mean over the resamples in which it was drawn; 0
    where these are fewer than two.
    """
    drawn = (~np.isnan(found)).sum(axis=0)
    # Standard error: the deviation by n - 1, over the root of n.
    off = np.where(np.isnan(found), 0.0, found - mean_stabilities(found))
    return np.asarray(
        np.sqrt((off**2).sum(axis=0) / np.maximum(drawn - 1, 1) / np.maximum(drawn, 1))
    )
