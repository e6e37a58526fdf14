"""Algorithms that look for crowded places and leave the rest outside: a space in, divisions with
noise out.

Both find their own number of clusters, so a few settings of how large or how crowded a group must
be take the place of k. Customers who are left outside join the nearest member's cluster, and are
told apart in `Division.noise`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.neighbors import NearestNeighbors

from reporter.choices import AlgorithmName
from reporter.segments.algorithms import Division, with_noise
from reporter.segments.assignment import NearestMember
from reporter.segments.space import sample_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reporter.segments.space import Space

    Points = NDArray[np.float64]
    Labels = NDArray[np.intp]

MOST_CUSTOMERS = 6_000
FITTED_ON = 3_000
"""Customers that density is looked for among at most: its time grows with their square."""


class _Density(ABC):
    """What the two have in common: they are fitted by a share of customers, and mark
    noise by -1.
    """

    limit = MOST_CUSTOMERS
    shares: tuple[float, ...]

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit each setting; what finds fewer than two groups, or more than anybody asked for, is no
        division.
        """
        seen: set[bytes] = set()
        for share in self.shares:
            found = self._seen(space.prepared, share, seed)
            k = int(found.max()) + 1
            if 2 <= k <= max(counts) and found.tobytes() not in seen:
                seen.add(found.tobytes())
                yield with_noise(space.prepared, found, share)

    def _seen(self, prepared: Points, share: float, seed: int) -> Labels:
        """Fit a sample of many customers, and put each other one where the nearest of the sample
        is, be it outside.
        """
        rows = sample_rows(len(prepared), FITTED_ON, seed)
        found = self._fit(prepared[rows], share)
        if len(rows) == len(prepared) or found.max() < 0:
            return found
        return np.asarray(
            NearestMember().fit(prepared[rows], found + 1).predict(prepared) - 1, dtype=np.intp
        )

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:  # noqa: ARG002 - takes no weights
        """Fit a resample's different customers with the same setting."""
        found = self._fit(space.prepared, like.setting)
        if found.max() < 0:
            return np.zeros(len(space), dtype=np.intp)
        return with_noise(space.prepared, found).labels

    @abstractmethod
    def _fit(self, prepared: Points, share: float) -> Labels:
        """Return clusters from 0, and -1 for noise."""


class HDBSCANAlgorithm(_Density):
    """HDBSCAN (Campello, Moulavi & Sander 2013): groups that stay together over a range of
    densities.
    """

    name = AlgorithmName.HDBSCAN
    shares = (0.02, 0.05)
    """The smallest group, as a share of customers."""

    def _fit(self, prepared: Points, share: float) -> Labels:
        smallest = max(5, round(share * len(prepared)))
        if len(prepared) < 2 * smallest:
            return np.full(len(prepared), -1, dtype=np.intp)
        samples = min(smallest, 10)
        return np.asarray(
            HDBSCAN(min_cluster_size=smallest, min_samples=samples, copy=True).fit_predict(
                prepared
            ),
            dtype=np.intp,
        )


class DBSCANAlgorithm(_Density):
    """DBSCAN (Ester, Kriegel, Sander & Xu 1996): places where so many customers lie within one
    distance.
    """

    name = AlgorithmName.DBSCAN
    shares = (0.7, 0.8, 0.9, 0.95)
    """Share of customers who have enough neighbours within the distance."""

    def _fit(self, prepared: Points, share: float) -> Labels:
        # Twice the number of features, as Sander, Ester, Kriegel & Xu (1998) advise.
        enough = min(max(4, 2 * prepared.shape[1]), len(prepared) - 1)
        distances: Any = NearestNeighbors(n_neighbors=enough).fit(prepared).kneighbors()[0][:, -1]
        radius = float(np.quantile(distances, share))
        if radius <= 0:
            return np.full(len(prepared), -1, dtype=np.intp)
        return np.asarray(
            DBSCAN(eps=radius, min_samples=enough).fit_predict(prepared), dtype=np.intp
        )
