"""The first lines of a UTF-8 text in; its delimiter, column names and first rows out."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_HEAD = 1 << 18
_ROWS = 500
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_NUMBER = re.compile(r"\s*[-+]?\d[\d.,:/ -]*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a delimited text is written."""

    delimiter: str
    names: tuple[str, ...]
    """The file's own column names, made unique."""
    skip: int
    """Lines above the header."""

    @property
    def form(self) -> str:
        """What such a file is called."""
        return "CSV"

    @property
    def description(self) -> str:
        """The clause for a reader."""
        return f"CSV with {_DELIMITERS[self.delimiter]}"


def detect(path: Path, label: str) -> Dialect:
    """Find the delimiter that cuts the first lines into the same number of fields as the header.

    Raises
    ------
    IngestError
        No delimiter fits, the header is missing, or no row follows it.
    """
    text, skipped, is_whole = _head(path)
    fits = [fit for delimiter in _DELIMITERS if (fit := _fit(text, delimiter))]
    if not fits:
        raise _no_columns(text, label)
    same, _, delimiter, (header, *rows) = max(fits, key=lambda fit: fit[:2])
    if same < 0.5 and rows:
        what = f"{label}: the header has {len(header)} columns, but most of the rows below it do not."
        raise IngestError(what, "Look for a quote that is never closed, or a delimiter too many at the ends of the lines.")
    if all(_NUMBER.fullmatch(cell) or not cell.strip() for cell in header):
        what = f"{label}: the first line holds numbers ({', '.join(header[:4])}), not the names of the columns."
        raise IngestError(what, "Put a line with the columns' names at the top.")
    if not rows and is_whole:
        raise IngestError(f"{label} holds a header of {len(header)} columns and no row below it.", "Export the data again, with its rows.")
    return Dialect(delimiter=delimiter, names=unique_names(header), skip=skipped)


def _no_columns(text: str, label: str) -> IngestError:
    line = text.split("\n", 1)[0].strip()[:60]
    hint = "Save it with commas, semicolons, tabs or vertical bars between the columns, and their names in the first line."
    return IngestError(f"{label}: no columns can be told apart; its first line is {line!r}.", hint)


def _head(path: Path) -> tuple[str, int, bool]:
    """Read the first whole lines, without blank ones at the top and the separator line that Excel writes.

    Returns
    -------
    text, skipped, is_whole
        The lines, how many were left out above them, and whether the file ends with them.
    """
    with path.open("r", encoding="utf-8-sig", newline="") as stream:
        text = stream.read(_HEAD)
        is_whole = not stream.read(1)
        if not is_whole:
            text = text[: text.rfind("\n") + 1] or text
    lines, skipped = text.splitlines(keepends=True), 0
    while lines and (not lines[0].strip() or re.fullmatch(r'"?sep=.\s*"?\s*', lines[0], re.IGNORECASE)):
        lines.pop(0)
        skipped += 1
    return "".join(lines), skipped, is_whole


def _fit(text: str, delimiter: str) -> tuple[float, int, str, list[list[str]]] | None:
    """Cut the text by a delimiter: the share of rows as wide as the header, the width, the delimiter, the rows."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > _ROWS:
                break
    except csv.Error:
        return None
    if not rows or len(rows[0]) < 2:
        return None
    width = len(rows[0])
    same = sum(len(row) == width for row in rows[1:]) / max(1, len(rows) - 1)
    return round(same, 1), width, delimiter, rows


def unique_names(header: Iterable[str | None]) -> tuple[str, ...]:
    """Strip names, number those that are missing, and tell apart those that repeat (without regard to case)."""
    names: list[str] = []
    for place, raw in enumerate(header, 1):
        base = (raw or "").strip() or f"column {place}"
        name, number = base, 2
        while _among(name, names):
            name, number = f"{base} ({number})", number + 1
        names.append(name)
    return tuple(names)


def _among(name: str, names: Sequence[str]) -> bool:
    return name.lower() in {other.lower() for other in names}
