"""Points in, what clustering finds in points without groups out: the references that dispersion and
silhouette are held against.

KMeans cuts even pure noise into tidy pieces. So the same numbers of clusters are fitted to draws of
three kinds that have none:

- evenly spread points in the box of the principal axes, for the gap statistic (Tibshirani, Walther
  & Hastie 2001);
- the same columns, each shuffled by itself, which keeps each feature's distribution and breaks how
  they go together;
- one normal cloud with the same covariance (Liu, Hayes, Nobel & Marron 2008, SigClust), which keeps
  how they go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reporter.segments.kmeans import kmeans
from reporter.segments.silhouettes import silhouettes
from reporter.segments.space import sample_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Draw = Callable[[Points, np.random.Generator], Points]

DRAWS = 6
"""Draws of each kind."""
SAMPLE_SIZE = 1_000
"""Customers in a draw at most."""
STARTS = 2
MARGIN, SPREADS = 0.02, 3.0
"""A silhouette must stand above the mean draw by the margin, and by so many standard deviations of
the draws.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a number of clusters reaches where there are no groups."""

    dispersion: float
    """Mean log of the mean squared distance to the own centre, in evenly spread points."""
    dispersion_error: float
    """Its standard error for one data set, sd · sqrt(1 + 1 / draws)."""
    shuffled: float
    """The silhouette to exceed so that it tells more than shuffled columns."""
    cloud: float
    """The same for one normal cloud."""


def references(prepared: Points, counts: Sequence[int], seed: int) -> Mapping[int, Reference]:
    """Fit each number of clusters to draws without groups.

    Parameters
    ----------
    prepared
        Shape (customers, features).
    counts
        Numbers of clusters; those that a draw has too few different points for get references that
        any data exceed.
    """
    measured = {
        kind: [_measure(prepared, kind, index, counts, seed) for index in range(DRAWS)]
        for kind in (_spread, _shuffled, _cloud)
    }
    return {
        k: Reference(
            dispersion=_mean([draw[k][0] for draw in measured[_spread] if k in draw]),
            # The error of one more data set, not of the mean: that of the draws adds to it.
            dispersion_error=_deviation([draw[k][0] for draw in measured[_spread] if k in draw])
            * float(np.sqrt(1 + 1 / DRAWS)),
            shuffled=_bar([draw[k][1] for draw in measured[_shuffled] if k in draw]),
            cloud=_bar([draw[k][1] for draw in measured[_cloud] if k in draw]),
        )
        for k in counts
    }


def _measure(
    prepared: Points, kind: Draw, draw: int, counts: Sequence[int], seed: int
) -> dict[int, tuple[float, float]]:
    """Return log dispersion and silhouette of each number of clusters in one draw."""
    drawn = kind(
        prepared[sample_rows(len(prepared), SAMPLE_SIZE, seed + draw)],
        np.random.default_rng([seed, draw]),
    )
    different = len(np.unique(drawn, axis=0))
    # Few and coarse values may leave fewer different customers than clusters.
    fitted = {k: kmeans(drawn, k, starts=STARTS, seed=seed + draw) for k in counts if k < different}
    scored = silhouettes(
        drawn, [np.asarray(model.labels_, dtype=np.intp) for model in fitted.values()]
    )
    return {
        k: (float(np.log(max(model.inertia_, 1e-12) / len(drawn))), scores.mean)
        for (k, model), scores in zip(fitted.items(), scored, strict=True)
    }


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0


def _deviation(values: Sequence[float]) -> float:
    return float(np.std(values)) if values else 0.0


def _bar(found: Sequence[float]) -> float:
    return min(1.0, _mean(found) + max(MARGIN, SPREADS * _deviation(found))) if found else -1.0


def _spread(rows: Points, generator: np.random.Generator) -> Points:
    centre = rows.mean(axis=0)
    axes = np.linalg.svd(rows - centre, full_matrices=False)[2]
    turned = (rows - centre) @ axes.T
    return np.asarray(
        generator.uniform(turned.min(axis=0), turned.max(axis=0), turned.shape) @ axes + centre
    )


def _shuffled(rows: Points, generator: np.random.Generator) -> Points:
    # A single column shuffled is itself: evenly spread values are its reference.
    return generator.permuted(rows, axis=0) if rows.shape[1] > 1 else _spread(rows, generator)


def _cloud(rows: Points, generator: np.random.Generator) -> Points:
    centred = rows - rows.mean(axis=0)
    # The root of the covariance by singular values also serves features that repeat each other.
    _, spreads, axes = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(
        generator.normal(size=(len(rows), len(spreads))) * (spreads / np.sqrt(len(rows))) @ axes
    )
