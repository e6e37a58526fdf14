"""How often customers order: shares of customers and of revenue, or of all orders, by the number of
their orders.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from reporter.charts.lettering import SEMIBOLD, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model import FeatureName
from reporter.palette import MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

EDGES = (1.0, 2.0, 3.0, 6.0, 11.0, np.inf)
LABELS = ("once", "twice", "3\N{EN DASH}5 times", "6\N{EN DASH}10 times", "more often")
TOP_MARGIN, STEP, THICK = 3.4, 11.6, 4.2
START = 21.0
FAINT = 0.4
"""Opacity of the bars of customers; those of what they bring are full."""


class Numbers(TypedDict):
    """A row per class of customers, from one order up; shares from 0 to 1."""

    labels: list[str]
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
        labels=list(LABELS[: len(inside)]),
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
    rows, volume, noun = len(values["labels"]), values["volume"], values["noun"]
    sheet = Sheet(HALF, TOP_MARGIN + STEP * (rows - 1) + (2 * THICK if volume else THICK))
    percent = style.numerals.percent
    most, lowest = max(*values["customers"], *(volume or [0.0])), min(0.0, *(volume or [0.0]))
    room = max(
        width(f"{percent(share)} of {noun}", weight=SEMIBOLD)
        for share in (*values["customers"], *(volume or []))
    )
    scale = Scale(low=lowest, high=most or 1.0, start=START, end=HALF - room - 2.6)
    for row, label in enumerate(values["labels"]):
        y = TOP_MARGIN + STEP * row
        sheet.text(0, y + (THICK / 2 if volume else 0), label)
        _bar(sheet, scale, y, values["customers"][row], style.accent, FAINT)
        words = percent(values["customers"][row]) + (" of customers" if row == 0 else "")
        sheet.text(scale(values["customers"][row]) + 1.4, y, words)
        if volume:
            _bar(sheet, scale, y + THICK, volume[row], style.accent, 1.0)
            words = percent(volume[row]) + (f" of {noun}" if row == 0 else "")
            sheet.text(scale(max(0.0, volume[row])) + 1.4, y + THICK, words, weight=SEMIBOLD)
    sheet.line([scale(0)] * 2, [TOP_MARGIN - THICK / 2 - 0.8, sheet.height - 0.4], MUTED)
    subtitle = (
        f"Share of customers (pale) and of {noun} (full) by number of orders"
        if volume
        else "Share of customers by number of orders"
    )
    leading = "; ".join(
        f"{label}: {percent(values['customers'][row])} of customers"
        + (f", {percent(volume[row])} of {noun}" if volume else "")
        for row, label in enumerate(values["labels"])
    )
    return sheet.chart(
        name=name, title=title, subtitle=subtitle, leading=f"Ordered {leading}.", numbers=values
    )


def _bar(sheet: Sheet, scale: Scale, y: float, share: float, colour: str, opacity: float) -> None:
    sheet.bar(
        scale(0),
        y - THICK / 2 + 0.15,
        scale(share) - scale(0),
        THICK - 0.3,
        colour,
        opacity=opacity,
    )
