"""Size against value: a bar a segment, as wide as its share of customers and as high as what one of them brings."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import LABEL, SEMIBOLD, SMALL, shorten, width
from reporter.charts.placement import Box, pushed_up
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.palette import LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart

TOP, BOTTOM, FOOT = 11.0, 62.0, 6.5
GAP = 0.6
LONGEST_NAME = 44.0
LINES = 3.7
"""Millimetres from one line of a label to the next."""


class Numbers(TypedDict):
    """A bar each segment, in their order."""

    segments: list[int]
    names: list[str]
    customers: list[float]
    """Share of customers, 0 to 1: the width."""
    value: list[float]
    """What a customer brings, or the median of the value feature: the height."""
    unit: str
    of: str
    """What the height is, for a reader."""


def numbers(material: Material) -> Numbers | None:
    """Divide each segment's revenue by its customers; without revenue take the median of the value feature."""
    personas, table = material.personas, material.table
    revenue = [persona.revenue / persona.customers for persona in personas if persona.revenue is not None]
    if len(revenue) == len(personas):
        value, unit, of = revenue, "money", "revenue a customer"
    elif table.value is not None:
        column = table.frame[table.value].groupby(material.segmentation.labels).median()
        feature = table.feature(table.value)
        value, unit, of = [float(column[persona.segment]) for persona in personas], feature.unit, f"median of “{feature.label}”"
    else:
        return None
    return Numbers(
        segments=[persona.segment for persona in personas], names=[persona.name for persona in personas],
        customers=[persona.share for persona in personas], value=value, unit=unit, of=of,
    )  # fmt: skip


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the bars side by side, names and values above them and shares below."""
    sheet = Sheet(FULL, BOTTOM + FOOT)
    total = sum(values["customers"])
    edges = [0.0, *(FULL * part / total for part in accumulate(values["customers"]))]
    scale = Scale(low=min(0.0, *values["value"]), high=max(*values["value"], 0.0) or 1.0, start=BOTTOM, end=TOP)
    zero = scale(0)
    bars = [
        Box(x=left, y=min(scale(value), zero), wide=max(0.3, right - left - GAP), high=abs(zero - scale(value)))
        for (left, right), value in zip(pairwise(edges), values["value"], strict=True)
    ]
    for segment, bar in zip(values["segments"], bars, strict=True):
        sheet.bar(bar.x, bar.y, bar.wide, bar.high, style.colours[segment], segment=segment)
    sheet.line([0, FULL], [zero, zero], LINE)
    _labels(sheet, values, style, bars)
    _shares(sheet, values, style, bars)
    figures = [style.figure(value, values["unit"]) for value in values["value"]]
    percent = style.numerals.percent
    leading = "; ".join(
        f"{called}: {percent(share)} of customers, {figure}"
        for called, share, figure in zip(values["names"], values["customers"], figures, strict=True)
    )
    subtitle = f"Width: share of customers. Height: {values['of']}" + (". Area: revenue" if values["unit"] == "money" else "")
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values)


def _labels(sheet: Sheet, values: Numbers, style: Style, bars: list[Box]) -> None:
    """Write name and value above each bar, moved up where bars or labels stand in the way.

    From the right, where bars are low: a label that is moved up then has its leader on the left of those already written.
    """
    taken: list[Box] = []
    rows = list(zip(values["segments"], values["names"], values["value"], bars, strict=True))
    for segment, called, value, bar in reversed(rows):
        words, figure = shorten(called, LONGEST_NAME, LABEL, SEMIBOLD), style.figure(value, values["unit"])
        wide = max(width(words, LABEL, SEMIBOLD), width(figure)) + 2
        x = max(0.0, min(bar.x, FULL - wide + 2))
        others = [other for other in bars if other is not bar]
        box = pushed_up(Box(x=x, y=bar.y - 2 * LINES - 1.2, wide=wide, high=2 * LINES + 0.6), [*taken, *others], 0.0)
        taken.append(box)
        if bar.y - box.y - box.high > 1.0:
            leader = Box(x=bar.x, y=box.y + box.high, wide=0.6, high=bar.y - box.y - box.high)
            taken.append(leader)
            sheet.line([leader.x + 0.3] * 2, [leader.y, bar.y - 0.4], MUTED, 0.5)
        sheet.text(x, box.y + LINES / 2, words, weight=SEMIBOLD, segment=segment)
        sheet.text(x, box.y + LINES * 1.5, figure, segment=segment)


def _shares(sheet: Sheet, values: Numbers, style: Style, bars: list[Box]) -> None:
    """Write each share of customers under its bar, where there is room."""
    edge = 0.0
    for share, bar in zip(values["customers"], bars, strict=True):
        words = style.numerals.percent(share)
        half = width(words, SMALL) / 2
        middle = min(max(bar.x + bar.wide / 2, half), FULL - half)
        if middle - half >= edge:
            sheet.small(middle, BOTTOM + 3.6, words, "center")
            edge = middle + half + 1.5
