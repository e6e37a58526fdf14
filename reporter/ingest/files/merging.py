"""A sheet's cells as Arrow and its merged ranges in, each row with the value that its merged cells
show out.

The first cell of a range holds what all of them show: a customer over the lines of her orders, an
order's number over its lines. Only the ranges that the workbook itself tells are filled, and only
downwards: a blank that is none of them stays blank. What an amount says over several rows, it says
of all of them together: it stays in the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.ingest.columns import vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.files.workbook_merges import Merged

_ONCE = 3
"""Ranges may lie over one another so often, in a damaged workbook, before none is believed."""


def fill(
    table: Any,
    names: Sequence[str | None],
    columns: Sequence[int],
    first: int,
    ranges: Sequence[Merged],
) -> tuple[Any, tuple[str, ...]]:
    """Give each row the values of its merged cells.

    Parameters
    ----------
    table
        The rows below the header.
    names, columns
        Of its columns, the names and where they stand in the sheet; A is 0.
    first
        The row of the sheet that the table begins with, counted from 0.

    Returns
    -------
    table, notes
        The table itself where no value was merged over several rows.
    """
    height = table.num_rows
    spans: dict[int, list[tuple[int, int]]] = {}
    for one in ranges:
        top, bottom = one.top - first, min(one.bottom - first, height - 1)
        if 0 <= top < bottom:
            spans.setdefault(one.left, []).append((top, bottom))
    filled, once = [], []
    together = _together(names)
    for number, left in enumerate(columns):
        own = spans.get(left, [])
        if not own or sum(bottom - top for top, bottom in own) > _ONCE * height:
            continue
        column = _filled(table.column(number), own)
        if column is None:
            continue
        name = names[number] or f"column {number + 1}"
        if name in together:
            once.append(name)
            continue
        table = table.set_column(number, table.schema.field(number), column)
        filled.append(name)
    notes = []
    if filled:
        notes.append(f"merged cells of {', '.join(filled)} hold for all of their rows")
    if once:
        notes.append(
            f"merged cells of {', '.join(once)} hold one amount for several rows together, counted"
            " once"
        )
    return table, tuple(notes)


def _filled(column: Any, spans: Sequence[tuple[int, int]]) -> Any | None:
    """Return a column in which the blanks of each span hold what its first cell does; None where
    there is none to fill.
    """
    import numpy as np
    import pyarrow as pa

    rows = np.arange(len(column))
    source = rows.copy()
    for top, bottom in spans:
        source[top : bottom + 1] = top
    blank = (
        column.is_null().to_numpy(zero_copy_only=False)
        if isinstance(column, pa.Array)
        else column.is_null().to_numpy()
    )
    source = np.where(blank, source, rows)
    if not np.any(~blank[source] & blank):
        return None
    return column.take(pa.array(source))


def _together(names: Sequence[str | None]) -> set[str]:
    """Return the columns that say what several rows are worth together: amounts, and prices where
    nothing counts pieces.
    """
    given = [name for name in names if name]
    roles = (Role.AMOUNT,) if vocabulary.likely(given, Role.QUANTITY) else (Role.AMOUNT, Role.PRICE)
    return vocabulary.likely(given, *roles)


def spelled(
    names: Sequence[str | None], row: int, columns: Sequence[int], ranges: Sequence[Merged]
) -> tuple[str | None, ...]:
    """Give the columns under a merged cell of the header its name."""
    found = list(names)
    where = {column: number for number, column in enumerate(columns)}
    for one in ranges:
        if one.top <= row <= one.bottom and one.left in where and (name := names[where[one.left]]):
            for column in range(one.left + 1, one.right + 1):
                number = where.get(column)
                if number is not None and not found[number]:
                    found[number] = name
    return tuple(found)
