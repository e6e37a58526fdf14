"""A typed table in, some of its rows out: the same ones whatever the order of rows and columns,
wherever the table lies (Ibis).

Rows are drawn by a hash of what they hold, so that they are spread over the table. Long texts are
cut by the engine. Of a table in a client's database no row is drawn: what leaves it is counted
there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from reporter.hashes import FACTOR, SPAN, hashed
from reporter.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis
    import ibis.expr.types as ir

    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.types.typed import Compute

ROWS = 2_000
_CELLS = 200_000
"""Most values that are fetched: fewer rows of wide tables."""
_FEWEST_VALUES = 50
_TEXT = 300
"""Characters of a text that are looked at."""
_KEYS = 4
"""Columns that the hash is made of: those with the most different values."""
_KEY = "__drawn"
EXAMPLES = 3
_EXAMPLE = 40
_SPARSE = 10
"""Columns of few values that are asked for their examples by a query of their own, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Some rows, column by column; texts are cut."""

    columns: Mapping[str, Sequence[Any]]
    size: int
    complete: bool
    """Whether these are all rows."""

    def values(self, name: str) -> list[Any]:
        """Return a column's values that are not missing, in the order drawn."""
        return [value for value in self.columns[name] if value is not None]

    def without(self, fillers: Mapping[str, Sequence[Any]]) -> Sample:
        """Return the same rows with these values missing."""
        cleared = {
            name: (
                [None if value in fillers[name] else value for value in values]
                if name in fillers
                else values
            )
            for name, values in self.columns.items()
        }
        return replace(self, columns=cleared)

    def texts(self, name: str, count: int = 200) -> list[str]:
        """Return some of a column's different values as text, trimmed, in the order drawn."""
        return list(dict.fromkeys(_written(value).strip() for value in self.values(name)))[:count]


def nothing(counted: Sequence[ColumnStatistics]) -> Sample:
    """Draw no row."""
    return Sample(columns={column.name: () for column in counted}, size=0, complete=False)


def draw(table: ibis.Table, counted: Sequence[ColumnStatistics], compute: Compute) -> Sample:
    """Draw rows in one query."""
    rows = counted[0].rows if counted else 0
    wanted = max(_FEWEST_VALUES, min(ROWS, _CELLS // max(1, len(counted))))
    cells = [_cut(table[column.name]).name(column.name) for column in counted]
    ordered = sorted(counted, key=lambda column: (-column.distinct, column.name))
    by_name = [table[column.name] for column in ordered[: 4 * _KEYS]]
    keys = [hashed(table[column.name]) for column in ordered[:_KEYS]]
    drawn = (reduce(add, keys) * FACTOR) % SPAN
    answer = compute(table.order_by([drawn, *by_name]).limit(wanted).select(cells))
    columns = zip(*answer, strict=True) if answer else ([] for _ in counted)
    return Sample(
        columns={
            column.name: list(values) for column, values in zip(counted, columns, strict=True)
        },
        size=len(answer),
        complete=len(answer) == rows,
    )


def examples(
    table: ibis.Table, counted: Sequence[ColumnStatistics], sample: Sample, compute: Compute
) -> dict[str, tuple[str, ...]]:
    """Return three different values of each column as text, fewer where it has no more."""
    found = {column.name: _first(sample.values(column.name)) for column in counted}
    sparse = [
        column for column in counted if len(found[column.name]) < min(EXAMPLES, column.distinct)
    ]
    for column in sparse[:_SPARSE]:
        cell = _cut(table[column.name]).name(_KEY)
        some = table.select(cell).distinct()
        found[column.name] = _first(
            [
                row[0]
                for row in compute(some.filter(some[_KEY].notnull()).order_by(_KEY).limit(EXAMPLES))
            ]
        )
    return found


def _first(values: Sequence[Any]) -> tuple[str, ...]:
    texts = dict.fromkeys(_short(_written(value)) for value in values)
    return tuple(text for text in texts if text)[:EXAMPLES]


def _written(value: Any) -> str:
    return value if isinstance(value, str) else str(plain(value))


def _short(text: str) -> str:
    plain_text = " ".join(
        "".join(character if character.isprintable() else " " for character in text).split()
    )
    return plain_text if len(plain_text) <= _EXAMPLE else plain_text[: _EXAMPLE - 1] + "…"


def _cut(column: ir.Column) -> ir.Column:
    return column.substr(0, _TEXT) if column.type().is_string() else column
