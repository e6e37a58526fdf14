"""A compound file (OLE, as Excel 97 wrote) in, one of its streams out: sectors of a file within a
file, followed along their chain.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST = 0xFFFFFFF0
"""Numbers from here on are no sectors, but ends."""


def stream(path: Path, names: Sequence[str]) -> bytes:
    """Return the first stream of one of these names.

    Raises
    ------
    KeyError
        There is none.
    ValueError, struct.error, IndexError
        The file is damaged.
    """
    content = path.read_bytes()
    if not content.startswith(_SIGNATURE):
        raise ValueError("no compound file")
    file = _Compound(content)
    for name, start, size in file.entries():
        if name in names:
            return file.small(start, size) if size < file.cutoff else file.chained(start)[:size]
    raise KeyError(names[0])


class _Compound:
    """The sectors of a compound file and their chains."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if not 7 <= shift <= 16 or not 4 <= small_shift <= shift:
            raise ValueError("sectors of no usual size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        (self._directory,) = struct.unpack_from("<I", content, 48)
        self.cutoff, self._small_table, _, more, _ = struct.unpack_from("<IIIII", content, 56)
        """Bytes below which a stream lies in small sectors."""
        tables = [*struct.unpack_from("<109I", content, 76), *self._more_tables(more)]
        self._next = b"".join(self._sector(number) for number in tables if number < _LAST)

    def _more_tables(self, sector: int) -> list[int]:
        found: list[int] = []
        each = self._size // 4
        while sector < _LAST and len(found) * 4 < len(self._content):
            *numbers, sector = struct.unpack(f"<{each}I", self._sector(sector))
            found += numbers
        return found

    def _sector(self, number: int) -> bytes:
        start = (
            _HEADER + number * self._size if self._size <= _HEADER else (number + 1) * self._size
        )
        return self._content[start : start + self._size].ljust(self._size, b"\0")

    def chained(self, sector: int) -> bytes:
        """Return what lies in a sector and all that follow it."""
        found: list[bytes] = []
        while sector < _LAST:
            if len(found) * self._size > len(self._content):
                raise ValueError("a chain of sectors without end")
            found.append(self._sector(sector))
            (sector,) = struct.unpack_from("<I", self._next, 4 * sector)
        return b"".join(found)

    def entries(self) -> list[tuple[str, int, int]]:
        """Return name, first sector and bytes of each stream and of the root, which holds the small
        sectors.
        """
        directory = self.chained(self._directory)
        found = []
        for index in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, index + 64)
            name = directory[index : index + max(0, min(length, 64) - 2)].decode(
                "utf-16-le", "replace"
            )
            start, size = struct.unpack_from("<II", directory, index + 116)
            if name:
                found.append((name, start, size))
        return found

    def small(self, sector: int, size: int) -> bytes:
        """Return a stream that lies in small sectors of the root's."""
        root, table = self.chained(self.entries()[0][1]), self.chained(self._small_table)
        found = b""
        while sector < _LAST and len(found) < size:
            found += root[sector * self._small_size : (sector + 1) * self._small_size]
            (sector,) = struct.unpack_from("<I", table, 4 * sector)
        return found[:size]
