"""A UTF-8 text in, nothing out, or the one line of it that is no row of any table: found before anything holds it in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.texts import LONGEST_LINE

if TYPE_CHECKING:
    from pathlib import Path

CELLS = 4_000_000
"""Delimiters that a long line may have: the engine keeps a note, of a hundred bytes, of each cell that is too many."""

_CHUNK = 1 << 20
_HINT = "Look at that line: a line end or a closing quote may be missing. Correct it, or export the data anew."


def check(path: Path, label: str, delimiter: str) -> None:
    """Make sure that no line is endless; lines that begin and end within a piece are not looked at.

    Raises
    ------
    IngestError
        A line is longer than can be read, or has more cells than any table.
    """
    mark, number, length, cells = delimiter.encode()[:1], 1, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            end = b"\n" if b"\n" in chunk else b"\r"  # a text of old has no other
            begun, ended, _ = chunk.partition(end)
            length, cells = length + len(begun), cells + begun.count(mark)
            if length > LONGEST_LINE:
                what = f"{label}: line {number:,} is longer than {LONGEST_LINE >> 20} MB; that is no row of a table."
                raise IngestError(what, _HINT)
            if cells > CELLS:
                raise IngestError(f"{label}: line {number:,} has more than {CELLS:,} cells; that is no row of a table.", _HINT)
            if ended:
                rest = chunk.rpartition(end)[2]
                number, length, cells = number + chunk.count(end), len(rest), rest.count(mark)
