"""Prepared features and a chosen labelling in, how much the data themselves fall into groups out.

Bands of the silhouette by Kaufman & Rousseeuw (1990, Finding Groups in Data, p. 88): above .70 strong, above .50
reasonable (here: moderate), above .25 weak, else none. Segments that resampling does not find again count for less: a mean
stability under .75 (Hennig's "doubtful") takes one band, under .60 ("dissolved") leaves none. And KMeans cuts even pure
noise into tidy pieces, so the silhouette must also stand above what data without groups give:

- the same columns, each shuffled by itself, which keeps each feature's distribution and breaks how they go together;
- one normal cloud with the same covariance (Liu, Hayes, Nobel & Marron 2008, SigClust), which keeps how they go together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import KMeans

from reporter.model import Structure
from reporter.segments.clustering import sample_rows
from reporter.segments.silhouettes import silhouettes

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Reference = Callable[[NDArray[np.float64], np.random.Generator], NDArray[np.float64]]

BANDS = ((0.70, Structure.STRONG), (0.50, Structure.MODERATE), (0.25, Structure.WEAK))
DOUBTFUL, DISSOLVED = 0.75, 0.60
REFERENCES = 6
"""Draws of each kind."""
REFERENCE_SIZE = 1_200
"""Customers in a draw at most."""
MARGIN, SPREADS = 0.02, 3.0
"""The silhouette must stand above the mean draw by the margin, and by so many standard deviations of the draws."""
FORGIVEN = 0.50
"""Above this silhouette, shuffled columns are no reference: clear groups in each column by itself survive the shuffling."""


def structure(prepared: NDArray[np.float64], k: int, silhouette: float, stability: float, seed: int) -> Structure:
    """Grade the structure that k segments have found.

    Parameters
    ----------
    prepared
        Shape (customers, features).
    silhouette
        Mean silhouette of the chosen segments.
    stability
        Mean over customers of their segment's stability.
    """
    graded = [grade for threshold, grade in BANDS if silhouette > threshold]
    if not graded or stability < DISSOLVED or silhouette <= chance(prepared, k, silhouette, seed):
        return Structure.NONE
    return graded[0] if stability >= DOUBTFUL else _lowered(graded[0])


def _lowered(grade: Structure) -> Structure:
    order = list(Structure)
    return order[order.index(grade) + 1]


def chance(prepared: NDArray[np.float64], k: int, silhouette: float, seed: int) -> float:
    """Return the silhouette that k clusters must exceed to tell more than data without groups."""
    kinds = [_cloud] if silhouette > FORGIVEN and prepared.shape[1] > 1 else [_shuffled, _cloud]
    return max(_bar(prepared, k, kind, seed) for kind in kinds)


def _bar(prepared: NDArray[np.float64], k: int, kind: Reference, seed: int) -> float:
    found = []
    for place in range(REFERENCES):
        generator = np.random.default_rng([seed, k, place])
        drawn = kind(prepared[sample_rows(len(prepared), REFERENCE_SIZE, seed + place)], generator)
        # Few and coarse values may leave fewer different customers than clusters.
        if len(np.unique(drawn, axis=0)) > k:
            labels = KMeans(k, n_init=3, random_state=seed + place).fit(drawn).labels_
            found.append(silhouettes(drawn, [labels])[0].mean)
    return float(np.mean(found) + max(MARGIN, SPREADS * float(np.std(found)))) if found else -1.0


def _shuffled(rows: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.float64]:
    # A single column shuffled is itself: evenly spread values are its reference (Tibshirani, Walther & Hastie 2001).
    if rows.shape[1] == 1:
        return generator.uniform(rows.min(), rows.max(), rows.shape)
    return generator.permuted(rows, axis=0)


def _cloud(rows: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.float64]:
    centred = rows - rows.mean(axis=0)
    # The root of the covariance by singular values also serves features that repeat each other.
    _, spreads, axes = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(generator.normal(size=(len(rows), len(spreads))) * (spreads / np.sqrt(len(rows))) @ axes)
