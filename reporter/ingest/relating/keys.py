"""Columns that may be keys in, how well they fit out: DuckDB's SQL over keys as text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.store import as_text, literal, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

_WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "HUGEINT",
    "UHUGEINT",
)
_PLACES = 24
"""Characters of a key that are looked at to say how many such keys there could be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """How the values of a key stand in a table."""

    values: int
    """Rows that hold it."""
    distinct: int

    @property
    def repeats(self) -> int:
        """Rows that another row shares the key with, one per key aside."""
        return self.values - self.distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How many of the different values of two columns are the same."""

    child: int
    parent: int
    both: int

    @property
    def matched(self) -> float:
        """The share of the child's values that the parent has."""
        return self.both / self.child if self.child else 0.0

    @property
    def found(self) -> float:
        """The share of the parent's values that the child has."""
        return self.both / self.parent if self.parent else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many different keys could be written as two columns write theirs."""

    size: float
    lettered: bool
    """Whether most hold a letter."""
    length: float
    """Their mean length in characters."""


def written(table: Table, column: str, alias: str = "", *, folded: bool = False) -> str:
    """Write a key as text without margins: "13085.0" is 13085, blank is missing; folded, without
    case and leading zeros too.
    """
    kind = table.types[column]
    column_sql = f"{alias}.{quoted(column)}" if alias else quoted(column)
    if kind in _WHOLE:
        return f"CAST({column_sql} AS VARCHAR)"
    words = as_text(column, kind).replace(quoted(column), column_sql)
    trimmed = f"nullif(trim({words}, ' \t'), '')"
    plain = (
        f"CASE WHEN {words} LIKE '%.0%' THEN regexp_replace({trimmed}, '^(-?[0-9]+)\\.0+$', '\\1')"
        f" ELSE {trimmed} END"
    )
    return f"regexp_replace(lower({plain}), '^0+([0-9])', '\\1')" if folded else plain


def equal(
    left: Table,
    right: Table,
    keys: Sequence[tuple[str, str]],
    names: tuple[str, str],
    *,
    folded: bool = False,
) -> str:
    """Write the condition that two tables agree in these keys."""
    return " AND ".join(
        f"{written(left, one, names[0], folded=folded)} ="
        f" {written(right, other, names[1], folded=folded)}"
        for one, other in keys
    )


def together(table: Table, columns: Sequence[str], alias: str = "", *, folded: bool = False) -> str:
    """Write several columns as one key; missing where one of them is."""
    parts = [written(table, column, alias, folded=folded) for column in columns]
    return parts[0] if len(parts) == 1 else f"({' || chr(31) || '.join(parts)})"


def count(table: Table, columns: Sequence[str], store: Store, *, folded: bool = False) -> Key:
    """Count a key's values."""
    key = together(table, columns, folded=folded)
    values, distinct = store.run(
        f"SELECT count({key}), count(DISTINCT {key}) FROM {quoted(table.table)}"
    )[0]
    return Key(values=int(values), distinct=int(distinct))


def overlap(
    child: Table,
    parent: Table,
    keys: Sequence[tuple[str, str]],
    store: Store,
    *,
    folded: bool = False,
) -> Overlap:
    """Count the different values of a key on both sides, and those that stand on both."""
    own, other = (
        _different(table, columns, folded=folded) for table, columns in _sides(child, parent, keys)
    )
    sql = (
        f"SELECT count(c.key), count(p.key), count(c.key) FILTER (c.key = p.key) FROM {own} c FULL"
        f" JOIN {other} p ON c.key = p.key"
    )
    every, there, both = store.run(sql)[0]
    return Overlap(child=int(every), parent=int(there), both=int(both))


def room(child: Table, parent: Table, keys: Sequence[tuple[str, str]], store: Store) -> Room:
    """Say in how large a room the keys of two columns live: whole numbers from zero to the
    largest, texts by their characters.

    Of two columns with A and B values in a room of R, chance brings about A · B / R that are the
    same.
    """
    own, other = (
        _different(table, columns, folded=False) for table, columns in _sides(child, parent, keys)
    )
    signs = ", ".join(f"count(DISTINCT substr(key, {index}, 1))" for index in range(1, _PLACES + 1))
    whole = "regexp_full_match(key, '[0-9]{1,18}')"
    lettered = "count(*) FILTER (regexp_matches(key, '[a-zA-Z]'))"
    measures = (
        f"count(*), count(*) FILTER ({whole}), max(CASE WHEN {whole} THEN CAST(key AS BIGINT) END),"
        f" {lettered}, avg(length(key))"
    )
    every, numbers, largest, letters, length, *counts = store.run(
        f"SELECT {measures}, {signs} FROM (FROM {own} UNION FROM {other})"
    )[0]
    size = (
        float(largest) + 1
        if every and numbers == every
        else float(math.prod(max(1, int(count)) for count in counts))
    )
    return Room(
        size=size, lettered=bool(every) and letters > every / 2, length=float(length or 0.0)
    )


def agreeing(
    child: Table,
    parent: Table,
    keys: Sequence[tuple[str, str]],
    also: tuple[str, str],
    store: Store,
    *,
    folded: bool = False,
) -> tuple[int, int]:
    """Count the rows of the child that find one of the parent, and those of them that agree in two
    further columns as well.
    """
    condition = equal(child, parent, keys, ("c", "p"), folded=folded)
    same = equal(child, parent, [also], ("c", "p"), folded=True)
    both = (
        f"{written(child, also[0], 'c')} IS NOT NULL AND {written(parent, also[1], 'p')} IS NOT"
        " NULL"
    )
    sql = (
        f"SELECT count(*), count(*) FILTER ({same}) FROM {quoted(child.table)} c JOIN"
        f" {quoted(parent.table)} p ON {condition} WHERE {both}"
    )
    every, agree = store.run(sql)[0]
    return int(every), int(agree)


def rows_without(
    child: Table,
    parent: Table,
    keys: Sequence[tuple[str, str]],
    store: Store,
    *,
    folded: bool = False,
) -> int:
    """Count the child's rows that find no row of the parent."""
    condition = equal(child, parent, keys, ("c", "p"), folded=folded)
    sql = (
        f"SELECT count(*) FROM {quoted(child.table)} c ANTI JOIN {quoted(parent.table)} p ON"
        f" {condition}"
    )
    return int(store.run(sql)[0][0])


def holds_numbers(table: Table, column: str, store: Store) -> bool:
    """Say whether most of a column's values are written in figures."""
    kind = table.types[column]
    if kind != "VARCHAR":
        return kind in _WHOLE or kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL")
    values = store.probe(column, 50, table.table)
    figures = sum(
        any(sign.isdigit() for sign in value) and sum(sign.isalpha() for sign in value) <= 3
        for value in values
    )
    return bool(values) and figures >= 0.8 * len(values)


def found_among(values: Sequence[str], table: Table, column: str, store: Store) -> int:
    """Count how many of a few values a column holds."""
    if not values:
        return 0
    listed = ", ".join(literal(value.strip()) for value in values)
    key = written(table, column)
    return int(
        store.run(
            f"SELECT count(DISTINCT {key}) FROM {quoted(table.table)} WHERE {key} IN ({listed})"
        )[0][0]
    )


def _sides(
    child: Table, parent: Table, keys: Sequence[tuple[str, str]]
) -> tuple[tuple[Table, list[str]], tuple[Table, list[str]]]:
    return (child, [one for one, _ in keys]), (parent, [other for _, other in keys])


def _different(table: Table, columns: Sequence[str], *, folded: bool) -> str:
    key = together(table, columns, folded=folded)
    return f"(SELECT DISTINCT {key} AS key FROM {quoted(table.table)} WHERE {key} IS NOT NULL)"
