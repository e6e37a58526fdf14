"""The silhouette plot (Rousseeuw 1987): how much closer each customer is to the own segment than to
the next, sorted within segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np
from matplotlib.path import Path

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Score
from reporter.palette import INK, LINE, MUTED, PAPER

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

MOST_CUSTOMERS = 120
"""So many customers of a segment are drawn at most: evenly over their sorted widths."""
TOP_MARGIN, HIGH, LEAST, GAP, FOOT = 4.0, 62.0, 7.0, 1.4, 6.4
"""Millimetres: above the segments, what all of them share out, the least of one, between two, and
the axis below.
"""
NAMES, START, END = 42.0, 46.0, 160.0
STEPS = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)


class Numbers(TypedDict):
    """An area each segment, in their order."""

    segments: list[int]
    names: list[str]
    customers: list[int]
    widths: list[list[float]]
    """Silhouettes of at most `MOST_CUSTOMERS` members, descending."""
    mean: list[float]
    overall: float
    """The mean over all customers."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Sort each segment's silhouettes, thinned evenly; None where there are none."""
    widths = {
        number: group["width"].to_numpy(dtype=float)
        for number, group in inputs.study.segmentation.widths.groupby("segment")
    }
    segments = [
        segment for segment in inputs.study.segmentation.segments if len(widths.get(segment.id, ()))
    ]
    if len(segments) < 2:
        return None
    return Numbers(
        segments=[segment.id for segment in segments],
        names=[inputs.words.name(inputs.findings.persona(segment.id).name) for segment in segments],
        customers=[segment.customers for segment in segments],
        widths=[_thinned(widths[segment.id]) for segment in segments],
        mean=[segment.silhouette for segment in segments],
        overall=inputs.study.segmentation.silhouette,
    )


def _thinned(widths: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float]:
    ordered = np.sort(widths)[::-1]
    places = np.linspace(0, len(ordered) - 1, min(MOST_CUSTOMERS, len(ordered))).round().astype(int)
    return [round(float(width), 4) for width in ordered[places]]


def heights(customers: list[int]) -> list[float]:
    """Share the drawing's height out by customers; a small segment gets enough for its name."""
    room, taken = HIGH - GAP * (len(customers) - 1), [0.0] * len(customers)
    small = {
        index for index, count in enumerate(customers) if room * count / sum(customers) < LEAST
    }
    while True:
        rest = sum(count for index, count in enumerate(customers) if index not in small)
        left = room - LEAST * len(small)
        taken = [
            LEAST if index in small else max(LEAST, left * count / rest)
            for index, count in enumerate(customers)
        ]
        more = {
            index
            for index, count in enumerate(customers)
            if index not in small and left * count / rest < LEAST
        }
        if not more:
            return taken
        small |= more


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw one filled area per segment, as high as the segment has customers."""
    parts = heights(values["customers"])
    bottom = TOP_MARGIN + sum(parts) + GAP * (len(parts) - 1)
    sheet = Sheet(FULL, bottom + FOOT)
    lowest = min(0.0, *(min(widths) for widths in values["widths"]))
    scale = Scale(
        low=next(step for step in reversed(STEPS) if step <= lowest), high=1.0, start=START, end=END
    )
    for step in (step for step in STEPS if step >= scale.low):
        sheet.line([scale(step)] * 2, [TOP_MARGIN, bottom], MUTED if step == 0 else LINE)
        sheet.small(scale(step), bottom + 3.2, style.numerals.fixed(step, 2), "center")
    top = TOP_MARGIN
    for row, high in enumerate(parts):
        _area(sheet, values, style, row, (top, high, scale))
        top += high + GAP
    mean = {"mean": Score(values["overall"])}
    sheet.line([scale(values["overall"])] * 2, [TOP_MARGIN, bottom], PAPER, 2.0)
    sheet.line([scale(values["overall"])] * 2, [TOP_MARGIN - 0.6, bottom], INK, 0.9, dashed=True)
    words = style.words.text(Claim("chart_method.silhouettes.mean", mean))
    sheet.small(scale(values["overall"]), 1.6, words, "center")
    rows = claims.scores(values["names"], values["mean"])
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_method.silhouettes.subtitle"),
        leading=Claim("chart_method.silhouettes.alt", {**mean, "rows": rows}),
        numbers=values,
    )


def _area(
    sheet: Sheet, values: Numbers, style: Style, row: int, area: tuple[float, float, Scale]
) -> None:
    top, high, scale = area
    segment, widths = values["segments"][row], values["widths"][row]
    # Each member is a step as high as the others, so that few customers are drawn as plainly as
    # many.
    edges = [top + high * number / len(widths) for number in range(len(widths) + 1)]
    steps = [
        (scale(width), y) for number, width in enumerate(widths) for y in edges[number : number + 2]
    ]
    if len(widths) == MOST_CUSTOMERS:
        steps = [
            (scale(width), (edges[number] + edges[number + 1]) / 2)
            for number, width in enumerate(widths)
        ]
    outline = [(scale(0.0), top), *steps, (scale(0.0), top + high)]
    codes = [int(Path.MOVETO), *[int(Path.LINETO)] * (len(outline) - 1)]
    sheet.shape(outline, codes, style.colours[segment], segment)
    sheet.name(0, top + high / 2, values["names"][row], NAMES, segment=segment)
    sheet.text(
        FULL,
        top + high / 2,
        style.numerals.fixed(values["mean"][row], 2),
        weight=SEMIBOLD,
        align="right",
    )
