"""How often customers order: shares of customers and of revenue, or of all orders, by the number of
their orders.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Number, Share
from reporter.palette import MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart
    from reporter.model.claim import Value

EDGES = (1, 2, 3, 6, 11, math.inf)
"""Fewest orders of each class, and beyond the last."""
TOP_MARGIN, STEP, THICK = 3.4, 11.6, 4.2
START = 21.0
FAINT = 0.4
"""Opacity of the bars of customers; those of what they bring are full."""


class Numbers(TypedDict):
    """A row per class of customers, from one order up; shares from 0 to 1."""

    orders: list[tuple[int, int | None]]
    """The fewest and the most of a class; None where it is open."""
    count: list[int]
    """Customers."""
    customers: list[float]
    volume: list[float] | None
    noun: str
    """What the volume is: revenue, or orders."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Count customers by their orders, and sum what they bring; None where orders are not known."""
    frame, volume = inputs.study.table.frame, inputs.study.table.volume
    if FeatureName.FREQUENCY not in frame.columns or frame.empty:
        return None
    orders = frame[FeatureName.FREQUENCY].to_numpy(dtype=float)
    inside = [(orders >= low) & (orders < high) for low, high in pairwise(EDGES)]
    # Classes above the most orders of anyone say nothing.
    inside = inside[
        : max((number for number, rows in enumerate(inside, 1) if rows.any()), default=0)
    ]
    if not inside:
        return None
    brought = frame[volume.feature].to_numpy(dtype=float) if volume else np.zeros(0)
    return Numbers(
        orders=[
            (int(low), None if math.isinf(high) else int(high) - 1)
            for low, high in list(pairwise(EDGES))[: len(inside)]
        ],
        count=[int(rows.sum()) for rows in inside],
        customers=[float(rows.mean()) for rows in inside],
        volume=(
            [float(brought[rows].sum() / brought.sum()) for rows in inside]
            if brought.sum() > 0
            else None
        ),
        noun=inputs.noun,
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a pale bar of customers and a full bar of what they bring for each class."""
    rows, volume, noun = len(values["orders"]), values["volume"], values["noun"]
    sheet = Sheet(HALF, TOP_MARGIN + STEP * (rows - 1) + (2 * THICK if volume else THICK))
    percent = style.words.percent
    most, lowest = max(*values["customers"], *(volume or [0.0])), min(0.0, *(volume or [0.0]))
    room = max(
        width(claims.of_volume(share, noun, style.words), weight=SEMIBOLD)
        for share in (*values["customers"], *(volume or []))
    )
    scale = Scale(low=lowest, high=most or 1.0, start=START, end=HALF - room - 2.6)
    for row, orders in enumerate(values["orders"]):
        y = TOP_MARGIN + STEP * row
        sheet.text(0, y + (THICK / 2 if volume else 0), style.words.text(_times(*orders)))
        _bar(sheet, scale, y, values["customers"][row], style.accent, FAINT)
        mine = values["customers"][row]
        # What the bars are stands at the first of each kind alone.
        words = percent(mine) if row else claims.of_customers(mine, style.words)
        sheet.text(scale(mine) + 1.4, y, words)
        if volume:
            _bar(sheet, scale, y + THICK, volume[row], style.accent, 1.0)
            part = volume[row]
            words = percent(part) if row else claims.of_volume(part, noun, style.words)
            sheet.text(scale(max(0.0, volume[row])) + 1.4, y + THICK, words, weight=SEMIBOLD)
    sheet.line([scale(0)] * 2, [TOP_MARGIN - THICK / 2 - 0.8, sheet.height - 0.4], MUTED)
    brought = claims.volume(noun) if volume else None
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_base.repeat.subtitle", {"volume": brought}),
        leading=Claim(
            "chart_base.repeat.alt", {"rows": tuple(_told(values, row) for row in range(rows))}
        ),
        numbers=values,
    )


def _told(values: Numbers, row: int) -> Claim:
    """Tell a class: how many customers are in it, and what they bring where that is known."""
    volume = values["volume"]
    told: dict[str, Value] = {
        "orders": _times(*values["orders"][row]),
        "customers": Share(values["customers"][row]),
        "part": Share(volume[row]) if volume else None,
        "volume": claims.volume(values["noun"]),
    }
    return Claim("chart_base.repeat.row", told)


def _times(fewest: int, most: int | None) -> Claim:
    """Tell how often the customers of a class ordered."""
    if most is None:
        return Claim("chart_base.repeat.times.more")
    if fewest == most:
        return Claim("chart_base.repeat.times.same", {"orders": Number(fewest)})
    ends = {"fewest": Count(fewest), "most": Count(most)}
    return Claim("chart_base.repeat.times.between", ends)


def _bar(sheet: Sheet, scale: Scale, y: float, share: float, colour: str, opacity: float) -> None:
    sheet.bar(
        scale(0),
        y - THICK / 2 + 0.15,
        scale(share) - scale(0),
        THICK - 0.3,
        colour,
        opacity=opacity,
    )
