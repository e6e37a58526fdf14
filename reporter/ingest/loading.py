"""A data file in, its tables in the store out: each format's own module does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest import dialects, encodings, sheets
from reporter.ingest.loaded import Loaded

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.ingest.containers import Part
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings


def load(part: Part, store: Store, prefix: str, settings: SourceSettings, workspace: Path) -> list[Loaded]:
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
        return sheets.load(part, store, prefix)
    if part.form == "parquet":
        return [_load_parquet(part, store, prefix)]
    return [_load_text(part, store, prefix, workspace)]


def _load_parquet(part: Part, store: Store, table: str) -> Loaded:
    store.load_parquet(part.path, part.label, table)
    return Loaded(
        table=table,
        label=part.label,
        form="Parquet",
        rows=store.rows(table),
        blanks=True,
        notes=part.notes,
    )


def _load_text(part: Part, store: Store, table: str, workspace: Path) -> Loaded:
    path, encoding = encodings.utf8(part.path, part.label, workspace)
    dialect = dialects.detect(path, part.label)
    rejects = store.load_text(path, dialect, part.label, table)
    notes = list(part.notes)
    if rejects:
        lines = "1 line" if rejects.lines == 1 else f"{rejects.lines:,} lines"
        first = f"the first is line {rejects.first}: {rejects.reason}"
        notes.append(f"{lines} of {part.label} could not be read and were left out ({first})")
    rows = store.rows(table)
    if rows == 0:
        what = f"{part.label}: none of its {rejects.lines if rejects else 0:,} rows fits the header of {len(dialect.names)} columns."
        raise IngestError(
            what,
            f"Check its first lines; the header was read as {', '.join(dialect.names)}.",
        )
    return Loaded(
        table=table, label=part.label, form=dialect.form, encoding=encoding, delimiter=dialect.delimiter, rows=rows, blanks=False,
        notes=tuple(notes),
    )  # fmt: skip
