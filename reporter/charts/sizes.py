"""Size against value: a bar per segment, as wide as its share of customers and as high as the
revenue, or orders, of one of them.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import LABEL, REGULAR, SEMIBOLD, SMALL, shorten, width
from reporter.charts.placement import Box, pushed_up
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Name, Share
from reporter.palette import INK, LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Unit
    from reporter.model.claim import Value

TOP_MARGIN, BOTTOM, FOOT = 14.5, 66.0, 6.5
GAP = 0.6
LONGEST_NAME = 60.0
LINES = 3.7
"""Millimetres from one line of a label to the next."""


class Numbers(TypedDict):
    """A bar per segment, in their order."""

    segments: list[int]
    names: list[str]
    customers: list[float]
    """Share of customers, 0 to 1: the width."""
    volume: list[float] | None
    """Share of revenue or orders, 0 to 1: the area."""
    noun: str
    """What the volume is: revenue, or orders."""
    value: list[float | None]
    """Revenue or orders per customer, or the median of the value feature: the height; None where no
    member has one.
    """
    unit: Unit
    median_of: str
    """The feature whose median the height is; empty where it is what a customer brings."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Divide what each segment brings by its customers; where that is not known take the median of
    the value feature.
    """
    personas, table, shares = inputs.personas, inputs.study.table, inputs.volume_shares
    brought = [
        persona.volume / persona.customers for persona in personas if persona.volume is not None
    ]
    value: list[float | None]
    if len(brought) == len(personas):
        value, unit, median_of = [*brought], inputs.unit, ""
    elif table.value is not None:
        medians = (
            table.frame[table.value].groupby(inputs.study.segmentation.labels).median().dropna()
        )
        value = [
            float(medians[persona.segment]) if persona.segment in medians else None
            for persona in personas
        ]
        feature = table.feature(table.value)
        unit, median_of = feature.unit, inputs.words.label(feature)
    else:
        return None
    return Numbers(
        segments=[persona.segment for persona in personas],
        names=[inputs.words.name(persona.name) for persona in personas],
        customers=[persona.share for persona in personas], volume=shares, noun=inputs.noun,
        value=value,
        unit=unit, median_of=median_of,
    )  # fmt: skip


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the bars side by side, names and values above them and shares below."""
    sheet = Sheet(FULL, BOTTOM + FOOT)
    total = sum(values["customers"])
    edges = [0.0, *(FULL * part / total for part in accumulate(values["customers"]))]
    heights = [value or 0.0 for value in values["value"]]
    scale = Scale(
        low=min(0.0, *heights), high=max(*heights, 0.0) or 1.0, start=BOTTOM, end=TOP_MARGIN
    )
    zero = scale(0)
    bars = [
        Box(
            x=left,
            y=min(scale(value), zero),
            wide=max(0.3, right - left - GAP),
            high=abs(zero - scale(value)),
        )
        for (left, right), value in zip(pairwise(edges), heights, strict=True)
    ]
    for segment, bar in zip(values["segments"], bars, strict=True):
        sheet.bar(bar.x, bar.y, bar.wide, bar.high, style.colours[segment], segment=segment)
    sheet.line([0, FULL], [zero, zero], LINE)
    _labels(sheet, values, style, bars)
    _shares(sheet, values, style, bars)
    about: dict[str, Value] = {
        "median_of": Name(values["median_of"]) if values["median_of"] else None,
        "volume": claims.volume(values["noun"]),
        "files_money": style.files_money(values["unit"]),
        "area": bool(values["volume"]),
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_segments.sizes.subtitle", about),
        leading=claims.rows(_told(values, style, row) for row in range(len(bars))),
        numbers=values,
    )


def _told(values: Numbers, style: Style, row: int) -> Claim:
    """Tell a segment's width and height."""
    told: dict[str, Value] = {
        "name": Name(values["names"][row]),
        "customers": Share(values["customers"][row]),
        "figure": Name(_figure(values, style, row)),
    }
    return Claim("chart_segments.sizes.row", told)


def _figure(values: Numbers, style: Style, row: int) -> str:
    figure = style.figure(values["value"][row], values["unit"])
    if not values["volume"]:
        return figure
    each: dict[str, Value] = {"figure": Name(figure), "orders": values["unit"] == "count"}
    return style.words.text(Claim("chart_segments.sizes.each", each))


def _labels(sheet: Sheet, values: Numbers, style: Style, bars: list[Box]) -> None:
    """Write name, value and share of what is brought above each bar; the share is left out where
    all do not fit.
    """
    shares = [
        claims.of_volume(share, values["noun"], style.words) for share in values["volume"] or []
    ]
    rows = [[called, _figure(values, style, row)] for row, called in enumerate(_shortened(values))]
    longer = (
        [[*lines, share] for lines, share in zip(rows, shares, strict=True)] if shares else rows
    )
    for lines in (longer, rows):
        places = _places(lines, bars)
        if all(box.y >= 0 for box, _ in places):
            break
    for segment, bar, words, (box, leader) in zip(
        values["segments"], bars, lines, places, strict=True
    ):
        if bar.y - leader.y > 1.0:
            sheet.line([leader.x + 0.3] * 2, [leader.y, bar.y - 0.4], MUTED, 0.5)
        for number, line in enumerate(words):
            muted = MUTED if number == 2 else INK
            weight = SEMIBOLD if number == 0 else REGULAR
            sheet.text(
                box.x,
                box.y + LINES * (number + 0.5),
                line,
                weight=weight,
                colour=muted,
                segment=segment,
            )


def _shortened(values: Numbers) -> list[str]:
    return [shorten(called, LONGEST_NAME, LABEL, SEMIBOLD) for called in values["names"]]


def _places(labels: list[list[str]], bars: list[Box]) -> list[tuple[Box, Box]]:
    """Return a place for each label and its leader, moved up where bars or labels stand in the way.

    From the right, where bars are low: a label that is moved up then has its leader on the left of
    those already written.
    """
    taken: list[Box] = []
    places = []
    for lines, bar in reversed(list(zip(labels, bars, strict=True))):
        high = LINES * len(lines) + 0.6
        wide = max(width(lines[0], LABEL, SEMIBOLD), *(width(line) for line in lines[1:])) + 2
        x = max(0.0, min(bar.x, FULL - wide + 2))
        others = [other for other in bars if other is not bar]
        box = pushed_up(
            Box(x=x, y=bar.y - high - 0.6, wide=wide, high=high), [*taken, *others], -FULL
        )
        leader = Box(x=bar.x, y=box.y + high, wide=0.6, high=max(0.0, bar.y - box.y - high))
        taken += [box, leader] if leader.high > 1.0 else [box]
        places.append((box, leader))
    return places[::-1]


def _shares(sheet: Sheet, values: Numbers, style: Style, bars: list[Box]) -> None:
    """Write each share of customers under its bar, where there is room."""
    edge = 0.0
    for share, bar in zip(values["customers"], bars, strict=True):
        short = style.words.percent(share)
        long = claims.of_customers(share, style.words)
        words = long if width(long, SMALL) <= bar.wide else short
        half = width(words, SMALL) / 2
        middle = min(max(bar.x + bar.wide / 2, half), FULL - half)
        if middle - half >= edge:
            sheet.small(middle, BOTTOM + 3.6, words, "center")
            edge = middle + half + 1.5
