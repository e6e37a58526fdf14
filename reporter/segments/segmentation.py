"""A customer table and settings in, a Segmentation out: prepare, fit, score, choose, describe."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score
from threadpoolctl import ThreadpoolController

from reporter.errors import SegmentsError
from reporter.model import Candidate, Segment, Segmentation
from reporter.segments import clustering
from reporter.segments.choice import candidate_counts, choose
from reporter.segments.features import chosen_features, clustering_frame
from reporter.segments.preparation import fit_preparation, record_preparation, with_clusters
from reporter.segments.projection import project
from reporter.segments.rules import fidelity, rules
from reporter.segments.silhouettes import Silhouettes, silhouettes
from reporter.segments.structure import structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from sklearn.cluster import KMeans

    from reporter.model import CustomerTable, Rule
    from reporter.settings import SegmentsSettings, Settings

SILHOUETTES = 6_000
"""Customers up to which silhouettes are exact; beyond, those of a random sample of so many."""
BORDERLINE = 0.1
"""Below this silhouette a member is nearly as close to the neighbour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """A candidate with what it was scored on."""

    candidate: Candidate
    model: KMeans
    stabilities: NDArray[np.float64]

    @property
    def labels(self) -> NDArray[np.intp]:
        return np.asarray(self.model.labels_, dtype=np.intp)


def segment(table: CustomerTable, settings: Settings) -> Segmentation:
    """Put every customer into one segment.

    Features are prepared (`reporter.segments.preparation`), KMeans is fitted for each number of segments, and the number is
    the one asked for or the winner of a vote (`reporter.segments.choice`). The result depends on the customers, the
    settings and the seed alone: neither on the order of rows nor on the number of threads.

    Parameters
    ----------
    table
        One row a customer, features in original units.
    settings
        Reads the table ``segments``.

    Raises
    ------
    SegmentsError
        There are too few customers, nothing they differ in, or a feature that cannot make segments.
    """
    if len(table.frame) < 2:
        raise SegmentsError(
            f"There {'is only one customer' if len(table.frame) else 'are no customers'}: nothing to segment.",
            "Check that the column of customers was found rightly (roles.customer), or bring a file with more of them.",
        )
    # Sums that are split over threads change in their last bits; one thread is also the quickest for tables of this size.
    with ThreadpoolController().limit(limits=1), _told_threads():
        return _segment(table, settings.segments)


@contextlib.contextmanager
def _told_threads() -> Iterator[None]:
    """Tell scikit-learn how many threads there are; else it counts cores, and warns where a container hides them."""
    name = "OMP_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _segment(table: CustomerTable, settings: SegmentsSettings) -> Segmentation:
    frame = clustering_frame(table, settings)
    units = {name: table.feature(name).unit for name in frame.columns}
    preparation, prepared = fit_preparation(frame, list(units.values()))
    fitted = _candidates(prepared, settings)
    candidates = choose([one.candidate for one in fitted], settings)
    chosen = next(one for one, candidate in zip(fitted, candidates, strict=True) if candidate.chosen)
    order = _order_by_value(chosen.labels, table, frame.index)
    labels = np.asarray(order, dtype=np.intp)[chosen.labels]
    segments = _segments(prepared, labels, chosen.stabilities[np.argsort(order)], rules(frame, labels, units), settings.seed)
    stability = float(np.average([one.stability for one in segments], weights=[one.customers for one in segments]))
    scores = chosen.candidate
    projection, kept = project(prepared, frame.index)
    return Segmentation(
        algorithm="kmeans",
        k=scores.k,
        features=tuple(frame.columns),
        labels=cast("pd.Series[int]", pd.Series(labels, index=frame.index, name="segment", dtype="int64").reindex(table.frame.index)),
        segments=segments,
        silhouette=scores.silhouette,
        calinski_harabasz=scores.calinski_harabasz,
        davies_bouldin=scores.davies_bouldin,
        stability=stability,
        structure=structure(prepared, scores.k, scores.silhouette, stability, settings.seed),
        fidelity=fidelity(frame, labels),
        candidates=candidates,
        preparation=record_preparation(frame, preparation, prepared),
        dropped=tuple(name for name in chosen_features(table, settings) if name not in frame.columns),
        projection=projection.reindex(table.frame.index),
        projection_share=kept,
        choice="asked for" if settings.count else "vote",
        model=with_clusters(preparation, chosen.model),
        order=order,
    )


def _candidates(prepared: NDArray[np.float64], settings: SegmentsSettings) -> list[_Fitted]:
    kinds = clustering.kinds(prepared)
    counts = candidate_counts(len(prepared), int(kinds.max()) + 1, settings)
    models = [clustering.fit(prepared, k, settings.seed) for k in counts]
    rows = clustering.sample_rows(len(prepared), SILHOUETTES, settings.seed)
    scored = silhouettes(prepared[rows], [np.asarray(model.labels_, dtype=np.intp)[rows] for model in models])
    return [_scored(prepared, kinds, model, one, settings) for model, one in zip(models, scored, strict=True)]


def _scored(
    prepared: NDArray[np.float64], kinds: NDArray[np.intp], model: KMeans, scores: Silhouettes, settings: SegmentsSettings
) -> _Fitted:
    labels = np.asarray(model.labels_, dtype=np.intp)
    stabilities = clustering.stabilities(prepared, kinds, labels, settings.resamples, settings.seed)
    candidate = Candidate(
        algorithm="kmeans",
        k=len(stabilities),
        silhouette=scores.mean,
        calinski_harabasz=float(calinski_harabasz_score(prepared, labels)),
        davies_bouldin=float(davies_bouldin_score(prepared, labels)),
        smallest=float(np.bincount(labels).min() / len(labels)),
        stability=float(stabilities.min()),
        inertia=float(model.inertia_),
        votes=0.0,
        chosen=False,
    )
    return _Fitted(candidate=candidate, model=model, stabilities=stabilities)


def _order_by_value(labels: NDArray[np.intp], table: CustomerTable, index: pd.Index[str]) -> tuple[int, ...]:
    """Return the segment id for each raw cluster number: by the median value, so that one large customer lifts no segment.

    Of equal medians the higher mean comes first, then the larger segment. Without a value, the larger segment does.
    """
    sizes = np.bincount(labels)
    keys = [-sizes]
    if table.value is not None:
        grouped = table.frame[table.value].reindex(index).groupby(labels)
        keys += [-grouped.mean().fillna(-np.inf).to_numpy(), -grouped.median().fillna(-np.inf).to_numpy()]
    ranking = np.lexsort([np.arange(len(sizes)), *keys])
    ids = np.empty(len(sizes), dtype=np.intp)
    ids[ranking] = np.arange(1, len(sizes) + 1)
    return tuple(ids.tolist())


def _segments(
    prepared: NDArray[np.float64], labels: NDArray[np.intp], stabilities: NDArray[np.float64], found: dict[int, Rule], seed: int
) -> tuple[Segment, ...]:
    rows = clustering.stratified_rows(labels - 1, SILHOUETTES, seed)
    inside = silhouettes(prepared[rows], [labels[rows] - 1])[0]
    return tuple(
        Segment(
            id=number,
            customers=int((labels == number).sum()),
            stability=float(stabilities[number - 1]),
            silhouette=float(inside.widths[members].mean()),
            neighbour=_commonest(inside.neighbours[members]) + 1,
            borderline=float((inside.widths[members] < BORDERLINE).mean()),
            rule=found[number],
        )
        for number in range(1, len(stabilities) + 1)
        for members in [labels[rows] == number]
    )


def _commonest(numbers: Sequence[int] | NDArray[np.intp]) -> int:
    return int(np.bincount(numbers).argmax())
