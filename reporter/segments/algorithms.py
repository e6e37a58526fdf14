"""The registry of algorithms: a space of customers in, fitted divisions of them out.

One small class per algorithm. `fit` fits whatever numbers of clusters it can; `refit` clusters a
resample again, for stability. Algorithms that need all distances see a sample (`LIMIT`), and
everybody else joins the nearest member of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import MiniBatchKMeans
from sklearn.manifold import spectral_embedding
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import kneighbors_graph

from reporter.choices import AlgorithmName
from reporter.segments.assignment import NearestMember
from reporter.segments.kmeans import kmeans
from reporter.segments.space import sample_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from sklearn.cluster import KMeans

    from reporter.segments.space import Space

    Points = NDArray[np.float64]
    Labels = NDArray[np.intp]

STARTS, STARTS_AGAIN = 10, 3
"""k-means++ starts of a fit, and on a resample: on Mall's five clusters, 3 give the stabilities of
10 within .02, 1 gives .1 less.
"""
ROUNDS_AGAIN = 30
"""Rounds on a resample: later ones move few customers, and cost half of the time where there are no
groups.
"""
LARGE = 20_000
"""Above this many customers, k-means starts on a sample of so many and goes on in small batches."""
GROWN_ON = 3_000
"""Customers that a tree is grown from at most, whose time grows with their square, and that a
mixture is fitted to.
"""
RIDGE = 1e-4
"""Added to the variances of a mixture, so that a handful of like customers is no cluster of endless
density.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Division:
    """Customers in clusters."""

    k: int
    labels: Labels
    """Cluster numbers from 0."""
    model: Any
    """Predicts the cluster number of a point, and how near the clusters are."""
    noise: NDArray[np.bool_] | None = None
    """Customers left outside of any group, who joined the nearest."""
    bic: float | None = None
    setting: float = 0.0
    """The setting of an algorithm that is told no number of clusters."""


class Algorithm(Protocol):
    """A way to divide customers."""

    @property
    def name(self) -> str:
        """What settings and reports call it."""
        ...

    @property
    def limit(self) -> int:
        """The most customers that it can look at."""
        ...

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit divisions; algorithms that find their own number of clusters take no notice of
        `counts` but its last.
        """
        ...

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:
        """Cluster a resample the way a division was made; `times` says how often each customer was
        drawn.
        """
        ...


class KMeansAlgorithm:
    """Lloyd's k-means: round clusters about centres."""

    name = AlgorithmName.KMEANS
    limit = 10**9

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit each number of clusters; where fewer are found, they have been tried already."""
        for k in counts:
            model = self._fit(space.prepared, k, seed)
            labels = np.asarray(model.labels_, dtype=np.intp)
            if len(np.unique(labels)) == k:
                yield Division(k=k, labels=labels, model=model)

    def _fit(self, prepared: Points, k: int, seed: int) -> KMeans | MiniBatchKMeans:
        if len(prepared) <= LARGE:
            return kmeans(prepared, k, starts=STARTS, seed=seed)
        sample = prepared[sample_rows(len(prepared), LARGE, seed)]
        start = kmeans(sample, k, starts=STARTS, seed=seed).cluster_centers_
        return MiniBatchKMeans(
            k, init=start, n_init=1, batch_size=LARGE, random_state=seed, reassignment_ratio=0
        ).fit(prepared)

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:
        """Cluster a resample into as many."""
        model = kmeans(
            space.prepared,
            like.k,
            starts=STARTS_AGAIN,
            seed=seed,
            weights=times,
            rounds=ROUNDS_AGAIN,
        )
        return np.asarray(model.labels_, dtype=np.intp)


class Ward:
    """Agglomerative clustering that joins what raises the variance within clusters least (Ward
    1963).
    """

    name = AlgorithmName.WARD
    limit = 6_000

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Cut one tree at each number of clusters; of many customers, that of a sample, which the
        others join.
        """
        members = space.prepared[sample_rows(len(space), GROWN_ON, seed)]
        tree = linkage(members, "ward")
        for k in counts:
            cut = consecutive(fcluster(tree, k, "maxclust"))
            model = NearestMember().fit(members, cut)
            labels = cut if len(members) == len(space) else model.predict(space.prepared)
            # Joins of equal cost are cut together, which leaves fewer clusters than asked for.
            if cut.max() + 1 == k:
                yield Division(k=k, labels=labels, model=model)

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:  # noqa: ARG002 - see fit
        """Cut the tree of a resample's different customers."""
        return consecutive(fcluster(linkage(space.prepared, "ward"), like.k, "maxclust"))


class Mixture:
    """Gaussian mixture with full covariances: clusters may be long, tilted and of
    different sizes.
    """

    name = AlgorithmName.GMM
    limit = LARGE

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit each number of components, of many customers to a sample; one that nobody falls to is
        no cluster.
        """
        members = space.prepared[sample_rows(len(space), GROWN_ON, seed)]
        for k in counts:
            model = GaussianMixture(k, reg_covar=RIDGE, random_state=seed, max_iter=200).fit(
                members
            )
            labels = np.asarray(model.predict(space.prepared), dtype=np.intp)
            if len(np.unique(labels)) == k:
                yield Division(
                    k=k, labels=labels, model=model, bic=float(model.bic(space.prepared))
                )

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:  # noqa: ARG002 - a mixture takes no weights
        """Fit as many components to a resample's different customers."""
        model = GaussianMixture(like.k, reg_covar=RIDGE, random_state=seed).fit(space.prepared)
        return consecutive(model.predict(space.prepared))


class Spectral:
    """Spectral clustering over nearest neighbours: clusters of any connected shape."""

    name = AlgorithmName.SPECTRAL
    limit = 1_000
    neighbours = 10

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit each number of clusters."""
        for k in counts:
            labels = together(space.prepared, self._labels(space.prepared, k, seed))
            if len(np.unique(labels)) == k:
                yield Division(
                    k=k, labels=labels, model=NearestMember().fit(space.prepared, labels)
                )

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:  # noqa: ARG002 - takes no weights
        """Cluster a resample's different customers into as many."""
        return self._labels(space.prepared, like.k, seed)

    def _labels(self, prepared: Points, k: int, seed: int) -> Labels:
        if len(prepared) <= k:  # as many groups as customers: no space is left to embed them in
            return np.arange(len(prepared), dtype=np.intp)
        graph = kneighbors_graph(
            prepared, min(self.neighbours, len(prepared) - 1), include_self=True
        )
        # Islands that no edge reaches would leave the embedding undefined: a faint edge to
        # everybody joins them.
        joined = np.asarray((graph + graph.T).todense()) / 2 + 1e-6
        embedded = spectral_embedding(joined, n_components=k, random_state=seed, drop_first=False)
        return consecutive(kmeans(embedded, k, starts=STARTS_AGAIN, seed=seed).labels_)


def with_noise(prepared: Points, found: Labels, setting: float = 0.0) -> Division:
    """Make a division of clusters from 0 and noise, -1, that joins the cluster of the nearest
    member.
    """
    noise, labels = found < 0, found.copy()
    labels[~noise] = consecutive(together(prepared[~noise], found[~noise]))
    model = NearestMember().fit(prepared[~noise], labels[~noise])
    if noise.any():
        labels[noise] = model.predict(prepared[noise])
    return Division(
        k=int(labels.max()) + 1, labels=labels, model=model, noise=noise, setting=setting
    )


def together(prepared: Points, labels: Labels) -> Labels:
    """Put customers who are alike in every feature into the cluster of the first of them: no rule
    could tell them apart.
    """
    _, first, kind = np.unique(prepared, axis=0, return_index=True, return_inverse=True)
    return np.asarray(labels[first[kind.reshape(-1)]], dtype=np.intp)


def consecutive(labels: NDArray[Any]) -> Labels:
    """Number clusters from 0 without holes, in the order of their old numbers."""
    return np.unique(labels, return_inverse=True)[1].reshape(-1).astype(np.intp)
