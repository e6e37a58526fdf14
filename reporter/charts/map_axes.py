"""A customer table and its segments in, the two axes of the map out: which features, from where to where, on which scale."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.scale import Scale, log_ticks, skewness, ticks

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from reporter.charts.material import Material, Style

__all__ = ["Axis", "chosen", "marks", "scaled", "separating", "spanned", "spread"]

SKEWED = 1.0
"""Skewness above which a positive feature is shown on a log scale."""
OUTERMOST = 0.002
"""Share of customers at either end whom an axis need not reach."""
DAYS = {
    1: "1 day", 3: "3 days", 7: "1 week", 30: "1 month", 90: "3 months", 182: "6 months", 365: "1 year", 730: "2 years", 1826: "5 years",
}  # fmt: skip
"""What a logarithmic axis of days is marked with."""


class Axis(TypedDict):
    """A feature as an axis."""

    feature: str
    label: str
    unit: str
    low: float
    high: float
    log: bool
    beyond: int
    """Customers who have no value, or one beyond the ends: they are drawn at the edge."""


def chosen(material: Material) -> tuple[Axis, Axis] | None:
    """Take recency and money, or the two features that set the segments apart best; None where there are not two."""
    known = {"recency", "monetary"} <= set(material.table.frame.columns)
    pair = ("recency", "monetary") if known else separating(material)
    return (spanned(material, pair[0]), spanned(material, pair[1])) if pair else None


def separating(material: Material) -> tuple[str, str] | None:
    """Return the two segmenting features with the largest Hotelling-Lawley trace (between over within scatter, logged where skewed)."""
    frame, labels = material.table.frame, material.segmentation.labels.to_numpy()
    names = [
        name for name in material.segmentation.features if material.table.feature(name).unit != "category" and frame[name].nunique() > 2
    ]
    if len(names) < 2:
        return None
    columns = {name: _straight(frame[name]) for name in names}

    def trace(pair: tuple[str, str]) -> float:
        points = np.column_stack([columns[name] for name in pair])
        centre, within, between = points.mean(axis=0), np.zeros((2, 2)), np.zeros((2, 2))
        for label in np.unique(labels):
            members = points[labels == label]
            apart = members - members.mean(axis=0)
            within += apart.T @ apart
            shift = (members.mean(axis=0) - centre)[:, None]
            between += len(members) * shift @ shift.T
        return float(np.trace(np.linalg.pinv(within) @ between))

    first, second = max(combinations(names, 2), key=lambda pair: (round(trace(pair), 9), pair))
    return first, second


def _straight(column: pd.Series[float]) -> np.ndarray:
    filled = column.fillna(column.median()).to_numpy(dtype=float)
    return np.log1p(filled) if column.min() >= 0 and skewness(column) > SKEWED else filled


def spanned(material: Material, name: str) -> Axis:
    """Span an axis, logged where it is money or skewed: then over all but the outermost customers."""
    column, feature = material.table.frame[name].dropna(), material.table.feature(name)
    positive = column[column > 0]
    stretched = feature.unit == "money" or name == "recency" or skewness(column) > SKEWED
    log = stretched and len(positive) > len(column) * 0.5
    # An axis of days ends where the period does, and one that is not stretched has no tail to cut.
    cut = OUTERMOST if log and feature.unit != "days" else 0.0
    low, high = (float(value) for value in (positive if log else column).quantile([cut, 1 - cut]))
    if not log and low < high * 0.3:
        low = min(low, 0.0)
    high = high if high > low else low + 1
    outside = len(material.table.frame) - int(column.between(low, high).sum())
    return Axis(feature=name, label=feature.label, unit=feature.unit, low=low, high=high, log=log, beyond=outside)


def spread(values: NDArray[np.float64], axis: Axis) -> NDArray[np.float64]:
    """Spread whole days over the day that each stands for, where a logarithmic axis would pile them into stripes."""
    if axis["unit"] != "days" or not axis["log"]:
        return values
    moved = values + np.random.default_rng(1).random(len(values))
    return np.minimum(moved, np.maximum(values, axis["high"]))


def marks(axis: Axis, style: Style) -> list[tuple[float, str]]:
    """Return an axis' ticks and their words."""
    low, high, unit = axis["low"], axis["high"], axis["unit"]
    if unit == "days" and axis["log"] and high / low > 20:
        return [(days, words) for days, words in DAYS.items() if low <= days <= high]
    found = log_ticks(low, high) if axis["log"] else ticks(low, high, 6)
    return [(value, style.tick(value, unit)) for value in found]


def scaled(axis: Axis, start: float, end: float) -> Scale:
    """Put an axis between two places in millimetres."""
    return Scale(low=axis["low"], high=axis["high"], start=start, end=end, log=axis["log"])
