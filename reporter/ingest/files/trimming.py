"""A sheet's cells as Arrow in, only its records out: without repeated headers, totals and notes
below, subtotals, and row numbers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reporter.ingest.files.sheet_subtotals import without_subtotals
from reporter.ingest.remarks import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TAIL = 60
"""Rows at the end that are looked at."""
_FIRM_SHARE = 0.8
"""Share of its cells that a column fills if no record is without it."""


def trim(
    table: Any, names: Sequence[str | None], header: Sequence[str | None]
) -> tuple[Any, list[str | None], list[str], dict[int, float]]:
    """Leave out what is no record and no column.

    Parameters
    ----------
    names
        The columns' names, in their order.
    header
        The cells of the header's row, in their order, which may be repeated further down.

    Returns
    -------
    table, names, notes, told
        The records, the names of the columns that stay, clauses for a reader, and what a single
        line of totals says by index among these.
    """
    table, repeats = _without_repeats(table, header)
    table, totals, remarks = _without_tail(table)
    told = (
        {index: float(cell) for index, cell in enumerate(totals[0]) if _is_number(cell)}
        if len(totals) == 1
        else {}
    )
    table, subtotals = without_subtotals(table)
    table, kept, numbered = _without_empty(table, names)
    notes = [
        *([f"{_rows(repeats)} that {_repeat(repeats)} the header left out"] if repeats else []),
        *([f"{_rows(len(totals))} of totals below the table left out"] if totals else []),
        *([f"{_rows(subtotals)} of subtotals left out"] if subtotals else []),
        *([f"{_rows(remarks)} of notes below the table left out"] if remarks else []),
        *(["a column of row numbers without a name left out"] if numbered else []),
    ]
    return (
        table,
        [names[index] for index in kept],
        notes,
        {kept.index(index): value for index, value in told.items() if index in kept},
    )


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _repeat(count: int) -> str:
    return "repeats" if count == 1 else "repeat"


def _without_repeats(table: Any, header: Sequence[str | None]) -> tuple[Any, int]:
    """Leave out rows that hold the header's cells again; a column of numbers or dates has none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    named = [(index, name) for index, name in enumerate(header) if name]
    if len(named) < 2 or not all(
        pa.types.is_string(table.schema.field(index).type) for index, _ in named
    ):
        return table, 0
    alike = None
    for index, name in named:
        same = pc.fill_null(
            pc.equal(pc.utf8_trim_whitespace(table.column(index)), name.strip()), fill_value=False
        )
        alike = same if alike is None else pc.and_(alike, same)
    count = int(pc.sum(alike).as_py() or 0)
    return (table.filter(pc.invert(alike)), count) if count else (table, 0)


def _without_tail(table: Any) -> tuple[Any, list[tuple[Any, ...]], int]:
    """Cut totals and notes at the end; a record is what ends them. Return the totals' rows and the
    number of notes.
    """
    height = table.num_rows
    start = max(0, height - _TAIL)
    rows = list(zip(*(column.to_pylist() for column in table.slice(start).columns), strict=True))
    tail = [row for row in reversed(rows) if any(cell is not None for cell in row)]
    seeming = next(
        (index for index, row in enumerate(tail) if not (_is_total(row) or _is_note(row))),
        len(tail),
    )
    if not seeming:
        return table, [], 0
    records = table.slice(0, _height_without(rows, seeming) + start)
    firm = [
        index
        for index, column in enumerate(records.columns)
        if column.null_count <= (1 - _FIRM_SHARE) * records.num_rows
    ]
    totals, remarks = _ending(tail[:seeming], firm)
    keep = _height_without(rows, len(totals) + remarks) + start
    return (table.slice(0, keep), totals, remarks) if keep else (table, [], 0)


def _ending(
    tail: Sequence[tuple[Any, ...]], firm: Sequence[int]
) -> tuple[list[tuple[Any, ...]], int]:
    """Return the totals and the number of notes that rows begin with, the last of the table first;
    a total leaves out some column that records never lack.
    """
    totals: list[tuple[Any, ...]] = []
    remarks = 0
    for row in tail:
        if _is_total(row) and any(row[index] is None for index in firm):
            totals.append(row)
        # In a table of two columns a single filled cell is a record as well.
        elif _is_note(row) and len(firm) >= 3:
            remarks += 1
        else:
            break
    return totals, remarks


def _height_without(rows: Sequence[tuple[Any, ...]], count: int) -> int:
    """Return how many rows are left without so many at the end, blank ones not counted."""
    height = len(rows)
    while height and (count or not any(cell is not None for cell in rows[height - 1])):
        height -= 1
        count -= any(cell is not None for cell in rows[height])
    return height


def _is_total(row: tuple[Any, ...]) -> bool:
    return any(isinstance(cell, str) and is_total(cell) for cell in row)


def _is_note(row: tuple[Any, ...]) -> bool:
    filled = [cell for cell in row if cell is not None]
    return len(filled) == 1 and isinstance(filled[0], str)


def _without_empty(table: Any, names: Sequence[str | None]) -> tuple[Any, list[int], bool]:
    """Leave out columns without a name that are blank, and a leading one that counts the rows;
    return the indexes that stay.
    """
    nameless = [index for index, name in enumerate(names) if not (name and name.strip())]
    empty = {index for index in nameless if table.column(index).null_count == table.num_rows}
    first = next((index for index in range(table.num_columns) if index not in empty), None)
    numbered = first is not None and first in nameless and _counts(table.column(first))
    if first is not None and numbered:
        empty.add(first)
    kept = [index for index in range(table.num_columns) if index not in empty]
    return table.select(kept), kept, numbered


def _counts(column: Any) -> bool:
    import numpy as np
    import pyarrow as pa

    if (
        not (pa.types.is_floating(column.type) or pa.types.is_integer(column.type))
        or column.null_count
        or len(column) < 2
    ):
        return False
    cells = column.to_numpy()
    return cells[0] in {0, 1} and bool(np.array_equal(cells, np.arange(len(cells)) + cells[0]))


def unify(names: Sequence[str], known: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Spell columns as an earlier sheet with the same ones does, whatever their order, case and
    blanks.
    """
    folded = {_fold(name) for name in names}
    for other in known:
        spelled: Mapping[str, str] = {_fold(name): name for name in other}
        if len(folded) == len(names) == len(other) == len(spelled) and folded == set(spelled):
            return tuple(spelled[_fold(name)] for name in names)
    return tuple(names)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
