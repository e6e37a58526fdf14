"""Customers and a kept model in, each customer's segment and how sure it is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reporter.errors import SegmentsError
from reporter.model import Assignment
from reporter.segments.assignment import memberships
from reporter.segments.drift import drift, outside
from reporter.segments.features import refuse_infinite, typed
from reporter.segments.segmentation import one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reporter.model import CustomerTable, KeptModel

CHUNK = 100_000
"""Customers whose distances to all clusters are held at a time."""


def assign(table: CustomerTable, kept: KeptModel) -> Assignment:
    """Put customers into the segments of a kept model.

    Returns
    -------
    For each customer the segment, the confidence (how far the customer belongs to it rather than to
    any other, 0 to 1; see `reporter.segments.assignment.memberships`), the second best segment, and
    the features in which the customer lies outside of the range that the model was fitted to; and
    how far the customers as a whole have moved.

    Raises
    ------
    SegmentsError
        The model is of the other kind of table, or a feature is missing, of another type or
        infinite.
    """
    frame = model_frame(table, kept)
    with one_thread():
        labels, sure, second = _memberships(frame, kept)
    told = pd.DataFrame(
        {"segment": labels, "confidence": sure, "second": second, "outside": _outside(frame, kept)},
        index=frame.index,
    )
    return Assignment(segments=told.reindex(table.frame.index), drift=drift(frame, labels, kept))


def model_frame(table: CustomerTable, kept: KeptModel) -> pd.DataFrame:
    """Return the model's features, ordered by customer, or say why there are none."""
    if table.kind is not kept.kind:
        raise SegmentsError(
            f"The kept model was made from {kept.kind.value}, these data are {table.kind.value}.",
            "Score data of the same kind, or name it with roles.kind.",
        )
    missing = [name for name in kept.features if name not in table.frame]
    if missing:
        raise SegmentsError(
            f"The kept model needs {', '.join(map(repr, missing))}, which these customers do not"
            " have.",
            f"There are: {', '.join(map(str, table.frame.columns))}. Give the columns the names"
            " that they had, or make a new run.",
        )
    numbers = {one.feature for one in kept.reference if one.lower is not None}
    changed = [
        name
        for name in kept.features
        if (name in numbers) is (table.feature(name).unit == "category")
    ]
    if changed:
        raise SegmentsError(
            f"{changed[0]!r} was {'a number' if changed[0] in numbers else 'a category'} when the"
            " model was made, and is not here.",
            "Mend the column, or make a new run.",
        )
    frame = typed(table.frame.loc[:, list(kept.features)].sort_index(kind="stable"), table)
    refuse_infinite(frame)
    return frame


def _outside(frame: pd.DataFrame, kept: KeptModel) -> list[str]:
    """List for each customer the features in which nobody of those that the model was fitted to
    lies so far out.
    """
    told: dict[int, list[str]] = {}
    for one in kept.reference:
        for row in np.flatnonzero(outside(frame[one.feature], one)).tolist():
            told.setdefault(row, []).append(one.feature)
    return ["; ".join(told.get(row, ())) for row in range(len(frame))]


def _memberships(
    frame: pd.DataFrame, kept: KeptModel
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp]]:
    order, found = np.asarray(kept.order, dtype=np.intp), []
    preparation, model = kept.pipeline[:-1], kept.pipeline[-1]
    for start in range(0, len(frame), CHUNK):
        prepared = np.asarray(
            preparation.transform(frame.iloc[start : start + CHUNK]), dtype=np.float64
        )
        share, raw = (
            memberships(model, prepared),
            np.asarray(model.predict(prepared), dtype=np.intp),
        )
        rows = np.arange(len(raw))
        sure = share[rows, raw].copy()
        share[rows, raw] = -1
        found.append((order[raw], sure, order[share.argmax(axis=1)]))
    labels, sure, second = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return labels, sure, second
