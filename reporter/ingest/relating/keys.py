"""Columns that may be keys in, how well they fit out: DuckDB's SQL over keys as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.store import as_text, literal, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """How the values of a key stand in a table."""

    values: int
    """Rows that hold it."""
    distinct: int

    @property
    def repeats(self) -> int:
        """Rows that another row shares the key with, one a key aside."""
        return self.values - self.distinct


def written(table: Table, column: str, alias: str = "") -> str:
    """Write a key as text without margins: "13085.0" is 13085, blank is missing."""
    kind = table.types[column]
    place = f"{alias}.{quoted(column)}" if alias else quoted(column)
    if kind in _WHOLE:
        return f"CAST({place} AS VARCHAR)"
    words = as_text(column, kind).replace(quoted(column), place)
    trimmed = f"nullif(trim({words}, ' \t'), '')"
    return f"CASE WHEN {words} LIKE '%.0%' THEN regexp_replace({trimmed}, '^(-?[0-9]+)\\.0+$', '\\1') ELSE {trimmed} END"


def equal(left: Table, right: Table, keys: Sequence[tuple[str, str]], names: tuple[str, str]) -> str:
    """Write the condition that two tables agree in these keys."""
    return " AND ".join(f"{written(left, one, names[0])} = {written(right, other, names[1])}" for one, other in keys)


def together(table: Table, columns: Sequence[str], alias: str = "") -> str:
    """Write several columns as one key; missing where one of them is."""
    parts = [written(table, column, alias) for column in columns]
    return parts[0] if len(parts) == 1 else f"({' || chr(31) || '.join(parts)})"


def count(table: Table, columns: Sequence[str], store: Store) -> Key:
    """Count a key's values."""
    key = together(table, columns)
    values, distinct = store.run(f"SELECT count({key}), count(DISTINCT {key}) FROM {quoted(table.table)}")[0]  # noqa: S608 - quoted names
    return Key(values=int(values), distinct=int(distinct))


def matched(child: Table, parent: Table, keys: Sequence[tuple[str, str]], store: Store) -> float:
    """Return the share of the child's different values that the parent has."""
    own, other = (
        f"SELECT DISTINCT {together(table, columns)} AS key FROM {quoted(table.table)}"  # noqa: S608 - quoted names
        for table, columns in ((child, [one for one, _ in keys]), (parent, [other for _, other in keys]))
    )
    sql = f"SELECT count(c.key), count(p.key) FROM ({own}) c LEFT JOIN ({other}) p ON c.key = p.key"  # noqa: S608 - quoted names
    every, found = store.run(sql)[0]
    return found / every if every else 0.0


def rows_without(child: Table, parent: Table, keys: Sequence[tuple[str, str]], store: Store) -> int:
    """Count the child's rows that find no row of the parent."""
    sql = f"SELECT count(*) FROM {quoted(child.table)} c ANTI JOIN {quoted(parent.table)} p ON {equal(child, parent, keys, ('c', 'p'))}"  # noqa: S608 - quoted names
    return int(store.run(sql)[0][0])


def holds_numbers(table: Table, column: str, store: Store) -> bool:
    """Say whether most of a column's values are written in figures."""
    kind = table.types[column]
    if kind != "VARCHAR":
        return kind in _WHOLE or kind in {"DOUBLE", "FLOAT"} or kind.startswith("DECIMAL")
    values = store.probe(column, 50, table.table)
    figures = sum(any(sign.isdigit() for sign in value) and sum(sign.isalpha() for sign in value) <= 3 for value in values)
    return bool(values) and figures >= 0.8 * len(values)


def found_among(values: Sequence[str], table: Table, column: str, store: Store) -> int:
    """Count how many of a few values a column holds."""
    if not values:
        return 0
    listed = ", ".join(literal(value.strip()) for value in values)
    key = written(table, column)
    return int(store.run(f"SELECT count(DISTINCT {key}) FROM {quoted(table.table)} WHERE {key} IN ({listed})")[0][0])  # noqa: S608 - quoted values
