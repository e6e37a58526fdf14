"""For how many of each segment something came about: a dot with its interval for each, and a line
where all customers are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SMALL, shorten, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Name, Share
from reporter.palette import INK, LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart
    from reporter.model.claim import Value

TOP_MARGIN, STEP, FOOT = 4.0, 7.0, 6.0
NAMES = 56.0
FIGURES = 34.0
"""Millimetres for a rate and its interval in figures, behind the scale."""
RADIUS, WHISKER = 1.3, 1.0


class Numbers(TypedDict):
    """A row per segment of which enough is known, in their order; shares from 0 to 1."""

    done: str
    """What came about, as the catalogue calls it: left, converted …"""
    label: str
    category: str
    segments: list[int]
    names: list[str]
    rate: list[float]
    low: list[float]
    high: list[float]
    """Ends of the 95 % interval."""
    overall: float
    unknown: list[str]
    """Names of the segments of which too little is known."""


def numbers(inputs: ChartInput, index: int) -> Numbers | None:
    """Take the rates of an outcome; None where there are not so many."""
    if index >= len(inputs.findings.outcomes):
        return None
    one = inputs.findings.outcomes[index]
    names = {persona.segment: inputs.words.name(persona.name) for persona in inputs.personas}
    return Numbers(
        done=one.done,
        label=inputs.words.label(inputs.study.table.feature(one.feature)),
        category=one.category,
        segments=[rate.segment for rate in one.rates],
        names=[names[rate.segment] for rate in one.rates],
        rate=[rate.rate for rate in one.rates],
        low=[rate.low for rate in one.rates],
        high=[rate.high for rate in one.rates],
        overall=one.rate,
        unknown=[
            inputs.words.name(persona.name)
            for persona in inputs.personas
            if one.of(persona.segment) is None
        ],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the rates from zero, each with its interval and its figure."""
    percent = style.words.percent
    bottom = TOP_MARGIN + STEP * (len(values["segments"]) - 1) + STEP / 2
    sheet = Sheet(FULL, bottom + FOOT)
    names = min(NAMES, max(width(called) for called in values["names"])) + 3
    scale = Scale(
        low=0, high=max(*values["high"], values["overall"]) or 1.0, start=names, end=FULL - FIGURES
    )
    sheet.line([scale(0)] * 2, [0.5, bottom], LINE)
    sheet.line([scale(values["overall"])] * 2, [0.5, bottom], MUTED, 0.7)
    for row, segment in enumerate(values["segments"]):
        y, rate = TOP_MARGIN + STEP * row, values["rate"][row]
        sheet.text(0, y, shorten(values["names"][row], names - 2))
        low, high = values["low"][row], values["high"][row]
        sheet.line([scale(low), scale(high)], [y, y], INK, WHISKER, segment=segment)
        sheet.dot(scale(rate), y, RADIUS, style.colours[segment], segment=segment)
        sheet.pair(FULL - FIGURES + 4, y, percent(rate), style.words.text(_interval(values, row)))
    overall = {"rate": Share(values["overall"])}
    words = style.words.text(Claim("chart_segments.outcome.all", overall))
    half = width(words, SMALL) / 2
    sheet.small(
        min(max(scale(values["overall"]), half), FULL - half), bottom + 2.6, words, "center"
    )
    about: dict[str, Value] = {
        "done": Claim(f"outcome.done.{values['done']}"),
        "category": Name(values["category"]),
        "label": Name(values["label"]),
        "level": claims.LEVEL,
        "unknown": claims.as_they_stand(values["unknown"]) or None,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_segments.outcome.subtitle", about),
        leading=claims.rows(_told(values, row) for row in range(len(values["segments"]))),
        numbers=values,
    )


def _told(values: Numbers, row: int) -> Claim:
    """Tell a segment's rate with its interval."""
    told: dict[str, Value] = {
        "name": Name(values["names"][row]),
        "rate": Share(values["rate"][row]),
        "interval": _interval(values, row),
    }
    return Claim("chart_segments.outcome.row", told)


def _interval(values: Numbers, row: int) -> Claim:
    ends = {"low": Share(values["low"][row]), "high": Share(values["high"][row])}
    return Claim("chart_segments.outcome.interval", ends)
