"""Estimates of how many millimetres of a page's height something takes on paper, so that no page
runs over or is left half empty.

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

    from reporter.model import Chart
    from reporter.rendering.views.strategies import Action
    from reporter.rendering.views.tables import Cell, Column, Stat, Table
    from reporter.settings import Settings

__all__ = [
    "CLOSE_FILLED",
    "FOOTNOTE",
    "PART_RULE",
    "SHORT_FILLED",
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

PAGE_HEIGHTS = {"A4": 259.0, "Letter": 241.0}
"""Millimetres that text may fill: the sheet without its margins of 20 and 17 mm, less one or so."""
PAGE_WIDTH, COLUMN_WIDTH = 174.0, 82.0
"""Millimetres: the page's text, and one of two columns with 10 mm between them."""
CLOSE_FILLED, SHORT_FILLED = 1.1, 0.95
"""Shares of a page's height: how much it holds when it is set closer; how much of it is filled
where the estimate has proved too low.
"""

KICKER, AFTER_OPENING, HEADLINE_WIDTH = 6.1, 7.0, 165.0
"""The quiet line above a headline, the space below that, and the width of a headline."""
PART_RULE = 22.3
"""The rule above a part that follows on, with its spaces."""
STRIPE, PULLED_UP = 6.2, 2.0
"""The stripe above a persona; how far what follows its columns is pulled into them."""
FIGURE_SPACES, BLOCK_SPACE = 8.5, 5.0
"""Spaces above and below a drawing; below a block in a column of a persona."""
PRODUCT_NAME_WIDTH = 33.2
"""The width of a product's name beside its bar and figures."""
SENTENCE_GAP = 1.2
"""Space between sentences of a list."""
SUBTITLE_GAP = 0.4
"""Space above the line below a figure's title."""
OWN_TITLE, TITLE_BELOW_FIGURE = 13.4, 7.4
"""A title with its spaces: where it stands alone, and where a drawing's space is above it already.
"""
FIGURES_LINE = 6.4
"""A line of key figures."""
BELOW_HEADINGS, COLUMN_GAP = 1.2, 2.9
"""Space below a table's headings, and between its columns."""
ROW_SPACES, CLOSE_ROW_SPACES = 3.4, 2.4
"""Spaces above and below a cell with the line between rows: elsewhere, and on a persona's page."""
AFTER_TABLE = 3.0
"""Space below a table."""
FOOTNOTE = 5.6
"""A line below a table, with what parts it from that."""
UNDER_TABLE = FOOTNOTE - AFTER_TABLE
"""What a line below a table adds to the table's own space."""
NOTE_SPACE, NOTE_WIDTH = 1.4, 155.8
"""Space above a client's note on a segment, and its width (46 em)."""
SEGMENT_MARK = 3.7
"""A segment's mark before its name."""


def page_height(settings: Settings) -> float:
    """Return the height of a page that text may fill."""
    return PAGE_HEIGHTS[settings.report.page]


def opening(headline: str) -> float:
    """Return the height of a part's opening."""
    if not headline:
        return HEADING.line + AFTER_OPENING
    return KICKER + heading(headline).height(headline, HEADLINE_WIDTH) + AFTER_OPENING


def head(name: str, portrait: str, note: str, stats: Sequence[Stat]) -> float:
    """Return the height of a persona's name, portrait, the client's note and key figures, with the
    stripe above.
    """
    named = STRIPE + KICKER + HEADING.height(name, HEADLINE_WIDTH)
    told = PORTRAIT.height(portrait, PAGE_WIDTH) + 1.7 + 4.0  # with the spaces above and below
    noted = TEXT.height(note, NOTE_WIDTH) + NOTE_SPACE if note else 0.0
    return named + told + noted + strip(stats, close=True) - PULLED_UP


def strip(stats: Sequence[Stat], *, close: bool = False) -> float:
    """Return the height of a strip of key figures; a persona's is set closer."""
    width = PAGE_WIDTH / max(len(stats), 1) - 4.0
    # A label's first line is as high as the text about it.
    labels = max((SMALL.height(stat.label, width) - SMALL.line for stat in stats), default=0.0)
    inside, after = (5.3, 5.0) if close else (6.9, 7.0)  # spaces with the rules; below the strip
    return inside + FIGURES_LINE + TEXT.line + labels + after


def findings(told: Sequence[Stat]) -> float:
    """Return the height of findings side by side, each under a large figure."""
    width = PAGE_WIDTH / max(len(told), 1) - 6.0
    number = 10.0 if len(told) < 4 else 7.8  # set smaller where there are many
    spaces = 4.3 + 8.0  # above, with the rule, and below
    heights = [(number if one.value else 0.0) + TEXT.height(one.label, width) for one in told]
    return spaces + max(heights, default=0.0)


def figure(chart: Chart) -> float:
    """Return the height of a chart in one of a persona's two columns."""
    above = 1.5  # closer than elsewhere
    return _caption(chart, COLUMN_WIDTH) + above + chart.height + BLOCK_SPACE


def figures(charts: Iterable[Chart]) -> list[float]:
    """Return the heights of charts as the pages set them: wide ones in rows of their own, narrow
    ones in pairs.
    """
    wide: list[float] = []
    narrow: list[float] = []
    for chart in charts:
        column, width = (wide, PAGE_WIDTH) if is_wide(chart) else (narrow, COLUMN_WIDTH)
        column.append(_caption(chart, width) + chart.height + FIGURE_SPACES)
    return [*wide, *(max(narrow[first : first + 2]) for first in range(0, len(narrow), 2))]


def _caption(chart: Chart, width: float) -> float:
    return TITLE.height(chart.title, width) + SUBTITLE_GAP + SMALL.height(chart.subtitle, width)


def facts(texts: Iterable[str]) -> float:
    """Return the height of a list of sentences in a persona's column."""
    told = sum(TEXT.height(text, COLUMN_WIDTH - 3.7) + SENTENCE_GAP for text in texts)
    return TITLE.line + told - SENTENCE_GAP + BLOCK_SPACE


def products(descriptions: Iterable[str]) -> float:
    """Return the height of a list of products with their bars in a persona's column."""
    told = TITLE.line + SUBTITLE_GAP + 2 * SMALL.line + 1.6  # what the figures are, in two lines
    listed = sum(1.6 + PRODUCT.height(called, PRODUCT_NAME_WIDTH) for called in descriptions)
    return told + listed + BLOCK_SPACE


def recognition(rule: str, border: str) -> float:
    """Return the height of the box that tells how to recognise a member."""
    width = COLUMN_WIDTH - 2 * 5.0
    # How often the rule is right takes two lines; which segment is nearest at least one.
    below = 2 * TEXT.line + 0.9 + (TEXT.height(border, width) or TEXT.line)
    padding, about_rule = 2 * 4.0, 2 * 1.63
    return padding + TITLE.line + about_rule + RULE.height(rule, width) + below + BLOCK_SPACE


def table(content: Table, *, close: bool = False) -> float:
    """Return the height of a table, without a title; on a persona's page it is set closer."""
    given = sum(column.width for column in content.columns)
    open_ = sum(not column.width for column in content.columns)
    # Widths are percent of the table; columns without one are taken to share the rest evenly.
    widths = [
        PAGE_WIDTH * (column.width or (100 - given) / open_) / 100 - COLUMN_GAP
        for column in content.columns
    ]
    headings = max(
        TABLE_HEAD.height(column.label, width)
        for column, width in zip(content.columns, widths, strict=True)
    )
    rows = sum(
        max(map(_cell, row, content.columns, widths)) + (CLOSE_ROW_SPACES if close else ROW_SPACES)
        for row in content.rows
    )
    return headings + BELOW_HEADINGS + rows + AFTER_TABLE


def _cell(cell: Cell, column: Column, width: float) -> float:
    if isinstance(cell, Tag):
        return STRONG_CELL.height(cell.name, width - SEGMENT_MARK)
    if column.align == "number":
        return CELL.line  # never broken
    return (STRONG_CELL if column.align == "strong" else CELL).height(cell, width)


def terms(meanings: Sequence[Stat]) -> float:
    """Return the height of definitions in two columns, with their title."""
    heights = (
        STRONG_TERM.height(term.label, COLUMN_WIDTH) + TERM.height(term.value, COLUMN_WIDTH) + 2.2
        for term in meanings
    )
    return OWN_TITLE + sum(heights) / 2  # in two columns, balanced


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
    headings = (2 if priced else 1) * TABLE_HEAD.line + BELOW_HEADINGS
    about = TITLE_BELOW_FIGURE + AFTER_TABLE + (UNDER_TABLE if priced else 0.0) if brief else 0.0
    return (
        about + headings + sum(_strategy(action, brief=brief, priced=priced) for action in actions)
    )


def _strategy(action: Action, *, brief: bool, priced: bool) -> float:
    # Millimetres of the columns, as in `templates/styles/print.css`.
    by, worth = (29.0 if brief else 46.0, 24.0) if priced else (56.0, 0.0)
    order, whom = (7.0, 30.0) if brief else (0.0, 0.0)
    what = PAGE_WIDTH - order - whom - by - worth - COLUMN_GAP
    cells = [
        STRONG_CELL.height(action.title, what) + CELL.height(action.action, what),
        CELL.height(action.channel, by - COLUMN_GAP),
    ]
    if action.worth:
        cells[0] += CELL.height(action.assumption, what) + 1.1  # a little apart
    if brief:
        cells.append(
            STRONG_CELL.height(action.tag.name, whom - COLUMN_GAP - SEGMENT_MARK)
            + NOTE.height(action.tag.note, whom - COLUMN_GAP)
        )
    else:
        cells[1] += NOTE.height(action.kpi, by - COLUMN_GAP)
        if action.partly:
            note = NOTE.height(action.tag.note, worth or by)
            cells.append(CELL.line + note if priced else cells[1] + note)
    return max(cells) + (ROW_SPACES if brief else CLOSE_ROW_SPACES)


def foot(text: str) -> float:
    """Return the height of a paragraph at the foot of the summary, if there is any; the words that
    the template puts about it take a line.
    """
    if not text:
        return 0.0
    return 3.5 + SMALL.height(text, PAGE_WIDTH) + SMALL.line


def last_page(heights: Sequence[float], page: float) -> float:
    """Return how much of the last page is filled when blocks follow each other and none is cut."""
    used = 0.0
    for block in heights:
        used = block if used + block > page else used + block
    return used
