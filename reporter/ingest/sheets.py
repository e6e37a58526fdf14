"""A workbook in, one table of its sheets with the same columns out, and what was done about the other sheets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import fastexcel

from reporter.errors import IngestError
from reporter.ingest.dialects import unique_names
from reporter.ingest.loaded import Loaded

if TYPE_CHECKING:
    from reporter.ingest.containers import Part
    from reporter.ingest.store import Store

_UNNAMED = "__UNNAMED__"


def load(part: Part, store: Store, prefix: str) -> list[Loaded]:
    """Load the sheets that belong together, each into a table of its own.

    Raises
    ------
    IngestError
        The workbook is damaged, encrypted or without rows.
    """
    reader = _open(part)
    groups: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
    others: list[str] = []
    for number, sheet in enumerate(reader.sheet_names):
        table = f"{prefix}-{number}"
        columns, rows = _load_sheet(part, reader, sheet, store, table)
        if rows:
            groups[columns].append((sheet, table, rows))
        else:
            others.append(sheet)
    if not groups:
        hint = "Put the names of the columns into the first row of a sheet, and the data below."
        raise IngestError(f"{part.label} has no sheet with a header and rows below it (sheets: {', '.join(reader.sheet_names)}).", hint)
    chosen = max(groups.values(), key=lambda group: sum(rows for _, _, rows in group))
    for group in groups.values():
        if group is not chosen:
            others += [sheet for sheet, _, _ in group]
            for _, table, _ in group:
                store.drop(table)
    notes = (*part.notes, *_reading(chosen, [sheet for sheet in reader.sheet_names if sheet in others]))
    return [Loaded(table=table, label=part.label, form="workbook", rows=rows, blanks=True, notes=notes) for _, table, rows in chosen]


def _open(part: Part) -> Any:
    try:
        return fastexcel.read_excel(part.path)
    except fastexcel.FastExcelError as error:
        what = f"{part.label} cannot be read as a workbook: it is damaged or protected by a password."
        raise IngestError(what, "Open it in a spreadsheet program, save it anew without a password, or export it as CSV.") from error


def _load_sheet(part: Part, reader: Any, sheet: str, store: Store, table: str) -> tuple[tuple[str, ...], int]:
    """Load a sheet and return its columns and rows; one that holds no table has no rows."""
    try:
        data = _typed_or_text(reader, sheet)
    except fastexcel.FastExcelError as error:
        if "no data" in str(error).lower() or "empty" in str(error).lower():
            return (), 0
        what = f"{part.label}: the sheet {sheet!r} cannot be read; the workbook is damaged."
        raise IngestError(what, "Open it in a spreadsheet program and save it anew, or export the sheet as CSV.") from error
    named = [column.name for column in data.available_columns()]
    if data.height == 0 or sum(not name.startswith(_UNNAMED) for name in named) < 2:
        return (), 0
    names = unique_names(None if name.startswith(_UNNAMED) else name for name in named)
    store.load_arrow(data, names, table)
    return names, store.rows(table)


def _typed_or_text(reader: Any, sheet: str) -> Any:
    try:
        return reader.load_sheet(sheet, schema_sample_rows=None)
    except fastexcel.UnsupportedColumnTypeCombinationError:  # dates among numbers, say: their text is sorted out later
        return reader.load_sheet(sheet, dtypes="string")


def _reading(chosen: list[tuple[str, str, int]], others: list[str]) -> list[str]:
    names = ", ".join(sheet for sheet, _, _ in chosen)
    counts = " + ".join(f"{rows:,}" for _, _, rows in chosen)
    clauses = [f"{len(chosen)} sheets joined: {names} ({counts} rows)" if len(chosen) > 1 else f"sheet {names}"]
    if others:
        clauses.append(f"left out, as {'it has' if len(others) == 1 else 'they have'} other columns: {', '.join(others)}")
    return clauses
