"""Read small files that a test writes, and the reference files; every dataset is closed again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from reporter import settings
from reporter.ingest import close, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Dataset, Role

DATA = Path(__file__).parents[2].parent / "shared" / "data"


class Reader(Protocol):
    """Read files with `key=value` settings."""

    def __call__(self, *paths: Path, set: tuple[str, ...] = ()) -> Dataset: ...  # noqa: A002 - as on the command line


class Writer(Protocol):
    """Write a file and return its path."""

    def __call__(self, content: str | bytes, name: str = "data.csv") -> Path: ...


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    opened: list[Dataset] = []
    workspace = tmp_path / "workspace"
    workspace.mkdir()

    def _read(*paths: Path, set: tuple[str, ...] = ()) -> Dataset:  # noqa: A002 - as on the command line
        dataset = read(paths, settings.load(None, set), workspace)
        opened.append(dataset)
        return dataset

    yield _read
    for dataset in opened:
        close(dataset)


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def _write(content: str | bytes, name: str = "data.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


def rows(dataset: Dataset) -> list[tuple[Any, ...]]:
    """Return all rows, in the order of their first columns as text."""
    connection = dataset.table.get_backend().con
    found = connection.execute(str(dataset.table.get_backend().compile(dataset.table))).fetchall()
    return sorted((tuple(row) for row in found), key=lambda row: tuple(str(cell) for cell in row))


def values(dataset: Dataset, column: str) -> list[Any]:
    """Return a column's values, sorted as text."""
    place = dataset.table.columns.index(column)
    return sorted((row[place] for row in rows(dataset)), key=str)


def number(dataset: Dataset, expression: Any) -> Any:
    """Compute one number."""
    backend = dataset.table.get_backend()
    return backend.con.execute(str(backend.compile(expression))).fetchone()[0]


def roles(dataset: Dataset) -> dict[str, Role]:
    """Return column → role."""
    return {column.name: column.role for column in dataset.columns}


def dtypes(dataset: Dataset) -> dict[str, str]:
    """Return column → type."""
    return {column.name: column.dtype for column in dataset.columns}
