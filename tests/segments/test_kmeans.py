"""Clusters are scikit-learn's own, to the last bit, whatever the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.cluster import KMeans, kmeans_plusplus

from reporter.segments.kmeans import kmeans, seeds
from tests import heavy

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANCE = np.random.default_rng(5)
POINTS = {
    "a cloud": CHANCE.normal(size=(200, 4)),
    "one feature": CHANCE.lognormal(size=(90, 1)),
    "few values": CHANCE.integers(0, 3, (150, 3)).astype(float),
    "far from zero": CHANCE.normal(1e6, 1, (60, 2)),
    "three groups": np.concatenate([CHANCE.normal(at, 0.3, (50, 2)) for at in (0, 3, 6)]),
}


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.parametrize("weighted", [False, True])
def test_the_seeds_are_those_of_scikit_learn(name: str, weighted: bool) -> None:
    points = POINTS[name]
    for seed in range(20):
        weights = np.random.default_rng(seed).integers(1, 4, len(points)) if weighted else None
        right, _ = kmeans_plusplus(points, 2 + seed % 7, sample_weight=weights, random_state=seed)
        found = seeds(points, 2 + seed % 7, np.random.RandomState(seed), weights=weights)
        assert np.array_equal(found, right)


@pytest.mark.parametrize("name", heavy.every(3, POINTS))
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_clusters_are_those_of_scikit_learn(name: str, count: int) -> None:
    points = POINTS[name]
    times: NDArray[np.intp] = np.random.default_rng(count).integers(1, 5, len(points))
    for weights in (None, times):
        found = kmeans(points, count, starts=4, seed=count, weights=weights, rounds=30)
        right = KMeans(count, n_init=4, max_iter=30, random_state=count).fit(
            points, sample_weight=weights
        )
        assert np.array_equal(found.labels_, right.labels_)
        assert np.array_equal(found.cluster_centers_, right.cluster_centers_)
        assert found.inertia_ == right.inertia_
        assert found.get_params() == right.get_params()
