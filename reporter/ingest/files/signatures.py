"""A file's first bytes in, what it is out: how it is packed, what form its table has, or why it is
none.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from reporter.errors import IngestError
from reporter.ingest import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.forms import Form

Packing = Literal["gzip", "bzip2", "xz", "zstd", "zip", "tar"]

HEAD = 4096
"""Bytes that are looked at."""

FORMATS = forms.listing()
"""What can be read, for the hints of refusals."""

_PACKINGS: tuple[tuple[bytes, Packing], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_BZIP2 = re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)")
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x04\x22\x4d\x18", "an LZ4 archive"),
    (b"\x1f\x9d", "an archive of the program compress"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"FEA1", "a Feather file of version 1"),
    (b"PARE", "an encrypted Parquet file"),
    (b"Obj\x01", "an Avro file"),
    (b"ORC", "an ORC file"),
    (b"\x89HDF", "an HDF5 file"),
    (b"$FL2", "an SPSS file"),
    (b"$FL3", "an SPSS file"),
    (b"<stata_dta>", "a Stata file"),
    (b"\x00\x01\x00\x00Standard ", "an Access database"),
    (b"version https://git-lfs", "a stand-in for a file that Git LFS keeps"),
    (b"From nobody ", "a web page"),
)
_BINARY = (b"MZ", "a program"), (b"BM", "an image"), (b"\x80", "a Python pickle")
_PAGE = re.compile(
    rb"(<!--.*?-->\s*)*<(!doctype\s+html|html|head|meta|title|style|body|table|div|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAR_PLACE = 257
_ALSO_TEXTS = frozenset({".xls"})
"""Endings of other forms that texts have as well: much that calls itself .xls is text with tabs."""


def packing(head: bytes) -> Packing | None:
    """Tell how a file is packed; None for one that is not."""
    for signature, kind in _PACKINGS:
        if head.startswith(signature):
            return kind
    if _BZIP2.match(head):
        return "bzip2"
    return "tar" if head[_TAR_PLACE:].startswith(b"ustar") else None


def form(head: bytes, name: str, label: str) -> Form:
    """Tell the form of a file that is not packed, by its content before its name.

    Raises
    ------
    IngestError
        It is something else, or does not begin as its name says.
    """
    if found := _by_content(head, is_text=False):
        return found
    suffix = _suffix(name)
    _refuse_foreign(head, suffix, label)
    named = forms.by_ending(suffix)
    if named and not named.is_text and suffix not in _ALSO_TEXTS:
        raise IngestError(
            f"{label} is damaged: it does not begin like a {suffix} file.",
            "Ask for the file again, or make a new export.",
        )
    if found := _by_content(_plain(head), is_text=True):
        return found
    return named if named and named.is_text else forms.TEXT


def shown(name: str) -> str:
    """Write a file's name so that it can be printed: no control character, no mark that turns the
    text around, not endlessly long.
    """
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return clean if len(clean) <= 120 else f"{clean[:80]}…{clean[-39:]}"


def _by_content(head: bytes, *, is_text: bool) -> Form | None:
    return next(
        (
            one
            for one in forms.FORMS
            if one.is_text == is_text and one.content and one.content.match(head)
        ),
        None,
    )


def _refuse_foreign(head: bytes, suffix: str, label: str) -> None:
    plain = _plain(head)
    for signature, words in _FOREIGN:
        if head.startswith(signature) or plain.startswith(signature):
            raise IngestError(f"{label} is {words}, not a table.", _ways(words))
    for signature, words in _BINARY:
        if head.startswith(signature) and b"\0" in head:
            raise IngestError(f"{label} is {words}, not a table.", FORMATS)
    if _PAGE.match(plain):
        named = " that was named like a workbook" if suffix in forms.WORKBOOK.endings else ""
        what = f"{label} is a web page{named}, not a table."
        raise IngestError(what, "Open it in a spreadsheet program and save it as XLSX or CSV.")
    if plain.startswith((b"<?xml", b"<Workbook")):
        book = b"urn:schemas-microsoft-com:office:spreadsheet" in plain
        what = (
            f"{label} is"
            f" {'an XML spreadsheet of the year 2003' if book else 'an XML document, not a table'}."
        )
        raise IngestError(what, "Open it in a spreadsheet program and save it as XLSX or CSV.")


def tables(names: Sequence[str]) -> list[str]:
    """Return the names that are those of data files; read-me texts stay out beside real tables."""
    found = [name for name in names if _suffix(name) in forms.ENDINGS]
    return [name for name in found if _suffix(name) != ".txt"] or found


def _ways(words: str) -> str:
    if "database" in words:
        return "Give the database by itself, unpacked, or export its table as CSV or Parquet."
    if "Feather" in words:
        return "Write it again as Feather version 2 or as Parquet."
    if "archive" in words:
        return "Unpack it yourself and give the unpacked file."
    return FORMATS


def _plain(head: bytes) -> bytes:
    """Return the first bytes without byte order mark, the zeros of UTF-16 and blanks."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    zeros = head.count(b"\0")
    utf16 = zeros and abs(zeros - len(head) / 2) < len(head) / 8
    return (head.replace(b"\0", b"") if utf16 else head).lstrip()


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
