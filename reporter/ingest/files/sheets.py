"""A workbook in; a table for each of its sheets that is one out, and what was done about the other
sheets.

`workbook` reads the cells, `headers` finds the row with the columns' names, `trimming` leaves out
what is no record. Sheets with the same columns come out spelled alike, so that they fit below one
another.
"""

from __future__ import annotations

import difflib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reporter.errors import IngestError
from reporter.ingest.files import headers, merging, trimming, workbook_merges
from reporter.ingest.files.workbook import Workbook
from reporter.ingest.files.workbook_parts import Parts
from reporter.ingest.loaded import Loaded
from reporter.ingest.naming import unique_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.files.headers import Header
    from reporter.ingest.files.workbook import Columns
    from reporter.ingest.files.workbook_merges import Merged
    from reporter.ingest.store import Store
    from reporter.settings import SourceSettings

_HEAD = 100
"""Rows among which the header is."""
_WIDEST = 5_000
"""Columns of a table."""
_SENTENCE = 25
"""Characters from which on a cell is rather a sentence than a value, on average."""
_PIVOT = re.compile(
    r"(row|column) labels|(zeilen|spalten)beschriftungen|étiquettes de (lignes|colonnes)|etiquetas"
    r" de (fila|columna)"
    r"|rótulos de (linha|coluna)|etichette di (riga|colonna)|(rij|kolom)labels",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A sheet that is a table."""

    name: str
    table: str
    columns: tuple[str, ...]
    rows: int
    is_prose: bool
    notes: tuple[str, ...]
    totals: Mapping[str, tuple[float, ...]]
    nameless: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """A sheet as it was read, before it is trimmed."""

    header: Header
    places: tuple[int, ...]
    """Where each column stands in the sheet, A being 0."""
    notes: tuple[str, ...]


class _NoTableError(Exception):
    """Say why a sheet is no table, a clause."""


def load(
    part: Part, store: Store, prefix: str, settings: SourceSettings, workspace: Path
) -> list[Loaded]:
    """Load each sheet that is a table into a table of its own; notes, covers, charts and pivot
    tables stay out.

    Raises
    ------
    IngestError
        The workbook is damaged, encrypted, too large or without a table, or there is no sheet of
        the name that was set.
    """
    with Workbook(part) as workbook:
        names = _chosen(workbook.sheets, settings.sheet, part.label)
        reader = _SheetReader(part, workbook, store, settings, workspace)
        found: list[_Sheet] = []
        left: dict[str, str] = {}
        for number, name in enumerate(names):
            try:
                found.append(reader.read(name, f"{prefix}-{number}", found))
            except _NoTableError as reason:
                left[name] = str(reason)
    if any(not sheet.is_prose for sheet in found):
        for sheet in [sheet for sheet in found if sheet.is_prose]:
            store.drop(sheet.table)
            found.remove(sheet)
            left[sheet.name] = "a note"
    if not found:
        raise _nothing(part.label, left)
    return _handed_over(
        part,
        found,
        [f"{name} ({left[name]})" for name in names if name in left],
        of=len(workbook.sheets),
    )


def _chosen(sheets: list[str], wanted: str, label: str) -> list[str]:
    if not wanted or wanted in sheets:
        return [wanted] if wanted else sheets
    folded = {sheet.casefold().strip(): sheet for sheet in sheets}
    key = wanted.casefold().strip()
    if key in folded:
        return [folded[key]]
    near = difflib.get_close_matches(key, folded, n=1)
    meant = f"Did you mean {folded[near[0]]!r}? " if near else ""
    raise IngestError(
        f"{label} has no sheet {wanted!r}.", f"{meant}source.sheet is one of: {', '.join(sheets)}."
    )


def _nothing(label: str, left: dict[str, str]) -> IngestError:
    listed = ", ".join(f"{name}: {why}" for name, why in left.items())
    hint = (
        "Put the names of the columns into one row of a sheet and the data below, or say with"
        " source.skip where they stand."
    )
    return IngestError(
        f"{label} has no sheet with a header and rows of data below it ({listed}).", hint
    )


def _handed_over(part: Part, found: list[_Sheet], left: list[str], *, of: int) -> list[Loaded]:
    outs = (f"left out: {', '.join(left)}",) if left else ()
    loaded = []
    for index, sheet in enumerate(found):
        named = f"sheet {sheet.name}" if of > 1 else ""
        label = f"{named} of {part.label}" if len(found) > 1 else part.label
        notes = (
            *part.notes,
            *([named] if named and len(found) == 1 else []),
            *sheet.notes,
            *(outs if index == 0 else ()),
        )
        own = sheet.name if len(found) > 1 else ""
        loaded.append(
            Loaded(
                table=sheet.table,
                label=label,
                form="workbook",
                rows=sheet.rows,
                blanks=True,
                notes=notes,
                sheet=own,
                totals=sheet.totals,
                nameless=sheet.nameless,
            )
        )
    return loaded


class _SheetReader:
    """Read sheets of one workbook into the store."""

    def __init__(
        self,
        part: Part,
        workbook: Workbook,
        store: Store,
        settings: SourceSettings,
        workspace: Path,
    ) -> None:
        self._part, self._workbook, self._store, self._settings = part, workbook, store, settings
        self._target = workspace / "sheet.arrow"
        self._parts = Parts(part.path)

    def read(self, sheet: str, table: str, others: list[_Sheet]) -> _Sheet:
        """Load a sheet, its columns spelled as those of the others where they are the same."""
        if not self._settings.sheet and self._parts.is_pivot(sheet):
            raise _NoTableError("a pivot table")
        with ThreadPoolExecutor(
            max_workers=1
        ) as pool:  # ranges lie below all cells: they are looked for while these are read
            merged = pool.submit(workbook_merges.of_sheet, self._part.path, sheet, self._parts)
            cells = self._cells(sheet)
            self._workbook.write(sheet, self._target)
        try:
            return self._stored(sheet, table, cells, others, merged.result())
        finally:
            self._target.unlink(missing_ok=True)

    def _stored(
        self, sheet: str, table: str, cells: _Cells, others: list[_Sheet], merged: Sequence[Merged]
    ) -> _Sheet:
        import pyarrow as pa

        with pa.memory_map(str(self._target)) as source:
            data = pa.ipc.open_file(source).read_all()
            data, names, filled = self._unmerged(sheet, data, cells, merged)
            data, kept, trimmed, told = trimming.trim(data, names, cells.header.cells)
            self._check(sheet, kept, data.num_rows)
            columns = trimming.unify(unique_names(kept), [other.columns for other in others])
            self._store.load_arrow(data, columns, table)
            is_prose = not self._settings.sheet and _is_prose(data)
        rows = self._store.rows(table)
        if not rows:
            self._store.drop(table)
            raise _NoTableError("no rows of data")
        notes = (*cells.notes, *filled, *trimmed, *self._formulas(sheet))
        totals = {columns[index]: (value,) for index, value in told.items()}
        nameless = cells.header.row < 0
        return _Sheet(
            name=sheet,
            table=table,
            columns=columns,
            rows=rows,
            is_prose=is_prose,
            notes=notes,
            totals=totals,
            nameless=nameless,
        )

    def _unmerged(
        self, sheet: str, data: Any, cells: _Cells, merged: Sequence[Merged]
    ) -> tuple[Any, tuple[str | None, ...], tuple[str, ...]]:
        """Return the rows and names with what merged cells show, and notes on it."""
        if not merged:
            return data, cells.header.names, ()
        if cells.header.row > 0:
            first = cells.header.row + 1
        elif cells.header.row < 0:
            first = self._settings.skip or 0
        else:  # a header at the top is the first row that is not blank
            head, _ = self._workbook.head(sheet, _HEAD)
            first = next((index for index, row in enumerate(head) if any(row)), 0) + 1
        names = merging.spelled(cells.header.names, first - 1, cells.places, merged)
        data, notes = merging.fill(data, names, cells.places, first, merged)
        return data, names, notes

    def _check(self, sheet: str, names: list[str | None], rows: int) -> None:
        given = [name for name in names if name]
        if len(names) > _WIDEST:
            what = (
                f"{self._part.label}: the sheet {sheet!r} has {len(names):,} columns; up to"
                f" {_WIDEST:,} can be read."
            )
            raise IngestError(
                what,
                "Keep the columns that describe customers or orders, or swap rows and columns.",
            )
        if not rows:
            raise _NoTableError("no rows of data")
        if len(names) < 2 or len(given) < 2:
            raise _NoTableError("a single column" if len(names) == 1 else "no header")
        if not self._settings.sheet and any(_PIVOT.fullmatch(name.strip()) for name in given):
            raise _NoTableError("a pivot table")

    def _cells(self, sheet: str) -> _Cells:
        """Load the sheet below its header: at the top where that is plain, else where
        it is found.
        """
        settings = self._settings
        if settings.header == "no":
            return self._nameless(sheet)
        if settings.skip is None:
            top = self._workbook.load(sheet, 0)
            if not top.names:
                raise _NoTableError("empty")
            if settings.header == "yes" or (top.rows and headers.is_plain(top.names)):
                header = headers.Header(
                    row=0, names=tuple(top.names), cells=tuple(top.names), above=0
                )
                return _Cells(header=header, places=tuple(top.places), notes=_hidden(sheet, top))
        try:
            header, places = self._found(sheet)
        except _NoTableError:
            if not settings.names or settings.header == "yes":
                raise
            return self._nameless(sheet)
        loaded = self._workbook.load(sheet, header.row)
        notes = (*_position(header), *_hidden(sheet, loaded))
        return _Cells(
            header=header.of(loaded.places, places), places=tuple(loaded.places), notes=notes
        )

    def _found(self, sheet: str) -> tuple[Header, list[int]]:
        skip = self._settings.skip
        head, places = self._workbook.head(sheet, _HEAD + (skip or 0))
        if skip is None:
            header = headers.find(head)
        else:
            first = next((number for number in range(skip, len(head)) if any(head[number])), None)
            header = None if first is None else headers.at(head, first)
        if header is None:
            raise _NoTableError(
                "no header with data below it" if any(any(row) for row in head) else "empty"
            )
        return header, places

    def _nameless(self, sheet: str) -> _Cells:
        loaded = self._workbook.load(sheet, None, self._settings.skip or 0)
        names = loaded.names
        if not names:
            raise _NoTableError("empty")
        given = self._settings.names
        if given and len(given) != len(names):
            what = (
                f"{self._part.label}: source.names has {len(given)} names, but the sheet {sheet!r}"
                f" has {len(names)} columns."
            )
            raise IngestError(what, "Name every column, from left to right.")
        chosen = given or tuple(f"column {index}" for index in range(1, len(names) + 1))
        header = headers.Header(row=-1, names=chosen, cells=(None,) * len(names), above=0)
        return _Cells(
            header=header, places=tuple(loaded.places), notes=("no header", *_hidden(sheet, loaded))
        )

    def _formulas(self, sheet: str) -> tuple[str, ...]:
        found = self._parts.unsaved(sheet)
        if found is None:
            return ()
        at_least = "" if found.is_all else "at least "
        if found.count == 1:
            return (
                (
                    f"{at_least}1 cell holds a formula whose value was not saved ({found.first}),"
                    " taken as missing"
                ),
            )
        return (
            (
                f"{at_least}{found.count:,} cells hold formulas whose values were not saved (the"
                f" first is {found.first}), taken as missing"
            ),
        )


def _position(header: Header) -> tuple[str, ...]:
    clauses = []
    if header.above:
        rows = "1 row" if header.above == 1 else f"{header.above} rows"
        clauses.append(f"{rows} above the header in row {header.row + 1} left out")
    if header.is_double:
        clauses.append(f"names of columns from rows {header.row} and {header.row + 1}")
    return tuple(clauses)


def _hidden(sheet: str, columns: Columns) -> tuple[str, ...]:
    return (f"the sheet {sheet} is hidden in the workbook",) if columns.is_hidden else ()


def _is_prose(data: Any) -> bool:
    """Whether a sheet holds words alone: some of them sentences, or a row or two."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if any(not pa.types.is_string(field.type) for field in data.schema) or data.num_rows > 200:
        return False
    cells = [cell for column in data.columns for cell in column.to_pylist() if cell]
    if any(not re.search(r"[^\W\d]", cell) for cell in cells):
        return False
    lengths = [pc.mean(pc.utf8_length(column)).as_py() or 0 for column in data.columns]
    return data.num_rows <= 2 or max(lengths) >= _SENTENCE
