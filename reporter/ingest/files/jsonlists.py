"""A JSON text in, its lists of records out as files of one record per line, cut without taking a
value apart.

Brackets, commas and line ends outside strings are counted piece by piece, so that a file of any
size takes the same memory, and one that is nested without end is refused before anything follows it
down.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from reporter.errors import IngestError
from reporter.ingest.files.packings import Room
from reporter.ingest.files.signatures import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 2 << 20
DEPTH = 64
"""How deep values may be nested."""

RECORD = 16 << 20
"""Bytes that a record may have."""

LISTS = 20
"""Lists of records that an object may hold."""

_HINT = "Give a JSON list of objects, one object a line (NDJSON), or export the data as CSV."
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_KEY = re.compile(rb"\"((?:[^\"\\]|\\.)*)\"\s*:\s*$")
_NUL = b"\\u0000"
_QUOTE, _COMMA, _LINE, _OPEN, _SHUT = (ord(sign) for sign in '",\n[]')
_STEP = np.zeros(256, np.int8)
_STEP[[ord("{"), ord("[")]] = 1
_STEP[[ord("}"), ord("]")]] = -1
_SIGN = _STEP != 0
_SIGN[[_QUOTE, _COMMA, _LINE]] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A list of records, one per line."""

    name: str
    """The key it was found under; empty for a file that is nothing else."""
    path: Path
    lines: bool
    """Whether lines are those of the file that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A piece of the text and the signs that give it its structure."""

    block: bytes
    at: Any
    """Places of brackets, commas and line ends outside strings."""
    sign: Any
    depth: Any
    """How deep the text is nested after each."""
    torn: Any
    """Positions of line ends that stand within a value."""


@dataclass(slots=True)
class _Reader:
    """What carries over from one piece to the next."""

    label: str
    quoted: bool = False
    escaped: bool = False
    depth: int = 0

    def pieces(self, file: IO[bytes]) -> Iterator[_Piece]:
        while block := file.read(CHUNK):
            yield self._piece(block)

    def _piece(self, block: bytes) -> _Piece:
        masked = b"_" + block[1:] if self.escaped else block
        self.escaped = False
        if b"\\" in masked:
            masked = _ESCAPE.sub(b"__", masked)
            self.escaped = masked.endswith(b"\\")
        signs = np.frombuffer(masked, np.uint8)
        at = np.flatnonzero(_SIGN[signs])
        sign = signs[at]
        quote = sign == _QUOTE
        inside = ((np.cumsum(quote) + self.quoted) & 1).astype(bool)
        depth = self.depth + np.cumsum(np.where(inside, 0, _STEP[sign]))
        if at.size:
            self.quoted, self.depth = bool(inside[-1]), int(depth[-1])
            if int(depth.max()) > DEPTH:
                what = f"{self.label} is nested more than {DEPTH} levels deep; that is no table."
                raise IngestError(what, _HINT)
        torn = at[(sign == _LINE) & (inside | (depth > 0))]
        outside = ~(inside | quote)
        return _Piece(
            block=block, at=at[outside], sign=sign[outside], depth=depth[outside], torn=torn
        )


def split(path: Path, label: str, workspace: Path) -> list[Records]:
    """Write each list of objects in a JSON text as one record per line; no list for a text that is
    written so already.

    Raises
    ------
    IngestError
        The text breaks off, is nested too deeply, or holds no list of objects.
    """
    if _is_lines(path):
        return []
    reader, cutter = _Reader(label), _Cutter(label, workspace)
    with path.open("rb") as file, closing(cutter):
        _skip_mark(file)
        for piece in reader.pieces(file):
            cutter.cut(piece)
    if reader.depth or reader.quoted:
        raise IngestError(
            f"{label} is damaged: its JSON breaks off in the midst of a value.",
            "Ask for the file again, or make a new export.",
        )
    if not cutter.lists:
        raise IngestError(f"{label} holds no list of records (JSON objects).", _HINT)
    return cutter.lists


def check_lines(path: Path, label: str, workspace: Path) -> Records:
    """Make sure that a text has one JSON object a line, none of them endless.

    Raises
    ------
    IngestError
        A line is no object, nested too deeply or too large; the message names it.
    """
    reader, line, length = _Reader(label), 1, 0
    with path.open("rb") as file:
        marked = _skip_mark(file)
        for piece in reader.pieces(file):
            ends = piece.at[piece.sign == _LINE]
            if piece.torn.size:
                raise _bad_line(label, line + int(np.count_nonzero(ends < piece.torn[0])))
            gaps = np.diff(np.concatenate(([-length], ends, [len(piece.block)])))
            if int(gaps.max()) > RECORD:
                raise _too_large(label, f"line {line + int(gaps.argmax()):,}")
            line, length = line + ends.size, int(gaps[-1])
    if reader.depth or reader.quoted:
        raise _bad_line(label, line)
    if marked:
        with path.open("rb") as file:
            _skip_mark(file)
            path = Room(workspace, label, None).write(iter(lambda: file.read(CHUNK), b""))
    return Records(name="", path=path, lines=True)


def first(records: Records, count: int) -> Iterator[dict[str, Any]]:
    """Return the first records, as far as they are sound."""
    with records.path.open("rb") as file:
        for line in itertools.islice(file, count):
            if line.strip():
                if not _is_object(line):
                    return
                yield json.loads(line)


def first_bad(records: Records) -> int | None:
    """Return the number of the first line that is no JSON object."""
    with records.path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip() and not _is_object(line):
                return number
    return None


class _Cutter:
    """Finds the lists and writes them."""

    def __init__(self, label: str, workspace: Path) -> None:
        """Begin outside of every list."""
        self.lists: list[Records] = []
        self._label = label
        self._room = Room(workspace, label, None)
        self._before = b""  # what the last pieces ended with, to find a list's key in
        self._over = False
        self._base = 0  # depth within the list; 0 outside of lists
        self._output: IO[bytes] | None = None
        self._undecided = False  # whether the list has not shown its first record yet
        self._record, self._length = 1, 0

    def cut(self, piece: _Piece) -> None:
        """Write what a piece holds of lists."""
        start, token = 0, 0
        if self._over and piece.block.strip():
            raise self._goes_on()
        while True:
            if not self._base:
                opening = _first(piece.sign[token:] == _OPEN)
                if opening is None:
                    break
                token += opening
                start = int(piece.at[token]) + 1
                self._begin(self._before + piece.block[: start - 1], int(piece.depth[token]))
                token += 1
            shut = _first((piece.sign[token:] == _SHUT) & (piece.depth[token:] == self._base - 1))
            last = len(piece.at) if shut is None else token + shut
            end = len(piece.block) if shut is None else int(piece.at[last])
            self._write(piece, start, end, slice(token, last))
            if shut is None:
                break
            self._end()
            start, token = end + 1, last + 1
        closed = _first((piece.depth == 0) & (_STEP[piece.sign] < 0))
        if closed is not None:
            self._over = True
            if piece.block[int(piece.at[closed]) + 1 :].strip():
                raise self._goes_on()
        self._before = (self._before + piece.block)[-1024:]

    def _begin(self, before: bytes, depth: int) -> None:
        found = _KEY.search(before[-1024:])
        self._name = _decoded(found[1]) if found else ""
        self._base, self._undecided, self._record, self._length = depth, True, 1, 0

    def _write(self, piece: _Piece, start: int, end: int, tokens: slice) -> None:
        """Write a stretch of a list, a line end for each comma between its records."""
        if self._undecided and (first := piece.block[start:end].lstrip()[:1]):
            self._undecided = False
            if first == b"{":
                self._open()
        if self._output is None or start == end:
            return
        at = piece.at[tokens]
        commas = at[(piece.sign[tokens] == _COMMA) & (piece.depth[tokens] == self._base)]
        gaps = np.diff(np.concatenate(([start - self._length], commas, [end])))
        if int(gaps.max()) > RECORD:
            raise _too_large(self._label, f"record {self._record + int(gaps.argmax()):,}")
        self._record, self._length = self._record + commas.size, int(gaps[-1])
        signs = np.frombuffer(piece.block, np.uint8).copy()
        signs[(signs == _LINE) | (signs == ord("\r"))] = ord(" ")
        signs[commas] = _LINE
        self._room.append(self._output, signs[start:end].tobytes())

    def _open(self) -> None:
        if len(self.lists) == LISTS:
            raise IngestError(
                f"{self._label} holds more than {LISTS} lists of records.",
                "Give the one that matters as a file of its own.",
            )
        handle, name = tempfile.mkstemp(prefix="records-", dir=self._room.workspace)
        self._output = os.fdopen(handle, "wb", buffering=0)
        self.lists.append(Records(name=self._name, path=Path(name), lines=False))

    def _end(self) -> None:
        self.close()
        self._base = 0

    def close(self) -> None:
        """Close the list that is being written."""
        if self._output is not None:
            self._output.close()
        self._output = None

    def _goes_on(self) -> IngestError:
        return IngestError(f"{self._label} is damaged: its JSON goes on after its end.", _HINT)


def _first(mask: Any) -> int | None:
    found = int(mask.argmax()) if mask.size else 0
    return found if mask.size and mask[found] else None


def _is_lines(path: Path) -> bool:
    """Say whether the first line is an object by itself, and something follows."""
    with path.open("rb") as file:
        _skip_mark(file)
        line = b"\n"
        while line and not line.strip():
            line = file.readline(RECORD)
        return line.endswith(b"\n") and _is_object(line) and bool(file.read(RECORD).strip())


def _is_object(line: bytes) -> bool:
    """Whether a line is an object whose texts can be written: half a character, an unpaired
    surrogate, cannot.
    """
    try:
        value = json.loads(line)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict)


def _skip_mark(file: IO[bytes]) -> bool:
    """Leave a byte order mark behind, and say whether there was one."""
    marked = file.read(3) == b"\xef\xbb\xbf"
    if not marked:
        file.seek(0)
    return marked


def _decoded(key: bytes) -> str:
    try:
        return shown(str(json.loads(b'"%b"' % key)))
    except ValueError:
        return ""


def _bad_line(label: str, line: int) -> IngestError:
    return IngestError(
        f"{label}: line {line:,} is no complete JSON object.",
        "Correct or remove that line, or ask for the file again.",
    )


def _too_large(label: str, which: str) -> IngestError:
    return IngestError(
        f"{label}: {which} is larger than {RECORD >> 20} MB; that is no row of a table.", _HINT
    )
