"""A path in, the data files it holds out: plain, gzipped or zipped, told by their first bytes.

What is packed is unpacked into the workspace under names of our own, never under a member's path.
"""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.ingest.sources import Given

Form = Literal["text", "workbook", "parquet"]

DATA_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".psv", ".xlsx", ".xlsm", ".xls", ".parquet", ".gz"})
CHUNK = 1 << 20
FORMATS = "CSV, TSV, XLSX and Parquet are understood, each also zipped or gzipped."

_ZIP, _GZIP, _PARQUET, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0"
_EMPTY_ZIP = b"PK\x05\x06"
_FOREIGN = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3": "an SQLite database",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
_DAMAGE = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A data file as it lies on disk now."""

    path: Path
    label: str
    """How messages call it: "orders.csv", or "data.csv in orders.zip"."""
    form: Form
    packing: str
    """How it was packed, a clause for a reader; empty for a plain file."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Clauses for a reader on how it came."""
        return (f"{self.label}, {self.packing}",) if self.packing else ()


def unpack(given: Given, workspace: Path) -> list[Part]:
    """Open a file and whatever is packed in it.

    Raises
    ------
    IngestError
        The file is missing, a folder, empty, unreadable, damaged, encrypted, or of no known format.
    """
    _check(given.path)
    try:
        return list(_parts(given.path, given.label, workspace, ""))
    except _DAMAGE as error:
        what = f"{given.label} is damaged: its packed content cannot be read ({error or type(error).__name__})."
        raise IngestError(what, "Ask for the file again, or unpack it yourself and give the unpacked file.") from error


def _check(path: Path) -> None:
    if path.is_dir():
        raise IngestError(f"{path} is a folder, not a file.", "Name the data file in it.")
    try:
        with path.open("rb") as stream:
            if not stream.read(1):
                raise IngestError(f"{path.name} is empty (0 bytes).", "Export the data again, with its header line.")
    except FileNotFoundError as error:
        raise IngestError(f"There is no file {path}.", _suggestion(path)) from error
    except OSError as error:
        raise IngestError(f"{path.name} cannot be read: {error.strerror}.", "Check that you may read the file.") from error


def _suggestion(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {folder} does not exist either; check the path."
    near = sorted(other.name for other in folder.iterdir() if other.stem.lower() == path.stem.lower() and other.is_file())
    return f"In that folder there is {', '.join(near)}." if near else "Check the path and its spelling."


def _parts(path: Path, label: str, workspace: Path, packing: str) -> Iterator[Part]:
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(_GZIP):
        yield from _gunzip(path, label, workspace, packing)
    elif head.startswith((_ZIP, _EMPTY_ZIP)):
        yield from _unzip(path, label, workspace, packing)
    else:
        yield Part(path=path, label=label, form=_form(head, label), packing=packing)


def _form(head: bytes, label: str) -> Form:
    if head.startswith(_PARQUET):
        return "parquet"
    if head.startswith(_OLE):
        return "workbook"
    for signature, words in _FOREIGN.items():
        if head.lstrip().startswith(signature):
            raise IngestError(f"{label} is {words}, not a table.", FORMATS)
    if head[257:262] == b"ustar":
        raise IngestError(f"{label} is a tar archive, not a table.", FORMATS)
    suffix = PurePosixPath(label.split(" in ", maxsplit=1)[0]).suffix.lower()
    if suffix in {".parquet", ".xlsx", ".xlsm", ".xls"}:
        raise IngestError(f"{label} is damaged: it does not begin like a {suffix} file.", "Ask for the file again, or export it anew.")
    return "text"


def _gunzip(path: Path, label: str, workspace: Path, packing: str) -> Iterator[Part]:
    if packing.count(",") > 1:
        raise IngestError(f"{label} is packed too many times over.", "Unpack it yourself and give the unpacked file.")
    with gzip.open(path) as stream:
        target = _copy(cast("BinaryIO", stream), workspace)
    _refuse_empty(target, label)
    inner = label.removesuffix(".gz") if label.endswith(".gz") else f"the content of {label}"
    yield from _parts(target, inner, workspace, _joined(packing, "gzipped"))


def _unzip(path: Path, label: str, workspace: Path, packing: str) -> Iterator[Part]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
            yield Part(path=path, label=label, form="workbook", packing=packing)
            return
        for member in _data_members(archive, label):
            if member.flag_bits & 1:
                raise IngestError(f"{label} is protected by a password.", "Unpack it yourself and give the unpacked file.")
            with archive.open(member) as stream:
                target = _copy(cast("BinaryIO", stream), workspace)
            inner = f"{PurePosixPath(member.filename).name} in {label}"
            _refuse_empty(target, inner)
            yield from _parts(target, inner, workspace, _joined(packing, "zipped"))


def _data_members(archive: zipfile.ZipFile, label: str) -> list[zipfile.ZipInfo]:
    """Return the members that hold data, in the order of their names; read-me texts stay out beside real tables."""
    files = [member for member in archive.infolist() if not member.is_dir() and not _is_hidden(member.filename)]
    found = [member for member in files if PurePosixPath(member.filename).suffix.lower() in DATA_SUFFIXES]
    tables = [member for member in found if PurePosixPath(member.filename).suffix.lower() != ".txt"] or found
    if not tables:
        seen = ", ".join(PurePosixPath(member.filename).name for member in files[:5]) or "nothing"
        raise IngestError(f"{label} holds no data file; it holds {seen}.", FORMATS)
    return sorted(tables, key=lambda member: member.filename)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in PurePosixPath(name).parts if part not in {".", ".."})


def _copy(stream: BinaryIO, workspace: Path) -> Path:
    target = workspace / f"unpacked-{len(list(workspace.iterdir()))}"
    with target.open("xb") as output:
        shutil.copyfileobj(stream, output, CHUNK)
    return target


def _refuse_empty(path: Path, label: str) -> None:
    if path.stat().st_size == 0:
        raise IngestError(f"{label} is empty (0 bytes once unpacked).", "Export the data again, with its header line.")


def _joined(packing: str, clause: str) -> str:
    return f"{packing}, {clause}" if packing else clause
