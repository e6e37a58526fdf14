"""When a segment buys: its revenue, or orders, by month, the strongest months brought out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.calendar_axis import (
    best_month,
    draw_months,
    first_day,
    monthly,
    strongest,
    told,
)
from reporter.charts.lettering import SEMIBOLD, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model.claim import Claim, Month
from reporter.palette import LINE

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Persona, Unit
    from reporter.model.claim import Value

TOP_MARGIN, BOTTOM, FOOT = 4.6, 32.0, 5.5
FAINT, LIGHT = 0.45, 0.18
"""Opacity of months that are not brought out, and of months that are not whole."""
WIDEST = 12.0


class Numbers(TypedDict):
    """A bar per month, in order."""

    segment: int
    months: list[str]
    volume: list[float]
    noun: str
    """What the volume is: revenue, or orders."""
    unit: Unit
    """money or count."""
    partial: list[bool]
    shown: list[int]
    """Places of the months brought out."""


def numbers(inputs: ChartInput, persona: Persona) -> Numbers | None:
    """Sum what the segment brought by month; None without dates."""
    period, purchases = inputs.study.table.period, inputs.study.purchases
    if period is None or purchases is None:
        return None
    mine = purchases.monthly[purchases.monthly["segment"] == persona.segment]
    if mine.empty:
        return None
    months, volume = monthly(mine, period)
    cut = [month in period.partial_months for month in period.months]
    title = inputs.findings.titles.get(f"persona.{persona.segment}.months")
    shown = told(title, months) or strongest(volume, cut)
    return Numbers(
        segment=persona.segment,
        months=months,
        volume=volume,
        noun=inputs.noun,
        unit=inputs.unit,
        partial=cut,
        shown=shown,
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a bar per month, full in the strongest months and faint in the others, with the best of
    them written on.
    """
    months, volume = values["months"], values["volume"]
    years = 3.8 if months[0][:4] != months[-1][:4] else 0.0
    sheet = Sheet(HALF, BOTTOM + FOOT + years)
    scale = Scale(
        low=min(0.0, *volume), high=max(*volume, 0.0) or 1.0, start=BOTTOM, end=TOP_MARGIN
    )
    step = HALF / len(volume)
    xs, wide = [step * (number + 0.5) for number in range(len(volume))], min(step * 0.8, WIDEST)
    colour = style.colours[values["segment"]]
    for number, (x, value) in enumerate(zip(xs, volume, strict=True)):
        opacity = LIGHT if values["partial"][number] else 1 if number in values["shown"] else FAINT
        sheet.bar(
            x - wide / 2,
            scale(0),
            wide,
            scale(value) - scale(0),
            colour,
            opacity=opacity,
            segment=values["segment"],
        )
    sheet.line([0, HALF], [scale(0)] * 2, LINE)
    shown = values["shown"] or range(len(volume))
    best = max(shown, key=lambda number: volume[number])
    words = style.numerals.brought(volume[best], values["unit"])
    half = width(words, weight=SEMIBOLD) / 2
    middle = min(max(xs[best], half), HALF - half)
    tallest = max(
        value for x, value in zip(xs, volume, strict=True) if abs(x - middle) <= half + wide / 2
    )
    sheet.text(middle, scale(max(tallest, 0.0)) - 2.2, words, weight=SEMIBOLD, align="center")
    draw_months(sheet, xs, months, BOTTOM + 3.2, style.numerals)
    about: dict[str, Value] = {
        "volume": claims.volume(values["noun"]),
        "files_money": style.files_money(values["unit"]),
        "first": Month(first_day(months[0])),
        "last": Month(first_day(months[-1])),
        "partial": any(values["partial"]),
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_persona.months.subtitle", about),
        leading=best_month(months[best], volume[best], values["unit"]),
        numbers=values,
    )
