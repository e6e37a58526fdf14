"""A delimited text in, its table in the store out: decoded, cut into columns, and without what is
no record.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.loaded import Loaded
from reporter.ingest.store import quoted
from reporter.ingest.text import dialects, encodings, footers, lines, texts
from reporter.ingest.text.cuts import BLANKS, cut_by_blanks
from reporter.ingest.text.texts import UnreadableTextError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.store import Store
    from reporter.ingest.text.dialects import Dialect
    from reporter.ingest.text.encodings import Decoded
    from reporter.ingest.text.texts import Reject, Rejects
    from reporter.settings import SourceSettings

    Cutter = Callable[[str], Sequence[str]]

_SWALLOWED = 20
"""Lines that an open quote may hold together before the file is refused."""
_CHUNK = 1 << 20


def load(
    part: Part, store: Store, table: str, settings: SourceSettings, workspace: Path
) -> list[Loaded]:
    """Load a text into a table of text columns.

    Raises
    ------
    IngestError
        It cannot be decoded or cut into columns, a setting does not fit it, or no row fits its
        header.
    """
    decoded = encodings.decode(part.path, part.label, workspace, settings.encoding)
    return [_load(decoded, part, store, table, settings, workspace)]


def load_cut(
    part: Part,
    store: Store,
    table: str,
    settings: SourceSettings,
    workspace: Path,
    *,
    form: str,
    cutter: Callable[[Path], Cutter | None],
) -> list[Loaded]:
    """Load a text whose form cuts its lines in a way of its own, and which is else as any other:
    headers, footers and what is no record are told as in one with commas.

    Parameters
    ----------
    form
        What such a file is called for a reader, a noun.
    cutter
        Takes the text once it is UTF-8 and none of its lines is endless, and returns what makes
        cells of a line without its end, two at least of a row; None where a delimiter stands
        between the columns all the same. Lines stay lines, so that messages count those of the
        file.

    Raises
    ------
    IngestError
        As of `load`.
    """
    decoded = encodings.decode(part.path, part.label, workspace, settings.encoding)
    lines.check(decoded.path, part.label)
    cut = cutter(decoded.path)
    if cut is None:
        return [_load(decoded, part, store, table, settings, workspace)]
    commas = replace(decoded, path=_with_commas(decoded.path, cut, workspace))
    by_commas = settings.model_copy(update={"delimiter": ","})
    loaded = _load(commas, part, store, table, by_commas, workspace)
    return [replace(loaded, form=form, delimiter="")]


def _load(
    decoded: Decoded,
    part: Part,
    store: Store,
    table: str,
    settings: SourceSettings,
    workspace: Path,
) -> Loaded:
    dialect = dialects.detect(decoded.path, part.label, settings)
    lines.check(decoded.path, part.label, dialect.delimiter, dialect.quote)
    reading = _Reading(store=store, table=table, label=part.label, workspace=workspace)
    rejects = reading.read(decoded.path, dialect)
    if dialect.overhang:
        reading.drop_overhang(dialect)
    left_out = footers.remove(store, table, dialect, rejects, reading.in_order)
    rows = store.rows(table)
    if rows == 0:
        what = (
            f"{part.label}: none of its {rejects.lines:,} rows fits the header of"
            f" {len(dialect.names)} columns."
        )
        raise IngestError(
            what, f"Check its first lines; the header was read as {', '.join(dialect.names[:20])}."
        )
    return Loaded(
        table=table, label=part.label, form=dialect.form, encoding=decoded.encoding,
        delimiter=dialect.delimiter, rows=rows, blanks=False,
        title=dialect.title, totals=left_out.told, year_begins=dialect.year_begins,
        nameless=dialect.nameless,
        notes=(*part.notes, *decoded.notes, *dialect.notes, *reading.notes,
        *left_out.notes(part.label)),
    )  # fmt: skip


class _Reading:
    """The reading of one text, which may take more than one attempt."""

    def __init__(self, *, store: Store, table: str, label: str, workspace: Path) -> None:
        self.store, self.table, self.label, self.workspace = store, table, label, workspace
        self.notes: list[str] = []
        self._steps: list[Callable[[], object]] = []
        """What made the table of the text as it is."""
        self._size = 0

    def in_order(self) -> None:
        """Load the table again with its rows in the order of the lines; those that are read by one
        thread lie so anyway.
        """
        if self._size > texts.BUFFER:
            self.store.drop(self.table)
            with self.store.in_order():
                for step in tuple(self._steps):
                    step()

    def read(self, path: Path, dialect: Dialect) -> Rejects:
        """Read it, in another way where the plain one loses lines."""
        above = 0
        if dialect.delimiter == BLANKS:
            path = _with_commas(path, cut_by_blanks, self.workspace)
            dialect = dialects.as_commas(dialect)
        if dialect.skip and self._is_quoted_above(path, dialect):
            path, dialect, above = (
                self._below(path, dialect.skip),
                replace(dialect, skip=0),
                dialect.skip,
            )
        try:
            rejects = self._load(path, dialect)
        except UnreadableTextError:
            path = self._with_one_line_end(path)
            rejects = self._load(path, dialect)
            self.notes.append("lines end in more than one way")
        if any("line size" in reject.reason for reject in rejects.first):
            rejects = self._again(path, dialect, has_long_lines=True)
        rejects = self._with_other_quotes(path, dialect, rejects)
        _refuse_open_quote(rejects, above, self.label)
        if rejects.lines >= texts.REJECTS:
            first, reason = rejects.first[0].line + above, rejects.first[0].reason
            what = (
                f"{self.label}: {rejects.lines:,} lines or more do not fit its header of"
                f" {len(dialect.names)} columns"
            )
            raise IngestError(
                f"{what}; the first is line {first:,}: {reason}.",
                "Correct that line and those like it, or export the data again.",
            )
        return (
            replace(
                rejects,
                first=tuple(replace(reject, line=reject.line + above) for reject in rejects.first),
            )
            if above
            else rejects
        )

    def _load(self, path: Path, dialect: Dialect, *, has_long_lines: bool = False) -> Rejects:
        load = partial(
            texts.load,
            self.store,
            path,
            dialect,
            self.label,
            self.table,
            has_long_lines=has_long_lines,
        )
        self._steps, self._size = [load], path.stat().st_size
        return load()

    def _again(self, path: Path, dialect: Dialect, *, has_long_lines: bool = False) -> Rejects:
        self.store.drop(self.table)
        return self._load(path, dialect, has_long_lines=has_long_lines)

    def _change(self, change: Callable[[], object]) -> None:
        """Change the loaded table, now and whenever it is loaded again."""
        self._steps.append(change)
        change()

    def _with_other_quotes(self, path: Path, dialect: Dialect, rejects: Rejects) -> Rejects:
        """Try what else a quote may mean where lines are lost to it; the way that reads most rows
        holds.
        """
        quoted_lines = [reject for reject in rejects.first if "quote" in reject.reason]
        if not quoted_lines:
            return rejects
        balanced = all(_is_balanced(reject.text, dialect) for reject in quoted_lines)
        ways = [replace(dialect, quote="", escape="")] if balanced else []
        if (
            any(f"\\{dialect.quote}" in reject.text for reject in quoted_lines)
            and dialect.escape != "\\"
        ):
            ways.insert(0, replace(dialect, escape="\\"))
        most, best, found = self.store.rows(self.table), dialect, rejects
        for way in ways:
            rejects = self._again(path, way)
            if (rows := self.store.rows(self.table)) > most:
                most, best, found = rows, way, rejects
        if ways:
            self._again(path, best)
        if best.quote == "" and dialect.quote:
            self._change(partial(texts.unquote, self.store, self.table))
            self.notes.append(
                "quotes taken as they stand, as they do not match (the first time in line"
                f" {quoted_lines[0].line})"
            )
        return found

    def drop_overhang(self, dialect: Dialect) -> None:
        """Leave out the last column if it is but the delimiter at the ends of lines."""
        last = dialect.names[-1]
        if self.store.row([f"count({quoted(last)})"], self.table)[0] == 0:
            self._change(partial(texts.drop_column, self.store, self.table, last))
            self.notes.append("a delimiter at the end of each line is no column")

    def _is_quoted_above(self, path: Path, dialect: Dialect) -> bool:
        with path.open("r", encoding="utf-8", newline="") as stream:
            return any(
                dialect.quote in line for _, line in zip(range(dialect.skip), stream, strict=False)
            )

    def _with_one_line_end(self, path: Path) -> Path:
        target = _target(self.workspace)
        with (
            path.open("r", encoding="utf-8-sig", newline=None) as source,
            target.open("w", encoding="utf-8", newline="") as output,
        ):
            while chunk := source.read(_CHUNK):
                output.write(chunk)
        return target

    def _below(self, path: Path, skip: int) -> Path:
        """Copy what stands below the lines left out, which hold quotes."""
        target = _target(self.workspace)
        with (
            path.open("r", encoding="utf-8-sig", newline="") as source,
            target.open("w", encoding="utf-8", newline="") as output,
        ):
            for _ in range(skip):
                source.readline()
            while chunk := source.read(_CHUNK):
                output.write(chunk)
        return target


def _target(workspace: Path) -> Path:
    return workspace / f"text-{len(list(workspace.iterdir()))}"


def _with_commas(path: Path, cut: Cutter, workspace: Path) -> Path:
    """Write a text with commas, line by line."""
    target = _target(workspace)
    with (
        path.open("r", encoding="utf-8-sig", newline=None) as source,
        target.open("w", encoding="utf-8", newline="") as output,
    ):
        writer = csv.writer(output, lineterminator="\n")
        writer.writerows(cut(line.removesuffix("\n")) for line in source)
    return target


def _is_balanced(line: str, dialect: Dialect) -> bool:
    """Whether no cell of a line begins with a quote that is left open."""
    cells = line.split(dialect.delimiter)
    return not any(
        cell.startswith(dialect.quote) and cell.count(dialect.quote) % 2 for cell in cells
    )


def _refuse_open_quote(rejects: Rejects, above: int, label: str) -> None:
    reject = next((reject for reject in rejects.first if _is_open(reject)), None)
    if reject:
        what = (
            f"{label}: a quote in line {reject.line + above} is opened and never closed, so that"
            " the lines below cannot be told apart."
        )
        raise IngestError(
            what, "Close the quote or remove it, or export the file again as XLSX or Parquet."
        )


def _is_open(reject: Reject) -> bool:
    return "quote" in reject.reason and (reject.breaks > _SWALLOWED or not reject.text)
