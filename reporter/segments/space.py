"""Prepared features in, the space out that algorithms and proofs work in, and samples of its
customers.

Two views of the same customers: `prepared` is what distances are measured in; `smeared` is where
empty space is looked for. In the latter nothing was pulled in to bounds, which would pile customers
up there, and values that come in steps (3 orders, 4 orders) are spread evenly over their step,
since the space between two whole numbers is no gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Customers as points."""

    prepared: NDArray[np.float64]
    """Shape (customers, features)."""
    smeared: NDArray[np.float64]
    """Shape (customers, numeric features)."""

    def __len__(self) -> int:
        return len(self.prepared)

    def take(self, rows: NDArray[np.intp]) -> Space:
        """Return some of the customers."""
        return Space(prepared=self.prepared[rows], smeared=self.smeared[rows])


def kinds(prepared: NDArray[np.float64]) -> NDArray[np.intp]:
    """Number the customers so that those who are alike to the sixth decimal share a number, from 0.

    Algorithms tell squares of distances apart, which are then a thousand times what floating point
    loses of them.
    """
    return np.unique(prepared.round(6), axis=0, return_inverse=True)[1].reshape(-1)


def sample_rows(customers: int, size: int, seed: int) -> NDArray[np.intp]:
    """Return the rows of a simple random sample, in order; all rows when there are no more."""
    if customers <= size:
        return np.arange(customers)
    return np.sort(np.random.default_rng(seed).choice(customers, size, replace=False))


def even_rows(values: NDArray[np.float64], size: int, seed: int) -> NDArray[np.intp]:
    """Return the rows of a sample that is stratified by a value: a random one from each of `size`
    equal slices of its ranking.
    """
    if len(values) <= size:
        return np.arange(len(values))
    ranking = np.argsort(values, kind="stable")
    edges = np.linspace(0, len(values), size + 1)
    drawn = np.random.default_rng(seed).uniform(edges[:-1], edges[1:]).astype(np.intp)
    return np.sort(ranking[np.minimum(drawn, len(values) - 1)])


def balanced_rows(labels: NDArray[np.intp], size: int, seed: int) -> NDArray[np.intp]:
    """Return the rows of up to `size` customers, as evenly over the clusters as their sizes
    allow.
    """
    if len(labels) <= size:
        return np.arange(len(labels))
    each = size // (int(labels.max()) + 1)
    members: Sequence[NDArray[np.intp]] = [
        np.flatnonzero(labels == number) for number in range(int(labels.max()) + 1)
    ]
    return np.sort(np.concatenate([rows[sample_rows(len(rows), each, seed)] for rows in members]))
