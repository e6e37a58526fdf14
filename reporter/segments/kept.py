"""Customers and a kept model in, a whole Segmentation by the kept segments out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from reporter.errors import SegmentsError
from reporter.model import Basis, Segmentation, Verdict
from reporter.segments.algorithms import Division, consecutive
from reporter.segments.description import describe
from reporter.segments.drift import distributions, drift
from reporter.segments.key_accounts import account_bounds, key_accounts
from reporter.segments.preparation import smear
from reporter.segments.preparation_record import record_preparation
from reporter.segments.projection import project
from reporter.segments.references import references
from reporter.segments.registry import ALGORITHMS
from reporter.segments.scores import business_concerns, prove, score
from reporter.segments.scoring import model_frame
from reporter.segments.segmentation import one_thread, tried_rows
from reporter.segments.space import Space
from reporter.segments.structure import structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reporter.model import CustomerTable, KeptModel
    from reporter.segments.scores import Scored
    from reporter.settings import SegmentsSettings, Settings


FEWEST_MEMBERS = 10
"""So many members of each segment are looked at even where an even sample of all customers would
miss a small one.
"""


def resegment(table: CustomerTable, kept: KeptModel, settings: Settings) -> Segmentation:
    """Put every customer into a segment of a kept model, and say how well the segments still hold.

    Scores, stability and structure are measured on these customers: how far resamples of them would
    be divided alike.

    Raises
    ------
    SegmentsError
        The model does not fit these customers (see `reporter.segments.scoring.assign`), or there is
        nothing to compare.
    """
    with one_thread():
        return _resegment(table, kept, settings.segments)


def _resegment(table: CustomerTable, kept: KeptModel, settings: SegmentsSettings) -> Segmentation:
    frame = model_frame(table, kept)
    points = np.asarray(kept.pipeline[:-1].transform(frame), dtype=np.float64)
    space = Space(prepared=points, smeared=smear(kept.pipeline, frame, settings.seed))
    raw = np.asarray(kept.pipeline[-1].predict(points), dtype=np.intp)
    numbers = np.asarray(kept.order, dtype=np.intp)[raw]
    _refuse_incomparable(numbers)
    labels = cast(
        "pd.Series[int]", pd.Series(numbers, index=frame.index, name="segment", dtype="int64")
    )
    scored = _scored(table, frame, space, numbers, kept, settings)
    steady = np.zeros(max(kept.order))
    steady[np.unique(numbers) - 1] = np.asarray(scored.stabilities)  # the sample has some of each
    units = {name: table.feature(name).unit for name in kept.features}
    described = describe(frame, space, labels, steady, units, settings.seed)
    preparation = record_preparation(frame, kept.pipeline)
    bounds = account_bounds(frame, preparation, table)
    projection, share = project(points, frame.index)
    whole, one = table.frame.index, scored.candidate
    return Segmentation(
        algorithm=kept.algorithm,
        k=len(described.segments),
        features=kept.features,
        labels=labels.reindex(whole),
        segments=described.segments,
        silhouette=one.silhouette,
        calinski_harabasz=one.calinski_harabasz,
        davies_bouldin=one.davies_bouldin,
        stability=described.stability,
        structure=structure(scored),
        fidelity=described.fidelity,
        null_silhouette=scored.null,
        candidates=(one,),
        basis=Basis.KEPT,
        free=(len(described.segments), len(described.segments)),
        preparation=preparation,
        components=points.shape[1] if "reduce" in kept.pipeline.named_steps else None,
        widths=described.widths,
        key_accounts=key_accounts(frame, labels, bounds, table),
        account_bounds=bounds,
        projection=projection.reindex(whole),
        projection_share=share,
        model=kept.pipeline,
        order=kept.order,
        reference=distributions(frame),
        kept=kept,
        drift=drift(frame, numbers, kept),
    )


def _refuse_incomparable(numbers: NDArray[np.intp]) -> None:
    """Raise SegmentsError where segments, or customers within them, cannot be compared."""
    hint = "Use `reporter score` for a list, or bring more customers."
    filled = len(np.unique(numbers))
    if filled == len(numbers):
        raise SegmentsError(
            f"The file holds {len(numbers)} customers, no two of them in one kept segment: too few"
            " for a report.",
            hint,
        )
    if filled < 2:
        raise SegmentsError(
            f"All {len(numbers):,} customers fall into kept segment {numbers[0]}: there is nothing"
            " to compare.",
            hint,
        )


def _scored(
    table: CustomerTable,
    frame: pd.DataFrame,
    space: Space,
    numbers: NDArray[np.intp],
    kept: KeptModel,
    settings: SegmentsSettings,
) -> Scored:
    """Score and prove the kept division on these customers, an even sample of many."""
    few = [np.flatnonzero(numbers == number)[:FEWEST_MEMBERS] for number in np.unique(numbers)]
    rows = np.unique(np.concatenate([tried_rows(table, frame.index, settings.seed), *few]))
    tried, labels = space.take(rows), consecutive(numbers[rows])
    # Only algorithms that come with reporter: a file must not name what is imported.
    algorithm = next(
        (one for one in ALGORITHMS if one.name == kept.algorithm and len(rows) <= one.limit),
        ALGORITHMS[0],
    )
    division = Division(k=int(labels.max()) + 1, labels=labels, model=kept.pipeline[-1])
    chance, concerns = (
        references(tried.prepared, [division.k], settings.seed),
        business_concerns(table, frame.index[rows]),
    )
    one = score(tried, [(algorithm, division)], chance, concerns)[0]
    one = replace(
        one, candidate=replace(one.candidate, algorithm=kept.algorithm, verdict=Verdict.CHOSEN)
    )
    return prove(tried, one, settings.resamples, settings.seed)
