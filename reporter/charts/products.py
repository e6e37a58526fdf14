"""What a segment buys more often than the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import SEMIBOLD, shorten, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.palette import MUTED

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart, Persona

MOST = 6
TOP, STEP, THICK = 3.0, 6.6, 3.0
NAMES = 42.0


class Numbers(TypedDict):
    """A row each product, in the persona's order."""

    segment: int
    products: list[str]
    lift: list[float]
    """Share of members who bought it over that share among the other customers."""
    share: list[float]
    """Share of members who bought it, 0 to 1."""


def numbers(material: Material, persona: Persona) -> Numbers | None:  # noqa: ARG001 - every persona chart is asked the same way
    """Take the products that set the segment apart; None when there are none."""
    products = persona.products[:MOST]
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
    """Draw a bar a product, with the lift and the share of members behind it."""
    sheet = Sheet(HALF, TOP + STEP * (len(values["products"]) - 1) + 3.5)
    times, percent = style.numerals.times, style.numerals.percent
    labels = [(times(lift), percent(share)) for lift, share in zip(values["lift"], values["share"], strict=True)]
    behind = max(width(first, weight=SEMIBOLD) + 1.0 + width(second) for first, second in labels) + 1.6
    scale = Scale(low=0, high=max(values["lift"]), start=NAMES + 2, end=HALF - behind)
    colour = style.colours[values["segment"]]
    for row, product in enumerate(values["products"]):
        y, end = TOP + STEP * row, scale(values["lift"][row])
        sheet.text(0, y, shorten(product, NAMES))
        sheet.bar(scale(0), y - THICK / 2, end - scale(0), THICK, colour, segment=values["segment"])
        sheet.pair(end + 1.3, y, *labels[row])
    if scale.high > 1:
        sheet.line([scale(1)] * 2, [TOP - THICK, TOP + STEP * (len(values["products"]) - 1) + THICK], MUTED, 0.5, dashed=True)
    pairs = zip(values["products"], labels, strict=True)
    leading = "; ".join(f"{product}: {lift}, bought by {share}" for product, (lift, share) in pairs) + "."
    subtitle = "Times as often as other customers; in grey, the share who buy"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading, numbers=values)
