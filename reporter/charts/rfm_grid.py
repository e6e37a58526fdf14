"""The recency-frequency grid: named regions on a field for each pair of scores, with the customers
and the revenue (or orders) in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts.grounds import TINTS, on_tint
from reporter.charts.lettering import LABEL, REGULAR, SEMIBOLD, SMALL, shorten, width
from reporter.charts.sheet import FULL, Sheet
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Scoring
    from reporter.model.claim import Value

    Span = tuple[float | None, float | None]

LEFT, TOP_MARGIN, FIELD, LEAST, GAP, FOOT = 20.0, 6.0, 17.0, 12.5, 0.8, 10.0
SIDE = 85.0
"""Millimetres of the grid's height, unless its fields would be lower than LEAST or higher than
FIELD.
"""
INSET = 1.8
"""Millimetres from a region's edge to its words."""
EDGES = (0.04, 0.10, 0.20, 0.35)
"""Shares of revenue, or of orders, at which a region's tint gets stronger; from the last on it has
the full colour.
"""
LINE_HEIGHT = 3.8


class Numbers(TypedDict):
    """A region each named cell; scores from 1 to the best: most recent, most often."""

    scores: int
    axis: str
    """frequency, or fm for frequency and money."""
    own_limits: bool
    """Whether limits were set by hand; elsewhere scores are equal parts of all customers."""
    names: list[str]
    recency: list[list[int]]
    frequency: list[list[int]]
    customers: list[int]
    volume: list[float]
    volume_share: list[float]
    noun: str
    """What the volume is: revenue, or orders."""
    unit: str
    """money or count."""
    days: list[Span]
    """Least and most days since the last order, by score of recency from 1, None where that end is
    open; empty where they are not known.
    """
    orders: list[Span]
    """Fewest and most orders, by score of frequency from 1; empty where money counts too."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Take the grid's cells; None for customer tables."""
    cells, scoring = inputs.findings.grid, inputs.findings.scoring
    if not cells or scoring is None:
        return None
    total = sum(cell.volume for cell in cells)
    return Numbers(
        scores=max(max(cell.recency) for cell in cells),
        axis=scoring.axis,
        own_limits=bool(scoring.own),
        names=[cell.segment for cell in cells],
        recency=[list(cell.recency) for cell in cells],
        frequency=[list(cell.frequency) for cell in cells],
        customers=[cell.customers for cell in cells],
        volume=[cell.volume for cell in cells],
        volume_share=[cell.volume / total if total > 0 else 0.0 for cell in cells],
        noun=inputs.noun,
        unit=inputs.unit,
        days=_spans(scoring, FeatureName.RECENCY),
        orders=_spans(scoring, FeatureName.FREQUENCY) if not scoring.counts_money else [],
    )


def _spans(scoring: Scoring, axis: FeatureName) -> list[Span]:
    """Return the span of each score from 1; none where a score is nobody's, so that it
    has no span.
    """
    bands = sorted(
        (band for band in scoring.bands if band.axis == axis),
        key=lambda band: band.score,
    )
    spans = [(band.low, band.high) for band in bands]
    return [] if (None, None) in spans else spans


def tint(share: float) -> float:
    """Return how strong the colour of a region with such a share is."""
    return TINTS[sum(share >= edge for edge in EDGES)]


def _height(scores: int) -> float:
    """Return the height of a field."""
    return min(FIELD, max(LEAST, SIDE / scores))


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw each region as one block, in the stronger a colour the more revenue, or orders, it
    holds.
    """
    scores = values["scores"]
    wide, high = (FULL - LEFT) / scores, _height(scores)
    bottom = TOP_MARGIN + high * scores
    sheet = Sheet(FULL, bottom + FOOT)
    for number in range(len(values["names"])):
        recency, frequency = values["recency"][number], values["frequency"][number]
        x, y = LEFT + (min(recency) - 1) * wide, TOP_MARGIN + (scores - max(frequency)) * high
        across, down = len(recency) * wide - GAP, len(frequency) * high - GAP
        strength = tint(values["volume_share"][number])
        sheet.bar(x, y, across, down, style.accent, opacity=strength)
        _words(
            sheet,
            values,
            style,
            number,
            (x + INSET, y + min(2.0, high / 12), across - 2 * INSET),
            on_tint(strength, style.accent),
        )
    _scores(sheet, values, style, wide, high)
    count, noun = style.numerals.count, values["noun"]
    leading = "; ".join(
        f"{_typeset(called)}: {count(customers)} {_people(customers)},"
        f" {_brought(values, style, number)}"
        for number, (called, customers) in enumerate(
            zip(values["names"], values["customers"], strict=True)
        )
    )
    scored: dict[str, Value] = {
        "own_limits": values["own_limits"],
        "parts": Claim("grid.parts", {"scores": Count(scores)}),
        "money": values["axis"] == "fm",
    }
    what = style.words.text(Claim("grid.scored", scored))
    subtitle = (
        f"Customers and {noun}{style.money_note(values['unit'])} {what}; the stronger the colour,"
        f" the more {noun}"
    )
    return sheet.chart(
        name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values
    )


def _brought(values: Numbers, style: Style, number: int) -> str:
    volume = values["volume"][number]
    return style.numerals.brought(volume, values["unit"]) + (
        "" if values["unit"] == "money" else " order" if volume == 1 else " orders"
    )


def _scores(sheet: Sheet, values: Numbers, style: Style, wide: float, high: float) -> None:
    """Write the scores along both sides, what they stand for, and the names of the axes."""
    scores = values["scores"]
    bottom = TOP_MARGIN + high * scores
    for score in range(1, scores + 1):
        x, y = LEFT + (score - 0.5) * wide, TOP_MARGIN + (scores - score + 0.5) * high
        days, orders = (
            _span(_elapsed(values["days"], style), score, style),
            _span(values["orders"], score, style),
        )
        ago = f"{score}: {days} {style.numerals.time}{'' if days == '1' else 's'} ago"
        forms = (
            (ago, f"{score}: {days}", f"{score}: {days.replace(' or more', '+')}") if days else ()
        )
        sheet.small(
            x,
            bottom + 2.6,
            next((text for text in forms if width(text, SMALL) <= wide), str(score)),
            "center",
        )
        sheet.small(0, y - (1.8 if orders else 0), str(score))
        sheet.small(
            0, y + 1.8, f"{orders} order" + ("" if orders == "1" else "s") if orders else ""
        )
    lowest = (
        "Frequency: {0} = most orders … 1 = fewest"
        if values["axis"] == "frequency"
        else "Frequency and money: {0} = most … 1 = least"
    )
    sheet.text(0, 1.6, lowest.format(scores), size=SMALL)
    sheet.text(
        FULL,
        bottom + 8.0,
        f"Recency in {style.numerals.time}s: 1 = longest ago … {scores} = most recent",
        size=SMALL,
        align="right",
    )


def _elapsed(spans: list[Span], style: Style) -> list[Span]:
    """Write days as whole weeks or months where the data know no days."""

    def written(end: float | None) -> float | None:
        return None if end is None else style.numerals.elapsed(end)

    return [(written(low), written(high)) for low, high in spans]


def _span(spans: list[Span], score: int, style: Style) -> str:
    """Write the values that a score stands for: 3, 4–7, 8 or more."""
    if not spans:
        return ""
    low, high = (
        None if value is None else style.numerals.count(value) for value in spans[score - 1]
    )
    if low is None or high is None:
        return f"up to {high}" if high is not None and high != "1" else high or f"{low} or more"
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _people(count: float) -> str:
    return "customer" if count == 1 else "customers"


def _typeset(name: str) -> str:
    """Write an apostrophe as it is printed."""
    return name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def _words(
    sheet: Sheet,
    values: Numbers,
    style: Style,
    number: int,
    corner: tuple[float, float, float],
    colour: str,
) -> None:
    """Write name, customers and what they bring into a region, in what form fits."""
    x, y, room = corner
    brought, share = (
        _brought(values, style, number),
        style.numerals.percent(values["volume_share"][number]),
    )
    customers = style.numerals.count(values["customers"][number])
    lines = (
        ([_typeset(values["names"][number])], SEMIBOLD),
        ([f"{customers} {_people(values['customers'][number])}", customers], REGULAR),
        ([f"{brought} · {share}", brought], REGULAR),
    )
    room_for = int(
        (_height(values["scores"]) * len(values["frequency"][number]) - GAP - 1.0) / LINE_HEIGHT
    )
    for line, (forms, weight) in enumerate(lines[: max(1, room_for)]):
        fits = [
            (form, size)
            for form in forms
            for size in (LABEL, SMALL)
            if width(form, size, weight) <= room
        ]
        words, size = fits[0] if fits else (shorten(forms[-1], room, SMALL, weight), SMALL)
        sheet.text(x, y + 1.6 + line * LINE_HEIGHT, words, size=size, weight=weight, colour=colour)
