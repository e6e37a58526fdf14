"""The map of customers: each a dot on two axes that people understand, coloured by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts import density
from reporter.charts.grounds import seen_in_both
from reporter.charts.lettering import LABEL, SEMIBOLD, shorten, width
from reporter.charts.map_axes import Axis, at_the_edge, chosen, marks, scaled, spread, within
from reporter.charts.placement import Box, overlap, settled
from reporter.charts.sheet import FULL, Sheet
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Name
from reporter.palette import INK, LINE, MUTED, PAPER

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.charts.scale import Scale
    from reporter.model import Chart
    from reporter.model.claim import Value

MOST_DOTS = 2500
"""Dots that are drawn at most, evenly taken in the table's order, so that segments keep their
shares.
"""
LEFT, TOP_MARGIN, BOTTOM, FOOT = 15.0, 5.0, 90.0, 9.0
PADDING = 4.0
"""Millimetres between the frame and the outermost dots, so that none is cut."""
SMALL_DOT, LARGE_DOT, MANY, OPACITY = 0.85, 1.3, 700, 0.85
"""Millimetres across, for many customers and for few; nearly opaque, so that colours do not mix
where segments overlap.
"""
FEWEST = 60
"""Customers of a segment below which the outline of its densest half would be chance."""
LEADER = 3.0
"""Millimetres from a middle beyond which its name gets a leader."""


class Numbers(TypedDict):
    """A dot per drawn customer."""

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
    """Medians of each segment, within the axes."""
    medians: list[tuple[float | None, float | None]]
    """Medians of each segment as they are; None where nobody's value is known."""
    halves: list[list[list[tuple[float, float]]]]
    """Closed lines around the densest half of each segment, in millimetres on the sheet."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Place the customers on the two axes; None where there are no two features."""
    axes = chosen(inputs)
    if axes is None:
        return None
    frame, labels = inputs.study.table.frame, inputs.study.segmentation.labels
    clipped = [
        frame[axis["feature"]].fillna(axis["low"]).clip(axis["low"], axis["high"]) for axis in axes
    ]
    shown = np.unique(np.linspace(0, len(frame) - 1, min(MOST_DOTS, len(frame))).astype(int))
    segments = [persona.segment for persona in inputs.personas]
    middles = [column.groupby(labels).median() for column in clipped]
    plain = [frame[axis["feature"]].astype(float).groupby(labels).median() for axis in axes]
    across, up = _scales(*axes)
    spans = [
        spread(column.to_numpy(dtype=float), axis)
        for column, axis in zip(clipped, axes, strict=True)
    ]
    places = np.column_stack(
        [[across(value) for value in spans[0]], [up(value) for value in spans[1]]]
    )
    return Numbers(
        x_axis=axes[0],
        y_axis=axes[1],
        x=[float(value) for value in clipped[0].iloc[shown]],
        y=[float(value) for value in clipped[1].iloc[shown]],
        segment=[int(label) for label in labels.iloc[shown]],
        customers=len(frame),
        segments=segments,
        names=[inputs.words.name(persona.name) for persona in inputs.personas],
        centres=[(float(middles[0][segment]), float(middles[1][segment])) for segment in segments],
        medians=[(_known(plain[0][segment]), _known(plain[1][segment])) for segment in segments],
        halves=_halves([places[(labels == segment).to_numpy()] for segment in segments]),
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _halves(parts: list[np.ndarray]) -> list[list[list[tuple[float, float]]]]:
    """Outline the densest half of each segment; none where some segment is too small to
    have one.
    """
    if min(len(part) for part in parts) < FEWEST:
        return [[] for _ in parts]
    outlines = [density.half(part[:, 0], part[:, 1]) for part in parts]
    return [
        [[(round(float(x), 2), round(float(y), 2)) for x, y in line] for line in lines]
        for lines in outlines
    ]


def _scales(x_axis: Axis, y_axis: Axis) -> tuple[Scale, Scale]:
    """Put recency's recent end on the right, so that good is up and right."""
    ends = (LEFT + PADDING, FULL - PADDING)
    across = scaled(x_axis, *(reversed(ends) if x_axis["feature"] == FeatureName.RECENCY else ends))
    return across, scaled(y_axis, BOTTOM - PADDING, TOP_MARGIN + PADDING)


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the dots as one rasterised layer, where half of each segment stands, and each segment's
    name at its middle.
    """
    sheet = Sheet(FULL, BOTTOM + FOOT)
    across, up = _scales(values["x_axis"], values["y_axis"])
    _axes(sheet, values, style, across, up)
    _dots(sheet, values, style, across, up)
    for segment, lines in zip(values["segments"], values["halves"], strict=True):
        for line in lines:
            for colour, points in ((PAPER, 2.4), (style.colours[segment], 1.1)):
                sheet.line(
                    [x for x, _ in line], [y for _, y in line], colour, points, segment=segment
                )
    _names(sheet, values, style, [(across(x), up(y)) for x, y in values["centres"]])
    told = tuple(
        Claim(
            "chart_segments.map.row",
            {
                "name": Name(called),
                "across": Name(_figure(x, values["x_axis"], style)),
                "up": Name(_figure(y, values["y_axis"], style)),
            },
        )
        for called, (x, y) in zip(values["names"], values["medians"], strict=True)
    )
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_segments.map.subtitle", {"parts": _parts(values, style)}),
        leading=Claim("chart_segments.map.alt", {"rows": told}),
        numbers=values,
    )


def _figure(value: float | None, axis: Axis, style: Style) -> str:
    if value is None:
        return style.words.term("chart_segments.map.not_known")
    return style.figure(value, axis["unit"])


def _parts(values: Numbers, style: Style) -> tuple[Claim, ...]:
    """Tell what is drawn: the axes, whether all customers are there, and who stands at the edge."""
    x_axis, y_axis, shown = values["x_axis"], values["y_axis"], len(values["x"])
    sample = Count(shown) if shown < values["customers"] else None
    told = [_named(x_axis, y_axis, style), Claim("chart_segments.map.dots", {"sample": sample})]
    if any(values["halves"]):
        told.append(Claim("chart_segments.map.halves"))
    return (*told, *at_the_edge((y_axis, x_axis), style))


def _named(x_axis: Axis, y_axis: Axis, style: Style) -> Claim:
    """Name the axes, and tell which of them are logarithmic."""
    logged = [axis["label"] for axis in (x_axis, y_axis) if axis["log"]]
    about: dict[str, Value] = {
        "up": Name(y_axis["label"]),
        "across": Name(within(x_axis["label"], style)),
        "files_money": style.files_money(x_axis["unit"], y_axis["unit"]),
        "both_logged": len(logged) == 2,
        "logged": Name(within(logged[0], style)) if logged else None,
    }
    return Claim("chart_segments.map.axes", about)


def _axes(sheet: Sheet, values: Numbers, style: Style, across: Scale, up: Scale) -> None:
    """Draw both axes with their ticks, each named at its end."""
    for tick, words in marks(values["y_axis"], style):
        sheet.line([LEFT, FULL], [up(tick)] * 2, LINE)
        sheet.small(LEFT - 1.6, up(tick), words, "right")
    sheet.line([LEFT, LEFT, FULL], [TOP_MARGIN, BOTTOM, BOTTOM], MUTED)
    for tick, words in marks(values["x_axis"], style):
        sheet.line([across(tick)] * 2, [BOTTOM, BOTTOM + 1], MUTED)
        sheet.small(across(tick), BOTTOM + 3.2, words, "center")
    upwards = Claim("chart_segments.map.upwards", {"label": Name(values["y_axis"]["label"])})
    sheet.small(LEFT - 1.6, TOP_MARGIN - 3.0, style.words.text(upwards))
    across_of: dict[str, Value] = {
        "label": Name(values["x_axis"]["label"]),
        "recency": values["x_axis"]["feature"] == FeatureName.RECENCY,
    }
    words = style.words.text(Claim("chart_segments.map.across", across_of))
    sheet.small(FULL, BOTTOM + 7.0, words, "right")


def _dots(sheet: Sheet, values: Numbers, style: Style, across: Scale, up: Scale) -> None:
    """Draw the dots in an order that mixes the segments, so that none lies over all others."""
    order = np.random.default_rng(0).permutation(len(values["x"]))
    xs = spread(np.array(values["x"]), values["x_axis"])
    ys = spread(np.array(values["y"]), values["y_axis"])
    places = [(across(float(xs[number])), up(float(ys[number]))) for number in order]
    colours = {segment: seen_in_both(colour) for segment, colour in style.colours.items()}
    sheet.cloud(
        places,
        (SMALL_DOT if len(places) > MANY else LARGE_DOT) / 2,
        [colours[values["segment"][number]] for number in order],
        OPACITY,
    )


def _names(sheet: Sheet, values: Numbers, style: Style, centres: list[tuple[float, float]]) -> None:
    """Write each name beside its segment's middle; names make way for each other."""
    taken = [Box(x=x - 2, y=y - 2, wide=4, high=4) for x, y in centres]
    for segment, called, (x, y) in zip(values["segments"], values["names"], centres, strict=True):
        words = shorten(called, 60, LABEL, SEMIBOLD)
        box = _beside(x, y, width(words, LABEL, SEMIBOLD) + 2.4, taken)
        taken.append(box)
        near = (min(max(x, box.x), box.x + box.wide), min(max(y, box.y), box.y + box.high))
        if (near[0] - x) ** 2 + (near[1] - y) ** 2 > LEADER**2:
            sheet.line([x, near[0]], [y, near[1]], INK, 0.5)
        sheet.text(
            box.x + 1.2, box.y + box.high / 2, words, weight=SEMIBOLD, halo=True, segment=segment
        )
    for segment, (x, y) in zip(values["segments"], centres, strict=True):
        sheet.dot(x, y, 2.0, PAPER)
        sheet.dot(x, y, 1.5, style.colours[segment], segment=segment)


def _beside(x: float, y: float, wide: float, taken: list[Box]) -> Box:
    """Return the first free place for a name: right, left, below or above of a middle, else the
    nearest there is.
    """
    bounds, high = (
        Box(x=LEFT + 1, y=TOP_MARGIN + 1, wide=FULL - LEFT - 1, high=BOTTOM - TOP_MARGIN - 2),
        4.6,
    )
    corners = (
        (x + 2.2, y - high / 2),
        (x - 2.2 - wide, y - high / 2),
        (x - wide / 2, y + 2.2),
        (x - wide / 2, y - 2.2 - high),
    )
    for left, top in corners:
        box = Box(x=left, y=top, wide=wide, high=high)
        inside = (
            bounds.x <= left <= bounds.x + bounds.wide - wide
            and bounds.y <= top <= bounds.y + bounds.high - high
        )
        if inside and not any(overlap(box, other) for other in taken):
            return box
    return settled(Box(x=corners[0][0], y=corners[0][1], wide=wide, high=high), taken, bounds)
