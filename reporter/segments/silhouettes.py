"""Prepared features and several labellings of the same customers in, each customer's silhouettes
out.

The silhouette (Rousseeuw 1987) sets the mean distance to one's own cluster (a) against that to the
nearest other (b): (b − a) / max(a, b), and 0 in a cluster of one. Distances are made once, a block
of rows at a time, and serve all labellings: one product with their indicator matrix sums them by
cluster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BLOCK = 256
"""Rows of distances that are held at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silhouettes:
    """How well each customer lies in the own cluster."""

    widths: NDArray[np.float64]
    """−1 to 1, one per customer."""
    neighbours: NDArray[np.intp]
    """The nearest other cluster of each customer."""

    @property
    def mean(self) -> float:
        """The silhouette of the whole labelling."""
        return float(self.widths.mean())


def silhouettes(
    prepared: NDArray[np.float64], labellings: Sequence[NDArray[np.intp]]
) -> list[Silhouettes]:
    """Return exact silhouettes for each labelling.

    Parameters
    ----------
    prepared
        Shape (customers, features).
    labellings
        Cluster numbers from 0 of the customers, at least two different ones in each.

    Notes
    -----
    Distances are float32, which halves the time and changes a customer's silhouette by less than
    1e-5.
    """
    counts = [np.bincount(labels) for labels in labellings]
    starts = np.cumsum([0, *(len(count) for count in counts)])
    indicator = np.zeros((len(prepared), starts[-1]), dtype=np.float32)
    for labels, start in zip(labellings, starts[:-1], strict=True):
        indicator[np.arange(len(prepared)), start + labels] = 1
    widths = np.empty((len(labellings), len(prepared)))
    neighbours = np.empty((len(labellings), len(prepared)), dtype=np.intp)
    points = prepared.astype(np.float32)
    squares = np.einsum("ij,ij->i", points, points)
    for first in range(0, len(prepared), BLOCK):
        rows = slice(first, first + BLOCK)
        sums = _distances(points, squares, rows) @ indicator
        for index, (labels, count) in enumerate(zip(labellings, counts, strict=True)):
            own = sums[:, starts[index] : starts[index + 1]].astype(np.float64)
            widths[index, rows], neighbours[index, rows] = _from_sums(own, labels[rows], count)
    return [
        Silhouettes(widths=width, neighbours=neighbour)
        for width, neighbour in zip(widths, neighbours, strict=True)
    ]


def _distances(
    points: NDArray[np.float32], squares: NDArray[np.float32], rows: slice
) -> NDArray[np.float32]:
    products: NDArray[np.float32] = points[rows] @ points.T
    # |x - y|² = |x|² - 2 x·y + |y|²: one matrix product serves all pairs.
    products *= -2
    products += squares
    products += squares[rows, None]
    np.maximum(products, 0, out=products)
    # Rounding leaves a trace of a distance to oneself, which counts in small clusters.
    own = np.arange(len(products))
    products[own, rows.start + own] = 0
    np.sqrt(products, out=products)
    return products


def _from_sums(
    sums: NDArray[np.float64], labels: NDArray[np.intp], counts: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    everyone = np.arange(len(labels))
    # The mean over the others of one's own cluster: the distance to oneself does not count.
    within = sums[everyone, labels] / np.maximum(counts[labels] - 1, 1)
    # A sample may miss a cluster, which is then nobody's neighbour.
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.inf)
    means[everyone, labels] = np.inf
    neighbours = means.argmin(axis=1)
    between = means[everyone, neighbours]
    larger = np.maximum(within, between)
    widths = np.divide(
        between - within,
        larger,
        out=np.zeros_like(larger),
        where=(larger > 0) & (counts[labels] > 1),
    )
    return widths, neighbours
