"""The DuckDB database of a run: files in, one table out. It alone holds the connection.

Reading files and making one typed table of them is this engine's part whatever later stages run on:
`files`, `text`, `shaping`, `relating` and `types` hand it parts of DuckDB's own SQL.
What counts and describes columns (`columns`) and what a server runs (`server`) is written in Ibis.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import duckdb
import ibis

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

TABLE = "dataset"
MANY_COLUMNS = 40
"""Columns from which a change of types writes the table again."""
MEMORY = 250_000_000
"""Bytes that DuckDB may hold at least before it spills into the workspace."""

MEMORY_PER_BYTE = 2.5
"""Bytes that it may hold for each byte of data, so that large files are not slowed by spilling."""

MEMORY_PER_COLUMN = 1_000_000
"""Bytes more for each column of a wide table: the engine holds a block of every column at once."""
WIDE = 100


class Store:
    """A file-backed DuckDB in the workspace."""

    def __init__(self, workspace: Path, size: int) -> None:
        """Open a database for `size` bytes of data."""
        self._memory = max(MEMORY, MEMORY_PER_BYTE * size)
        self._connection = duckdb.connect(
            str(workspace / "data.duckdb"),
            config={
                "threads": os.cpu_count() or 1,
                "memory_limit": f"{int(self._memory)}B",
                "preserve_insertion_order": False,
                "temp_directory": str(workspace / "spilled"),
                # Memory that is free goes back to the system at once: other processes of the run
                # need it.
                "allocator_bulk_deallocation_flush_threshold": "64MB",
            },
        )
        self._connection.execute(
            "SET TimeZone = 'UTC'"
        )  # moments with a zone are the same on every machine

    @cached_property
    def backend(self) -> Any:
        """The same database as Ibis sees it."""
        return ibis.duckdb.from_connection(self._connection)

    def load_arrow(self, data: Any, names: Sequence[str], table: str) -> None:
        """Copy an Arrow stream into a table, its columns renamed by their places."""
        self._connection.register("arrow_stream", data)
        try:
            found = [column[0] for column in self._run("DESCRIBE arrow_stream")]
            chosen = ", ".join(
                f"{quoted(old)} AS {quoted(new)}" for old, new in zip(found, names, strict=True)
            )
            blank = " AND ".join(f"{quoted(old)} IS NULL" for old in found)
            self._run(
                f"CREATE TABLE {quoted(table)} AS SELECT {chosen} FROM arrow_stream WHERE NOT"
                f" ({blank})"
            )
        finally:
            self._connection.unregister("arrow_stream")

    def load_parquet(self, path: Path, label: str, table: str) -> None:
        """Read a Parquet file into a table."""
        try:
            self._run(f"CREATE TABLE {quoted(table)} AS FROM read_parquet({literal(str(path))})")
        except duckdb.Error as error:
            hint = "Ask for the file again, or make a new export."
            raise IngestError(
                f"{label} is damaged: it cannot be read as Parquet ({_first_line(error)}).", hint
            ) from error

    def types(self, table: str) -> dict[str, str]:
        """Return each column's DuckDB type, in the table's order."""
        return {name: kind for name, kind, *_ in self._run(f"DESCRIBE {quoted(table)}")}

    def rows(self, table: str) -> int:
        """Count the rows."""
        return int(self.row(["count(*)"], table)[0])

    def probe(self, name: str, count: int, table: str = TABLE, where: str = "true") -> list[str]:
        """Return some of a column's different values that meet a condition: the same ones whatever
        the order of the rows.
        """
        column = quoted(name)
        given = f"{column} IS NOT NULL AND {where}"
        sql = (
            f"SELECT {column} FROM {quoted(table)} WHERE {given} GROUP BY 1 ORDER BY"
            f" hash({column}), 1 LIMIT {count}"
        )
        return [str(row[0]) for row in self._run(sql)]

    def rename(self, table: str, name: str = TABLE) -> None:
        """Call a table otherwise; by default it becomes the run's table."""
        self._run(f"ALTER TABLE {quoted(table)} RENAME TO {quoted(name)}")

    def make(self, table: str, selection: str) -> None:
        """Keep the answer of a query as a table."""
        self._run(f"CREATE TABLE {quoted(table)} AS {selection}")

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement of a format's module and return its rows."""
        return self._run(sql)

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Return the rows that a query answers with, some at a time."""
        with self._connection.cursor() as cursor:
            answer = cursor.execute(sql)
            while rows := answer.fetchmany(1000):
                yield from rows

    def drop(self, table: str) -> None:
        """Remove a table."""
        self._run(f"DROP TABLE {quoted(table)}")

    def convert(self, expressions: Mapping[str, tuple[str, str]]) -> None:
        """Give columns of the run's table another type: {column: (type, expression)}; only these
        are written again.
        """
        if (
            len(expressions) > MANY_COLUMNS
            # each change of a type looks at all columns: beyond some it is quicker to write them
            # all again
        ):
            changed = {
                name: f"CAST({expression} AS {kind}) AS {quoted(name)}"
                for name, (kind, expression) in expressions.items()
            }
            cells = ", ".join(changed.get(name, quoted(name)) for name in self.types(TABLE))
            self._run(f'CREATE TABLE "{TABLE} again" AS SELECT {cells} FROM {TABLE}')
            self._run(f"DROP TABLE {TABLE}")
            self._run(f'ALTER TABLE "{TABLE} again" RENAME TO {TABLE}')
            return
        for name, (kind, expression) in expressions.items():
            self._run(f"ALTER TABLE {TABLE} ALTER {quoted(name)} TYPE {kind} USING {expression}")

    def row(self, expressions: Sequence[str], table: str = TABLE) -> tuple[Any, ...]:
        """Compute aggregates in one pass over a table."""
        return self._run(f"SELECT {', '.join(expressions)} FROM {quoted(table)}")[0]

    def count_where(self, name: str, conditions: Sequence[str]) -> list[int]:
        """Count a column's values, and those that meet each condition.

        Conditions are tested on different values only: text is slow to test, and most columns
        repeat themselves.
        """
        column = quoted(name)
        counts = ", ".join(
            f"coalesce(sum(times) FILTER ({condition}), 0)" for condition in conditions
        )
        grouped = (
            f"(SELECT {column}, count(*) AS times FROM {TABLE} WHERE {column} IS NOT NULL GROUP"
            " BY 1)"
        )
        answer = self._run(f"SELECT coalesce(sum(times), 0), {counts} FROM {grouped}")
        return [int(count) for count in answer[0]]

    @contextmanager
    def in_order(self) -> Iterator[None]:
        """Let tables that are made in the block keep the order of what they are made of."""
        self._run("SET preserve_insertion_order = true")
        try:
            yield
        finally:
            self._run("SET preserve_insertion_order = false")

    def columns(self, expressions: Mapping[str, str], table: str) -> dict[str, Any]:
        """Compute columns of numbers over a table, in the order in which its rows lie."""
        chosen = ", ".join(
            f"{expression} AS {quoted(name)}" for name, expression in expressions.items()
        )
        found = self._connection.execute(
            f"SELECT {chosen} FROM {quoted(table)} ORDER BY rowid"
        ).fetchnumpy()
        return dict(found)

    def counts(self, name: str, expression: str) -> dict[str, int]:
        """Count a column's rows by the text that an expression finds in them, the commonest first;
        empty texts aside.
        """
        column = quoted(name)
        grouped = (
            f"(SELECT {column}, count(*) AS times FROM {TABLE} WHERE {column} IS NOT NULL GROUP"
            " BY 1)"
        )
        sql = (
            f"SELECT {expression} AS found, sum(times) FROM {grouped} GROUP BY 1 HAVING found <> ''"
            " ORDER BY 2 DESC, 1"
        )
        return {str(found): int(times) for found, times in self._run(sql)}

    def grouped(self, name: str, expressions: Sequence[str]) -> list[tuple[Any, ...]]:
        """Count a column's rows by what expressions of its values give: their values,
        and the rows.
        """
        column = quoted(name)
        values = (
            f"(SELECT {column}, count(*) AS times FROM {TABLE} WHERE {column} IS NOT NULL GROUP"
            " BY 1)"
        )
        places = ", ".join(str(index) for index in range(1, len(expressions) + 1))
        return self._run(
            f"SELECT {', '.join(expressions)}, CAST(sum(times) AS BIGINT) FROM {values} GROUP BY"
            f" {places}"
        )

    def compute(self, expression: Any) -> list[tuple[Any, ...]]:
        """Run an Ibis expression and return its rows, without a data frame."""
        return self._run(str(self.backend.compile(expression)))

    def make_room(self) -> None:
        """Let a wide run's table have the memory that it needs."""
        if (columns := len(self.types(TABLE))) > WIDE:
            self._run(
                "SET memory_limit ="
                f" '{int(max(self._memory, MEMORY + MEMORY_PER_COLUMN * columns))}B'"
            )

    def table(self) -> Any:
        """Return the run's table as an Ibis expression."""
        return self.backend.table(TABLE)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _run(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(sql).fetchall())


def warm_up() -> None:
    """Import what Ibis needs for DuckDB, so that it may happen while a file is being loaded."""
    import_module("pyarrow")  # the backend asks for it at its first table
    import_module("ibis.backends.duckdb")


def quoted(name: str) -> str:
    """Write a column's or table's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def as_text(name: str, kind: str) -> str:
    """Write a column as text, whole numbers without a decimal point."""
    column = quoted(name)
    if kind in {"DOUBLE", "FLOAT"}:
        return (
            f"CASE WHEN {column} = floor({column}) AND abs({column}) < 9e15 "
            f"THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    return f"CAST({column} AS VARCHAR)"


def literal(value: str) -> str:
    """Write a text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].split(": ", 1)[-1].strip().rstrip(".")
