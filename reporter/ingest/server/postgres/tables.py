"""A session in; the relations that people made there, and the one that is meant, or a query's
answer, as a table that lies there, out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import psycopg
from psycopg import sql

from reporter.errors import IngestError
from reporter.ingest.choosing import Relation
from reporter.ingest.server.postgres.refusals import first_line, refusal, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from reporter.ingest.server.postgres.session import Session

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


def relations(session: Session) -> list[Relation]:
    """Return the tables and views that people made, extensions' own ones aside."""
    with told(session.con):
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
        raise refusal(error, session.con.info.dbname) from None


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
            # Prepared, it can only be one statement.
            session.con.execute(statement.encode(), prepare=True)
        return _lazy(session, "pg_temp", QUERY, view)
    except psycopg.Error as error:
        position = error.diag.statement_position
        near = f", near {statement[int(position) - 1 :][:30].strip()!r}" if position else ""
        raise IngestError(
            f"The query cannot be run in {session.con.info.dbname}: {first_line(error)}{near}.",
            "Give one SELECT in PostgreSQL's own SQL, with a name of its own for each column.",
        ) from None


def _lazy(session: Session, schema: str, name: str, where: sql.Composable) -> ir.Table:
    with session.con.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(where))
        described = cursor.description or []
        result = cursor.pgresult
        kinds = (
            [(result.ftype(index), result.fmod(index)) for index in range(len(described))]
            if result
            else []
        )
        names = cursor.execute(
            "SELECT format_type(kind, mod) FROM unnest(%s::oid[], %s::int[]) WITH ORDINALITY AS t"
            " (kind, mod, index) ORDER BY index",
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
