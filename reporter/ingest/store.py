"""The DuckDB database of a run: files in, one table out. The only module that writes DuckDB's own SQL.

Reading files and turning their text into types is this engine's part whatever later stages run on;
what counts and describes columns (`statistics`) is written in Ibis.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import duckdb
import ibis

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reporter.ingest.dialects import Dialect

TABLE = "dataset"
MEMORY = 250_000_000
"""Bytes that DuckDB may hold at least before it spills into the workspace."""

MEMORY_PER_BYTE = 2.5
"""Bytes that it may hold for each byte of data, so that large files are not slowed by spilling."""

BUFFER = 8 << 20
"""Bytes of text that a thread reads at once: a quarter of the default takes as long, and 50 MB less memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejects:
    """Lines that could not be read."""

    lines: int
    first: int
    """Number of the first such line in the file."""
    reason: str


class Store:
    """A file-backed DuckDB in the workspace."""

    def __init__(self, workspace: Path, size: int) -> None:
        """Open a database for `size` bytes of data."""
        self._connection = duckdb.connect(
            str(workspace / "data.duckdb"),
            config={
                "threads": os.cpu_count() or 1,
                "memory_limit": f"{int(max(MEMORY, MEMORY_PER_BYTE * size))}B",
                "preserve_insertion_order": False,
                "temp_directory": str(workspace / "spilled"),
                # Memory that is free goes back to the system at once: other processes of the run need it.
                "allocator_bulk_deallocation_flush_threshold": "64MB",
            },
        )

    @cached_property
    def backend(self) -> Any:
        """The same database as Ibis sees it."""
        return ibis.duckdb.from_connection(self._connection)

    def load_text(self, path: Path, dialect: Dialect, label: str, table: str) -> Rejects | None:
        """Read a UTF-8 text into a table of text columns; lines of the wrong width stay out and are counted."""
        columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in dialect.names)
        source = (
            f"read_csv({_text(str(path))}, auto_detect = false, header = true, skip = {dialect.skip}, delim = {_text(dialect.delimiter)}, "
            f"quote = '\"', escape = '\"', store_rejects = true, buffer_size = {BUFFER}, columns = {{{columns}}})"
        )
        try:
            self._run(f"CREATE TABLE {quoted(table)} AS FROM {source}")
        except duckdb.Error as error:
            what = f"{label} cannot be read as {dialect.description} ({_first_line(error)})."
            raise IngestError(what, "Check its quotes and line ends, or export it anew as XLSX or Parquet.") from error
        counts = self.row(
            ["count(DISTINCT line)", "min(line)", "arg_min(error_type::VARCHAR, line)"],
            "reject_errors",
        )
        self._run("DROP TABLE reject_errors")
        self._run("DROP TABLE reject_scans")
        return Rejects(lines=counts[0], first=counts[1], reason=str(counts[2]).lower()) if counts[0] else None

    def load_arrow(self, data: Any, names: Sequence[str], table: str) -> None:
        """Copy an Arrow stream into a table, its columns renamed by their places."""
        self._connection.register("arrow_stream", data)
        try:
            found = [column[0] for column in self._run("DESCRIBE arrow_stream")]
            chosen = ", ".join(f"{quoted(old)} AS {quoted(new)}" for old, new in zip(found, names, strict=True))
            blank = " AND ".join(f"{quoted(old)} IS NULL" for old in found)
            self._run(f"CREATE TABLE {quoted(table)} AS SELECT {chosen} FROM arrow_stream WHERE NOT ({blank})")  # noqa: S608 - quoted names
        finally:
            self._connection.unregister("arrow_stream")

    def load_parquet(self, path: Path, label: str, table: str) -> None:
        """Read a Parquet file into a table."""
        try:
            self._run(f"CREATE TABLE {quoted(table)} AS FROM read_parquet({_text(str(path))})")
        except duckdb.Error as error:
            hint = "Ask for the file again, or export it anew."
            raise IngestError(f"{label} is damaged: it cannot be read as Parquet ({_first_line(error)}).", hint) from error

    def types(self, table: str) -> dict[str, str]:
        """Return each column's DuckDB type, in the table's order."""
        return {name: kind for name, kind, *_ in self._run(f"DESCRIBE {quoted(table)}")}

    def rows(self, table: str) -> int:
        """Count the rows."""
        return int(self.row(["count(*)"], table)[0])

    def probe(self, name: str, count: int, table: str = TABLE) -> list[str]:
        """Return some of a column's different values: the same ones whatever the order of the rows."""
        column = quoted(name)
        sql = f"SELECT {column} FROM {quoted(table)} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY hash({column}), 1 LIMIT {count}"  # noqa: S608 - quoted names
        return [str(row[0]) for row in self._run(sql)]

    def join(self, tables: Sequence[str]) -> None:
        """Make the run's table of these, which have the same columns; a column of differing types becomes text."""
        if len(tables) == 1:
            self._run(f"ALTER TABLE {quoted(tables[0])} RENAME TO {TABLE}")
            return
        types = [self.types(table) for table in tables]
        selections = []
        for table, own in zip(tables, types, strict=True):
            mixed = {name for name in types[0] if len({other[name] for other in types}) > 1}
            cells = ", ".join(f"{as_text(name, own[name])} AS {quoted(name)}" if name in mixed else quoted(name) for name in types[0])
            selections.append(f"SELECT {cells} FROM {quoted(table)}")  # noqa: S608 - quoted names
        self._run(f"CREATE TABLE {TABLE} AS {' UNION ALL '.join(selections)}")
        for table in tables:
            self._run(f"DROP TABLE {quoted(table)}")

    def drop(self, table: str) -> None:
        """Remove a table."""
        self._run(f"DROP TABLE {quoted(table)}")

    def convert(self, expressions: Mapping[str, tuple[str, str]]) -> None:
        """Give columns of the run's table another type: {column: (type, expression)}; only these are written anew."""
        for name, (kind, expression) in expressions.items():
            self._run(f"ALTER TABLE {TABLE} ALTER {quoted(name)} TYPE {kind} USING {expression}")

    def row(self, expressions: Sequence[str], table: str = TABLE) -> tuple[Any, ...]:
        """Compute aggregates in one pass over a table."""
        return self._run(f"SELECT {', '.join(expressions)} FROM {quoted(table)}")[0]  # noqa: S608 - quoted names

    def count_where(self, name: str, conditions: Sequence[str]) -> list[int]:
        """Count a column's values, and those that meet each condition.

        Conditions are tested on different values only: text is slow to test, and most columns repeat themselves.
        """
        column = quoted(name)
        counts = ", ".join(f"coalesce(sum(times) FILTER ({condition}), 0)" for condition in conditions)
        grouped = f"(SELECT {column}, count(*) AS times FROM {TABLE} WHERE {column} IS NOT NULL GROUP BY 1)"  # noqa: S608 - quoted names
        answer = self._run(f"SELECT coalesce(sum(times), 0), {counts} FROM {grouped}")  # noqa: S608 - quoted names
        return [int(count) for count in answer[0]]

    def compute(self, expression: Any) -> list[tuple[Any, ...]]:
        """Run an Ibis expression and return its rows, without a data frame."""
        return self._run(str(self.backend.compile(expression)))

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


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].split(": ", 1)[-1].strip().rstrip(".")
