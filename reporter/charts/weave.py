"""The cover's band: shares of customers at the top flow to shares of revenue at the bottom."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypedDict

from matplotlib.path import Path

from reporter.charts.sheet import FULL, Sheet
from reporter.palette import PAPER

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart

HEIGHT = 62.0
BEND = 0.55
"""How far down the upper half of a strand stays upright."""


class Numbers(TypedDict):
    """A strand each segment, in their order; shares from 0 to 1."""

    segments: list[int]
    names: list[str]
    customers: list[float]
    values: list[float]
    of: str
    """What the lower shares are shares of."""


def numbers(material: Material) -> Numbers:
    """Take each segment's share of customers and of revenue; without any value, a strand is as wide below as above."""
    personas = material.personas
    customers = [persona.share for persona in personas]
    of, values = material.values or ("customers", customers)
    return Numbers(
        segments=[persona.segment for persona in personas], names=[persona.name for persona in personas], customers=customers,
        values=values, of=of,
    )  # fmt: skip


def edges(shares: list[float]) -> list[float]:
    """Return where strands begin and end, in millimetres; a segment that cost more than it brought has no width."""
    drawn = [max(0.0, share) for share in shares]
    total = sum(drawn) or 1.0
    return [0.0, *(FULL * part / total for part in accumulate(drawn))]


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw strands as Bézier shapes, and hairlines of paper between them."""
    sheet = Sheet(FULL, HEIGHT)
    above, below = edges(values["customers"]), edges(values["values"])
    move, line, bend, close = (int(code) for code in (Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CLOSEPOLY))
    codes = [move, line, *[bend] * 3, line, *[bend] * 3, close]
    down, up = BEND * HEIGHT, (1 - BEND) * HEIGHT
    for segment, (a, b), (c, d) in zip(values["segments"], pairwise(above), pairwise(below), strict=True):
        right, left = [(b, down), (d, up), (d, HEIGHT)], [(c, up), (a, down), (a, 0.0)]
        sheet.shape([(a, 0.0), (b, 0.0), *right, (c, HEIGHT), *left, (a, 0.0)], codes, style.colours[segment], segment)
    for top, bottom in zip(above[1:-1], below[1:-1], strict=True):
        path = [(top, -0.5), (top, 0.0), (top, down), (bottom, up), (bottom, HEIGHT), (bottom, HEIGHT + 0.5)]
        sheet.curve(path, [move, line, *[bend] * 3, line], PAPER, 1.1)
    percent = style.numerals.percent
    leading = "; ".join(
        f"{called}: {percent(share)} of customers, {percent(value)} of {values['of']}"
        for called, share, value in zip(values["names"], values["customers"], values["values"], strict=True)
    )
    subtitle = f"Share of customers (above) and share of {values['of']} (below) by segment"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values)
