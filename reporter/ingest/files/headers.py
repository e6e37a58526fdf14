"""The first rows of a sheet in, the row that names the columns out: below banners, above data, of
one row or two.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.ingest.shaping import period_names

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = list[str | None]

_VALUE = re.compile(r"[-+(]?\W{0,3}\d[\d.,:/ T%-]*\W{0,3}|true|false", re.IGNORECASE)
_PERIOD = re.compile(r"(19|20)\d\d([-/.](0?[1-9]|1[0-2]))?([-/.]\d\d?( 00:00:00)?)?")
_LONGEST = 120
"""Characters of a column's name; what is longer is a note."""
_AHEAD = 20
"""Rows below a header that tell whether it is one."""
_WIDTH = 0.6
_DISTINCT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the columns' names stand."""

    row: int
    """The row above the data, counted from 0."""
    names: tuple[str | None, ...]
    """A name for each column; none where there is none."""
    cells: tuple[str | None, ...]
    """What stands in that row itself."""
    above: int
    """Rows above it that are not blank and give no name."""
    is_double: bool = False
    """Whether names stand in the row above, too."""

    def of(self, columns: Sequence[int], found: Sequence[int]) -> Header:
        """Give the header for these columns of the sheet, where it was found on those."""
        where = {column: number for number, column in enumerate(found)}
        names = tuple(self.names[where[one]] if one in where else None for one in columns)
        cells = tuple(self.cells[where[one]] if one in where else None for one in columns)
        return replace(self, names=names, cells=cells)


def find(rows: Sequence[Row]) -> Header | None:
    """Return the first row whose cells are mostly filled, distinct texts, followed by data of the
    same width; None without one.
    """
    for index, row in enumerate(rows):
        if _is_header(rows, index) and not _is_outdone(rows, index):
            lower = index + 1
            if lower < len(rows) and _is_second(row, rows[lower], rows[lower + 1 :]):
                return at(rows, lower, upper=index)
            grouped = index > 0 and _is_group(rows[index - 1], row)
            return at(rows, index, upper=index - 1 if grouped else None)
    return None


def at(rows: Sequence[Row], index: int, *, upper: int | None = None) -> Header:
    """Take the header at a row, with the groups that stand in the row above."""
    row = rows[index]
    first = index if upper is None else upper
    return Header(
        row=index,
        names=tuple(row) if upper is None else _joined(rows[upper], row),
        cells=tuple(row),
        above=sum(1 for other in rows[:first] if _filled(other)),
        is_double=upper is not None,
    )


def is_plain(names: Sequence[str | None]) -> bool:
    """Whether these names, without anything else known, are surely a header."""
    given = [name for name in names if name is not None]
    numbered = sum(
        1
        for name in given
        if (cut := re.fullmatch(r"(.+)_\d+", name, re.DOTALL)) and cut[1] in given
    )
    return len(given) == len(names) >= 2 and not numbered and _may_name(given)


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell is not None and cell.strip()]


def _is_name(cell: str) -> bool:
    return not _VALUE.fullmatch(cell.strip()) and len(cell) <= _LONGEST


def _is_period(cell: str) -> bool:
    return bool(_PERIOD.fullmatch(cell.strip())) or period_names.read(cell) is not None


def _may_name(cells: Sequence[str]) -> bool:
    """Whether all of them are names or periods, at least one a name, and most are distinct."""
    return (
        all(_is_name(cell) or _is_period(cell) for cell in cells)
        and any(_is_name(cell) for cell in cells)
        and len({cell.strip().casefold() for cell in cells}) >= _DISTINCT * len(cells)
    )


def _is_header(rows: Sequence[Row], index: int) -> bool:
    cells = _filled(rows[index])
    below = [
        len(filled) for row in rows[index + 1 : index + 1 + _AHEAD] if (filled := _filled(row))
    ]
    if len(cells) < 2 or not below:
        return False
    group = rows[index - 1] if index > 0 and _is_group(rows[index - 1], rows[index]) else None
    named = [name for name in _joined(group, rows[index]) if name] if group else cells
    return _may_name(named) and len(cells) >= _WIDTH * statistics.median(below)


def _is_outdone(rows: Sequence[Row], index: int) -> bool:
    """Whether a wider header follows, and nothing wider than this row lies between: then this
    belongs to the banner.
    """
    width = len(_filled(rows[index]))
    for other in range(index + 1, min(index + 1 + _AHEAD, len(rows))):
        if len(_filled(rows[other])) > width:
            return _is_header(rows, other) and not _is_second(
                rows[index], rows[other], rows[other + 1 :]
            )
    return False


def _is_second(upper: Row, lower: Row, below: Sequence[Row]) -> bool:
    """Whether a row under a header fills its gaps with names, over columns of values."""
    gaps = [column for column, cell in enumerate(lower) if cell and not upper[column]]
    filled = _filled(lower)
    if not gaps or not all(_is_name(cell) for cell in filled) or len(_filled(upper)) < 2:
        return False
    data = [row for row in below[:_AHEAD] if _filled(row)]
    return any(
        (cell := row[column]) is not None and not _is_name(cell) for row in data for column in gaps
    )


def _is_group(upper: Row, lower: Row) -> bool:
    """Whether a row above a header names groups of its columns: it fills a gap, or tells repeated
    names apart.
    """
    groups = _filled(upper)
    if len(groups) < 2 or not all(_is_name(cell) or _is_period(cell) for cell in groups):
        return False
    gaps = any(cell and not lower[index] for index, cell in enumerate(upper))
    counts = Counter(cell.strip().casefold() for cell in _filled(lower))
    return gaps or max(counts.values(), default=0) > 1


def _joined(upper: Row, lower: Row) -> tuple[str | None, ...]:
    """Put "Group name" where the lower name is empty or repeated; a group reaches up to the next
    one.
    """
    counts = Counter(cell.strip().casefold() for cell in _filled(lower))
    names: list[str | None] = []
    group: str | None = None
    for own, name in zip(upper, lower, strict=True):
        group = own if own and own.strip() else group
        if name is None or not name.strip():
            names.append(own)
        elif counts[name.strip().casefold()] > 1 and group:
            names.append(f"{group.strip()} {name.strip()}")
        else:
            names.append(name)
    return tuple(names)
