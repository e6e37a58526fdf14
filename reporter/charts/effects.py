"""How far each segment stands apart in the features that made the segments: a small panel per
segment, a dot with its interval per feature.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims, standing
from reporter.charts.lettering import shorten, width, wrap
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, LEADING, Sheet
from reporter.model.claim import Claim, Name, Score
from reporter.palette import INK, LINE, MUTED, WASH

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart
    from reporter.model.claim import Value

MOST_FEATURES = 8
"""So many features are drawn at most: those that set some segment furthest apart."""
ACROSS = 4
"""So many panels stand side by side at most."""
HEAD, STEP, AXIS, GAP = 5.2, 4.0, 5.0, 3.0
"""Millimetres: a line of names over a row of panels, a feature, the axis under them, and the room
between rows of panels.
"""
GUTTER = 7.0
LABELS = 44.0
RADIUS, WHISKER = 0.95, 0.8


class Numbers(TypedDict):
    """A panel per segment in their order, a row per feature; None where a segment has
    no value.
    """

    segments: list[int]
    names: list[str]
    features: list[str]
    labels: list[str]
    effect: list[list[float | None]]
    """Panel by panel: Cliff's delta against all other customers, −1 to 1."""
    low: list[list[float | None]]
    high: list[list[float | None]]
    """Ends of its 95 % interval."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Take the effects of the features that made the segments, the one that sets a segment furthest
    apart first.
    """
    panels = standing.traits_by_feature(inputs.personas)
    reach = standing.reaches(panels, inputs.study.segmentation.features)
    if not reach:
        return None
    # Rounded, so that a difference in the last bits of a sum does not change the order.
    features = sorted(reach, key=lambda name: (-round(reach[name], 9), name))[:MOST_FEATURES]
    return Numbers(
        segments=[persona.segment for persona in inputs.personas],
        names=[inputs.words.name(persona.name) for persona in inputs.personas],
        features=features,
        labels=[inputs.words.label(inputs.study.table.feature(name)) for name in features],
        effect=standing.effects(panels, features),
        low=standing.effects(panels, features, "low"),
        high=standing.effects(panels, features, "high"),
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the panels in rows of at most four, the features' names once a row."""
    count = len(values["segments"])
    rows = math.ceil(count / ACROSS)
    across = math.ceil(count / rows)
    names = min(LABELS, max(width(label) for label in values["labels"]) + 2)
    wide = (FULL - names - GUTTER * across) / across
    lines = max(len(wrap(called, wide + GUTTER / 2)) for called in values["names"])
    head = HEAD + LEADING * (lines - 1)
    high = head + STEP * len(values["features"]) + AXIS
    sheet = Sheet(FULL, rows * high + (rows - 1) * GAP)
    for row in range(rows):
        for index, label in enumerate(values["labels"]):
            sheet.text(
                0, row * (high + GAP) + head + STEP * (index + 0.5), shorten(label, names - 1.5)
            )
    for panel in range(count):
        row, column = divmod(panel, across)
        left = names + GUTTER / 2 + column * (wide + GUTTER)
        sheet.name(
            left,
            row * (high + GAP) + head / 2 - 0.4,
            values["names"][panel],
            wide + GUTTER / 2,
            segment=values["segments"][panel],
        )
        _panel(sheet, values, style, panel, (left, row * (high + GAP) + head, wide))
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_method.effects.subtitle", {"level": claims.LEVEL}),
        leading=_leading(values),
        numbers=values,
    )


def _panel(
    sheet: Sheet, values: Numbers, style: Style, panel: int, corner: tuple[float, float, float]
) -> None:
    left, first, wide = corner
    segment, colour = values["segments"][panel], style.colours[values["segments"][panel]]
    last = first + STEP * len(values["features"])
    scale = Scale(low=-1, high=1, start=left, end=left + wide)
    sheet.bar(left, first, wide, last - first, WASH)
    for edge in (-0.5, 0.5):
        sheet.line([scale(edge)] * 2, [first, last], LINE, 0.5)
    sheet.line([scale(0)] * 2, [first, last], MUTED)
    for edge, words in ((-1, style.numerals.fixed(-1, 0)), (0, "0"), (1, "+1")):
        sheet.small(scale(edge), last + 2.4, words, "center")
    for row in range(len(values["features"])):
        y = first + STEP * (row + 0.5)
        effect, low, high = (
            values["effect"][panel][row],
            values["low"][panel][row],
            values["high"][panel][row],
        )
        if effect is None or low is None or high is None:
            sheet.small(scale(0) + 1.5, y, style.words.term("chart_method.effects.no_value"))
            continue
        sheet.line([scale(low), scale(high)], [y, y], INK, WHISKER, segment=segment)
        sheet.dot(scale(effect), y, RADIUS, colour, segment=segment)


def _leading(values: Numbers) -> Claim:
    """Tell each segment's furthest feature."""
    told: list[Claim] = []
    for name, effects in zip(values["names"], values["effect"], strict=True):
        known = [
            (abs(effect), -index) for index, effect in enumerate(effects) if effect is not None
        ]
        if known:
            index = -max(known)[1]
            row: dict[str, Value] = {
                "name": Name(name),
                "label": Name(values["labels"][index]),
                "effect": Score(effects[index] or 0.0),
            }
            told.append(Claim("chart_method.effects.row", row))
    return claims.rows(told)
