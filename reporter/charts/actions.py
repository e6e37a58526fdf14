"""What each strategy would be worth in a year, from the low to the high end of its stated
assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD, SMALL, shorten, width
from reporter.charts.scale import Scale, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Count, Money, Name, Range
from reporter.palette import LINE, MUTED, PAPER
from reporter.wording.plays import part

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart
    from reporter.model.claim import Value

MOST_ACTIONS = 12
TOP_MARGIN, STEP, FOOT = 4.5, 10.0, 5.0
TITLES, WIDEST, EFFORT, START = 60.0, 80.0, 4.0, 20.0
"""Millimetres: least and most room for titles; where efforts and worths begin, right of them."""


class Numbers(TypedDict):
    """A row per strategy, in the findings' order; worth in money per year."""

    titles: list[str]
    segments: list[int]
    names: list[str]
    low: list[float | None]
    high: list[float | None]
    """None where the worth was not reckoned."""
    effort: list[int]
    """1 little, 3 much."""
    count: int
    """How many strategies there are, drawn or not."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Take the strategies in their order; None when the worth of none was reckoned."""
    shown = inputs.findings.actions[:MOST_ACTIONS]
    if all(action.low is None or action.high is None for action in shown):
        return None
    return Numbers(
        titles=[part(action.claim, "title", inputs.words) for action in shown],
        segments=[action.segment for action in shown],
        names=[inputs.words.name(inputs.findings.persona(action.segment).name) for action in shown],
        low=[action.low for action in shown],
        high=[action.high for action in shown],
        effort=[action.effort for action in shown],
        count=len(inputs.findings.actions),
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a range per strategy in its segment's colour, with its effort in dots."""
    rows = len(values["titles"])
    bottom = TOP_MARGIN + STEP * rows - 4.0
    sheet = Sheet(FULL, bottom + FOOT)
    titles = min(
        WIDEST, max(TITLES, *(width(called, weight=SEMIBOLD) + 0.5 for called in values["titles"]))
    )
    ranges = [
        None if low is None or high is None else (low, high)
        for low, high in zip(values["low"], values["high"], strict=True)
    ]
    words = ["" if span is None else style.numerals.money_range(*span) for span in ranges]
    known = [value for span in ranges if span for value in span]
    room = max(width(text, weight=SEMIBOLD) for text in words if text) + 3
    scale = Scale(
        low=min(0.0, *known), high=max(known) or 1.0, start=titles + START, end=FULL - room
    )
    for tick in ticks(scale.low, scale.high):
        sheet.line([scale(tick)] * 2, [0, bottom], MUTED if tick == 0 else LINE)
        sheet.small(scale(tick), bottom + 3.0, style.tick(tick, "money"), "center")
    sheet.small(titles + EFFORT, bottom + 3.0, style.words.term("chart.actions.effort"))
    for row, span in enumerate(ranges):
        y = TOP_MARGIN + STEP * row
        _name(sheet, values, style, row, (y, titles))
        _effort(sheet, (titles + EFFORT, y), values["effort"][row])
        if span is None:
            unknown = style.words.term("chart.actions.no_estimate")
            sheet.text(scale(0) + 1.8, y, unknown, colour=MUTED, halo=True)
            continue
        start, end = scale(span[0]), scale(span[1])
        segment = values["segments"][row]
        sheet.bar(
            start, y - 1.9, max(0.8, end - start), 3.8, style.colours[segment], segment=segment
        )
        sheet.text(max(end, start + 0.8) + 1.8, y, words[row], weight=SEMIBOLD, halo=True)
    known_of: dict[str, Value] = {
        "files_money": style.files_money("money"),
        "shown": Count(rows),
        "all": Count(values["count"]) if rows < values["count"] else None,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart.actions.subtitle", known_of),
        leading=claims.rows(
            Claim(
                "chart.actions.row",
                {
                    "title": Name(called),
                    "worth": Range(Money(span[0]), Money(span[1])) if span else None,
                    "effort": Count(effort),
                },
            )
            for called, span, effort in zip(values["titles"], ranges, values["effort"], strict=True)
        ),
        numbers=values,
    )


def _name(
    sheet: Sheet, values: Numbers, style: Style, row: int, where: tuple[float, float]
) -> None:
    """Write a strategy's title, and below it whose it is, within the room for titles."""
    y, room = where
    segment = values["segments"][row]
    title = shorten(values["titles"][row], room, weight=SEMIBOLD)
    sheet.text(0, y - 1.8, title, weight=SEMIBOLD)
    sheet.dot(1.0, y + 2.0, 1.0, style.colours[segment], segment=segment)
    name = shorten(values["names"][row], room - 4, SMALL)
    sheet.text(3.4, y + 2.0, name, size=SMALL, colour=MUTED, segment=segment)


def _effort(sheet: Sheet, corner: tuple[float, float], effort: int) -> None:
    left, y = corner
    for number in range(3):
        x = left + 1.0 + number * 3.0
        sheet.dot(x, y, 1.0, MUTED if number < effort else LINE)
        if number >= effort:
            sheet.dot(x, y, 0.65, PAPER)
