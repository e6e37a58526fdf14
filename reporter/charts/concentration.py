"""How much of the revenue, or of the orders, comes from the best customers: the Pareto curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model.claim import Claim, Share
from reporter.palette import LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

LEFT, RIGHT, TOP_MARGIN, BOTTOM = 11.0, 77.5, 3.5, 52.0
POINTS = 101
HEAD = 0.2
"""The share of customers at which the curve is read."""


class Numbers(TypedDict):
    """Cumulated shares from 0 to 1, the customers who spend (or order) most first."""

    customers: list[float]
    volume: list[float]
    noun: str
    """What the volume is: revenue, or orders."""
    head: float
    """Share of customers at the mark."""
    head_volume: float
    """Their share of it."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Cumulate what customers bring, best first; None where that is not known."""
    volume = inputs.study.table.volume
    brought = inputs.study.table.brought
    if volume is None or brought is None or brought.sum() <= 0:
        return None
    spent = np.sort(brought.to_numpy())[::-1]
    curve = np.concatenate(([0.0], np.cumsum(spent) / spent.sum()))
    shares = np.linspace(0, 1, POINTS) ** 2  # closer where the curve is steep
    read = np.interp(shares, np.arange(len(curve)) / len(spent), curve)
    top = max(1, round(HEAD * len(spent)))
    return Numbers(
        customers=[round(float(share), 4) for share in shares],
        volume=[round(float(value), 6) for value in read],
        noun=volume.noun,
        head=HEAD,
        head_volume=float(curve[top]),
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the curve, the line of equal customers, and the mark at the best fifth."""
    sheet = Sheet(HALF, BOTTOM + 9)
    highest = max(1.0, *values["volume"])
    across = Scale(low=0, high=1, start=LEFT, end=RIGHT)
    up = Scale(low=0, high=highest, start=BOTTOM, end=TOP_MARGIN)
    percent = style.words.percent
    for tick in (0.0, 0.5, 1.0):
        sheet.line([LEFT, RIGHT], [up(tick)] * 2, MUTED if tick == 0 else LINE)
        sheet.small(LEFT - 1.6, up(tick), percent(tick), "right")
    for tick in (0.0, HEAD, 0.4, 0.6, 0.8, 1.0):
        sheet.small(across(tick), BOTTOM + 3.2, percent(tick), "center")
    words = style.words
    axis = words.term("chart_base.concentration.axis")
    sheet.small((LEFT + RIGHT) / 2, BOTTOM + 7.0, axis, "center")
    sheet.line([across(0), across(1)], [up(0), up(1)], MUTED, 0.7, dashed=True)
    sheet.line(
        [across(share) for share in values["customers"]],
        [up(value) for value in values["volume"]],
        style.accent,
        1.9,
    )
    x, y = across(HEAD), up(values["head_volume"])
    sheet.line([x, x], [y, up(0)], style.accent, 0.7)
    sheet.dot(x, y, 1.5, style.accent)
    # Above and left of a point on a concave curve there is always room, and so there is at the foot
    # of its mark.
    sheet.text(x - 1.6, y - 2.4, percent(values["head_volume"], 1), weight=SEMIBOLD, align="right")
    head, volume = Share(HEAD), claims.volume(values["noun"])
    top = words.text(Claim("chart_base.concentration.head", {"head": head}))
    sheet.text(x + 1.6, BOTTOM - 2.4, top, colour=MUTED)
    money = {"money": values["noun"] == "revenue"}
    alike = words.text(Claim("chart_base.concentration.alike", money))
    sheet.small(RIGHT, up(0.42), alike, "right")
    share = Share(values["head_volume"])
    return sheet.chart(
        words,
        name=name,
        title=title,
        subtitle=Claim("chart_base.concentration.subtitle", {"volume": volume}),
        leading=Claim(
            "chart_base.concentration.alt", {"head": head, "share": share, "volume": volume}
        ),
        numbers=values,
    )
