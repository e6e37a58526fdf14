"""Each segment's share of customers against its share of revenue or orders, or with its typical
value where there is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import LABEL, REGULAR, SEMIBOLD, width
from reporter.charts.scale import Scale, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Name, Share
from reporter.palette import LINE

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Unit
    from reporter.model.claim import Value

TOP_MARGIN, STEP, FOOT = 5.0, 9.0, 5.5
NAMES, START, END = 42.0, 53.0, 158.0
"""Millimetres: how wide names may be, and where the axis begins and ends."""
SHORT_END = 138.0
"""Where the axis ends when medians stand at the right."""
APART = 2.6
"""Millimetres from a mark's middle to its label."""


class Numbers(TypedDict):
    """A row per segment, in their order; shares from 0 to 1."""

    segments: list[int]
    names: list[str]
    customers: list[float]
    volume: list[float] | None
    noun: str
    """What the volume is: revenue, or orders."""
    median: list[float | None] | None
    """Without either, each segment's median of the value feature; None where no member has one."""
    unit: Unit
    of: str
    """What the median is of, for a reader."""


def numbers(inputs: ChartInput) -> Numbers:
    """Take each segment's share of customers, and of revenue or orders where the file has any."""
    personas, volume = inputs.personas, inputs.volume_shares
    return Numbers(
        segments=[persona.segment for persona in personas],
        names=[inputs.words.name(persona.name) for persona in personas],
        customers=[persona.share for persona in personas],
        volume=volume,
        noun=inputs.noun,
        median=None if volume else _medians(inputs),
        unit=(
            inputs.study.table.feature(inputs.study.table.value).unit
            if inputs.study.table.value
            else "number"
        ),
        of=inputs.words.label(inputs.study.table.feature(inputs.study.table.value))
        if inputs.study.table.value
        else "",
    )


def _medians(inputs: ChartInput) -> list[float | None] | None:
    """Return each segment's median of the value feature, None where the table has none."""
    if inputs.study.table.value is None:
        return None
    medians = (
        inputs.study.table.frame[inputs.study.table.value]
        .groupby(inputs.study.segmentation.labels)
        .median()
        .dropna()
    )
    return [
        float(medians[persona.segment]) if persona.segment in medians else None
        for persona in inputs.personas
    ]


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a dumbbell per segment, or a bar where nothing is known that customers bring."""
    count, volume, noun = len(values["segments"]), values["volume"], values["noun"]
    sheet = Sheet(FULL, TOP_MARGIN + STEP * count + FOOT)
    shown = [*values["customers"], *(volume or [])]
    scale = Scale(
        low=min(0.0, *shown), high=max(shown) * 1.02, start=START, end=END if volume else SHORT_END
    )
    _grid(sheet, scale, style, TOP_MARGIN - 3.5 + STEP * count)
    if values["median"]:
        words = style.words.text(Claim("chart.shares.median", {"label": Name(values["of"])}))
        sheet.small(FULL, 1.2, words, "right")
    for row, segment in enumerate(values["segments"]):
        y = TOP_MARGIN + STEP * row
        sheet.name(0, y, values["names"][row], NAMES, segment=segment)
        if volume is None:
            _bar(sheet, scale, style, y, segment, values["customers"][row])
            if values["median"]:
                sheet.text(
                    FULL,
                    y,
                    style.figure(values["median"][row], values["unit"]),
                    weight=SEMIBOLD,
                    align="right",
                    segment=segment,
                )
        else:
            _dumbbell(
                sheet, scale, style, y, segment, (values["customers"][row], volume[row]), noun
            )
    known: dict[str, Value] = {
        "volume": claims.volume(noun) if volume else None,
        "median_of": Name(values["of"]) if values["median"] else None,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart.shares.subtitle", known),
        leading=claims.rows(_told(values, style, row) for row in range(count)),
        numbers=values,
    )


def _told(values: Numbers, style: Style, row: int) -> Claim:
    """Tell a segment's shares, and its median where there is one."""
    volume, medians = values["volume"], values["median"]
    told: dict[str, Value] = {
        "name": Name(values["names"][row]),
        "customers": Share(values["customers"][row]),
        "part": Share(volume[row]) if volume else None,
        "volume": claims.volume(values["noun"]),
        "median": Name(style.figure(medians[row], values["unit"])) if medians else None,
    }
    return Claim("chart.shares.row", told)


def _grid(sheet: Sheet, scale: Scale, style: Style, bottom: float) -> None:
    for tick in ticks(scale.low, scale.high):
        sheet.line([scale(tick)] * 2, [0, bottom], LINE)
        sheet.small(scale(tick), bottom + 4.0, style.tick(tick, "share"), "center")


def _bar(sheet: Sheet, scale: Scale, style: Style, y: float, segment: int, share: float) -> None:
    sheet.bar(scale(0), y - 2, scale(share) - scale(0), 4, style.colours[segment], segment=segment)
    sheet.text(scale(share) + 1.4, y, style.words.percent(share), weight=SEMIBOLD, segment=segment)


def _dumbbell(
    sheet: Sheet,
    scale: Scale,
    style: Style,
    y: float,
    segment: int,
    shares: tuple[float, float],
    noun: str,
) -> None:
    colour, first, last = style.colours[segment], scale(shares[0]), scale(shares[1])
    sheet.line([first, last], [y, y], colour, 3.7, segment=segment)
    sheet.dot(first, y, 1.9, colour, hollow=True, segment=segment)
    sheet.dot(last, y, 2.1, colour, segment=segment)
    of_customers, of_volume = (style.words.percent(share) for share in shares)
    right = max(first, last) + APART
    if of_customers == of_volume:
        words = style.words.text(Claim("chart.shares.of_each", {"share": Share(shares[1])}))
        sheet.text(right, y, words, weight=SEMIBOLD)
    elif min(first, last) - APART - width(of_customers) < NAMES + 1:
        both = [
            (claims.of_customers(shares[0], style.words), REGULAR),
            (claims.of_volume(shares[1], noun, style.words), SEMIBOLD),
        ]
        for text, weight in both if first <= last else reversed(both):
            right += 2.2 + sheet.text(right, y, text, weight=weight)
    else:
        left, size = min(first, last) - APART, LABEL
        sheet.text(
            right if first > last else left,
            y,
            of_customers,
            size=size,
            align="left" if first > last else "right",
        )
        sheet.text(
            left if first > last else right,
            y,
            of_volume,
            size=size,
            weight=SEMIBOLD,
            align="right" if first > last else "left",
        )
