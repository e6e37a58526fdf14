"""The recency-frequency grid: ten named regions on five by five fields, with the customers and the revenue in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import LABEL, SEMIBOLD, SMALL, shorten, width
from reporter.charts.sheet import FULL, Sheet
from reporter.palette import INK, PAPER

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart

LEFT, FIELD, GAP, FOOT = 7.0, 17.0, 0.8, 9.5
FIFTHS = 5
TINTS = ((0.02, 0.10), (0.05, 0.20), (0.10, 0.32), (0.20, 0.45), (0.35, 0.62))
"""Share of revenue below which a region has this tint; above the last it has the full colour."""
LINE_HEIGHT = 3.8


class Numbers(TypedDict):
    """A region each named cell; scores from 1 to 5, 5 = most recent, most often."""

    names: list[str]
    recency: list[list[int]]
    frequency: list[list[int]]
    customers: list[int]
    revenue: list[float]
    revenue_share: list[float]


def numbers(material: Material) -> Numbers | None:
    """Take the grid's cells; None for customer tables."""
    cells = material.findings.grid
    if not cells:
        return None
    total = sum(cell.revenue for cell in cells)
    return Numbers(
        names=[cell.segment for cell in cells],
        recency=[list(cell.recency) for cell in cells],
        frequency=[list(cell.frequency) for cell in cells],
        customers=[cell.customers for cell in cells],
        revenue=[cell.revenue for cell in cells],
        revenue_share=[cell.revenue / total if total > 0 else 0.0 for cell in cells],
    )


def tint(share: float) -> float:
    """Return how strong the colour of a region with such a share of revenue is."""
    return next((strength for edge, strength in TINTS if share < edge), 1.0)


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw each region as one block, darker the more revenue it brings."""
    wide, bottom = (FULL - LEFT) / FIFTHS, FIELD * FIFTHS
    sheet = Sheet(FULL, bottom + FOOT)
    for number in range(len(values["names"])):
        recency, frequency = values["recency"][number], values["frequency"][number]
        x, y = LEFT + (min(recency) - 1) * wide, (FIFTHS - max(frequency)) * FIELD
        across, down = len(recency) * wide - GAP, len(frequency) * FIELD - GAP
        strength = tint(values["revenue_share"][number])
        sheet.bar(x, y, across, down, style.accent, opacity=strength)
        _words(sheet, values, style, number, (x + 2.2, y + 2.0, across - 4.4), PAPER if strength == 1 else INK)
    for score in range(1, FIFTHS + 1):
        sheet.small(LEFT + (score - 0.5) * wide, bottom + 2.6, str(score), "center")
        sheet.small(LEFT - 2.2, (FIFTHS - score + 0.5) * FIELD, str(score), "right")
    sheet.small(LEFT, bottom + 7.4, "Recency: fifths of customers, 5 = bought most recently")
    sheet.small(FULL, bottom + 7.4, "Upwards, frequency: 5 = ordered most often", "right")
    count, money = style.numerals.count, style.numerals.money_short
    leading = "; ".join(
        f"{called}: {count(customers)} customers, {money(revenue)}"
        for called, customers, revenue in zip(values["names"], values["customers"], values["revenue"], strict=True)
    )
    subtitle = "Customers and revenue by fifths of recency and frequency; the darker, the more revenue"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values)


def _words(sheet: Sheet, values: Numbers, style: Style, number: int, place: tuple[float, float, float], colour: str) -> None:
    x, y, room = place
    customers = f"{style.numerals.count(values['customers'][number])} customers"
    revenue = f"{style.numerals.money_short(values['revenue'][number])} · {style.numerals.percent(values['revenue_share'][number])}"
    sheet.text(x, y + 1.6, shorten(values["names"][number], room, LABEL, SEMIBOLD), weight=SEMIBOLD, colour=colour)
    sheet.text(x, y + 1.6 + LINE_HEIGHT, shorten(customers, room), colour=colour)
    size = LABEL if width(revenue) <= room else SMALL
    sheet.text(x, y + 1.6 + 2 * LINE_HEIGHT, shorten(revenue, room, size), size=size, colour=colour)
