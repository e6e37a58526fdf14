"""A text's table as loaded in, its lines that are subtotals of others taken out and counted."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reporter.ingest.remarks import SUBTOTAL_WORDS, is_subtotal, is_total
from reporter.ingest.store import quoted
from reporter.ingest.subtotals import NARROW, Candidate, above_the_end, settle
from reporter.ingest.text import figures, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from reporter.ingest.store import Store
    from reporter.ingest.subtotals import Values

_LOOKED_AT = 20
"""Columns among which a label is looked for."""
_MOSTLY, _FIRM = 0.4, 0.8
"""Shares of the lines that a column fills: of all of them if it may be one that records never lack,
and of the records if it is.
"""
_MOST_CANDIDATES = 50_000
"""Candidates, which are more in no table: then they are what it is about."""


class _Line(NamedTuple):
    """A line with a label."""

    line: int
    """By which the store tells it."""
    cells: Sequence[str | None]
    label: int
    """The column of its label, from 0."""


def remove(store: Store, table: str, names: Sequence[str], in_order: Callable[[], None]) -> int:
    """Take subtotals out of a table, wherever they stand, and return how many they were.

    Parameters
    ----------
    in_order
        Sees to it that the lines lie in the order of the text; called only where something may be a
        subtotal.
    """
    condition = _condition(store, table, names)
    found, _ = _suspects(store, table, names, condition)
    strict = sum(is_total(str(one.cells[one.label])) for one in found)
    if not found or len(found) > _MOST_CANDIDATES or len(found) == strict == 1:
        return 0  # a single total is told by what stands below the table
    in_order()
    found, firm = _suspects(store, table, names, condition)
    lines: npt.NDArray[np.int64] = store.columns({"line": "rowid"}, table)["line"]
    numbers = np.searchsorted(lines, [one.line for one in found]).tolist()
    candidates = [_candidate(number, one, firm) for number, one in zip(numbers, found, strict=True)]
    candidates = above_the_end(candidates, len(lines))
    gone = settle(candidates, _figures(store, table, names, candidates), len(lines))
    if gone:
        texts.delete(
            store, table, f"rowid IN ({', '.join(str(lines[number]) for number in sorted(gone))})"
        )
    return len(gone)


def _suspects(
    store: Store, table: str, names: Sequence[str], condition: str
) -> tuple[list[_Line], list[int]]:
    """Return the lines with a label that lack what nearly all others have, and the places of the
    columns that these fill.
    """
    found = _labelled(store, table, names, condition)
    firm = _firm(store, table, names, [one.line for one in found]) if found else []
    if len(names) > NARROW:
        found = [
            one
            for one in found
            if any(one.cells[column] is None for column in firm if column != one.label)
        ]
    return found, firm


def _condition(store: Store, table: str, names: Sequence[str]) -> str:
    """Write what a line must be to be looked at: it lacks what most have, unless the table is
    narrow, and holds a word for totals.
    """
    every, *filled = store.row(["count(*)", *(f"count({quoted(name)})" for name in names)], table)
    lacking = [
        f"{quoted(name)} IS NULL"
        for name, count in zip(names, filled, strict=True)
        if _MOSTLY * every <= count < every
    ]
    words = f"concat_ws(' ', {', '.join(quoted(name) for name in names[:_LOOKED_AT])})"
    says = f"regexp_matches({words}, '{SUBTOTAL_WORDS}', 'i')"
    if len(names) <= NARROW:
        return says
    return f"({' OR '.join(lacking)}) AND {says}" if lacking else "false"


def _labelled(store: Store, table: str, names: Sequence[str], condition: str) -> list[_Line]:
    """Return the lines with a label, in the order in which they lie."""
    cells = ["rowid", *(f"left({quoted(name)}, 200)" for name in names)]
    found = []
    for line, *own in sorted(
        texts.select(store, table, cells, condition, 4 * _MOST_CANDIDATES), key=itemgetter(0)
    ):
        label = next(
            (index for index, cell in enumerate(own[:_LOOKED_AT]) if cell and is_subtotal(cell)),
            None,
        )
        if label is not None:
            found.append(_Line(line, own, label))
    return found


def _firm(store: Store, table: str, names: Sequence[str], without: Sequence[int]) -> list[int]:
    """Return the places of the columns that nearly all lines but these fill."""
    others = f"rowid NOT IN ({', '.join(map(str, without))})"
    records, *filled = store.row(
        [f"count({name}) FILTER ({others})" for name in ("*", *map(quoted, names))], table
    )
    return [index for index, count in enumerate(filled) if records and count >= _FIRM * records]


def _candidate(number: int, line: _Line, firm: Sequence[int]) -> Candidate:
    others = [column for column in firm if column != line.label]
    read = {
        column: _read(cell)
        for column, cell in enumerate(line.cells)
        if column != line.label and cell
    }
    return Candidate(
        row=number,
        labelled=True,
        strict=is_total(str(line.cells[line.label])),
        blank=sum(line.cells[column] is None for column in others),
        firm=len(others),
        figures={column: values for column, values in read.items() if values},
    )


def _read(cell: str) -> tuple[float, ...]:
    return (
        tuple(sorted(value for value in figures.numbers(cell) if value))
        if figures.is_figure(cell)
        else ()
    )


def _figures(
    store: Store, table: str, names: Sequence[str], candidates: Sequence[Candidate]
) -> dict[int, tuple[Values, ...]]:
    """Return the numbers of the columns in which candidates have figures, in the order of the lines
    and with either decimal sign.
    """
    numbered = sorted({column for one in candidates for column in one.figures})
    if not numbered:
        return {}
    written = {
        f"c{column}_{way}": sql
        for column in numbered
        for way, sql in enumerate(figures.expressions(names[column]))
    }
    columns = store.columns({name: f"coalesce({sql}, 0)" for name, sql in written.items()}, table)
    return {column: (columns[f"c{column}_0"], columns[f"c{column}_1"]) for column in numbered}
