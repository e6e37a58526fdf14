"""A PostgreSQL server's URL in, a session out that may make temporary tables and nothing else."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import conninfo

from reporter.errors import IngestError
from reporter.ingest.server.postgres.refusals import no_connection
from reporter.ingest.server.postgres.session import Session

PATIENCE = 10
"""Seconds to wait for a connection, where the URL does not say otherwise (connect_timeout)."""


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
        raise no_connection(error, url, shown) from None
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
