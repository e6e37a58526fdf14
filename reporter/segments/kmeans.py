"""Points in, scikit-learn's k-means of them out, its seeds drawn without its checks.

Of a few hundred customers, checking the input of every distance takes longer than the distances: a
third of k-means' time is spent on seeds. `seeds` draws the same numbers in the same order as
scikit-learn's k-means++ and computes the same sums, so that the same clusters come of it, to the
last bit.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import KMeans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

ROUNDS = 300
"""Rounds of a start at most, as scikit-learn has them."""


def kmeans(
    points: Points,
    count: int,
    *,
    starts: int,
    seed: int,
    weights: NDArray[np.intp] | None = None,
    rounds: int = ROUNDS,
) -> KMeans:
    """Cluster points about centres (Lloyd 1982).

    Parameters
    ----------
    points
        Shape (points, features).
    count
        How many clusters; no more than there are points.
    starts
        Draws of seeds, of which the best end is kept.
    weights
        How often each point counts, shape (points,); once by default.
    rounds
        Rounds of a start at most.

    Raises
    ------
    ValueError
        There are fewer points than clusters.
    """
    drawn = partial(seeds, weights=weights)
    model = KMeans(count, init=drawn, n_init=starts, max_iter=rounds, random_state=seed).fit(
        points, sample_weight=weights
    )
    # What is kept with a report names no function of ours.
    model.init = "k-means++"
    return model


def seeds(
    points: Points,
    count: int,
    random_state: np.random.RandomState,
    *,
    weights: NDArray[np.intp] | None = None,
) -> Points:
    """Draw seeds far apart, each the best of some trials (greedy k-means++: Arthur & Vassilvitskii
    2007).

    Parameters
    ----------
    points
        Shape (points, features).
    random_state
        What is drawn from.
    weights
        How often each point counts, shape (points,); once by default.

    Returns
    -------
    NDArray
        Shape (count, features).
    """
    times = np.ones(len(points)) if weights is None else weights.astype(np.float64)
    norms = _squares(points)
    trials = 2 + int(np.log(count))
    first = random_state.choice(len(points), p=times / times.sum())
    chosen = [first]
    nearest = _squared_distances(points[[first]], points, norms)
    cost = nearest @ times
    for _ in range(1, count):
        # A point is drawn the more likely the further it lies from all seeds, by squares.
        drawn = random_state.uniform(size=trials) * cost
        candidates = np.searchsorted(np.cumsum(times * nearest), drawn)
        np.minimum(candidates, len(points) - 1, out=candidates)
        distances = _squared_distances(points[candidates], points, norms)
        np.minimum(nearest, distances, out=distances)
        costs = distances @ times.reshape(-1, 1)
        best = int(costs.argmin())
        chosen.append(candidates[best])
        nearest, cost = distances[best], costs[best]
    return points[chosen]


def _squares(points: Points) -> Points:
    squares: Points = np.einsum("ij,ij->i", points, points)
    return squares


def _squared_distances(some: Points, points: Points, norms: Points) -> Points:
    """Return |a − b|² as |a|² − 2ab + |b|², shape (some, points)."""
    distances: Points = -2 * (some @ points.T)
    distances += _squares(some)[:, None]
    distances += norms
    return np.maximum(distances, 0, out=distances)
