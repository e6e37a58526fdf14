"""A UTF-8 text in, nothing out, or the one line of it that is no row of any table: found before
anything holds it in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.text.texts import LONGEST_LINE

if TYPE_CHECKING:
    from pathlib import Path

CELLS = 4_000_000
"""Delimiters that a long line may have: the engine keeps a note, of a hundred bytes, of each cell
that is too many.
"""

QUOTED = 16 << 20
"""Bytes that may follow a quote that opens a cell without any other quote: every line in there
would be tried as a row.
"""

_CHUNK = 1 << 20
_HINT = (
    "Look at that line: a line end or a closing quote may be missing. Correct it, or export the"
    " data again."
)


def check(path: Path, label: str, delimiter: str = "", quote: str = "") -> None:
    """Make sure that no line is endless; lines that begin and end within a piece are not looked at.
    Without a delimiter and a quote only lengths count.

    Raises
    ------
    IngestError
        A line is longer than can be read, has more cells than any table, or opens a quote that is
        not closed.
    """
    opened = _Opened(quote.encode(), delimiter.encode())
    mark, number, length, cells = delimiter.encode()[:1], 1, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            end = b"\n" if b"\n" in chunk else b"\r"  # a text of old has no other
            begun, ended, _ = chunk.partition(end)
            length, cells = length + len(begun), cells + _count(begun, mark)
            if opened.follow(chunk, number, end) > QUOTED:
                what = (
                    f"{label}: a quote that opens in line {opened.line:,} is not closed within"
                    f" {QUOTED >> 20} MB."
                )
                raise IngestError(what, _HINT)
            if length > LONGEST_LINE:
                what = (
                    f"{label}: line {number:,} is longer than {LONGEST_LINE >> 20} MB; that is no"
                    " row of a table."
                )
                raise IngestError(what, _HINT)
            if cells > CELLS:
                raise IngestError(
                    f"{label}: line {number:,} has more than {CELLS:,} cells; that is no row of a"
                    " table.",
                    _HINT,
                )
            if ended:
                rest = chunk.rpartition(end)[2]
                number, length, cells = number + chunk.count(end), len(rest), _count(rest, mark)


def _count(line: bytes, mark: bytes) -> int:
    return line.count(mark) if mark else 0  # of nothing there is one more than bytes


class _Opened:
    """A quote that opened a cell, and what has followed it since."""

    def __init__(self, quote: bytes, delimiter: bytes) -> None:
        self._quote, self._around = quote, {b"\n", b"\r", delimiter}
        self._before = b"\n"
        self._length = 0
        self._is_last = False  # whether what follows the quote is not known yet
        self.line = 0

    def follow(self, chunk: bytes, number: int, end: bytes) -> int:
        """Read on, and return how many bytes have followed; 0 while no quote is open. `number` is
        the line that the piece begins in.
        """
        if self._is_last and chunk[:1] in self._around:
            self._length = 0
        last = chunk.rfind(self._quote) if self._quote else -1
        if last < 0:
            self._length += len(chunk) if self._length else 0
        else:
            before = chunk[last - 1 : last] if last else self._before
            is_open = before in self._around and chunk[last + 1 : last + 2] not in self._around
            self.line, self._length = (
                number + chunk.count(end, 0, last),
                len(chunk) - last if is_open else 0,
            )
        self._is_last, self._before = last == len(chunk) - 1, chunk[-1:]
        return self._length
