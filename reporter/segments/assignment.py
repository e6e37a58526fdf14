"""Estimators that put new customers into segments where scikit-learn's own cannot: points in,
cluster numbers and confidence out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.metrics import pairwise_distances_argmin_min

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Labels = NDArray[np.intp]

MEMBERS = 6_000
"""So many members are kept at most."""


class NearestMember(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Put each point into the cluster of the nearest fitted member.

    For algorithms whose clusters have no centre: Ward, HDBSCAN, DBSCAN, spectral clustering, merged
    pieces of k-means, and what a user plugs in.
    """

    def fit(self, X: Matrix, y: Labels) -> Self:  # noqa: N803 - scikit-learn's signature
        """Keep members, shape (members, features), and their cluster numbers from 0."""
        self.members_ = np.ascontiguousarray(X, dtype=np.float64)
        self.labels_ = np.asarray(y, dtype=np.int64)
        return self

    def predict(self, X: Matrix) -> Labels:  # noqa: N803 - scikit-learn's signature
        """Return the cluster number of each point."""
        nearest, _ = pairwise_distances_argmin_min(X, self.members_)
        return np.asarray(self.labels_[nearest], dtype=np.intp)

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the distance of each point to the nearest member of each cluster, shape (points,
        clusters).
        """
        numbers = range(int(self.labels_.max()) + 1)
        return np.column_stack(
            [
                pairwise_distances_argmin_min(X, self.members_[self.labels_ == number])[1]
                for number in numbers
            ]
        )


def memberships(model: Any, prepared: Matrix) -> Matrix:
    """Return how far each point belongs to each cluster, shape (points, clusters), rows adding up
    to 1.

    A mixture gives its posterior probabilities; other models the memberships of fuzzy c-means with
    exponent 2 (Bezdek 1981), the inverse squared distances to centres or nearest members, scaled to
    1.
    """
    if hasattr(model, "predict_proba"):
        return np.asarray(model.predict_proba(prepared), dtype=np.float64)
    squares = np.asarray(model.transform(prepared), dtype=np.float64) ** 2
    closeness = 1 / np.maximum(squares, 1e-18)
    return np.asarray(closeness / closeness.sum(axis=1, keepdims=True))
