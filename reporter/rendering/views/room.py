"""Estimates of the room that parts take on paper, in millimetres, so that no page runs over or is
left half empty.

WeasyPrint alone knows exactly; asking it twice would double the time of a report. Texts are broken
into lines by the ruler, in the columns and with the distances of `templates/styles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.rendering.drawings import is_wide
from reporter.rendering.views.paragraphs import (
    CELL,
    HEADING,
    NOTE,
    PORTRAIT,
    PRODUCT,
    RULE,
    SMALL,
    STRONG_CELL,
    STRONG_TERM,
    TABLE_HEAD,
    TERM,
    TEXT,
    TITLE,
    heading,
)
from reporter.rendering.views.tables import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporter.model import Chart, Finding
    from reporter.rendering.views.strategies import Action
    from reporter.rendering.views.tables import Cell, Column, Stat, Table
    from reporter.settings import Settings

__all__ = [
    "CLOSE",
    "FOOTNOTE",
    "PART",
    "SHORT",
    "facts",
    "figure",
    "figures",
    "findings",
    "foot",
    "head",
    "last_page",
    "opening",
    "page_height",
    "products",
    "recognition",
    "strategies",
    "strip",
    "table",
    "terms",
]

PAGES = {"A4": 259.0, "Letter": 241.0}
WIDTH, HALF = 174.0, 82.0
"""The page's text, and one of two columns."""
CLOSE, SHORT = 1.1, 0.95
"""How much more a page holds when it is set closer; how much of one is filled where the estimate
has proved too low.
"""

KICKER, AFTER_OPENING, HEADLINE = 6.1, 7.0, 165.0
"""The quiet line above a headline, the space below that, and the width of a headline."""
PART = 22.3
"""The rule above a part that follows on, with its spaces."""
STRIPE, PULLED = 6.2, 2.0
"""The stripe above a persona; how far what follows its columns is pulled into them."""
FIGURE, BLOCK = 8.5, 5.0
"""Spaces above and below a drawing; below a block in a column of a persona."""
NAMED = 33.2
"""The width of a product's name beside its bar and figures."""
SENTENCE = 1.2
"""Space between sentences of a list."""
SUBTITLE = 0.4
"""Space above the line below a figure's title."""
OWN_TITLE, TITLED = 13.4, 7.4
"""A title with its spaces: where it stands alone, and where a drawing's space is above it already.
"""
FIGURES_LINE = 6.4
"""A line of key figures."""
HEADED, GAP = 1.2, 2.9
"""Space below a table's headings, and between its columns."""
ROW, CLOSE_ROW = 3.4, 2.4
"""Spaces above and below a cell with the line between rows: elsewhere, and on a persona's page."""
AFTER_TABLE = 3.0
FOOTNOTE = 5.6
"""A line below a table, with what parts it from that."""
UNDER_TABLE = FOOTNOTE - AFTER_TABLE
"""What a line below a table adds to the table's own space."""
MARK = 3.7
"""A segment's mark before its name."""


def page_height(settings: Settings) -> float:
    """Return the height of a page that text may fill."""
    return PAGES[settings.report.page]


def opening(headline: str) -> float:
    """Return the height of a part's opening."""
    if not headline:
        return HEADING.line + AFTER_OPENING
    return KICKER + heading(headline).height(headline, HEADLINE) + AFTER_OPENING


def head(name: str, portrait: str, stats: Sequence[Stat]) -> float:
    """Return the height of a persona's name, portrait and key figures, with the stripe above."""
    named = STRIPE + KICKER + HEADING.height(name, HEADLINE)
    told = PORTRAIT.height(portrait, WIDTH) + 1.7 + 4.0  # with the spaces above and below
    return named + told + strip(stats, close=True) - PULLED


def strip(stats: Sequence[Stat], *, close: bool = False) -> float:
    """Return the height of a strip of key figures; a persona's is set closer."""
    room = WIDTH / max(len(stats), 1) - 4.0
    # A label's first line is as high as the text about it.
    labels = max((SMALL.height(stat.label, room) - SMALL.line for stat in stats), default=0.0)
    inside, after = (5.3, 5.0) if close else (6.9, 7.0)  # spaces with the rules; below the strip
    return inside + FIGURES_LINE + TEXT.line + labels + after


def findings(told: Sequence[Finding]) -> float:
    """Return the height of findings side by side, each under a large figure."""
    room = WIDTH / max(len(told), 1) - 6.0
    number = 10.0 if len(told) < 4 else 7.8  # set smaller where there are many
    spaces = 4.3 + 8.0  # above, with the rule, and below
    return spaces + max(
        ((number if finding.figure else 0.0) + TEXT.height(finding.text, room) for finding in told),
        default=0.0,
    )


def figure(chart: Chart) -> float:
    """Return the height of a chart in one of a persona's two columns."""
    return _caption(chart, HALF) + 1.5 + chart.height + BLOCK  # set closer than elsewhere


def figures(charts: Iterable[Chart]) -> list[float]:
    """Return the heights of charts as the pages set them: wide ones in rows of their own, narrow
    ones in pairs.
    """
    wide: list[float] = []
    narrow: list[float] = []
    for chart in charts:
        column, room = (wide, WIDTH) if is_wide(chart) else (narrow, HALF)
        column.append(_caption(chart, room) + chart.height + FIGURE)
    return [*wide, *(max(narrow[place : place + 2]) for place in range(0, len(narrow), 2))]


def _caption(chart: Chart, room: float) -> float:
    return TITLE.height(chart.title, room) + SUBTITLE + SMALL.height(chart.subtitle, room)


def facts(texts: Iterable[str]) -> float:
    """Return the height of a list of sentences in a persona's column."""
    told = sum(TEXT.height(text, HALF - 3.7) + SENTENCE for text in texts)
    return TITLE.line + told - SENTENCE + BLOCK


def products(descriptions: Iterable[str]) -> float:
    """Return the height of a list of products with their bars in a persona's column."""
    told = TITLE.line + SUBTITLE + 2 * SMALL.line + 1.6  # what the figures are, in two lines
    return told + sum(1.6 + PRODUCT.height(called, NAMED) for called in descriptions) + BLOCK


def recognition(rule: str, border: str) -> float:
    """Return the height of the box that tells how to recognise a member."""
    room = HALF - 2 * 5.0
    # How often the rule is right takes two lines; which segment is nearest at least one.
    below = 2 * TEXT.line + 0.9 + (TEXT.height(border, room) or TEXT.line)
    padding, about_rule = 2 * 4.0, 2 * 1.63
    return padding + TITLE.line + about_rule + RULE.height(rule, room) + below + BLOCK


def table(content: Table, *, close: bool = False) -> float:
    """Return the height of a table, without a title; on a persona's page it is set closer."""
    given = sum(column.width for column in content.columns)
    open_ = sum(not column.width for column in content.columns)
    widths = [
        WIDTH * (column.width or (100 - given) / open_) / 100 - GAP for column in content.columns
    ]
    headings = max(
        TABLE_HEAD.height(column.label, room)
        for column, room in zip(content.columns, widths, strict=True)
    )
    rows = sum(
        max(map(_cell, row, content.columns, widths)) + (CLOSE_ROW if close else ROW)
        for row in content.rows
    )
    return headings + HEADED + rows + AFTER_TABLE


def _cell(cell: Cell, column: Column, room: float) -> float:
    if isinstance(cell, Tag):
        return STRONG_CELL.height(cell.name, room - MARK)
    if column.align == "number":
        return CELL.line  # never broken
    return (STRONG_CELL if column.align == "strong" else CELL).height(cell, room)


def terms(meanings: Sequence[Stat]) -> float:
    """Return the height of definitions in two columns, with their title."""
    heights = (
        STRONG_TERM.height(term.label, HALF) + TERM.height(term.value, HALF) + 2.2
        for term in meanings
    )
    return OWN_TITLE + sum(heights) / 2


def strategies(actions: Iterable[Action], *, brief: bool, priced: bool) -> float:
    """Return the height of a table of strategies.

    Parameters
    ----------
    actions
        The strategies in full.
    brief
        Whether it stands in the executive summary: with a title, and whom each addresses; else on
        a persona's page: with how each is measured.
    priced
        Whether the report knows what any strategy is worth.
    """
    headings = (2 if priced else 1) * TABLE_HEAD.line + HEADED
    about = TITLED + AFTER_TABLE + (UNDER_TABLE if priced else 0.0) if brief else 0.0
    return (
        about + headings + sum(_strategy(action, brief=brief, priced=priced) for action in actions)
    )


def _strategy(action: Action, *, brief: bool, priced: bool) -> float:
    # The columns' widths.
    by, worth = (29.0 if brief else 46.0, 24.0) if priced else (56.0, 0.0)
    order, whom = (7.0, 30.0) if brief else (0.0, 0.0)
    what = WIDTH - order - whom - by - worth - GAP
    cells = [
        STRONG_CELL.height(action.title, what) + CELL.height(action.action, what),
        CELL.height(action.channel, by - GAP),
    ]
    if action.worth:
        cells[0] += CELL.height(action.assumption, what) + 1.1  # a little apart
    if brief:
        cells.append(
            STRONG_CELL.height(action.tag.name, whom - GAP - MARK)
            + NOTE.height(action.tag.note, whom - GAP)
        )
    else:
        cells[1] += NOTE.height(action.kpi, by - GAP)
        if action.partly:
            note = NOTE.height(action.tag.note, worth or by)
            cells.append(CELL.line + note if priced else cells[1] + note)
    return max(cells) + (ROW if brief else CLOSE_ROW)


def foot(text: str) -> float:
    """Return the height of a paragraph at the foot of the summary, if there is any; the words that
    the template puts about it take a line.
    """
    if not text:
        return 0.0
    return 3.5 + SMALL.height(text, WIDTH) + SMALL.line


def last_page(heights: Sequence[float], room: float) -> float:
    """Return how much of the last page is filled when blocks follow each other and none is cut."""
    used = 0.0
    for block in heights:
        used = block if used + block > room else used + block
    return used
