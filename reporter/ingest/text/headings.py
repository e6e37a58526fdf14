"""The first lines of a text, cut into cells, in; where its table begins and whether a line of names
stands there out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from reporter.ingest.shaping import period_names
from reporter.ingest.types import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

_CURRENCY = r"([A-Z]{3}\s|[A-Z]{0,2}[£€$¥₹]|kr\.?\s)?"
_VALUE = re.compile(
    rf"[-+(]?\s*{_CURRENCY}\s*[-+(]?[.,]?\d[\d.,:/"
    r" T'’\u00a0\u202f%-]*(Z|[AaPp][Mm]|E[-+]?\d+)?\s*([£€$¥₹%)-]|[A-Z]{3})?\s*"
    r"|\d{1,2}[ .-]{1,2}[^\W\d_]{3,10}\.?[ ,-]{1,2}\d{2,4}[\d: ]*|true|false",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d")
_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?", "#n/a", "\\n"})
_MOSTLY = 0.9
_LOOKED_AT = 200
_FIRST_ROWS = 5
"""Rows below a line of periods that are looked at for more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank (more than one where a cell holds line breaks)."""

    number: int
    """Lines above it."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where the table begins."""

    header: tuple[str, ...] | None
    """The line of names; None where there is none."""
    rows: tuple[tuple[str, ...], ...]
    """The rows below."""
    skip: int
    """Lines above the header, or above the first row."""
    above: int = 0
    """How many of them hold something."""
    title: str = ""
    """What stands first in them."""
    refused: tuple[str, ...] = ()
    """Names right above rows without any, which are fewer than the columns."""
    is_comment: bool = False
    """Whether the names stand in a comment above, not in a line of the table."""


def is_value(cell: str) -> bool:
    """Whether a cell is written like a number, a date or a truth value."""
    return _VALUE.fullmatch(cell.strip()) is not None


def value_columns(rows: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """Return the columns that hold nearly nothing but numbers, dates and truth values."""
    found = []
    for index in range(width):
        given = [
            row[index]
            for row in rows[:_LOOKED_AT]
            if len(row) > index and row[index].strip().lower() not in _MISSING
        ]
        if given and sum(map(is_value, given)) >= _MOSTLY * len(given):
            found.append(index)
    return found


def find(
    lines: Sequence[Line], width: int, wanted: str, *, comment: str, skip_is_set: bool
) -> Start:
    """Find the first line of the table.

    Parameters
    ----------
    width
        Cells of most lines.
    wanted
        "yes" or "no" where the user says whether there is a line of names, else "auto".
    comment
        A comment above that may hold the names.
    skip_is_set
        Whether the user says how much stands above.
    """
    first = 0 if skip_is_set else _first(lines, width, sparse=False)
    index = 0 if skip_is_set else _first(lines, width, sparse=True)
    below = [line.cells for line in lines[index + 1 :]]
    has_names = wanted == "yes" or (
        wanted == "auto" and _names_columns(lines[index].cells, below, width)
    )
    if has_names:
        return _start(lines, index, header=lines[index].cells, rows=below)
    rows = [line.cells for line in lines[first:]]
    names = _words_of(comment) if wanted == "auto" else ()
    if len(names) == width:
        return replace(_start(lines, first, header=names, rows=rows), is_comment=True)
    start = _start(lines, first, header=None, rows=rows)
    above = lines[first - 1].cells if first else ()
    return replace(start, refused=above) if _are_names(above) else start


def _words_of(comment: str) -> tuple[str, ...]:
    """Cut a comment as a line of names would be, whatever stands between them."""
    words = re.split(r"[,;\t|]\s*|\s{2,}|\s(?=\S)", comment)
    return tuple(word for word in words if word)


def _are_names(cells: tuple[str, ...]) -> bool:
    """Whether several cells are filled, none of them with a value."""
    return len(cells) > 1 and all(cell.strip() and not is_value(cell) for cell in cells)


def _start(
    lines: Sequence[Line],
    index: int,
    *,
    header: tuple[str, ...] | None,
    rows: Sequence[tuple[str, ...]],
) -> Start:
    title = next(
        (cell.strip() for line in lines[:index] for cell in line.cells if cell.strip()), ""
    )
    return Start(
        header=_trimmed(header, rows),
        rows=tuple(rows),
        skip=lines[index].number,
        above=index,
        title=title[:60],
    )


def _trimmed(
    header: tuple[str, ...] | None, rows: Sequence[tuple[str, ...]]
) -> tuple[str, ...] | None:
    """Take off a delimiter too many at the end of the header where the rows have none."""
    if (
        header
        and not header[-1].strip()
        and rows
        and all(len(row) < len(header) or not row[len(header) - 1].strip() for row in rows)
    ):
        return header[:-1]
    return header


def _first(lines: Sequence[Line], width: int, *, sparse: bool) -> int:
    """Return the first line that is as wide as most, or one cell less above a row of values; mostly
    filled unless that is no matter.
    """
    for index, line in enumerate(lines):
        wide = len(line.cells) >= width
        if not wide and len(line.cells) == width - 1 and width > 2:
            following = lines[index + 1].cells if index + 1 < len(lines) else ()
            wide = len(following) == width and any(map(is_value, following))
        if wide and (not sparse or not _is_sparse(line.cells)):
            return index
    return 0


def _is_sparse(cells: tuple[str, ...]) -> bool:
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    return 2 * len(filled) < len(cells) or filled == [0]


def _names_columns(cells: tuple[str, ...], below: Sequence[tuple[str, ...]], width: int) -> bool:
    """Whether a line names the columns: columns of values begin with a word, or no value of a
    column stands there.
    """
    filled = [column for column, cell in enumerate(cells) if cell.strip()]
    if not below:
        return not all(is_value(cells[column]) for column in filled)
    columns = [column for column in value_columns(below, width) if column in filled]
    if len(cells) != width or not columns:
        return _is_said_once(cells, below)
    values = [column for column in columns if is_value(cells[column])]
    kind = _periods([cells[column] for column in values])
    if kind and len(values) < len(filled):
        return not kind.continue_in(_under(values, below[:_FIRST_ROWS]))
    return 2 * len(values) < len(columns)


def _under(columns: Sequence[int], rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [row[column] for row in rows for column in columns if len(row) > column]


class _Periods(Enum):
    """Periods that name columns, beside columns with words for names."""

    NAMED = "named"
    """Months, quarters, weeks: "2011-01", "Jan 2011"."""
    YEARS = "years"

    def continue_in(self, cells: Sequence[str]) -> bool:
        """Whether the rows below hold such periods too, so that the first line is one of them."""
        if self is _Periods.NAMED:
            return any(map(period_names.read, cells))
        return all(_YEAR.fullmatch(cell.strip()) for cell in cells)


def _periods(cells: Sequence[str]) -> _Periods | None:
    """Say which periods cells name, each another one; None where they name none."""
    heads = [cell.strip() for cell in cells]
    if period_names.are_periods(heads):
        return _Periods.NAMED
    differ = len(set(heads)) == len(heads) > 1
    return _Periods.YEARS if differ and all(map(_YEAR.fullmatch, heads)) else None


def _is_said_once(cells: tuple[str, ...], below: Sequence[tuple[str, ...]]) -> bool:
    """Whether at most half of a line's cells come again in their column, as values of it would."""
    others = [row for row in below if row != cells and len(row) == len(cells)]
    again = [
        cell
        for index, cell in enumerate(cells)
        if cell.strip() and any(row[index] == cell for row in others)
    ]
    return 2 * len(again) <= len(cells)


def guessed(rows: Sequence[tuple[str, ...]], width: int) -> list[str | None]:
    """Call the columns of a text without names: those of days "date", others by their place."""
    names: list[str | None] = []
    for index in range(width):
        cells = [
            row[index] for row in rows[:_LOOKED_AT] if len(row) == width and row[index].strip()
        ]
        names.append("date" if cells and dates.are_days(cells) else None)
    return names
