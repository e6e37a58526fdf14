"""What cleaning left of the rows: a waterfall from the file as it came to the rows that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import SEMIBOLD, shorten, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Count
from reporter.model.cleaning import CALLED
from reporter.palette import INK, LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

TOP_MARGIN, STEP, THICK = 3.5, 7.0, 4.2
NAMES = 52.0
HAIRLINE = 0.4
"""Millimetres that a bar is wide at least, so that it can be seen."""
MINUS = "\N{MINUS SIGN}"


class Numbers(TypedDict):
    """Rows of the file, those that left by each rule in the order applied, and those used."""

    raw: int
    rules: list[str]
    removed: list[int]
    left: int


def numbers(inputs: ChartInput) -> Numbers:
    """Count the rules that took rows away; rules that changed rows or found none are not drawn."""
    steps = [step for step in inputs.study.clean.steps if step.removed and step.rows > 0]
    named = [inputs.words.text(step.told, CALLED) for step in steps]
    return Numbers(
        raw=inputs.study.clean.dataset.rows,
        rules=[called[:1].upper() + called[1:] for called in named],
        removed=[step.rows for step in steps],
        left=inputs.study.clean.rows,
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a bar per step, hanging where the one before ended."""
    steps = len(values["rules"])
    sheet = Sheet(FULL, TOP_MARGIN + STEP * (steps + 1) + THICK)
    count = style.numerals.count
    room = FULL - width(count(values["raw"]), weight=SEMIBOLD) - 2
    scale = Scale(low=0, high=values["raw"], start=NAMES + 2, end=room)
    left = values["raw"]
    term = style.words.term
    in_file = term("chart.cleaning.in_file")
    _row(sheet, TOP_MARGIN, in_file, (scale(0), scale(left)), MUTED, count(left))
    for number, (rule, removed) in enumerate(
        zip(values["rules"], values["removed"], strict=True), 1
    ):
        y = TOP_MARGIN + STEP * number
        sheet.line([scale(left)] * 2, [y - STEP + THICK / 2, y - THICK / 2], LINE)
        start, left = scale(left), left - removed
        _removed(
            sheet, y, rule, (min(scale(left), start - HAIRLINE), start), f"{MINUS}{count(removed)}"
        )
    y = TOP_MARGIN + STEP * (steps + 1)
    sheet.line([scale(left)] * 2, [y - STEP + THICK / 2, y - THICK / 2], LINE)
    used = term("chart.cleaning.used")
    _row(sheet, y, used, (scale(0), scale(left)), style.accent, count(left))
    counts = {"raw": Count(values["raw"]), "left": Count(left)}
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart.cleaning.subtitle"),
        leading=Claim("chart.cleaning.alt", counts),
        numbers=values,
    )


def _row(
    sheet: Sheet, y: float, label: str, ends: tuple[float, float], colour: str, words: str
) -> None:
    sheet.text(0, y, label, weight=SEMIBOLD)
    sheet.bar(ends[0], y - THICK / 2, ends[1] - ends[0], THICK, colour)
    sheet.text(ends[1] + 1.4, y, words, weight=SEMIBOLD)


def _removed(sheet: Sheet, y: float, label: str, ends: tuple[float, float], words: str) -> None:
    sheet.text(0, y, shorten(label, NAMES))
    sheet.bar(ends[0], y - THICK / 2, ends[1] - ends[0], THICK, INK)
    inside = ends[0] - 1.4 - width(words) > NAMES
    sheet.text(
        ends[0] - 1.4 if inside else ends[1] + 1.4, y, words, align="right" if inside else "left"
    )
