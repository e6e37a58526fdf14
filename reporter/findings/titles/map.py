"""What the map of customers shows: measurements in, the finding over the map out."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import skew

from reporter.findings.titles.title import title
from reporter.model import FeatureName
from reporter.model.claim import Days, Money, Number, Score

if TYPE_CHECKING:
    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding
    from reporter.model.claim import Value

    Floats = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]
    Integers = np.ndarray[tuple[Any, ...], np.dtype[np.int64]]

CLEAR_CORRELATION, SLIGHT_CORRELATION = 0.3, 0.1
"""Sizes of a rank correlation."""
HEAP_SHARE = 1 / 3
"""So many customers on one value of a feature make a heap."""
LOG_SKEWNESS = 1.0
"""Skewness above which a feature is compared on a log scale, as it is drawn."""


def map_title(measured: Measured) -> Finding | None:
    """Say how the two features of the map go together; None where there are no two.

    Its values name the features as ``x`` and ``y``.
    """
    if {FeatureName.RECENCY, FeatureName.MONETARY} <= set(measured.frame.columns):
        return _by_recency(measured, FeatureName.MONETARY)
    if measured.transactions and {FeatureName.RECENCY, FeatureName.FREQUENCY} <= set(
        measured.frame.columns
    ):
        return _by_recency(measured, FeatureName.FREQUENCY)
    pair = separating(measured)
    if pair is None:
        return None
    rank = float(measured.frame[list(pair)].astype(float).corr(method="spearman").to_numpy()[0, 1])
    if not np.isfinite(rank):
        return None
    if (
        abs(rank) >= CLEAR_CORRELATION
        and abs(_without_heap(measured.frame[list(pair)].astype(float))) < CLEAR_CORRELATION
    ):
        # One value that many share makes the whole of it: nothing is said of how the two go
        # together.
        return None
    return _together(measured, pair, rank)


def _without_heap(columns: pd.DataFrame) -> float:
    """Return the rank correlation of two features among those who are not on a value that a third
    of the customers or more share.
    """
    for name in columns:
        shares = columns[name].value_counts(normalize=True)
        if len(shares) and shares.iloc[0] >= HEAP_SHARE:
            columns = columns[columns[name] != shares.index[0]]
    rank = float(columns.corr(method="spearman").to_numpy()[0, 1]) if len(columns) > 2 else 0.0
    return rank if np.isfinite(rank) else 0.0


def _together(measured: Measured, pair: tuple[str, str], rank: float) -> Finding:
    """Say how two features go together; a category is what customers spend on it."""
    x, y = (measured.study.table.feature(name) for name in pair)
    both_spend = all(name in measured.spend for name in pair)
    how: dict[str, Value] = {
        "x": x,
        "y": y,
        "strength": Score(abs(rank)),
        "rank_correlation": Score(rank),
    }
    if abs(rank) >= SLIGHT_CORRELATION:
        how |= {"more": rank > 0, "slightly": abs(rank) < CLEAR_CORRELATION}
        if both_spend:
            return title("title.map.spend", how)
    several = len(measured.spend) > 1
    how |= {
        "spend_on_x": x.name in measured.spend and several,
        "spend_on_y": y.name in measured.spend and several,
    }
    hardly = abs(rank) < SLIGHT_CORRELATION
    return title("title.map.unconnected" if hardly else "title.map.connected", how)


def _by_recency(measured: Measured, name: FeatureName) -> Finding | None:
    """Say whether those who ordered lately have spent more, or ordered more often, than the
    others; None where there are no others.
    """
    days, values = (
        measured.frame[FeatureName.RECENCY].astype(float),
        measured.frame[name].astype(float),
    )
    middle = float(days.median())
    # Where half of the customers have the most days of all, nobody lies beyond.
    if not (days > middle).any() or not (days <= middle).any():
        return None
    recent, others = float(values[days <= middle].median()), float(values[days > middle].median())
    priced = name is FeatureName.MONETARY
    written = Money if priced else Number
    return title(
        "title.map.money_by_recency" if priced else "title.map.orders_by_recency",
        {
            "x": measured.study.table.feature(FeatureName.RECENCY),
            "y": measured.study.table.feature(name),
            "recent": written(recent),
            "others": written(others),
            "days": Days(math.floor(middle)),
            "more": recent > others,
        },
    )


def separating(measured: Measured) -> tuple[str, str] | None:
    """Return the two segmenting features that the map draws: those with the largest
    Hotelling-Lawley trace, logged where skewed.
    """
    names = [
        name
        for name in measured.study.segmentation.features
        # Of two values, all customers would stand on two lines.
        if measured.feature(name) and measured.frame[name].nunique() > 2
    ]
    if len(names) < 2:
        return None
    columns = {name: _straight(measured.frame[name].astype(float)) for name in names}
    labels = np.asarray(measured.labels, dtype=np.int64)
    first, second = max(
        combinations(names, 2),
        key=lambda pair: (
            round(_trace(np.column_stack([columns[name] for name in pair]), labels), 9),
            pair,
        ),
    )
    return first, second


def _trace(points: Floats, labels: Integers) -> float:
    centre, within, between = points.mean(axis=0), np.zeros((2, 2)), np.zeros((2, 2))
    for label in np.unique(labels):
        members = points[labels == label]
        apart = members - members.mean(axis=0)
        within += apart.T @ apart
        shift = (members.mean(axis=0) - centre)[:, None]
        between += len(members) * shift @ shift.T
    # tr(W⁻¹B): how far the segments' centres scatter, in units of their members' own scatter; W has
    # no inverse where a feature does not vary within segments.
    return float(np.trace(np.linalg.pinv(within) @ between))


def _straight(column: pd.Series[float]) -> Floats:
    # As the map is drawn: a few large values would else outweigh how all others lie.
    filled = np.asarray(column.fillna(column.median()), dtype=np.float64)
    return (
        np.asarray(np.log1p(filled))
        if column.min() >= 0 and _skewness(filled) > LOG_SKEWNESS
        else filled
    )


def _skewness(values: Floats) -> float:
    return float(skew(values)) if len(values) and np.ptp(values) > 0 else 0.0
