"""A packed stream in, its content as a file in the workspace out: piece by piece, and no further
than there is room.
"""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reporter.ingest.files.signatures import Packing

CHUNK = 1 << 20
"""Bytes that are held at once."""

GENEROUS = 1 << 30
"""Bytes that may always be unpacked, however small the file is."""

RATIO = 200
"""Beyond that, how many times as large as packed the content may be: tables reach 50 at most, a
repeated character 1,000.
"""

MARGIN = 256 << 20
"""Bytes of the disk that unpacking leaves free."""

MEMBERS = 10_000
"""Files that an archive may hold, all that is packed in it counted."""

HEADER = 8 << 20
"""Bytes that an archive's list of contents, or one header in it, may have."""

_XZ_MEMORY = 256 << 20
DAMAGE = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
)


class Room:
    """How much may still be unpacked of one file that was given."""

    def __init__(self, workspace: Path, label: str, packed: int | None) -> None:
        """Begin with nothing unpacked; `packed` is the file's size, where it is packed at all."""
        self.workspace = workspace
        self._label = label
        self._packed = packed
        self._bytes = self._files = self._looked = 0

    def member(self) -> None:
        """Count a file in the archive."""
        self._files += 1
        if self._files > MEMBERS:
            raise IngestError(
                f"{self._label} holds more than {MEMBERS:,} files.",
                "Unpack it yourself and give the files that matter.",
            )

    def take(self, count: int) -> None:
        """Count bytes that are about to be written."""
        self._bytes += count
        if (
            self._packed is not None
            and self._bytes > GENEROUS
            and self._bytes > RATIO * self._packed
        ):
            what = (
                f"{self._label} unpacks to more than {RATIO:,} times its size of {self._packed:,}"
                " bytes; that is no data."
            )
            raise IngestError(
                what,
                "Ask where the file comes from; if it is right, unpack it yourself and give the"
                " unpacked file.",
            )
        if self._bytes - self._looked > CHUNK * 32:
            self._looked = self._bytes
            if shutil.disk_usage(self.workspace).free < MARGIN:
                raise self.full()

    def full(self) -> IngestError:
        """Say that the disk is full."""
        return IngestError(
            f"{self._label} does not fit on the disk: there is no room left in"
            f" {self.workspace.parent} to unpack or copy it.",
            "Free some space there, or set TMPDIR to a folder on a larger disk.",
        )

    def write(self, chunks: Iterable[bytes]) -> Path:
        """Write a stream into a file of the workspace under a name of our own."""
        handle, name = tempfile.mkstemp(prefix="unpacked-", dir=self.workspace)
        target = Path(name)
        try:
            with os.fdopen(handle, "wb", buffering=0) as output:
                for chunk in chunks:
                    self.append(output, chunk)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    def append(self, output: IO[bytes], chunk: bytes) -> None:
        """Write a piece to an unbuffered file of the workspace."""
        self.take(len(chunk))
        rest = memoryview(chunk)
        try:
            while rest:
                rest = rest[output.write(rest) :]
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise self.full() from error
            raise


class Measured(io.FileIO):
    """A file that refuses to be read into memory in a piece larger than any honest header."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read up to `size` bytes, or all that is left."""
        position = self.tell()
        left = max(0, self.seek(0, io.SEEK_END) - position)
        self.seek(position)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > HEADER:
            raise zipfile.BadZipFile(f"its list of contents claims {wanted:,} bytes")
        return super().read(wanted) or b""


def stream(path: Path, packing: Packing) -> Iterator[bytes]:
    """Unpack a file that holds one other: gzip, bzip2, xz or zstd."""
    if packing == "zstd":
        import pyarrow as pa

        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as source:
            yield from pieces(source)
    elif packing == "xz":
        yield from _unxz(path)
    else:
        opener: Any = gzip.open if packing == "gzip" else bz2.open
        with opener(path) as source:
            yield from pieces(source)


def pieces(source: Any) -> Iterator[bytes]:
    """Read a stream piece by piece."""
    while chunk := source.read(CHUNK):
        yield chunk


def _unxz(path: Path) -> Iterator[bytes]:
    """Unpack xz, one stream after the other, with a limit to the memory that the file
    may ask for.
    """
    with path.open("rb") as source:
        rest = source.read(CHUNK)
        while rest:
            decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
            while not decoder.eof:
                if decoder.needs_input and not (rest := rest or source.read(CHUNK)):
                    raise EOFError("it ends too early")
                yield decoder.decompress(rest, CHUNK)
                rest = b""
            rest = decoder.unused_data or source.read(CHUNK)
            while rest and not (rest := rest.lstrip(b"\0")):  # zeros may stand between streams
                rest = source.read(CHUNK)
