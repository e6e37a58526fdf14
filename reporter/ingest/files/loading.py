"""A data file in, its tables in the store out: each format's own module does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.files import columnar, delimited, embedded, records, sheets

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings


def load(
    part: Part, store: Store, prefix: str, settings: SourceSettings, workspace: Path
) -> list[Loaded]:
    """Load a data file into a table of its own, or several for a workbook.

    Parameters
    ----------
    prefix
        What the tables' names begin with; nothing else in the store begins so.

    Raises
    ------
    IngestError
        The file is damaged, or holds no table.
    """
    if part.form == "workbook":
        return sheets.load(part, store, prefix, settings, workspace)
    if part.form in {"parquet", "arrow"}:
        return columnar.load(part, store, prefix)
    if part.form in {"sqlite", "duckdb"}:
        return embedded.load(part, store, prefix, settings)
    if part.form == "json":
        return records.load(part, store, prefix, workspace)
    return [delimited.load(part, store, prefix, settings, workspace)]
