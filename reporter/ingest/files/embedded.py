"""A database that is a file (SQLite, DuckDB) in, its table in the store out, copied in batches.

The file is opened read-only and trusted with nothing: no extension is loaded, and no view of it can
read another file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import duckdb
import pyarrow as pa

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.choosing import LISTED, Relation, choose, like_orders, meant
from reporter.ingest.loaded import Loaded
from reporter.ingest.store import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings

_BATCH = 20_000
_AT_ONCE = 200
"""Columns that one query looks at: SQLite limits what a query returns."""
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_HARMLESS = frozenset({"table_info", "table_xinfo"})
_SECONDS, _MILLISECONDS = (10**8, 10**11), (10**11, 10**14)
"""Whole numbers that stand for moments since 1970 in columns declared as dates."""
_PLAIN = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
    "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE",
    "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS",
)  # fmt: skip
_ZONED = "TIMESTAMP WITH TIME ZONE"
_UNDO = "Ask for the file again, or export the table as CSV or Parquet."


def load(part: Part, store: Store, prefix: str, settings: SourceSettings) -> list[Loaded]:
    """Copy the table that is meant into the store; where none is orders by itself, all of a few, to
    be joined by their keys.

    Raises
    ------
    IngestError
        The file is damaged, or it is not clear which table is meant.
    """
    opened = _sqlite if part.form is forms.SQLITE else _duckdb
    with opened(part.path, part.label) as database:
        if settings.query:
            return [
                _copy(
                    database,
                    f"({settings.query.strip().rstrip(';')}\n)",
                    "query",
                    part,
                    store,
                    prefix,
                )
            ]
        found = database.relations()
        filled = [one for one in found if not settings.table and database.is_filled(one)] or found
        several = (
            not settings.table
            and 1 < len(filled) <= LISTED
            and meant(filled) is None
            and not _alike(filled)
        )
        chosen = filled if several else [choose(filled, settings.table, part.label)]
        return [
            _copy(
                database,
                database.in_sql(one),
                one.label,
                part,
                store,
                f"{prefix}-{number}" if several else prefix,
            )
            for number, one in enumerate(chosen)
        ]


def _alike(found: Sequence[Relation]) -> bool:
    """Say whether several tables could be orders by themselves: then somebody has to choose."""
    return sum(like_orders(one.columns) for one in found) > 1


def _copy(
    database: _SQLite | _DuckDB, source: str, name: str, part: Part, store: Store, table: str
) -> Loaded:
    names, reader, notes = database.stream(source)
    repeated = sorted(
        {one for one in names if [other.lower() for other in names].count(one.lower()) > 1}
    )
    if repeated:
        raise IngestError(
            f"The query on {part.label} has several columns called {repeated[0]!r}.",
            "Give each a name of its own: AS …",
        )
    store.load_arrow(reader, names, table)
    form = "SQLite" if part.form is forms.SQLITE else "DuckDB"
    return Loaded(
        table=table, label=f"{name} in {part.label}", form=form, rows=store.rows(table),
        blanks=True, notes=(*part.notes, *notes)
    )  # fmt: skip


class _SQLite:
    """An SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def relations(self) -> list[Relation]:
        """Return tables and views."""
        sql = (
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE"
            " 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        names = [str(name) for (name,) in self._connection.execute(sql)]
        return [
            Relation(
                schema="main",
                name=name,
                visible=True,
                allowed=True,
                columns=tuple(self._columns(quoted(name))),
            )
            for name in names
        ]

    def in_sql(self, relation: Relation) -> str:
        """Write a relation in SQL."""
        return quoted(relation.name)

    def is_filled(self, relation: Relation) -> bool:
        """Say whether a relation has a row."""
        return (
            self._connection.execute(f"SELECT 1 FROM {quoted(relation.name)} LIMIT 1").fetchone()
            is not None
        )

    def stream(self, source: str) -> tuple[list[str], Any, list[str]]:
        """Return the columns, their rows as Arrow, and clauses for a reader."""
        names = self._columns(source)
        declared = self._declared(source)
        notes: list[str] = []
        kept, chosen, types = [], [], []
        for index, (name, held) in enumerate(zip(names, self._held(source, names), strict=True)):
            expression, kind = self._read(name, held, declared.get(name, ""), notes)
            if kind is not None:
                kept.append(name)
                chosen.append(f"{expression} AS c{index}")
                types.append((f"c{index}", kind))
        schema = pa.schema(types)
        cursor = self._connection.execute(f"SELECT {', '.join(chosen)} FROM {source}")

        def batches() -> Iterator[pa.RecordBatch]:
            while rows := cursor.fetchmany(_BATCH):
                columns = zip(*rows, strict=True)
                yield pa.record_batch(
                    [
                        pa.array(cells, type=kind)
                        for cells, kind in zip(columns, schema.types, strict=True)
                    ],
                    schema=schema,
                )

        return kept, pa.RecordBatchReader.from_batches(schema, batches()), notes

    def _columns(self, source: str) -> list[str]:
        return [
            column[0]
            for column in self._connection.execute(f"SELECT * FROM {source} LIMIT 0").description
        ]

    def _declared(self, source: str) -> dict[str, str]:
        if source.startswith("("):
            return {}
        return {
            str(row[1]): str(row[2]).upper()
            for row in self._connection.execute(f"PRAGMA table_info({source})")
        }

    def _held(
        self, source: str, names: Sequence[str]
    ) -> Iterator[tuple[int, int, int, int, Any, Any]]:
        """Tell for each column whether it holds whole numbers, fractions, texts and bytes, and the
        range of its numbers.
        """
        for start in range(0, len(names), _AT_ONCE):
            chunk = names[start : start + _AT_ONCE]
            measures = [
                f"max(typeof({quoted(name)}) = '{kind}')" for name in chunk for kind in ("integer",
                "real", "text", "blob")
            ]  # fmt: skip
            ranges = [
                f"{edge}(CASE WHEN typeof({quoted(name)}) = 'integer' THEN {quoted(name)} END)"
                for name in chunk
                for edge in ("min", "max")
            ]
            row = self._connection.execute(
                f"SELECT {', '.join((*measures, *ranges))} FROM {source}"
            ).fetchone()
            for index in range(len(chunk)):
                yield (
                    *row[4 * index : 4 * index + 4],
                    *row[len(measures) + 2 * index : len(measures) + 2 * index + 2],
                )

    def _read(
        self, name: str, held: tuple[Any, ...], declared: str, notes: list[str]
    ) -> tuple[str, pa.DataType | None]:
        whole, fraction, text, blob, least, most = held
        column = quoted(name)
        if blob:
            notes.append(f"{name} holds bytes, which are left out")
            if not (whole or fraction or text):
                return "", None
            return (
                f"CASE WHEN typeof({column}) <> 'blob' THEN CAST({column} AS TEXT) END",
                pa.string(),
            )
        if text:
            return f"CAST({column} AS TEXT)", pa.string()
        if fraction:
            return f"CAST({column} AS REAL)", pa.float64()
        if whole and ("DATE" in declared or "TIME" in declared):
            for (low, high), unit in ((_SECONDS, ""), (_MILLISECONDS, " / 1000")):
                if low <= least and most < high:
                    notes.append(
                        f"{name} read as {'milliseconds' if unit else 'seconds'} since 1970, in UTC"
                    )
                    return f"datetime({column}{unit}, 'unixepoch')", pa.string()
        return column, pa.int64() if whole else pa.string()


class _DuckDB:
    """A DuckDB file."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def relations(self) -> list[Relation]:
        """Return tables and views."""
        sql = (
            "SELECT schema_name, name, schema_name = 'main' FROM (SELECT schema_name, table_name AS"
            " name FROM duckdb_tables() WHERE NOT internal UNION ALL SELECT schema_name, view_name"
            " FROM duckdb_views() WHERE NOT internal) ORDER BY 1, 2"
        )
        found = self._connection.execute(sql).fetchall()
        return [
            Relation(
                schema=schema,
                name=name,
                visible=visible,
                allowed=True,
                columns=self._columns(f"{quoted(schema)}.{quoted(name)}"),
            )
            for schema, name, visible in found
        ]

    def in_sql(self, relation: Relation) -> str:
        """Write a relation in SQL."""
        return f"{quoted(relation.schema)}.{quoted(relation.name)}"

    def is_filled(self, relation: Relation) -> bool:
        """Say whether a relation has a row."""
        return (
            self._connection.execute(f"SELECT 1 FROM {self.in_sql(relation)} LIMIT 1").fetchone()
            is not None
        )

    def stream(self, source: str) -> tuple[list[str], Any, list[str]]:
        """Return the columns, their rows as Arrow, and clauses for a reader."""
        notes: list[str] = []
        kept: list[str] = []
        chosen: list[str] = []
        for name, kind, *_ in self._connection.execute(
            f"DESCRIBE SELECT * FROM {source}"
        ).fetchall():
            column = quoted(name)
            if kind == "BLOB":
                notes.append(f"{name} left out: it holds bytes")
                continue
            if kind == _ZONED:
                notes.append(f"{name} read in UTC")
                column = f"make_timestamp(epoch_us({column}))"
            elif kind not in _PLAIN and not kind.startswith("DECIMAL"):
                column = f"CAST({column} AS VARCHAR)"
            chosen.append(f"{column} AS c{len(kept)}")
            kept.append(name)
        answer = self._connection.sql(f"SELECT {', '.join(chosen)} FROM {source}")
        return kept, answer.to_arrow_reader(_BATCH), notes

    def _columns(self, relation: str) -> tuple[str, ...]:
        try:
            return tuple(
                row[0] for row in self._connection.execute(f"DESCRIBE {relation}").fetchall()
            )
        except duckdb.Error:
            return ()  # a view that reads what it may not; it fails when it is asked for


@contextlib.contextmanager
def _sqlite(path: Path, label: str) -> Iterator[_SQLite]:
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    connection: sqlite3.Connection | None = None
    try:
        for more in ("", "&immutable=1"):  # a journal beside the file may need a writable folder
            connection = sqlite3.connect(address + more, uri=True, check_same_thread=False)
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            try:
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
                break
            except sqlite3.OperationalError:
                connection.close()
                if more:
                    raise
        if connection is not None:
            connection.set_authorizer(_authorise)
            yield _SQLite(connection)
    except (
        sqlite3.Error,
        sqlite3.Warning,
        UnicodeDecodeError,
    ) as error:  # a damaged name may stand in SQLite's own message
        raise _cannot(label, str(error)) from error
    finally:
        if connection is not None:
            connection.close()


def _authorise(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Allow reading, and nothing else."""
    harmless = action in _ALLOWED or (
        action == sqlite3.SQLITE_FUNCTION and second != "load_extension"
    )
    harmless = harmless or (action == sqlite3.SQLITE_PRAGMA and first in _HARMLESS)
    return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY


@contextlib.contextmanager
def _duckdb(path: Path, label: str) -> Iterator[_DuckDB]:
    config = {"enable_external_access": "false", "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
              "allow_unsigned_extensions": "false", "memory_limit": "400MB",
              "lock_configuration": "true"}  # fmt: skip
    connection = None
    try:
        connection = duckdb.connect(str(path), read_only=True, config=config)
        yield _DuckDB(connection)
    except duckdb.Error as error:
        raise _cannot(label, str(error)) from error
    finally:
        if connection is not None:
            connection.close()


def _cannot(label: str, words: str) -> IngestError:
    first = words.strip().split("\n", 1)[0][:300].rstrip(".")
    low = first.lower()
    if "disabled by configuration" in low or "not authorized" in low or "prohibited" in low:
        return IngestError(
            f"{label} wants to do more than read its own tables ({first}).",
            "Choose a table of it: --table NAME.",
        )
    if "version number" in low or "newer version" in low:
        return IngestError(
            f"{label} was written by another version of DuckDB ({first}).",
            "Export the table as Parquet: COPY … TO 'orders.parquet'.",
        )
    if (
        "syntax" in low
        or "one statement" in low
        or "no such" in low
        or "binder" in low
        or "parser" in low
        or "catalog" in low
    ):
        return IngestError(
            f"The query on {label} cannot be run ({first}).",
            "Give one SELECT in the database's own SQL.",
        )
    return IngestError(f"{label} cannot be read as a database ({first}).", _UNDO)
