"""The recency-frequency grid: ten named regions on five by five fields, with the customers and the revenue in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.grounds import TINTS, on_tint
from reporter.charts.lettering import LABEL, REGULAR, SEMIBOLD, SMALL, shorten, width
from reporter.charts.sheet import FULL, Sheet

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart

LEFT, TOP, FIELD, GAP, FOOT = 20.0, 6.0, 17.0, 0.8, 10.0
INSET = 1.8
"""Millimetres from a region's edge to its words."""
FIFTHS = 5
EDGES = (0.04, 0.10, 0.20, 0.35)
"""Shares of revenue at which a region's tint gets stronger; from the last on it has the full colour."""
LINE_HEIGHT = 3.8


class Numbers(TypedDict):
    """A region each named cell; scores from 1 to 5, 5 = most recent, most often."""

    names: list[str]
    recency: list[list[int]]
    frequency: list[list[int]]
    customers: list[int]
    revenue: list[float]
    revenue_share: list[float]
    days: list[tuple[float, float]]
    """Least and most days since the last order, by score of recency from 1; empty where they are not known."""
    orders: list[tuple[float, float]]
    """Fewest and most orders, by score of frequency from 1."""


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
        days=_days(material),
        orders=_orders(material),
    )


def _days(material: Material) -> list[tuple[float, float]]:
    """Return the span of days in each fifth of recency: between its quintiles, equal days in the same fifth."""
    if "recency" not in material.table.frame.columns:
        return []
    values = np.sort(material.table.frame["recency"].to_numpy(dtype=float))
    scores = FIFTHS - np.searchsorted(np.quantile(values, np.arange(1, FIFTHS) / FIFTHS), values, side="left")
    return _spans(values, scores)


def _orders(material: Material) -> list[tuple[float, float]]:
    """Return the span of orders in each fifth of frequency, which are fifths of its ranks: equal orders may lie in two."""
    if "frequency" not in material.table.frame.columns:
        return []
    values = np.sort(material.table.frame["frequency"].to_numpy(dtype=float))
    return _spans(values, np.ceil(np.arange(1, len(values) + 1) * FIFTHS / len(values)))


def _spans(values: np.ndarray, scores: np.ndarray) -> list[tuple[float, float]]:
    inside = [values[scores == score] for score in range(1, FIFTHS + 1)]
    return [(float(part.min()), float(part.max())) for part in inside] if all(len(part) for part in inside) else []


def tint(share: float) -> float:
    """Return how strong the colour of a region with such a share of revenue is."""
    return TINTS[sum(share >= edge for edge in EDGES)]


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw each region as one block, in the stronger a colour the more revenue it holds."""
    wide, bottom = (FULL - LEFT) / FIFTHS, TOP + FIELD * FIFTHS
    sheet = Sheet(FULL, bottom + FOOT)
    for number in range(len(values["names"])):
        recency, frequency = values["recency"][number], values["frequency"][number]
        x, y = LEFT + (min(recency) - 1) * wide, TOP + (FIFTHS - max(frequency)) * FIELD
        across, down = len(recency) * wide - GAP, len(frequency) * FIELD - GAP
        strength = tint(values["revenue_share"][number])
        sheet.bar(x, y, across, down, style.accent, opacity=strength)
        _words(sheet, values, style, number, (x + INSET, y + 2.0, across - 2 * INSET), on_tint(strength, style.accent))
    _scores(sheet, values, style, wide, bottom)
    count, money = style.numerals.count, style.numerals.money_short
    leading = "; ".join(
        f"{called}: {count(customers)} customers, {money(revenue)}"
        for called, customers, revenue in zip(values["names"], values["customers"], values["revenue"], strict=True)
    )
    subtitle = f"Customers and revenue{style.money_note()} by fifths of recency and frequency; the stronger the colour, the more revenue"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values)


def _scores(sheet: Sheet, values: Numbers, style: Style, wide: float, bottom: float) -> None:
    """Write the scores along both sides, what they stand for, and the names of the axes."""
    for score in range(1, FIFTHS + 1):
        x, y = LEFT + (score - 0.5) * wide, TOP + (FIFTHS - score + 0.5) * FIELD
        days, orders = (_span(spans, score, style) for spans in (values["days"], values["orders"]))
        sheet.small(x, bottom + 2.6, f"{score}: {days} days ago" if days else str(score), "center")
        sheet.small(0, y - (1.8 if orders else 0), str(score))
        sheet.small(0, y + 1.8, f"{orders} order" + ("" if orders == "1" else "s") if orders else "")
    sheet.text(0, 1.6, "Frequency: 5 = most orders … 1 = fewest", size=SMALL)
    sheet.text(FULL, bottom + 8.0, "Recency: 1 = longest ago … 5 = most recent", size=SMALL, align="right")


def _span(spans: list[tuple[float, float]], score: int, style: Style) -> str:
    """Write the values that a score stands for: 3, 4–7."""
    if not spans:
        return ""
    low, high = (style.numerals.count(value) for value in spans[score - 1])
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _words(sheet: Sheet, values: Numbers, style: Style, number: int, place: tuple[float, float, float], colour: str) -> None:
    """Write name, customers and revenue into a region, in what form fits."""
    x, y, room = place
    money, share = style.numerals.money_short(values["revenue"][number]), style.numerals.percent(values["revenue_share"][number])
    customers = style.numerals.count(values["customers"][number])
    lines = (
        ([values["names"][number]], SEMIBOLD),
        ([f"{customers} customers", customers], REGULAR),
        ([f"{money} · {share}", money], REGULAR),
    )
    for line, (forms, weight) in enumerate(lines):
        fits = [(form, size) for form in forms for size in (LABEL, SMALL) if width(form, size, weight) <= room]
        words, size = fits[0] if fits else (shorten(forms[-1], room, SMALL, weight), SMALL)
        sheet.text(x, y + 1.6 + line * LINE_HEIGHT, words, size=size, weight=weight, colour=colour)
