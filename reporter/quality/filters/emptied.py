"""Filters that leave no row in, a message out that says which of them does it and what values there
are instead.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import ibis

from reporter.errors import QualityError
from reporter.numerals import plain
from reporter.quality.filters.asked import identifies
from reporter.quality.values import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import Column, Dataset
    from reporter.quality.filters.asked import Filter

_SHOWN = 8
"""Values that a message names."""
_NEAREST = 3
_LOOKED_AT = 2_000
"""Different values among which the nearest ones are looked for."""


def nothing_left(dataset: Dataset, filters: Sequence[Filter]) -> QualityError:
    """Say which filter leaves nothing by itself, or that no row meets all of them; and what the
    columns hold.
    """
    table = dataset.table
    alone = {
        f"alone_{index}": ibis.ifelse(one.meets(table), 1, 0).sum().fill_null(0)
        for index, one in enumerate(filters)
    }
    counted = _row(table.aggregate(**alone))
    empty = [one for index, one in enumerate(filters) if not counted[f"alone_{index}"]]
    where = f"{dataset.rows:,} row{'' if dataset.rows == 1 else 's'} of {dataset.source.name}"
    if empty:
        columns = dict.fromkeys(column.name for one in empty for column in one.columns)
        told = [
            _held(dataset, column, empty) for column in dataset.columns if column.name in columns
        ]
        return QualityError(f"{empty[0].setting} leaves none of the {where}.", " ".join(told))
    each = "; ".join(
        f"{one.setting} leaves {counted[f'alone_{index}']:,}" for index, one in enumerate(filters)
    )
    return QualityError(
        f"The filters together leave none of the {where}: {each}, but no row meets all of them.",
        "Leave one of them out.",
    )


def _row(table: ir.Table) -> dict[str, Any]:
    found: dict[str, Any] = table.to_pyarrow().to_pylist()[0]
    return found


def _held(dataset: Dataset, column: Column, filters: Sequence[Filter]) -> str:
    """Say what a column holds; of one that identifies people, only that it does."""
    if identifies(column):
        return f"{column.name} identifies people: its values are not listed."
    values = dataset.table[column.name]
    if column.dtype in {"integer", "decimal", "date"}:
        row = _row(dataset.table.aggregate(least=values.min(), most=values.max()))
        least, most = (plain(row[edge]) for edge in ("least", "most"))
        return (
            f"{column.name} is blank everywhere."
            if least is None
            else f"{column.name} runs from {least} to {most}."
        )
    words = dataset.table.select(
        value=ibis.ifelse(values, "true", "false") if column.dtype == "boolean" else text(values)
    )
    counted = words.group_by("value").agg(rows=words.count())
    rows = counted.order_by(ibis.desc("rows"), "value").limit(_LOOKED_AT).to_pyarrow().to_pylist()
    listed = [
        f"{'blank' if row['value'] is None else repr(row['value'])} ({row['rows']:,})"
        for row in rows[:_SHOWN]
    ]
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    nearest = _nearest([row["value"] for row in rows if row["value"]], filters)
    return f"{column.name} holds {', '.join(listed)}{more}.{nearest}"


def _nearest(values: Sequence[str], filters: Sequence[Filter]) -> str:
    """Name the values that are spelt most like those that were asked for."""
    spelt: dict[str, list[str]] = {}
    for value in values:
        spelt.setdefault(value.lower(), []).append(value)
    wanted = [value for one in filters for value in one.values]
    near = [
        close
        for value in wanted
        for close in difflib.get_close_matches(value.lower(), spelt, n=2, cutoff=0.6)
    ]
    found = [repr(value) for close in dict.fromkeys(near) for value in spelt[close]]
    return f" The nearest: {', '.join(found[:_NEAREST])}." if found else ""
