"""A PostgreSQL server: the URL in, a session and the relation that is meant out.

The client's data are read in read-only transactions. What has to be kept for later steps goes into
temporary tables of the session, whose texts sort by code point as everywhere else; the server drops
them with the connection.
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import psycopg
import pyarrow as pa
from ibis.backends.postgres import Backend
from psycopg import conninfo, sql

from reporter import urls
from reporter.errors import IngestError
from reporter.ingest.choosing import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis.expr.types as ir

PATIENCE = 10
"""Seconds to wait for a connection, where the URL does not say otherwise (connect_timeout)."""
QUERY = "reporter_query"
"""The temporary view of a query."""

_TYPES: Mapping[str, dt.DataType] = {
    "smallint": dt.int64, "integer": dt.int64, "bigint": dt.int64, "oid": dt.int64,
    "real": dt.float32, "double precision": dt.float64,
    "numeric": dt.Decimal(), "text": dt.string, "character": dt.string,
    "character varying": dt.string, "name": dt.string,
    "citext": dt.string, "boolean": dt.boolean, "date": dt.date,
    "timestamp without time zone": dt.timestamp,
    "timestamp with time zone": dt.Timestamp(timezone="UTC"), "bytea": dt.binary, "uuid": dt.uuid,
}  # fmt: skip

_RELATIONS = """
SELECT n.nspname, c.relname, pg_table_is_visible(c.oid),
  has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'),
  has_schema_privilege(n.oid, 'USAGE'),
  ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
      WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
ORDER BY 1, 2
"""


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
        with told(self):
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
                    self.con.execute(
                        f"ANALYZE pg_temp.{quoted}"
                    )  # nobody else does that for temporary tables
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
        with told(self):
            return super().execute(expr, **options)

    def to_pyarrow(self, expr: Any, /, *, params: Any = None, limit: Any = None, **_: Any) -> Any:
        """Run an expression and return its rows as Arrow; the server's sums and means are decimals,
        whatever they are sums of.
        """
        table = expr.as_table()
        schema = table.schema()
        with told(self):
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


@contextlib.contextmanager
def told(session: Session) -> Iterator[None]:
    """Turn what the server refuses into one message."""
    try:
        yield
    except psycopg.Error as error:
        raise _refusal(error, session.con.info.dbname) from None


def _refusal(error: psycopg.Error, database: str) -> IngestError:
    words = _first_line(error)
    match error:
        case psycopg.errors.DiskFull():
            return IngestError(
                f"The server has no room left for temporary tables in {database} ({words}).",
                "Ask its keeper for more.",
            )
        case psycopg.errors.QueryCanceled():
            return IngestError(
                f"The server broke off a query in {database} ({words}).",
                "Raise statement_timeout for this user.",
            )
        case psycopg.errors.InsufficientPrivilege():
            return IngestError(
                f"The server refused a query in {database}: {words}.",
                "Ask its keeper for the right to SELECT.",
            )
        case psycopg.OperationalError():
            return IngestError(
                f"The connection to {database} broke ({words}).",
                "Run again; nothing was changed there.",
            )
    return IngestError(
        f"A query in {database} failed: {words}.",
        "Cast what it complains of in a query of your own: --query 'SELECT …'.",
    )


def connect(url: str, shown: str) -> Session:
    """Open a session.

    Parameters
    ----------
    url
        With the environment's values in it.
    shown
        How messages call it.

    Raises
    ------
    IngestError
        The server cannot be reached, refuses, or cannot hold temporary tables.
    """
    try:
        given = conninfo.conninfo_to_dict(url)
        options: dict[str, Any] = {
            "connect_timeout": PATIENCE,
            "application_name": "reporter",
            **given,
        }
        connection = psycopg.connect(**options, autocommit=True)
    except psycopg.Error as error:
        raise _no_connection(error, url, shown) from None
    try:
        session: Session = Session.from_connection(connection)
        connection.execute("SET default_transaction_read_only = on")
        connection.execute("SET jit = off")  # it compiles longer than these queries run
        connection.execute("SET client_min_messages = error")
        _require_temporary(connection)
    except BaseException:
        connection.close()
        raise
    return session


def _no_connection(error: psycopg.Error, url: str, shown: str) -> IngestError:
    words = urls.scrubbed(" ".join(str(error).split()), url)
    low = words.lower()
    if "password" in low or "authentication" in low:
        what, hint = (
            "refused the user or the password",
            (
                "Set PGPASSWORD, or write a password file (~/.pgpass), or put ${VARIABLE} into the"
                " URL."
            ),
        )
    elif "does not exist" in low and "database" in low:
        what, hint = (
            f"has no database {urls.database(url)!r}",
            "Check the name at the end of the URL.",
        )
    elif "timeout" in low or "timed out" in low:
        what, hint = (
            "does not answer",
            (
                "Check host and port, and whether a firewall or VPN stands between;"
                " ?connect_timeout=60 waits longer."
            ),
        )
    elif "pg_hba" in low:
        what, hint = (
            "does not let this user in from here",
            "Ask its keeper for access, or add ?sslmode=require to the URL.",
        )
    elif isinstance(error, psycopg.ProgrammingError):
        what, hint = (
            "is not an address that can be read",
            "Write postgresql://user@host:5432/database; signs such as @ or / in it as %40 or %2F.",
        )
    else:
        what, hint = "cannot be reached", "Check host and port, and whether the server runs."
    detail = "" if isinstance(error, psycopg.ProgrammingError) else f" ({words[:300].rstrip('.')})"
    return IngestError(f"{shown} {what}{detail}.", hint)


def _require_temporary(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        "SELECT current_database(), current_user, has_database_privilege(current_database(),"
        " 'TEMP'), pg_is_in_recovery()"
    ).fetchone()
    database, user, allowed, standby = row or ("", "", False, False)
    otherwise = "or export the table as CSV or Parquet and give the file"
    if standby:
        raise IngestError(
            f"{database} is a standby server, which cannot hold temporary tables; reporter cleans"
            " orders in them.",
            f"Give the primary server, {otherwise}.",
        )
    if not allowed:
        raise IngestError(
            f"The user {user} may not make temporary tables in {database}; reporter cleans orders"
            " in them and leaves nothing behind.",
            f'Ask its keeper for: GRANT TEMPORARY ON DATABASE "{database}" TO "{user}";'
            f" {otherwise}.",
        )


def relations(session: Session) -> list[Relation]:
    """Return the tables and views that people made, extensions' own ones aside."""
    with told(session):
        found = session.con.execute(_RELATIONS).fetchall()
    return [
        Relation(
            schema=schema,
            name=name,
            visible=visible,
            allowed=bool(may and usage),
            columns=tuple(columns),
        )
        for schema, name, visible, may, usage, columns in found
    ]


def table(session: Session, relation: Relation) -> ir.Table:
    """Return a relation as it lies there.

    Raises
    ------
    IngestError
        It may not be read.
    """
    where = sql.Identifier(relation.schema, relation.name)
    try:
        return _lazy(session, relation.schema, relation.name, where)
    except psycopg.errors.InsufficientPrivilege:
        user, database = session.con.info.user, session.con.info.dbname
        what = f"The user {user} may not read all of {relation.label} in {database}."
        raise IngestError(
            what, f'Ask its keeper for: GRANT SELECT ON {where.as_string(session.con)} TO "{user}".'
        ) from None
    except psycopg.Error as error:
        raise _refusal(error, session.con.info.dbname) from None


def query(session: Session, text: str) -> ir.Table:
    """Return a query's answer, which is not computed yet; the server itself checks that it is one
    query and changes nothing.

    Raises
    ------
    IngestError
        It has an error, or is no query.
    """
    view = sql.Identifier(QUERY)
    statement = (
        sql.SQL("CREATE TEMPORARY VIEW {} AS\n").format(view).as_string(session.con)
        + text.strip().rstrip("; \n")
        + "\n"
    )
    try:
        with session.writing():
            session.con.execute(
                statement.encode(), prepare=True
            )  # prepared, it can only be one statement
        return _lazy(session, "pg_temp", QUERY, view)
    except psycopg.Error as error:
        position = error.diag.statement_position
        place = f", near {statement[int(position) - 1 :][:30].strip()!r}" if position else ""
        raise IngestError(
            f"The query cannot be run in {session.con.info.dbname}: {_first_line(error)}{place}.",
            "Give one SELECT in PostgreSQL's own SQL, with a name of its own for each column.",
        ) from None


def _lazy(session: Session, schema: str, name: str, where: sql.Composable) -> ir.Table:
    with session.con.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(where))
        described = cursor.description or []
        result = cursor.pgresult
        kinds = (
            [(result.ftype(place), result.fmod(place)) for place in range(len(described))]
            if result
            else []
        )
        names = cursor.execute(
            "SELECT format_type(kind, mod) FROM unnest(%s::oid[], %s::int[]) WITH ORDINALITY AS t"
            " (kind, mod, place) ORDER BY place",
            ([kind for kind, _ in kinds], [mod for _, mod in kinds]),
        ).fetchall()
    own = ibis.schema(
        {column.name: _type(kind) for column, (kind,) in zip(described, names, strict=True)}
    )
    return ops.DatabaseTable(
        name, schema=own, source=session, namespace=ops.Namespace(database=schema)
    ).to_expr()


def _type(kind: str) -> dt.DataType:
    """Return what a column is taken for; what has no counterpart is unknown, and becomes text."""
    base, _, rest = kind.partition("(")
    plain = (base + rest.partition(")")[2]).strip()
    if plain == "numeric" and rest:
        precision, _, scale = rest.rstrip(")").partition(",")
        return (
            dt.Decimal(int(precision), int(scale))
            if 0 <= int(scale or 0) <= int(precision) <= 38
            else dt.Decimal()
        )
    return _TYPES.get(plain, dt.unknown)


def _first_line(error: psycopg.Error) -> str:
    words = (
        error.diag.message_primary or str(error).strip().split("\n", 1)[0] or type(error).__name__
    )
    return words.rstrip(".")


def close(session: Session) -> None:
    """End the session; the server drops its temporary tables."""
    gc.collect(0)
    session.con.close()
