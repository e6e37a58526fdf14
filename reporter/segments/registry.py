"""A name in, an algorithm out: one of the house's, or any scikit-learn clusterer by its dotted
path.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn import config_context

from reporter.choices import AUTO, AlgorithmName
from reporter.errors import SegmentsError
from reporter.segments.algorithms import (
    Division,
    KMeansAlgorithm,
    Mixture,
    Spectral,
    Ward,
    consecutive,
    with_noise,
)
from reporter.segments.density import DBSCANAlgorithm, HDBSCANAlgorithm
from reporter.segments.merging import MergedPieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reporter.segments.algorithms import Algorithm
    from reporter.segments.space import Space

    Labels = NDArray[np.intp]

ALGORITHMS: tuple[Algorithm, ...] = (
    KMeansAlgorithm(), Ward(), Mixture(), MergedPieces(), HDBSCANAlgorithm(), DBSCANAlgorithm(),
    Spectral(),
)  # fmt: skip
"""From the simplest on, as `AlgorithmName` has them: of equals, the earlier one is taken."""
NUMBER = ("n_clusters", "n_components")
"""What scikit-learn's clusterers call k."""


def algorithms(wanted: str) -> tuple[Algorithm, ...]:
    """Return all algorithms for "auto", else the one that is named.

    Raises
    ------
    SegmentsError
        There is no such algorithm, or no such class.
    """
    if wanted == AUTO:
        return ALGORITHMS
    found = next((one for one in ALGORITHMS if one.name == wanted), None)
    return (found or PluggedIn(wanted),)


class PluggedIn:
    """Any clusterer with scikit-learn's `fit_predict`, by dotted path."""

    limit = 6_000

    def __init__(self, path: str) -> None:
        self.name = path
        self.kind = _imported(path)
        parameters = signature(self.kind).parameters
        self.number = next((name for name in NUMBER if name in parameters), None)
        self.seeded = "random_state" in parameters

    def fit(self, space: Space, counts: Sequence[int], seed: int) -> Iterator[Division]:
        """Fit each number of clusters, or once where the class finds its own."""
        for k in counts if self.number else (None,):
            found = self._fit(space, k, seed)
            if 2 <= found.max(initial=-1) + 1 <= max(counts):
                yield with_noise(space.prepared, found)

    def refit(self, space: Space, times: NDArray[np.intp], like: Division, seed: int) -> Labels:  # noqa: ARG002 - few take weights
        """Fit a resample's different customers."""
        found = self._fit(space, like.k, seed)
        return np.asarray(np.where(found < 0, found.max(initial=0), found), dtype=np.intp)

    def _fit(self, space: Space, k: int | None, seed: int) -> Labels:
        options: dict[str, Any] = {self.number: k} if self.number else {}
        if self.seeded:
            options["random_state"] = seed
        try:
            with (
                warnings.catch_warnings(action="ignore"),
                config_context(assume_finite=False, skip_parameter_validation=False),
            ):
                found = np.asarray(self.kind(**options).fit_predict(space.prepared), dtype=np.intp)
        except Exception as error:  # the class is the user's choice and may fail in any way
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            raise SegmentsError(
                f"The algorithm {self.name} failed on {len(space):,} customers: {what}",
                "Name another with segments.algorithm; auto compares all that come with reporter.",
            ) from error
        numbered = np.full(len(found), -1, dtype=np.intp)
        numbered[found >= 0] = consecutive(found[found >= 0])
        return numbered


def _imported(path: str) -> Any:
    module, _, name = path.rpartition(".")
    hint = f"Choose {AUTO}, {', '.join(AlgorithmName)}, or a class such as sklearn.cluster.Birch."
    try:
        kind = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise SegmentsError(
            f"segments.algorithm asks for {path!r}, which cannot be imported: {error}.", hint
        ) from error
    if not isinstance(kind, type) or not hasattr(kind, "fit_predict"):
        raise SegmentsError(
            f"segments.algorithm asks for {path!r}, which is no clusterer: it has no fit_predict.",
            hint,
        )
    return kind
