"""A customer table and its segments in, the two axes of the map out: which features, from where to
where, on which scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.scale import Scale, log_ticks, skewness, ticks
from reporter.model import Feature, FeatureName
from reporter.numerals import DAYS_IN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reporter.charts.chart_input import ChartInput, Style

__all__ = ["Axis", "chosen", "marks", "scaled", "spanned", "spread"]

SKEWED = 1.0
"""Skewness above which a positive feature is shown on a log scale."""
OUTERMOST = 0.002
"""Share of customers at either end whom an axis need not reach."""
DAYS = {
    1: "1 day", 3: "3 days", 7: "1 week", 30: "1 month", 90: "3 months", 182: "6 months",
    365: "1 year", 730: "2 years", 1826: "5 years",
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
    """Customers beyond the ends: they are drawn at the edge."""
    zero: int
    """Customers at zero or below on a logarithmic axis, which has no place for them: they are
    drawn at the edge too.
    """
    unknown: int
    """Customers of whom nothing is known: they are drawn at the lower edge."""


def chosen(inputs: ChartInput) -> tuple[Axis, Axis] | None:
    """Take the two features that the finding over the map speaks of; None where there is no such
    finding.
    """
    title = inputs.findings.titles.get("map")
    if title is None or title.claim is None:
        return None
    match title.claim.values:
        case {"x": Feature(name=first), "y": Feature(name=second)}:
            return spanned(inputs, first), spanned(inputs, second)
        case _:
            return None


def spanned(inputs: ChartInput, name: str) -> Axis:
    """Span an axis, logged where it is money or skewed: then over all but the outermost
    customers.
    """
    column, feature = inputs.study.table.frame[name].dropna(), inputs.study.table.feature(name)
    positive = column[column > 0]
    stretched = feature.unit == "money" or name == FeatureName.RECENCY or skewness(column) > SKEWED
    log = stretched and len(positive) > len(column) * 0.5
    # An axis of days ends where the period does, and one that is not stretched has no tail to cut.
    cut = OUTERMOST if log and feature.unit != "days" else 0.0
    low, high = (float(value) for value in (positive if log else column).quantile([cut, 1 - cut]))
    if not log and low < high * 0.3:
        low = min(low, 0.0)
    high = high if high > low else low + 1
    zero = int((column <= 0).sum()) if log else 0
    outside = len(column) - int(column.between(low, high).sum()) - zero
    unknown = len(inputs.study.table.frame) - len(column)
    return Axis(
        feature=name,
        label=feature.label,
        unit=feature.unit,
        low=low,
        high=high,
        log=log,
        beyond=outside,
        zero=zero,
        unknown=unknown,
    )


def spread(values: NDArray[np.float64], axis: Axis) -> NDArray[np.float64]:
    """Spread whole days over the day that each stands for, where a logarithmic axis would pile them
    into stripes.
    """
    if axis["unit"] != "days" or not axis["log"]:
        return values
    moved = values + np.random.default_rng(1).random(len(values))
    return np.minimum(moved, np.maximum(values, axis["high"]))


def marks(axis: Axis, style: Style) -> list[tuple[float, str]]:
    """Return an axis' ticks and their words."""
    low, high, unit = axis["low"], axis["high"], axis["unit"]
    if unit == "days" and axis["log"] and high / low > 20:
        return [(days, words) for days, words in DAYS.items() if low <= days <= high]
    if unit == "days" and style.numerals.time != "day":
        each = DAYS_IN[style.numerals.time]
        return [
            (each * count, style.tick(each * count, unit))
            for count in ticks(low / each, high / each, 6)
            if count >= 1
        ]
    found = log_ticks(low, high) if axis["log"] else ticks(low, high, 6)
    return [(value, style.tick(value, unit)) for value in found]


def scaled(axis: Axis, start: float, end: float) -> Scale:
    """Put an axis between two places in millimetres."""
    return Scale(low=axis["low"], high=axis["high"], start=start, end=end, log=axis["log"])
