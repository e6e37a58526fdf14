"""How stable each segment is when customers are drawn again: a dot per segment on
Hennig's bands.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model import Stability
from reporter.model.claim import Claim
from reporter.palette import LINE, PAPER, WASH

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

TOP_MARGIN, STEP, FOOT = 9.0, 7.0, 6.0
NAMES, START, END = 42.0, 46.0, 162.0
LOWEST = 0.5
"""Where the axis begins, unless a segment lies below."""


class Numbers(TypedDict):
    """A dot per segment, in their order: mean Jaccard similarity over resamples, 0 to 1."""

    segments: list[int]
    names: list[str]
    stability: list[float]


def numbers(inputs: ChartInput) -> Numbers:
    """Take each segment's stability."""
    return Numbers(
        segments=[segment.id for segment in inputs.study.segmentation.segments],
        names=[inputs.words.name(persona.name) for persona in inputs.personas],
        stability=[segment.stability for segment in inputs.study.segmentation.segments],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a dot per segment over the named bands."""
    bottom = TOP_MARGIN + STEP * len(values["segments"]) - STEP / 2
    sheet = Sheet(FULL, bottom + FOOT)
    lowest = min(LOWEST, int(min(values["stability"]) * 10) / 10)
    scale = Scale(low=lowest, high=1.0, start=START, end=END)
    edges = [lowest, *(grade.least for grade in Stability if grade.least), 1.0]
    for number, ((low, high), grade) in enumerate(zip(pairwise(edges), Stability, strict=True)):
        sheet.bar(
            scale(low), 4.6, scale(high) - scale(low), bottom - 4.6, WASH if number % 2 else PAPER
        )
        words = style.words.term(f"grade.{grade}")
        sheet.small((scale(low) + scale(high)) / 2, 2.0, words, "center")
        sheet.line([scale(high)] * 2, [4.6, bottom], LINE)
        sheet.small(scale(high), bottom + 3.2, style.numerals.fixed(high, 2), "center")
    sheet.small(scale(lowest), bottom + 3.2, style.numerals.fixed(lowest, 2), "center")
    for row, segment in enumerate(values["segments"]):
        y, stable = TOP_MARGIN + STEP * row, values["stability"][row]
        sheet.name(0, y, values["names"][row], NAMES, segment=segment)
        sheet.line([scale(lowest), scale(stable)], [y, y], LINE)
        sheet.dot(scale(stable), y, 2.0, style.colours[segment], segment=segment)
        sheet.text(FULL, y, style.numerals.fixed(stable, 2), weight=SEMIBOLD, align="right")
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_method.stability.subtitle"),
        leading=claims.rows(claims.scores(values["names"], values["stability"])),
        numbers=values,
    )
