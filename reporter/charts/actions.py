"""What each strategy would be worth in a year, from the low to the high end of its stated assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import SEMIBOLD, SMALL, shorten, width
from reporter.charts.scale import Scale, ticks
from reporter.charts.sheet import FULL, Sheet
from reporter.palette import LINE, MUTED, PAPER

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Chart

MOST = 10
TOP, STEP, FOOT = 4.5, 10.0, 5.0
TITLES, EFFORT, START = 60.0, 64.0, 80.0
EFFORTS = {1: "little", 2: "some", 3: "much"}


class Numbers(TypedDict):
    """A row each strategy, in the findings' order; worth in money a year."""

    titles: list[str]
    segments: list[int]
    names: list[str]
    low: list[float]
    high: list[float]
    effort: list[int]
    """1 little, 3 much."""


def numbers(material: Material) -> Numbers | None:
    """Take the strategies whose worth was reckoned; None when there are none."""
    rows = [(action, action.low, action.high) for action in material.findings.actions]
    worth = [(action, low, high) for action, low, high in rows if low is not None and high is not None][:MOST]
    if not worth:
        return None
    return Numbers(
        titles=[action.title for action, _, _ in worth],
        segments=[action.segment for action, _, _ in worth],
        names=[material.findings.persona(action.segment).name for action, _, _ in worth],
        low=[low for _, low, _ in worth],
        high=[high for _, _, high in worth],
        effort=[action.effort for action, _, _ in worth],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a range a strategy in its segment's colour, with its effort in dots."""
    rows = len(values["titles"])
    bottom = TOP + STEP * rows - 4.0
    sheet = Sheet(FULL, bottom + FOOT)
    words = [style.numerals.money_range(low, high) for low, high in zip(values["low"], values["high"], strict=True)]
    room = max(width(text, weight=SEMIBOLD) for text in words) + 3
    scale = Scale(low=min(0.0, *values["low"]), high=max(values["high"]) or 1.0, start=START, end=FULL - room)
    for tick in ticks(scale.low, scale.high):
        sheet.line([scale(tick)] * 2, [0, bottom], MUTED if tick == 0 else LINE)
        sheet.small(scale(tick), bottom + 3.0, style.tick(tick, "money"), "center")
    sheet.small(EFFORT, bottom + 3.0, "effort")
    for row in range(rows):
        y, colour = TOP + STEP * row, style.colours[values["segments"][row]]
        sheet.text(0, y - 1.8, shorten(values["titles"][row], TITLES, weight=SEMIBOLD), weight=SEMIBOLD)
        sheet.dot(1.0, y + 2.0, 1.0, colour, segment=values["segments"][row])
        sheet.text(
            3.4, y + 2.0, shorten(values["names"][row], TITLES - 4, SMALL), size=SMALL, colour=MUTED, segment=values["segments"][row]
        )
        _effort(sheet, y, values["effort"][row])
        start, end = scale(values["low"][row]), scale(values["high"][row])
        sheet.bar(start, y - 1.9, max(0.8, end - start), 3.8, colour, segment=values["segments"][row])
        sheet.text(max(end, start + 0.8) + 1.8, y, words[row], weight=SEMIBOLD)
    leading = "; ".join(
        f"{called}: {worth}, {EFFORTS[effort]} effort"
        for called, worth, effort in zip(values["titles"], words, values["effort"], strict=True)
    )
    subtitle = "Estimated worth in a year, low to high, by strategy; dots: effort from little ● to much ●●●"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading + ".", numbers=values)


def _effort(sheet: Sheet, y: float, effort: int) -> None:
    for place in range(3):
        x = EFFORT + 1.0 + place * 3.0
        sheet.dot(x, y, 1.0, MUTED if place < effort else LINE)
        if place >= effort:
            sheet.dot(x, y, 0.65, PAPER)
