"""What a PostgreSQL server says when it refuses in, one message that says what to do out."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import psycopg

from reporter import urls
from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def told(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Turn what the server refuses over a connection into one message."""
    try:
        yield
    except psycopg.Error as error:
        raise refusal(error, connection.info.dbname) from None


def refusal(error: psycopg.Error, database: str) -> IngestError:
    """Say why a query was not answered."""
    words = first_line(error)
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


def no_connection(error: psycopg.Error, url: str, shown: str) -> IngestError:
    """Say why there is no connection; `shown` is the address as messages may show it."""
    words = urls.scrubbed(" ".join(str(error).split()), url)
    what, hint = _fault(error, words.lower(), url)
    # What is said of a URL that cannot be read may quote parts of it.
    detail = "" if isinstance(error, psycopg.ProgrammingError) else f" ({words[:300].rstrip('.')})"
    return IngestError(f"{shown} {what}{detail}.", hint)


def _fault(error: psycopg.Error, words: str, url: str) -> tuple[str, str]:
    """Return what is wrong with the server or its address, and what to try."""
    if "password" in words or "authentication" in words:
        return (
            "refused the user or the password",
            (
                "Set PGPASSWORD, or write a password file (~/.pgpass), or put ${VARIABLE} into the"
                " URL."
            ),
        )
    if "does not exist" in words and "database" in words:
        return f"has no database {urls.database(url)!r}", "Check the name at the end of the URL."
    if "timeout" in words or "timed out" in words:
        return (
            "does not answer",
            (
                "Check host and port, and whether a firewall or VPN stands between;"
                " ?connect_timeout=60 waits longer."
            ),
        )
    if "pg_hba" in words:
        return (
            "does not let this user in from here",
            "Ask its keeper for access, or add ?sslmode=require to the URL.",
        )
    if isinstance(error, psycopg.ProgrammingError):
        return (
            "is not an address that can be read",
            "Write postgresql://user@host:5432/database; signs such as @ or / in it as %40 or %2F.",
        )
    return "cannot be reached", "Check host and port, and whether the server runs."


def first_line(error: psycopg.Error) -> str:
    """Return the server's own words, the first line of them."""
    words = (
        error.diag.message_primary or str(error).strip().split("\n", 1)[0] or type(error).__name__
    )
    return words.rstrip(".")
