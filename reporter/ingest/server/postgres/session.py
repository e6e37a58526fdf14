"""Ibis's expressions in, their rows or temporary tables out, in a session with PostgreSQL.

The client's data are read in read-only transactions. What has to be kept for later steps goes into
temporary tables of the session, whose texts sort by code point as everywhere else; the server drops
them with the connection.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import pyarrow as pa
from ibis.backends.postgres import Backend
from psycopg import sql

from reporter.errors import IngestError
from reporter.ingest.server.postgres.refusals import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import ibis.expr.types as ir


class Session(Backend):  # type: ignore[misc]  # the library carries no types
    """A connection that changes nothing but temporary tables of its own."""

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Open a transaction that may make temporary tables."""
        with self.con.transaction():
            self.con.execute("SET TRANSACTION READ WRITE")
            yield

    def create_table(
        self, name: str, /, obj: Any = None, *, schema: Any = None, temp: bool = True, **_: Any
    ) -> ir.Table:
        """Make a temporary table and fill it; only the empty table is made outside a read-only
        transaction.
        """
        if not temp:
            raise IngestError("Only temporary tables are made on a server.")
        with told(self.con):
            table: Any = (
                obj
                if obj is None or isinstance(obj, ibis.Expr)
                else ibis.memtable(obj, schema=schema)
            )
            schema = ibis.schema(schema) if schema is not None else table.schema()
            if table is not None:
                self._run_pre_execute_hooks(table)
            self._make(name, schema)
            if table is not None:
                quoted = sql.Identifier(name).as_string(self.con)
                with self.con.transaction():
                    self.con.execute(f"INSERT INTO pg_temp.{quoted} {self.compile(table)}")
                    # Nobody else does that for temporary tables.
                    self.con.execute(f"ANALYZE pg_temp.{quoted}")
        return ops.DatabaseTable(
            name, schema=schema, source=self, namespace=ops.Namespace(database="pg_temp")
        ).to_expr()

    def drop_table(self, name: str, /, *, database: str | None = None, force: bool = False) -> None:  # noqa: ARG002 - the library's signature
        """Drop a temporary table."""
        with self.writing():
            self.con.execute(
                sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name))
            )

    def execute(self, expr: Any, /, **options: Any) -> Any:
        """Run an expression and return a data frame."""
        with told(self.con):
            return super().execute(expr, **options)

    def to_pyarrow(self, expr: Any, /, *, params: Any = None, limit: Any = None, **_: Any) -> Any:
        """Run an expression and return its rows as Arrow; the server's sums and means are decimals,
        whatever they are sums of.
        """
        table = expr.as_table()
        schema = table.schema()
        with told(self.con):
            self._run_pre_execute_hooks(table)
            rows = self.con.execute(self.compile(table, params=params, limit=limit)).fetchall()
        cells = zip(*rows, strict=True) if rows else [()] * len(schema)
        arrays = [
            pa.array(_plain(values, kind), type=kind.to_pyarrow())
            for values, kind in zip(cells, schema.types, strict=True)
        ]
        return expr.__pyarrow_result__(pa.Table.from_arrays(arrays, schema=schema.to_pyarrow()))

    def _make(self, name: str, schema: Any) -> None:
        kinds = {
            column: "text" if kind.is_string() else self.compiler.type_mapper.to_string(kind)
            for column, kind in schema.items()
        }
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(
                sql.Identifier(column), sql.SQL(kind + (' COLLATE "C"' if kind == "text" else ""))
            )
            for column, kind in kinds.items()
        )
        with self.writing():
            self.con.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(sql.Identifier(name), columns)
            )

    def _register_in_memory_table(self, op: ops.InMemoryTable) -> None:
        """Send a table from here, by COPY."""
        self._make(op.name, op.schema)
        copy = sql.SQL("COPY pg_temp.{} FROM STDIN").format(sql.Identifier(op.name))
        with self.con.transaction(), self.con.cursor() as cursor:
            with cursor.copy(copy) as stream:
                for batch in op.data.to_pyarrow(op.schema).to_batches(max_chunksize=10_000):
                    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        stream.write_row(row)
            cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(sql.Identifier(op.name)))

    def _make_memtable_finalizer(self, name: str) -> None:  # noqa: ARG002 - the library's signature
        """Leave the dropping to the end of the connection."""
        return


def _plain(values: Sequence[Any], kind: dt.DataType) -> Sequence[Any]:
    number = int if kind.is_integer() else float if kind.is_floating() else None
    return [None if value is None else number(value) for value in values] if number else values
