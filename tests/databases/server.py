"""A real PostgreSQL on loopback, from the system's own package: started in a folder of its own, and
gone when it is not needed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PASSWORD = "p@ss/w:rd?ünd%"  # noqa: S105 - of a server that lives as long as the tests

_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_preload_libraries = 'pg_stat_statements'
pg_stat_statements.track = 'all'
pg_stat_statements.max = 10000
"""
_ACCESS = "host all owner 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; its user owner comes in without a password."""

    port: int

    @contextmanager
    def connection(self, database: str = "shop") -> Iterator[Any]:
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="owner", dbname=database, autocommit=True
        ) as connection:
            yield connection

    def run(self, *statements: str, database: str = "shop") -> list[tuple[Any, ...]]:
        """Run statements and return the last one's rows."""
        with self.connection(database) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    def copy(self, table: str, lines: Iterable[bytes]) -> None:
        """Fill a table from the lines of a CSV with a header."""
        with (
            self.connection() as connection,
            connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER)") as copy,
        ):
            for chunk in lines:
                copy.write(chunk)

    def url(self, user: str = "owner", database: str = "shop") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"


def binaries_folder() -> Path | None:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parents[1].name)
    )
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_postgres(*command: str | Path) -> None:
    """Run one of the server's programs; they refuse root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    done = subprocess.run(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    assert done.returncode == 0, words


@contextmanager
def started() -> Iterator[Server]:
    """Start a server with an empty database, shop."""
    binaries = binaries_folder()
    if binaries is None:
        raise FileNotFoundError(
            "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
        )
    folder = Path("/tmp") / f"reporter-postgres-{os.getpid()}"  # noqa: S108 - root's own folders are closed to the server's user
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    try:
        _as_postgres(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "owner",
            "--auth=trust",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        (data / "postgresql.conf").write_text(f"{_CONFIGURATION}port = {port}\n", encoding="utf-8")
        (data / "pg_hba.conf").write_text(_ACCESS, encoding="utf-8")
        _as_postgres(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "start")
        try:
            made = Server(port=port)
            _prepare(made)
            yield made
        finally:
            _as_postgres(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(server: Server) -> None:
    password = PASSWORD.replace("'", "''")
    server.run(
        # Sorted as people sort, unlike the engine inside the process: reports may not depend on it.
        "CREATE DATABASE shop TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE"
        " 'C.UTF-8'",
        f"CREATE ROLE analyst LOGIN PASSWORD '{password}'",
        f"CREATE ROLE stranger LOGIN PASSWORD '{password}'",
        "REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC",
        "GRANT TEMPORARY ON DATABASE shop TO analyst",
        database="postgres",
    )
    server.run("CREATE EXTENSION pg_stat_statements")
