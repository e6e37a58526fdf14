"""A data file in, its tables in the store out: each format's own module does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest import forms
from reporter.ingest.files import columnar, delimited, embedded, records, sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings

    Loader = Callable[[Part, Store, str, SourceSettings, Path], list[Loaded]]

LOADERS: Mapping[forms.Form, Loader] = {
    forms.TEXT: delimited.load,
    forms.WORKBOOK: sheets.load,
    forms.PARQUET: lambda part, store, prefix, *_: columnar.load(part, store, prefix),
    forms.ARROW: lambda part, store, prefix, *_: columnar.load(part, store, prefix),
    forms.JSON: lambda part, store, prefix, _, folder: records.load(part, store, prefix, folder),
    forms.SQLITE: lambda part, store, prefix, settings, _: embedded.load(
        part, store, prefix, settings
    ),
    forms.DUCKDB: lambda part, store, prefix, settings, _: embedded.load(
        part, store, prefix, settings
    ),
}
"""Form → what loads a file of it."""


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
    return LOADERS[part.form](part, store, prefix, settings, workspace)
