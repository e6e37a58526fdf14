"""The recency-frequency grid: named regions on a field for each pair of scores, with the customers
and the revenue (or orders) in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from reporter.charts import claims
from reporter.charts.grounds import TINTS, on_tint
from reporter.charts.lettering import LABEL, REGULAR, SEMIBOLD, SMALL, shorten, width
from reporter.charts.sheet import FULL, Sheet
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Name, Quantity, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Scoring, Unit
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
ROOM_FOR_DAYS = ("text", "short", "tight")
"""Forms in which a score's days are told, the longest first."""
UNITS: Mapping[str, Unit] = {"day": "days", "week": "weeks", "month": "months"}
"""What spans are told in → the unit of a value."""


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
    unit: Unit
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
        names=[inputs.words.name(cell.called) for cell in cells],
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
    scored: dict[str, Value] = {
        "own_limits": values["own_limits"],
        "parts": Claim("grid.parts", {"scores": Count(scores)}),
        "money": values["axis"] == "fm",
    }
    about: dict[str, Value] = {
        "volume": claims.volume(values["noun"]),
        "files_money": style.files_money(values["unit"]),
        "scored": Claim("grid.scored", scored),
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart.grid.subtitle", about),
        leading=claims.rows(
            Claim(
                "chart.grid.row",
                {
                    "name": Name(_typeset(called)),
                    "customers": Count(customers),
                    "brought": claims.brought(volume, values["unit"]),
                },
            )
            for called, customers, volume in zip(
                values["names"], values["customers"], values["volume"], strict=True
            )
        ),
        numbers=values,
    )


def _scores(sheet: Sheet, values: Numbers, style: Style, wide: float, high: float) -> None:
    """Write the scores along both sides, what they stand for, and the names of the axes."""
    scores = values["scores"]
    bottom = TOP_MARGIN + high * scores
    for score in range(1, scores + 1):
        x, y = LEFT + (score - 0.5) * wide, TOP_MARGIN + (scores - score + 0.5) * high
        ago = _ago(values, style, score)
        forms = [style.words.text(ago, form) for form in ROOM_FOR_DAYS] if ago else []
        sheet.small(
            x,
            bottom + 2.6,
            next((text for text in forms if width(text, SMALL) <= wide), str(score)),
            "center",
        )
        orders = _orders(values, style, score)
        sheet.small(0, y - (1.8 if orders else 0), str(score))
        sheet.small(0, y + 1.8, style.words.text(orders) if orders else "")
    up: dict[str, Value] = {"money": values["axis"] != "frequency", "scores": Count(scores)}
    across: dict[str, Value] = {
        "time": Claim(f"noun.{style.numerals.time}"),
        "scores": Count(scores),
    }
    sheet.text(0, 1.6, style.words.text(Claim("chart.grid.frequency", up)), size=SMALL)
    sheet.text(
        FULL,
        bottom + 8.0,
        style.words.text(Claim("chart.grid.recency", across)),
        size=SMALL,
        align="right",
    )


def _ago(values: Numbers, style: Style, score: int) -> Claim | None:
    """Tell how long ago a score of recency is, in weeks or months where the data know no days."""
    if not values["days"]:
        return None
    low, high = (
        None if days is None else style.numerals.elapsed(days) for days in values["days"][score - 1]
    )
    unit, kind = style.numerals.time, _kind(low, high, style)
    told: dict[str, Value] = {"score": Count(score)}
    if kind == "same":
        told["span"] = Quantity(high or 0.0, UNITS[unit])
    else:
        told |= {"time": Claim(f"noun.{unit}"), **_ends(low, high)}
    return Claim(f"chart.grid.score.{kind}", told)


def _orders(values: Numbers, style: Style, score: int) -> Claim | None:
    """Tell how many orders a score of frequency stands for."""
    if not values["orders"]:
        return None
    low, high = values["orders"][score - 1]
    return Claim(f"grid.band.frequency.{_kind(low, high, style)}", _ends(low, high))


def _kind(
    low: float | None, high: float | None, style: Style
) -> Literal["most", "same", "between", "least"]:
    """Return how a score's values are told: up to so many, a single number, or so many or more."""
    if high is None:
        return "least"
    last = style.numerals.count(high)
    if low is None:
        return "same" if last == style.numerals.count(1) else "most"
    return "same" if style.numerals.count(low) == last else "between"


def _ends(low: float | None, high: float | None) -> dict[str, Value]:
    """Return the values between which a score lies, as far as there are any."""
    ends = {"low": low, "high": high}
    return {name: Count(end) for name, end in ends.items() if end is not None}


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
    brought = claims.brought(values["volume"][number], values["unit"])
    count = Count(values["customers"][number])
    in_words = style.words.text(Claim("chart.grid.customers", {"customers": count}))
    share = Share(values["volume_share"][number])
    with_share = style.words.text(Claim("chart.grid.brought", {"brought": brought, "share": share}))
    lines = (
        ([_typeset(values["names"][number])], SEMIBOLD),
        ([in_words, style.numerals.count(count.number)], REGULAR),
        ([with_share, style.words.text(brought)], REGULAR),
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
