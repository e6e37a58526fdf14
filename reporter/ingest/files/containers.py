"""A given file in, the data files it holds out: plain or packed, told by their first bytes.

What is packed is unpacked into the workspace under names of our own, never under a member's path.
"""

from __future__ import annotations

import tarfile
import zipfile
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.files import signatures
from reporter.ingest.files.packings import DAMAGE, Measured, Room, pieces, stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from reporter.ingest.files.signatures import Packing
    from reporter.ingest.files.sources import Given
    from reporter.ingest.forms import Form

DEPTH = 3
"""How many times over a file may be packed."""

_CLAUSES: dict[Packing, str] = {
    "gzip": "gzipped",
    "bzip2": "packed with bzip2",
    "xz": "packed with xz",
    "zstd": "packed with zstd",
    "zip": "zipped",
    "tar": "in a tar archive",
}
_ENDINGS = {
    ".gz": "",
    ".bz2": "",
    ".xz": "",
    ".zst": "",
    ".tgz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
}
_DOCUMENTS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "Index/Document.iwa": "a Numbers document",
}
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ZIP_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_ZIP_HEADER = 30
"""Bytes before a member's name, at least."""
_UNPACK = "Unpack it yourself and give the unpacked file."


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """A file on the way from what was given to what is in it."""

    path: Path
    name: str
    """Its own name, which may say what it is."""
    within: str = ""
    """What it lies in, for messages: " in orders.zip"."""
    packings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{signatures.shown(self.name)}{self.within}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file in an archive."""

    path: str
    """As the archive calls it; it only ever names the file in messages."""
    open: Callable[[], Any]
    refusal: str = ""
    """Why it cannot be unpacked, a clause."""

    @property
    def name(self) -> str:
        return PurePosixPath(self.path.replace("\\", "/")).name


def unpack(given: Given, workspace: Path) -> list[Part]:
    """Open a file and whatever is packed in it.

    Raises
    ------
    IngestError
        The file is empty, damaged, encrypted, of no known format, or larger unpacked than an honest
        file or the disk.
    """
    room = Room(workspace, given.label, given.path.stat().st_size)
    try:
        return list(_parts(_Layer(path=given.path, name=given.label), room))
    except (*DAMAGE, tarfile.TarError, OSError) as error:
        reason = str(error).split("\n", 1)[0].rstrip(".") or type(error).__name__
        what = f"{given.label} is damaged: its packed content cannot be read ({reason})."
        raise IngestError(
            what, "Ask for the file again, or unpack it yourself and give the unpacked file."
        ) from error


def _parts(layer: _Layer, room: Room) -> Iterator[Part]:
    with layer.path.open("rb") as file:
        head = file.read(signatures.HEAD)
    if not head:
        raise _empty(layer.label)
    packing = signatures.packing(head)
    if packing is None:
        yield _part(layer, signatures.form(head, layer.name, layer.label))
        return
    if len(layer.packings) >= DEPTH and packing != "zip":  # a workbook is a zip too
        raise _too_often(layer)
    if packing == "zip":
        yield from _unzip(layer, room)
    elif packing == "tar":
        yield from _untar(layer, room)
    else:
        path = room.write(stream(layer.path, packing))
        if path.stat().st_size == 0:
            raise _empty(layer.label)
        yield from _parts(_inner(layer, path, packing), room)


def _part(layer: _Layer, form: Form) -> Part:
    return Part(path=layer.path, label=layer.label, form=form, packing=", ".join(layer.packings))


def _inner(layer: _Layer, path: Path, packing: Packing) -> _Layer:
    suffix = PurePosixPath(layer.name).suffix
    packings = (*layer.packings, _CLAUSES[packing])
    if suffix.lower() in _ENDINGS:
        name = layer.name.removesuffix(suffix) + _ENDINGS[suffix.lower()]
        return _Layer(path=path, name=name, within=layer.within, packings=packings)
    return _Layer(path=path, name="the content", within=f" of {layer.label}", packings=packings)


def _unzip(layer: _Layer, room: Room) -> Iterator[Part]:
    with Measured(layer.path) as file, zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if _is_workbook(archive, names, layer):
            yield _part(layer, forms.WORKBOOK)
            return
        if len(layer.packings) >= DEPTH:
            raise _too_often(layer)
        _check_places(archive.infolist())
        members = []
        for info in {
            info.filename: info for info in archive.infolist()
        }.values():  # of those with one name the last holds
            room.member()
            if not info.is_dir():
                refusal = "is protected by a password" if info.flag_bits & 1 else ""
                if not refusal and info.compress_type not in _ZIP_METHODS:
                    refusal = "is packed in a way that is not understood"
                members.append(
                    _Member(path=info.filename, open=partial(archive.open, info), refusal=refusal)
                )
        yield from _members(members, layer, "zip", room)


def _check_places(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse members that lie one over another, which a few bytes use to unpack to many files;
    later Pythons refuse them too.

    Raises
    ------
    zipfile.BadZipFile
        Two overlap.
    """
    ordered = sorted(members, key=lambda info: info.header_offset)
    for info, following in pairwise(ordered):
        if (
            info.header_offset + _ZIP_HEADER + len(info.orig_filename) + info.compress_size
            > following.header_offset
        ):
            raise zipfile.BadZipFile(
                f"{info.filename} and {following.filename} lie one over the other"
            )


def _is_workbook(archive: zipfile.ZipFile, names: set[str], layer: _Layer) -> bool:
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return True
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as file:
            if file.read(200).decode("ascii", "replace").startswith(_ODS):
                return True
        raise IngestError(f"{layer.label} is an office document, not a table.", signatures.FORMATS)
    for name, words in _DOCUMENTS.items():
        if name in names:
            raise IngestError(f"{layer.label} is {words}, not a table.", "Save it as XLSX or CSV.")
    return False


def _untar(layer: _Layer, room: Room) -> Iterator[Part]:
    with Measured(layer.path) as file, tarfile.open(fileobj=file, mode="r:") as archive:
        members = []
        for info in archive:
            room.member()
            if info.isreg():  # links and devices are nothing that could be data
                refusal = "has holes" if info.issparse() else ""
                members.append(
                    _Member(
                        path=info.name, open=partial(archive.extractfile, info), refusal=refusal
                    )
                )
        yield from _members(members, layer, "tar", room)


def _members(
    members: Sequence[_Member], layer: _Layer, packing: Packing, room: Room
) -> Iterator[Part]:
    chosen = _data_members(members, layer.label)
    names = [member.name for member in chosen]
    for member in chosen:
        if member.refusal:
            raise IngestError(f"{layer.label} {member.refusal}.", _UNPACK)
        with member.open() as source:
            path = room.write(pieces(source))
        name = member.name if names.count(member.name) == 1 else member.path
        packings = (*layer.packings, _CLAUSES[packing])
        yield from _parts(
            _Layer(path=path, name=name, within=f" in {layer.label}", packings=packings), room
        )


def _data_members(members: Iterable[_Member], label: str) -> list[_Member]:
    """Return the members that hold data, in the order of their names."""
    files = sorted(
        (member for member in members if not _is_hidden(member.path)),
        key=lambda member: member.path,
    )
    kept = set(signatures.tables([member.path for member in files]))
    if not kept:
        seen = ", ".join(signatures.shown(member.name) for member in files[:5]) or "nothing"
        raise IngestError(f"{label} holds no data file; it holds {seen}.", signatures.FORMATS)
    return [member for member in files if member.path in kept]


def _is_hidden(name: str) -> bool:
    return any(
        part.startswith((".", "__MACOSX", "~$"))
        for part in PurePosixPath(name.replace("\\", "/")).parts
        if part not in {".", ".."}
    )


def _empty(label: str) -> IngestError:
    return IngestError(
        f"{label} is empty (0 bytes once unpacked).", "Export the data again, with its header line."
    )


def _too_often(layer: _Layer) -> IngestError:
    return IngestError(f"{layer.label} is packed too many times over.", _UNPACK)
