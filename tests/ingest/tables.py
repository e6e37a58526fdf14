"""Read files into tables as they are, before columns get their types and roles."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.ingest.files import containers, loading, sources
from reporter.ingest.store import Store, quoted
from reporter.settings import SourceSettings

if TYPE_CHECKING:
    from reporter.ingest.loaded import Loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was loaded from a file or one of its lists."""

    loaded: Loaded
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    """In the order of their text."""


def load(*data: str | Path) -> list[Table]:
    """Load all tables of what was given."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        parts = [
            part
            for given in sources.find(data, workspace)
            for part in containers.unpack(given, workspace)
        ]
        store = Store(workspace, sum(part.path.stat().st_size for part in parts))
        try:
            found = [
                one
                for place, part in enumerate(parts)
                for one in loading.load(part, store, f"part-{place}", SourceSettings(), workspace)
            ]
            return [
                Table(
                    loaded=one,
                    columns=tuple(store.types(one.table)),
                    rows=sorted(store.run(f"FROM {quoted(one.table)}"), key=str),
                )
                for one in found
            ]
        finally:
            store.close()


def load_one(*data: str | Path) -> Table:
    """Load what holds a single table."""
    [table] = load(*data)
    return table
