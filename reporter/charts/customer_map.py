"""The map of customers: each a dot on two axes that people understand, coloured by segment."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.lettering import LABEL, SEMIBOLD, shorten, width
from reporter.charts.placement import Box, overlap, settled
from reporter.charts.scale import Scale, log_ticks, skewness, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.palette import INK, LINE, PAPER

if TYPE_CHECKING:
    import pandas as pd

    from reporter.charts.material import Material, Style
    from reporter.model import Chart

MOST = 2500
"""Dots that are drawn at most, evenly taken in the table's order, so that segments keep their shares."""
LEFT, TOP, BOTTOM, FOOT = 15.0, 7.5, 86.0, 9.0
DOT = 1.0
"""Millimetres across."""
DAYS = (1.0, 3.0, 7.0, 30.0, 90.0, 180.0, 365.0, 730.0, 1825.0)
"""What a logarithmic axis of days is marked with: a day, a week, a month, a quarter, half a year, years."""
LEADER = 3.0
"""Millimetres from a middle beyond which its name gets a leader."""
SKEWED = 1.0
"""Skewness above which a positive feature is shown on a log scale."""


class Axis(TypedDict):
    """A feature as an axis."""

    feature: str
    label: str
    unit: str
    low: float
    high: float
    log: bool


class Numbers(TypedDict):
    """A dot each drawn customer."""

    x_axis: Axis
    y_axis: Axis
    x: list[float]
    y: list[float]
    segment: list[int]
    customers: int
    """How many there are, drawn or not."""
    segments: list[int]
    names: list[str]
    centres: list[tuple[float, float]]
    """Medians of each segment."""


def numbers(material: Material) -> Numbers | None:
    """Take recency and money, or the two features that set the segments apart best."""
    frame, labels = material.table.frame, material.segmentation.labels
    pair = ("recency", "monetary") if {"recency", "monetary"} <= set(frame.columns) else separating(material)
    if pair is None:
        return None
    axes = [_axis(material, name) for name in pair]
    clipped = [frame[axis["feature"]].fillna(axis["low"]).clip(axis["low"], axis["high"]) for axis in axes]
    shown = np.unique(np.linspace(0, len(frame) - 1, min(MOST, len(frame))).astype(int))
    segments = [persona.segment for persona in material.personas]
    middles = [column.groupby(labels).median() for column in clipped]
    return Numbers(
        x_axis=axes[0],
        y_axis=axes[1],
        x=[float(value) for value in clipped[0].iloc[shown]],
        y=[float(value) for value in clipped[1].iloc[shown]],
        segment=[int(label) for label in labels.iloc[shown]],
        customers=len(frame),
        segments=segments,
        names=[persona.name for persona in material.personas],
        centres=[(float(middles[0][segment]), float(middles[1][segment])) for segment in segments],
    )


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


def _axis(material: Material, name: str) -> Axis:
    """Span an axis over all but the outermost two customers in a thousand at either end, logged where it is money or skewed."""
    column, feature = material.table.frame[name].dropna(), material.table.feature(name)
    positive = column[column > 0]
    stretched = feature.unit == "money" or name == "recency" or skewness(column) > SKEWED
    log = stretched and len(positive) > len(column) * 0.5
    low, high = (float(value) for value in (positive if log else column).quantile([0.002, 0.998]))
    if not log and low < high * 0.3:
        low = min(low, 0.0)
    return Axis(feature=name, label=feature.label, unit=feature.unit, low=low, high=high if high > low else low + 1, log=log)


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the dots as one rasterised layer, axes, and each segment's name at its middle."""
    sheet = Sheet(FULL, BOTTOM + FOOT)
    turned = values["x_axis"]["feature"] == "recency"
    ends = (FULL - 3, LEFT + 2) if turned else (LEFT + 2, FULL - 3)
    across = Scale(low=values["x_axis"]["low"], high=values["x_axis"]["high"], start=ends[0], end=ends[1], log=values["x_axis"]["log"])
    up = Scale(low=values["y_axis"]["low"], high=values["y_axis"]["high"], start=BOTTOM - 2, end=TOP, log=values["y_axis"]["log"])
    for tick in _ticks(up, values["y_axis"]["unit"]):
        sheet.line([LEFT, FULL], [up(tick)] * 2, LINE)
        sheet.small(LEFT - 1.6, up(tick), style.tick(tick, values["y_axis"]["unit"]), "right")
    for tick in _ticks(across, values["x_axis"]["unit"]):
        sheet.small(across(tick), BOTTOM + 2.8, style.tick(tick, values["x_axis"]["unit"]), "center")
    sheet.small(0, 1.8, f"{values['y_axis']['label']} ↑")
    _dots(sheet, values, style, across, up)
    towards = " · more recent →" if turned else " →"
    sheet.small(FULL, BOTTOM + 6.8, f"{values['x_axis']['label']}{towards}", "right")
    _names(sheet, values, style, [(across(x), up(y)) for x, y in values["centres"]])
    drawn = "" if len(values["x"]) == values["customers"] else f"; {style.numerals.count(len(values['x']))} drawn"
    logged = [axis["log"] for axis in (values["x_axis"], values["y_axis"])]
    log = ", log scales" if all(logged) else ", one log scale" if any(logged) else ""
    subtitle = f"{values['y_axis']['label']} against {_lower(values['x_axis']['label'])}{log}; each dot a customer{drawn}"
    leading = "; ".join(
        f"{called}: {style.figure(x, values['x_axis']['unit'])} and {style.figure(y, values['y_axis']['unit'])}"
        for called, (x, y) in zip(values["names"], values["centres"], strict=True)
    )
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=f"Medians: {leading}.", numbers=values)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def _ticks(scale: Scale, unit: str) -> list[float]:
    if unit == "days" and scale.log and scale.high / scale.low > 20:
        return [days for days in DAYS if scale.low <= days <= scale.high]
    return log_ticks(scale.low, scale.high) if scale.log else ticks(scale.low, scale.high, 6)


def _dots(sheet: Sheet, values: Numbers, style: Style, across: Scale, up: Scale) -> None:
    """Draw the dots in an order that mixes the segments, so that none lies over all others."""
    order = np.random.default_rng(0).permutation(len(values["x"]))
    places = [(across(values["x"][number]), up(values["y"][number])) for number in order]
    sheet.cloud(places, DOT / 2, [style.colours[values["segment"][number]] for number in order], 0.6)


def _names(sheet: Sheet, values: Numbers, style: Style, centres: list[tuple[float, float]]) -> None:
    """Write each name beside its segment's middle on a plate of paper; plates make way for each other."""
    taken = [Box(x=x - 2, y=y - 2, wide=4, high=4) for x, y in centres]
    for segment, called, (x, y) in zip(values["segments"], values["names"], centres, strict=True):
        words = shorten(called, 48, LABEL, SEMIBOLD)
        box = _beside(x, y, width(words, LABEL, SEMIBOLD) + 2.4, taken)
        taken.append(box)
        middle = box.y + box.high / 2
        near = (min(max(x, box.x), box.x + box.wide), min(max(y, box.y), box.y + box.high))
        if (near[0] - x) ** 2 + (near[1] - y) ** 2 > LEADER**2:
            sheet.line([x, near[0]], [y, near[1]], INK, 0.5)
        sheet.bar(box.x, box.y, box.wide, box.high, PAPER, opacity=0.85)
        sheet.text(box.x + 1.2, middle, words, weight=SEMIBOLD, segment=segment)
    for segment, (x, y) in zip(values["segments"], centres, strict=True):
        sheet.dot(x, y, 2.0, PAPER)
        sheet.dot(x, y, 1.5, style.colours[segment], segment=segment)


def _beside(x: float, y: float, wide: float, taken: list[Box]) -> Box:
    """Return the first free place for a plate: right, left, below or above of a middle, else the nearest there is."""
    bounds, high = Box(x=LEFT + 1, y=TOP - 3, wide=FULL - LEFT - 1, high=BOTTOM - TOP + 2), 4.6
    corners = ((x + 2.2, y - high / 2), (x - 2.2 - wide, y - high / 2), (x - wide / 2, y + 2.2), (x - wide / 2, y - 2.2 - high))
    for left, top in corners:
        box = Box(x=left, y=top, wide=wide, high=high)
        inside = bounds.x <= left <= bounds.x + bounds.wide - wide and bounds.y <= top <= bounds.y + bounds.high - high
        if inside and not any(overlap(box, other) for other in taken):
            return box
    return settled(Box(x=corners[0][0], y=corners[0][1], wide=wide, high=high), taken, bounds)
