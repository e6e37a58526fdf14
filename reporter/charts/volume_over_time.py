"""Revenue, or orders where no money is known, by month over the whole period."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.calendar_axis import best_month, draw_months, monthly, told
from reporter.charts.lettering import SEMIBOLD, SMALL, width
from reporter.charts.scale import Scale, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim
from reporter.palette import LINE, MUTED, PAPER

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Unit
    from reporter.model.claim import Value

TOP_MARGIN, BOTTOM, FOOT = 6.0, 46.0, 10.0
FAINT, LIGHT = 0.55, 0.25
"""Opacity of months that the title does not speak of, and of months that are not whole."""
WIDEST = 16.0
"""Millimetres that a bar may be wide, so that a single month is no slab."""


class Numbers(TypedDict):
    """A bar per month, in order."""

    months: list[str]
    volume: list[float]
    noun: str
    """What the volume is: revenue, or orders."""
    unit: Unit
    """money or count."""
    partial: list[bool]
    """Whether the period covers only a part of the month."""
    peak: int
    """The index of the best whole month, or of the best where none is whole."""
    shown: list[int]
    """Indexes of the months that the title speaks of; empty when it speaks of all."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Sum what all segments brought by month; None without dates."""
    period, purchases = inputs.study.table.period, inputs.study.purchases
    if period is None or purchases is None or purchases.monthly.empty:
        return None
    months, volume = monthly(purchases.monthly, period)
    some = [month in period.partial_months for month in period.months]
    whole = [index for index, part in enumerate(some) if not part] or list(range(len(months)))
    title = inputs.findings.titles.get(f"{inputs.noun}_over_time")
    return Numbers(
        months=months,
        volume=volume,
        noun=inputs.noun,
        unit=inputs.unit,
        partial=some,
        peak=max(whole, key=volume.__getitem__),
        shown=told(title, months),
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a bar per month, lighter where the month is not whole, with the best and the last
    written on.
    """
    sheet = Sheet(FULL, BOTTOM + FOOT)
    volume, unit = values["volume"], values["unit"]
    scale = Scale(
        low=min(0.0, *volume), high=max(*volume, 0.0) or 1.0, start=BOTTOM, end=TOP_MARGIN
    )
    marks = [
        mark for mark in ticks(scale.low, scale.high, 3) if unit == "money" or mark.is_integer()
    ]
    left = max(width(style.tick(mark, unit), SMALL) for mark in marks) + 2
    for mark in marks:
        sheet.line([left, FULL], [scale(mark)] * 2, MUTED if mark == 0 else LINE)
        sheet.small(left - 2, scale(mark), style.tick(mark, unit), "right")
    step = (FULL - left) / len(volume)
    xs = [left + step * (number + 0.5) for number in range(len(volume))]
    wide = min(step * 0.78, WIDEST)
    for x, value, opacity in zip(xs, volume, _opacities(values), strict=True):
        # Paper first, so that the grid does not show through.
        for colour, strength in ((PAPER, 1.0), (style.accent, opacity)):
            sheet.bar(
                x - wide / 2, scale(0), wide, scale(value) - scale(0), colour, opacity=strength
            )
    for number in sorted({values["peak"], len(volume) - 1}):
        _label(
            sheet,
            (xs, wide),
            scale,
            (volume, [style.numerals.brought(value, unit) for value in volume]),
            number,
        )
    draw_months(sheet, xs, values["months"], BOTTOM + 3.4, style.numerals)
    shown: dict[str, Value] = {
        "volume": claims.volume(values["noun"]),
        "files_money": style.files_money(unit),
        "partial": any(values["partial"]),
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_base.over_time.subtitle", shown),
        leading=best_month(values["months"][values["peak"]], volume[values["peak"]], unit),
        numbers=values,
    )


def _opacities(values: Numbers) -> list[float]:
    """Return how strong each bar is: full where the title speaks of its month, or of all."""
    shown = values["shown"] or range(len(values["months"]))
    return [
        LIGHT if partial else 1 if number in shown else FAINT
        for number, partial in enumerate(values["partial"])
    ]


def _label(
    sheet: Sheet,
    bars: tuple[list[float], float],
    scale: Scale,
    written: tuple[list[float], list[str]],
    number: int,
) -> None:
    """Write a bar's value above it, clear of its neighbours' bars."""
    volume, words = written[0], written[1][number]
    half = width(words, weight=SEMIBOLD) / 2
    xs, wide = bars
    middle = min(xs[number], FULL - half)
    covered = [
        value for x, value in zip(xs, volume, strict=True) if abs(x - middle) < half + wide / 2
    ]
    # A label lifted by a taller neighbour would be read as the neighbour's.
    if max(0.0, *covered) > max(0.0, volume[number]) + (scale.high - scale.low) * 0.04:
        return
    sheet.text(middle, scale(max(0.0, *covered)) - 2.2, words, weight=SEMIBOLD, align="center")
