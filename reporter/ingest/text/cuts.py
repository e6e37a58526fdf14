"""The first lines of a text in, the same lines cut by a delimiter out, and how well that fits."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.text import headings, heads
from reporter.ingest.text.headings import Line

if TYPE_CHECKING:
    from reporter.ingest.text.heads import Head

BLANKS = " "
"""Stands for runs of blanks or tabs between columns."""
_ROWS = 500
"""Lines that are looked at."""
_BANNER = 20
"""Lines above the table at most that count for no cut less."""
_ALIKE_BY_BLANKS = 0.95
"""Share of lines of one width from which blanks may stand between columns."""
csv.field_size_limit(max(csv.field_size_limit(), 2 * heads.LONGEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The first lines cut by a delimiter."""

    delimiter: str
    quote: str
    escape: str
    lines: tuple[Line, ...]
    width: int
    """Cells of most lines."""
    alike: float
    """Share of lines that have so many, a banner aside."""

    @property
    def rank(self) -> tuple[float, bool, float, int]:
        """What makes one cut better than another: lines alike, the first among them, cells that are
        values, width.
        """
        cells = [cell for line in self.lines for cell in line.cells if cell.strip()]
        values = sum(headings.is_value(cell) for cell in cells) / max(1, len(cells))
        # Decimal commas stand in every line but that of the names.
        return (
            round(self.alike, 1),
            len(self.lines[0].cells) == self.width,
            round(values, 1),
            self.width,
        )

    @property
    def is_table(self) -> bool:
        """Whether lines are so alike, and some column of values, that blanks between words are
        columns' ends.
        """
        below = [line.cells for line in self.lines[1:] if len(line.cells) == self.width]
        return (
            self.alike >= _ALIKE_BY_BLANKS
            and len(self.lines) > 1
            and bool(headings.value_columns(below, self.width))
        )


def cut(head: Head, delimiter: str, *, set_by_user: bool) -> Cut | None:
    """Cut the first lines; None where this is no delimiter of theirs."""
    quote = "'" if _single_quoted(head.text, delimiter) else '"'
    cuts = [_parsed(head, delimiter, quote, quote)]
    if f"\\{quote}" in head.text and delimiter != BLANKS:
        cuts.append(_parsed(head, delimiter, quote, "\\"))
    found = [one for one in cuts if one]
    if not found:
        return None
    best = max(found, key=lambda one: one.alike)
    if delimiter == BLANKS and not set_by_user and not best.is_table:
        return None
    return best


def _single_quoted(text: str, delimiter: str) -> bool:
    """Whether cells stand in single quotes."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line][:_ROWS]
    edge = r"\s" if delimiter == BLANKS else re.escape(delimiter)
    quoted = re.compile(rf"(^|{edge})'[^']*'({edge}|$)")
    return (
        '"' not in text and sum(quoted.search(line) is not None for line in lines) > len(lines) / 2
    )


def _parsed(head: Head, delimiter: str, quote: str, escape: str) -> Cut | None:
    lines = (
        _by_blanks(head.text)
        if delimiter == BLANKS
        else _by_delimiter(head.text, delimiter, quote, escape)
    )
    lines = lines if head.is_whole or len(lines) < 3 else lines[:-1]
    widths = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda one: (widths[one], one))
    first = next(index for index, line in enumerate(lines) if len(line.cells) >= max(2, width - 1))
    alike = widths[width] / (len(lines) - min(first, _BANNER))
    return Cut(
        delimiter=delimiter,
        quote=quote,
        escape=escape,
        lines=tuple(lines),
        width=width,
        alike=alike,
    )


def _by_blanks(text: str) -> list[Line]:
    lines = enumerate(re.split(r"\r\n|\r|\n", text))
    return [
        Line(number=number, cells=cells) for number, line in lines if (cells := cut_by_blanks(line))
    ][:_ROWS]


def cut_by_blanks(line: str) -> tuple[str, ...]:
    """Cut a line at runs of blanks; what stands in quotes stays together."""
    if '"' not in line:
        return tuple(line.split())
    return tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]*)"(?!\S)|(\S+)', line))


def _by_delimiter(text: str, delimiter: str, quote: str, escape: str) -> list[Line]:
    doubled = quote == escape
    stream = io.StringIO(text, newline="")
    reader = csv.reader(
        stream,
        delimiter=delimiter,
        quotechar=quote,
        doublequote=doubled,
        escapechar=None if doubled else escape,
    )
    lines: list[Line] = []
    number = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(number=number, cells=tuple(cells)))
            number = reader.line_num
            if len(lines) > _ROWS:
                break
    except csv.Error:
        return []
    return lines
