"""Estimates of the room that parts take on paper, in millimetres, so that no page runs over or is
left half empty.

WeasyPrint alone knows exactly; asking it twice would double the time of a report.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from reporter.rendering.drawings import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporter.model import Chart
    from reporter.rendering.views.strategies import Action
    from reporter.settings import Settings

__all__ = [
    "BRIEF",
    "CLOSE",
    "FOOTNOTE",
    "SHORT",
    "WIDE",
    "columns",
    "figure",
    "figures",
    "last_page",
    "opening",
    "page_height",
    "rows",
    "strategies",
    "terms",
]

PAGES = {"A4": 259.0, "Letter": 241.0}
FIGURE, LINE, ROW, STRIP = 21.0, 4.8, 7.6, 27.0
"""A figure's caption and margins, a line of text, a table's row of one line, a strip of key
figures.
"""
OPENING, HEADLINE, LETTERS, PART = 17.0, 8.5, 62, 23.0
"""A part's opening without its headline, a line of the headline, letters in it, the rule above a
part that follows on.
"""
TERM = 56
"""Letters in a line of a definition."""
ACROSS = 105
"""Letters that findings side by side have in a line, all columns together."""
BRIEF, WIDE = 58, 72
"""Letters in a line of what to do: in the executive summary, and on a persona's page."""
TABLE, CELL, BESIDE = 25.0, 4.2, 30
"""A strategies' table without its rows, a line in it, letters in a line of its channel and measure.
"""
TITLE, SUBTITLE = 46, 58
"""Letters in a line of a narrow figure's title, and of the line below it."""
FOOTNOTE = 6.6
"""A line below a table, with what parts it from that."""
CLOSE, SHORT = 1.1, 0.95
"""How much more a page holds when it is set closer; how much of one is filled where the estimate
has proved too low.
"""


def page_height(settings: Settings) -> float:
    """Return the height of a page that text may fill."""
    return PAGES[settings.report.page]


def opening(headline: str, *, strip: bool = False) -> float:
    """Return the height of a part's opening."""
    return OPENING + HEADLINE * ceil(len(headline) / LETTERS) + (STRIP if strip else 0.0)


def columns(texts: Sequence[str]) -> float:
    """Return the height of findings side by side, each under a large figure."""
    letters = ACROSS // max(len(texts), 1)
    return 27.0 + LINE * max((ceil(len(text) / letters) for text in texts), default=0)


def figure(chart: Chart) -> float:
    """Return the height of a chart in one of two columns."""
    return (
        7.0
        + LINE * ceil(len(chart.title) / TITLE)
        + 4.0 * ceil(len(chart.subtitle) / SUBTITLE)
        + chart.height
    )


def figures(charts: Iterable[Chart]) -> list[float]:
    """Return the heights of charts as the pages set them: wide ones in rows of their own, narrow
    ones in pairs.
    """
    wide: list[float] = []
    narrow: list[float] = []
    for chart in charts:
        (wide if is_wide(chart) else narrow).append(chart.height + FIGURE)
    return [*wide, *(max(narrow[place : place + 2]) for place in range(0, len(narrow), 2))]


def rows(count: int) -> float:
    """Return the height of a table with its title and heading."""
    return 18.0 + ROW * count


def terms(meanings: Sequence[str]) -> float:
    """Return the height of definitions in two columns, with their title."""
    return 14.0 + sum(2.0 + LINE * (1 + ceil(len(meaning) / TERM)) for meaning in meanings) / 2


def strategies(actions: Iterable[Action], letters: int) -> float:
    """Return the height of a table of strategies, its title and what stands below it."""
    return TABLE + sum(_strategy(action, letters) for action in actions)


def _strategy(action: Action, letters: int) -> float:
    told = (
        1
        + ceil(len(action.action) / letters)
        + (0.3 + ceil(len(action.assumption) / letters) if action.worth else 0)
    )
    beside = (
        ceil(len(action.channel) / BESIDE) + ceil(len(action.kpi) / BESIDE)
        if letters == WIDE
        else 0
    )
    return 3.6 + CELL * max(told, beside)


def last_page(heights: Sequence[float], room: float) -> float:
    """Return how much of the last page is filled when blocks follow each other and none is cut."""
    used = 0.0
    for block in heights:
        used = block if used + block > room else used + block
    return used
