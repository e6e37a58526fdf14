"""How the behaviour of a customer table's people is spread: a small histogram a feature, with its
median.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts import claims
from reporter.charts.lettering import LABEL, SEMIBOLD, shorten, width
from reporter.charts.scale import Scale, log_ticks, skewness, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Name, Quantity
from reporter.palette import INK, MUTED

if TYPE_CHECKING:
    import pandas as pd

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Feature, Unit
    from reporter.model.claim import Value

MOST_PANELS, COLUMNS = 9, 3
GUTTER, HEAD, FOOT = 9.0, 9.5, 5.5
LOW, TALL = 34.0, 50.0
"""Heights of a panel, and of one in a single row."""
BINS = 22
SKEWED = 2.0
"""Skewness above which a positive feature is shown on a log scale."""


class Panel(TypedDict):
    """A feature's histogram; edges in its unit, one more than counts."""

    feature: str
    label: str
    unit: Unit
    log: bool
    edges: list[float]
    counts: list[int]
    median: float


class Numbers(TypedDict):
    """A panel per feature, in the table's order."""

    panels: list[Panel]


def numbers(inputs: ChartInput) -> Numbers | None:
    """Count the behavioural features of all customers; None when there are none."""
    frame = inputs.study.table.frame
    shown = [
        feature
        for feature in inputs.study.table.features
        if feature.behaviour and feature.unit != "category"
    ]
    panels = [
        _panel(feature, inputs.words.label(feature), frame[feature.name].dropna())
        for feature in shown
        if frame[feature.name].min() < frame[feature.name].max()
    ]
    return Numbers(panels=panels[:MOST_PANELS]) if panels else None


def _panel(feature: Feature, label: str, column: pd.Series[float]) -> Panel:
    low, high = float(column.min()), float(column.max())
    log = low > 0 and skewness(column) > SKEWED
    whole = feature.unit in {"count", "days"} and high - low <= BINS
    steps = int(high - low) + 2 if whole else BINS + 1
    edges = (
        np.geomspace(low, high, BINS + 1)
        if log
        else np.linspace(low - 0.5 * whole, high + 0.5 * whole, steps)
    )
    counts, _ = np.histogram(column.to_numpy(dtype=float).clip(edges[0], edges[-1]), bins=edges)
    return Panel(
        feature=feature.name, label=label, unit=feature.unit, log=log,
        edges=[float(edge) for edge in edges],
        counts=[int(count) for count in counts], median=float(column.median()),
    )  # fmt: skip


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the panels in three columns."""
    panels = values["panels"]
    rows = -(-len(panels) // COLUMNS)
    columns = min(COLUMNS, len(panels))
    high = LOW if rows > 1 else TALL
    sheet = Sheet(FULL, rows * (high + 4) - 4)
    wide = (FULL - GUTTER * (columns - 1)) / columns
    for number, panel in enumerate(panels):
        row, column = divmod(number, columns)
        _draw_panel(sheet, panel, style, (column * (wide + GUTTER), row * (high + 4)), (wide, high))
    logged = [panel["label"] for panel in panels if panel["log"]]
    about: dict[str, Value] = {
        "files_money": style.files_money(*(panel["unit"] for panel in panels)),
        "all_logged": len(logged) == len(panels),
        "logged": claims.as_they_stand(logged) or None,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_base.distributions.subtitle", about),
        leading=claims.rows(_told(panel) for panel in panels),
        numbers=values,
    )


def _told(panel: Panel) -> Claim:
    """Tell a feature's median."""
    told: dict[str, Value] = {
        "label": Name(panel["label"]),
        "median": Quantity(panel["median"], panel["unit"]),
    }
    return Claim("chart_base.distributions.row", told)


def _draw_panel(
    sheet: Sheet, panel: Panel, style: Style, at: tuple[float, float], size: tuple[float, float]
) -> None:
    (left, top), (wide, high) = at, size
    bottom = top + high - FOOT
    across = Scale(
        low=panel["edges"][0],
        high=panel["edges"][-1],
        start=left,
        end=left + wide,
        log=panel["log"],
    )
    up = Scale(low=0, high=max(panel["counts"]), start=bottom, end=top + HEAD)
    sheet.text(left, top + 2, shorten(panel["label"], wide, weight=SEMIBOLD), weight=SEMIBOLD)
    for start, end, count in zip(panel["edges"], panel["edges"][1:], panel["counts"], strict=False):
        if count:
            sheet.bar(
                across(start),
                bottom,
                across(end) - across(start) - 0.25,
                up(count) - bottom,
                style.accent,
                opacity=0.75,
            )
    sheet.line([left, left + wide], [bottom, bottom], MUTED)
    marks = (
        log_ticks(across.low, across.high, 4) if panel["log"] else ticks(across.low, across.high, 4)
    )
    for mark in marks:
        words = style.tick(mark, panel["unit"])
        half = width(words) / 2
        sheet.small(
            min(max(across(mark), left + half), left + wide - half), bottom + 3.2, words, "center"
        )
    x = across(panel["median"])
    words = style.figure(panel["median"], panel["unit"])
    room = width(words, LABEL, SEMIBOLD) + 1.4
    sheet.line([x, x], [top + 5, bottom], INK, 1.0)
    right = x + room <= left + wide
    sheet.text(
        x + 1.4 if right else x - 1.4,
        top + 6.6,
        words,
        weight=SEMIBOLD,
        align="left" if right else "right",
    )
