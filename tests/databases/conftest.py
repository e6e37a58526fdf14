"""A real PostgreSQL on loopback, from the system's own package, started once and stopped at the
end; and readers that close again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from reporter import settings
from reporter.ingest import close, read
from tests.databases.server import binaries_folder, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Dataset
    from tests.databases.server import Server

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if binaries_folder() is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    with started() as made:
        yield made


@pytest.fixture
def shop(server: Server) -> Iterator[Server]:
    """The server with an empty database."""
    yield server
    schemas = server.run(
        "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN"
        " ('information_schema', 'public')"
    )
    drops = [f'DROP SCHEMA "{name}" CASCADE' for (name,) in schemas]
    relations = server.run(
        "SELECT quote_ident(relname), relkind FROM pg_class WHERE relnamespace ="
        " 'public'::regnamespace AND relkind IN ('r', 'v', 'p') AND relname NOT LIKE 'pg\\_stat%'"
    )
    drops += [
        f"DROP {'VIEW' if kind == 'v' else 'TABLE'} IF EXISTS {name} CASCADE"
        for name, kind in relations
    ]
    server.run("SELECT 1", *drops)


class Reader(Protocol):
    """Read data with `key=value` settings."""

    def __call__(self, *data: str | Path, set: tuple[str, ...] = ()) -> Dataset: ...  # noqa: A002 - as on the command line


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    opened: list[Dataset] = []
    workspace = tmp_path / "workspace"
    workspace.mkdir()

    def _read(*data: str | Path, set: tuple[str, ...] = ()) -> Dataset:  # noqa: A002 - as on the command line
        dataset = read(data, settings.load(None, set), workspace)
        opened.append(dataset)
        return dataset

    yield _read
    for dataset in opened:
        close(dataset)


def rows(dataset: Dataset) -> list[tuple[Any, ...]]:
    """Return all rows, in the order of their first columns as text."""
    found = [tuple(row.values()) for row in dataset.table.to_pyarrow().to_pylist()]
    return sorted(found, key=lambda row: tuple(str(cell) for cell in row))


def dtypes(dataset: Dataset) -> dict[str, str]:
    """Return column → type."""
    return {column.name: column.dtype for column in dataset.columns}
