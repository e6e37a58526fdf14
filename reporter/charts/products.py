"""What more customers of a segment bought than of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD, SMALL, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model.claim import Claim, Name, Ratio, Share
from reporter.palette import MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Persona

MOST_PRODUCTS = 6
TOP_MARGIN, STEP, THICK, FOOT = 3.4, 7.4, 3.0, 3.4
NAMES = 42.0


class Numbers(TypedDict):
    """A row per product, in the persona's order."""

    segment: int
    products: list[str]
    lift: list[float]
    """How many times as many of them bought it as of the other customers."""
    share: list[float]
    """Share of members who bought it, 0 to 1."""


def numbers(inputs: ChartInput, persona: Persona) -> Numbers | None:  # noqa: ARG001 - every persona chart is asked the same way
    """Take the products that set the segment apart; None when there are none."""
    products = persona.products[:MOST_PRODUCTS]
    if not products:
        return None
    return Numbers(
        segment=persona.segment,
        products=[_written(product.description or product.product) for product in products],
        lift=[product.lift for product in products],
        share=[product.share for product in products],
    )


def _written(description: str) -> str:
    """Write a product as a reader would: shops often keep them in capitals."""
    return description.strip().capitalize() if description.isupper() else description.strip()


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a bar per product, with the lift and the share of members behind it."""
    bottom = TOP_MARGIN + STEP * (len(values["products"]) - 1) + THICK
    sheet = Sheet(HALF, bottom + FOOT)
    times, percent = style.numerals.times, style.words.percent
    labels = [
        (times(lift), percent(share))
        for lift, share in zip(values["lift"], values["share"], strict=True)
    ]
    behind = (
        max(width(first, weight=SEMIBOLD) + 1.0 + width(second) for first, second in labels) + 1.6
    )
    scale = Scale(low=0, high=max(values["lift"]), start=NAMES + 2, end=HALF - behind)
    colour = style.colours[values["segment"]]
    for row, product in enumerate(values["products"]):
        y, end = TOP_MARGIN + STEP * row, scale(values["lift"][row])
        sheet.name(0, y, product, NAMES)
        sheet.bar(scale(0), y - THICK / 2, end - scale(0), THICK, colour, segment=values["segment"])
        sheet.pair(end + 1.3, y, *labels[row])
    if scale.high > 1:
        sheet.line([scale(1)] * 2, [TOP_MARGIN - THICK, bottom], MUTED, 0.5, dashed=True)
        words = style.words.term("chart_persona.products.alike")
        sheet.small(
            min(scale(1), HALF - width(words, SMALL) / 2), bottom + FOOT / 2 + 0.4, words, "center"
        )
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_persona.products.subtitle"),
        leading=claims.rows(
            Claim(
                "chart_persona.products.row",
                {"product": Name(product), "lift": Ratio(lift), "share": Share(share)},
            )
            for product, lift, share in zip(
                values["products"], values["lift"], values["share"], strict=True
            )
        ),
        numbers=values,
    )
