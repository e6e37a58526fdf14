"""A customer table and settings in, a Segmentation out: prepare, try, prove, choose, describe."""

from __future__ import annotations

import contextlib
import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
from sklearn import config_context
from sklearn.exceptions import ConvergenceWarning
from sklearn.pipeline import Pipeline
from threadpoolctl import ThreadpoolController

from reporter.choices import AUTO, AlgorithmName
from reporter.errors import SegmentsError
from reporter.model import Alternative, Segmentation
from reporter.segments.choice import candidate_counts, choose, contenders
from reporter.segments.description import describe
from reporter.segments.drift import distributions
from reporter.segments.features import chosen_features, clustering_frame
from reporter.segments.key_accounts import account_bounds, key_accounts
from reporter.segments.preparation_record import record_preparation
from reporter.segments.projection import project
from reporter.segments.references import references
from reporter.segments.registry import algorithms
from reporter.segments.scores import Scored, business_concerns, prove, score
from reporter.segments.space import Space, even_rows, kinds
from reporter.segments.structure import structure
from reporter.segments.thinning import thin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reporter.model import CustomerTable, Thinned, Unit
    from reporter.segments.algorithms import Algorithm, Division
    from reporter.segments.choice import Chosen
    from reporter.segments.preparation import Prepared
    from reporter.settings import SegmentsSettings, Settings

TRIED_ON = 6_000
"""Candidates are compared on so many customers at most, evenly drawn over their value; the chosen
one takes in everybody.
"""
CERTAIN = (AUTO, AlgorithmName.KMEANS)
"""Algorithms that divide any customers who differ."""


def segment(table: CustomerTable, settings: Settings) -> Segmentation:
    """Put every customer into one segment.

    Features are prepared (`reporter.segments.preparation`), each algorithm divides the customers
    (`reporter.segments.registry`), the divisions are scored and proved
    (`reporter.segments.scores`), and one is chosen by the rule of `reporter.segments.choice`. The
    result depends on the customers, the settings and the seed alone: neither on the order of rows
    nor on the number of threads.

    Parameters
    ----------
    table
        One row per customer, features in original units.
    settings
        Reads the table ``segments``.

    Raises
    ------
    SegmentsError
        There are too few customers, nothing they differ in, or a feature or an algorithm that
        cannot make segments.
    """
    with one_thread():
        return _segment(table, settings.segments)


def check(table: CustomerTable, settings: Settings) -> None:
    """Refuse what `segment` refuses, in the same words, without the time that segments take.

    Raises
    ------
    SegmentsError
        See `segment`.
    """
    with one_thread():
        ready = _ready(table, settings.segments)
        if settings.segments.algorithm not in CERTAIN:
            _divisions(ready, settings.segments)


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Compute by one thread: sums that are split over several change in their last bits.

    scikit-learn is told so by its environment variable too; else it counts cores, and warns where a
    container hides them. What it says of fits that did not settle is no news either: each is held
    against the others by what it found.
    """
    name = "OMP_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        # Everything handed to scikit-learn here was checked before; checking it thousands of times
        # again takes a fifth of the time.
        with (
            ThreadpoolController().limit(limits=1),
            config_context(assume_finite=True, skip_parameter_validation=True),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", ConvergenceWarning)
            yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Customers as they are divided."""

    asked: pd.DataFrame
    """The features that were asked for and vary."""
    units: dict[str, Unit]
    frame: pd.DataFrame
    """Of these, the features that each tell something of their own."""
    prepared: Prepared
    thinned: tuple[Thinned, ...]
    space: Space
    rows: NDArray[np.intp]
    """The customers that candidates are compared on."""
    tried: Space
    """The same as points."""
    counts: range
    """The numbers of segments that are tried."""


def _ready(table: CustomerTable, settings: SegmentsSettings) -> _Ready:
    """Prepare customers, or refuse to."""
    if len(table.frame) < 2:
        raise SegmentsError(
            f"There {'is only one customer' if len(table.frame) else 'are no customers'}: nothing"
            " to segment.",
            "Check that the column of customers was found rightly (roles.customer), or bring a file"
            " with more of them.",
        )
    asked = clustering_frame(table, settings)
    units = {str(name): table.feature(str(name)).unit for name in asked.columns}
    frame, prepared, thinned = thin(asked, units, settings)
    space = Space(prepared=prepared.points, smeared=prepared.smeared)
    rows = tried_rows(table, frame.index, settings.seed)
    tried = space.take(rows)
    counts = candidate_counts(len(tried), int(kinds(tried.prepared).max()) + 1, settings)
    return _Ready(
        asked=asked,
        units=units,
        frame=frame,
        prepared=prepared,
        thinned=thinned,
        space=space,
        rows=rows,
        tried=tried,
        counts=counts,
    )


def _segment(table: CustomerTable, settings: SegmentsSettings) -> Segmentation:
    ready = _ready(table, settings)
    frame, prepared, space, rows = ready.frame, ready.prepared, ready.space, ready.rows
    chosen = _chosen(ready, business_concerns(table, frame.index[rows]), settings)
    winner = chosen.winner
    model = (
        winner.division.model
        if len(rows) == len(frame)
        else _fitted_to_all(winner, space, settings)
    )
    raw = np.asarray(model.predict(prepared.points), dtype=np.intp)
    order = _order_by_value(raw, winner.candidate.k, table, frame.index)
    labels = pd.Series(
        np.asarray(order, dtype=np.intp)[raw], index=frame.index, name="segment", dtype="int64"
    )
    described = describe(
        frame,
        space,
        labels,
        np.asarray(winner.stabilities)[np.argsort(order)],
        ready.units,
        settings.seed,
    )
    preparation = record_preparation(frame, prepared.pipeline)
    bounds = account_bounds(frame, preparation, table)
    projection, kept = project(prepared.points, frame.index)
    whole = table.frame.index
    scores = winner.candidate
    return Segmentation(
        algorithm=scores.algorithm,
        k=scores.k,
        features=tuple(map(str, frame.columns)),
        labels=cast("pd.Series[int]", labels.reindex(whole)),
        segments=described.segments,
        silhouette=scores.silhouette,
        calinski_harabasz=scores.calinski_harabasz,
        davies_bouldin=scores.davies_bouldin,
        stability=described.stability,
        structure=structure(winner),
        fidelity=described.fidelity,
        null_silhouette=winner.null,
        candidates=tuple(one.candidate for one in chosen.scored),
        basis=chosen.basis,
        free=chosen.free,
        alternatives=_alternatives(chosen, labels.to_numpy()[rows]),
        preparation=preparation,
        dropped=tuple(
            name for name in chosen_features(table, settings) if name not in ready.asked.columns
        ),
        thinned=ready.thinned,
        components=prepared.points.shape[1] if settings.pca else None,
        widths=described.widths,
        noise=_noise(winner, frame.index[rows]),
        key_accounts=key_accounts(frame, cast("pd.Series[int]", labels), bounds, table),
        account_bounds=bounds,
        projection=projection.reindex(whole),
        projection_share=kept,
        model=Pipeline([*prepared.pipeline.steps, ("cluster", model)]),
        order=order,
        reference=distributions(frame),
    )


def tried_rows(table: CustomerTable, customers: pd.Index[str], seed: int) -> NDArray[np.intp]:
    """Return the rows of the customers that divisions are scored and proved on."""
    values = (
        table.frame[table.value].reindex(customers).fillna(0).to_numpy(dtype=float)
        if table.value
        else np.zeros(len(customers))
    )
    return even_rows(values, TRIED_ON, seed)


def _divisions(ready: _Ready, settings: SegmentsSettings) -> list[tuple[Algorithm, Division]]:
    """Return what each algorithm makes of these customers."""
    space = ready.tried
    able = [one for one in algorithms(settings.algorithm) if len(space) <= one.limit]
    found = [
        (one, division)
        for one in able
        for division in one.fit(space, ready.counts, settings.seed)
        if division.labels.max() > 0
    ]
    if not found:
        raise SegmentsError(
            f"{settings.algorithm} found no two groups among {len(space):,} customers.",
            f'Use segments.algorithm = "{AUTO}" or "{AlgorithmName.KMEANS}", which divide any'
            " customers.",
        )
    return found


def _chosen(
    ready: _Ready, concerns: NDArray[np.float64] | None, settings: SegmentsSettings
) -> Chosen:
    space = ready.tried
    scored = score(
        space,
        _divisions(ready, settings),
        references(space.prepared, ready.counts, settings.seed),
        concerns,
    )
    while indexes := contenders(scored, settings):
        for index in indexes:
            scored[index] = prove(space, scored[index], settings.resamples, settings.seed)
    return choose(scored, settings)


def _fitted_to_all(winner: Scored, space: Space, settings: SegmentsSettings) -> Any:
    """Fit the chosen division again where the algorithm can take in everybody; else the sample's
    members stand for all.
    """
    if len(space) > winner.algorithm.limit:
        return winner.division.model
    return next(
        iter(winner.algorithm.fit(space, [winner.candidate.k], settings.seed)), winner.division
    ).model


def _order_by_value(
    raw: NDArray[np.intp], k: int, table: CustomerTable, index: pd.Index[str]
) -> tuple[int, ...]:
    """Return the segment id for each raw cluster number: by the median value, so that one large
    customer lifts no segment.

    Of equal medians the higher mean comes first, then the larger segment. Without a value, the
    larger segment does.
    """
    sizes = np.bincount(raw, minlength=k)
    keys = [-sizes]
    if table.value is not None:
        grouped = table.frame[table.value].reindex(index).groupby(raw)
        means, medians = (
            each.reindex(range(k)).fillna(-np.inf).to_numpy()
            for each in (grouped.mean(), grouped.median())
        )
        keys += [-means, -medians]
    ranking = np.lexsort([np.arange(len(sizes)), *keys])
    ids = np.empty(len(sizes), dtype=np.intp)
    ids[ranking] = np.arange(1, len(sizes) + 1)
    return tuple(ids.tolist())


def _alternatives(chosen: Chosen, labels: NDArray[np.int64]) -> tuple[Alternative, ...]:
    """Hold the divisions into one segment fewer and one more, by the same algorithm, against the
    one taken.

    Parameters
    ----------
    labels
        Segment of each customer that the candidates were compared on, shape (customers,).
    """
    winner = chosen.winner
    near = [
        one
        for step in (-1, 1)
        for one in chosen.scored
        if one.candidate.algorithm == winner.candidate.algorithm
        and one.candidate.k == winner.candidate.k + step
    ]
    held = []
    for one in near:
        shared = np.zeros((winner.candidate.k, one.candidate.k), dtype=np.intp)
        np.add.at(shared, (labels - 1, one.division.labels), 1)
        rows = tuple(tuple(int(count) for count in row) for row in shared)
        held.append(
            Alternative(
                k=one.candidate.k,
                stability=one.candidate.stability,
                found_again=one.candidate.found_again,
                shared=rows,
            )
        )
    return tuple(held)


def _noise(winner: Scored, customers: pd.Index[str]) -> tuple[str, ...]:
    return (
        () if winner.division.noise is None else tuple(map(str, customers[winner.division.noise]))
    )
