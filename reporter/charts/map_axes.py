"""A customer table and its segments in, the two axes of the map out: which features, from where to
where, on which scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.scale import Scale, log_ticks, skewness, ticks
from reporter.model import Feature, FeatureName
from reporter.model.claim import Claim, Count, Name, Quantity
from reporter.numerals import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Unit
    from reporter.model.claim import Value

__all__ = ["Axis", "at_the_edge", "chosen", "marks", "scaled", "spanned", "spread", "within"]

SKEWED = 1.0
"""Skewness above which a positive feature is shown on a log scale."""
OUTERMOST = 0.002
"""Share of customers at either end whom an axis need not reach."""
DAYS: Mapping[int, Quantity] = {
    1: Quantity(1, "days"), 3: Quantity(3, "days"), 7: Quantity(1, "weeks"),
    30: Quantity(1, "months"), 90: Quantity(3, "months"), 182: Quantity(6, "months"),
    365: Quantity(1, "years"), 730: Quantity(2, "years"), 1826: Quantity(5, "years"),
}  # fmt: skip
"""What a logarithmic axis of days is marked with."""


class Axis(TypedDict):
    """A feature as an axis."""

    feature: str
    label: str
    unit: Unit
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
        label=inputs.words.label(feature),
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
        return [
            (days, style.words.text(Claim("chart.span", {"span": span})))
            for days, span in DAYS.items()
            if low <= days <= high
        ]
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


def at_the_edge(axes: tuple[Axis, Axis], style: Style) -> Iterator[Claim]:
    """Tell how many customers are not where their values are, but at the edge."""
    for axis in axes:
        if axis["beyond"]:
            low, high = (style.figure(axis[end], axis["unit"]) for end in ("low", "high"))
            limits: dict[str, Value] = {
                "low": Name(low),
                "high": Name(high),
                "customers": Count(axis["beyond"]),
            }
            yield Claim("chart_segments.map.beyond", limits)
    placed = [(axis, axis["zero"], False) for axis in axes]
    placed += [(axis, axis["unknown"], True) for axis in axes]
    for axis, customers, unknown in placed:
        if customers:
            told: dict[str, Value] = {
                "customers": Count(customers),
                "unknown": unknown,
                "label": Name(within(axis["label"], style)),
            }
            yield Claim("chart_segments.map.edge", told)


def within(label: str, style: Style) -> str:
    """Write a feature's label as it stands within a sentence: what has further capitals keeps
    them all.
    """
    if not style.words.language.lowers_names or label[1:] != label[1:].lower():
        return label
    return label[:1].lower() + label[1:]
