"""A workbook in; which cells of a sheet were merged out: the first of them holds what all of them
show.

Each kind of workbook keeps its ranges in a place of its own: XLSX and XLSB below the cells of the
sheet, ODS at the first cell of each range, XLS in a record. Only that is looked for, by patterns;
nothing is expanded, nothing followed. Whatever is damaged has no ranges: the reader of the cells
tells of that.
"""

from __future__ import annotations

import html
import re
import struct
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from reporter.ingest.files import compound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reporter.ingest.files.workbook_parts import Parts

MOST_RANGES = 200_000
"""Ranges of a sheet."""
_CHUNK = 1 << 20
_LONGEST_TAG = 4096
_FARTHEST = 1 << 20
"""Rows of a sheet."""
_WIDEST = 1 << 14

_XLSX = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']"""
)
_XLSB = re.compile(rb"\xb0\x01\x10(.{16})(?=\xb0\x01\x10|\xb2\x01\x00)", re.DOTALL)
_ODS = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)((?:[\s/][^>]*)?)>")
_ODS_SPANS = re.compile(rb"""-(?:rows|columns)-spanned\s*=\s*["'](?!1["'])""")
_ODS_COUNT = re.compile(
    rb"""table:(number-(?:rows|columns)-(?:repeated|spanned)|name)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_BOUNDSHEET, _MERGES, _BOF, _EOF = 0x0085, 0x00E5, 0x0809, 0x000A


class Merged(NamedTuple):
    """A range of cells that are one; all places are counted from 0, and the last ones
    belong to it.
    """

    top: int
    left: int
    bottom: int
    right: int


def of_sheet(path: Path, sheet: str, parts: Parts) -> tuple[Merged, ...]:
    """Return the ranges of a sheet, by their first cells.

    Parameters
    ----------
    parts
        The workbook's parts, which know where a sheet of XLSX and XLSB lies.
    """
    try:
        found = sorted(set(_ranges(path, sheet, parts)))
    except (
        OSError,
        zipfile.BadZipFile,
        EOFError,
        KeyError,
        IndexError,
        ValueError,
        struct.error,
        NotImplementedError,
        RuntimeError,
    ):
        return ()
    return tuple(found) if len(found) <= MOST_RANGES else ()


def _ranges(path: Path, sheet: str, parts: Parts) -> Iterator[Merged]:
    if not zipfile.is_zipfile(path):
        return _of_xls(path, sheet)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if member := parts.member(sheet):
        return _of_xlsb(path, member) if member.endswith(".bin") else _of_xlsx(path, member)
    return _of_ods(path, sheet) if "content.xml" in names else iter(())


def _chunks(path: Path, member: str) -> Iterator[bytes]:
    """Return a member's bytes some at a time, each with the end of what was before."""
    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_LONGEST_TAG:]


def _of_xlsx(path: Path, member: str) -> Iterator[Merged]:
    seen: set[Merged] = set()
    for text in _chunks(path, member):
        if b"mergeCell " in text:
            seen |= {_of_reference(*match.groups()) for match in _XLSX.finditer(text)}
            if len(seen) > MOST_RANGES:
                break
    return (one for one in seen if one.bottom > one.top or one.right > one.left)


def _of_reference(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merged:
    return Merged(int(top) - 1, _column(left), int(bottom) - 1, _column(right))


def _column(letters: bytes) -> int:
    """Return the index of a column: A is 0, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = 26 * index + letter - ord("A") + 1
    return index - 1


def _of_xlsb(path: Path, member: str) -> Iterator[Merged]:
    """Find the records of ranges, which stand one after another and have one length."""
    seen: set[Merged] = set()
    for content in _chunks(path, member):
        for match in _XLSB.finditer(content):
            top, bottom, left, right = struct.unpack("<IIII", match[1])
            if top <= bottom < _FARTHEST and left <= right < _WIDEST:
                seen.add(Merged(top, left, bottom, right))
    return iter(seen)


def _of_ods(path: Path, sheet: str) -> Iterator[Merged]:
    if not any(_ODS_SPANS.search(text) for text in _chunks(path, "content.xml")):
        return
    row = column = times = 0
    inside = False
    for closes, tag, attributes in _tags(path):
        counts = {
            name.decode(): first or second for name, first, second in _ODS_COUNT.findall(attributes)
        }
        if tag == b"table":
            inside = (
                not closes
                and html.unescape(counts.get("name", b"").decode("utf-8", "replace")) == sheet
            )
            row = times = 0
        elif not inside or closes:
            continue
        elif tag == b"table-row":
            row, column, times = row + times, 0, _count(counts, "number-rows-repeated")
        else:
            rows, columns = (
                _count(counts, "number-rows-spanned"),
                _count(counts, "number-columns-spanned"),
            )
            if (rows > 1 or columns > 1) and row < _FARTHEST:
                yield Merged(row, column, row + rows - 1, column + columns - 1)
            column += _count(counts, "number-columns-repeated")


def _tags(path: Path) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Return the tags of tables, rows and cells: whether one closes, its name, its attributes."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            text, end = rest + chunk, 0
            for match in _ODS.finditer(text):
                end = match.end()
                yield match[1], match[2], match[3]
            cut = text.rfind(b"<", end)
            rest = text[cut:] if 0 <= len(text) - cut <= _LONGEST_TAG and cut >= 0 else b""


def _count(counts: dict[str, bytes], name: str) -> int:
    text = counts.get(name, b"1")
    return max(1, min(int(text), _FARTHEST)) if text.isdigit() else 1


def _of_xls(path: Path, sheet: str) -> Iterator[Merged]:
    content = compound.stream(path, ("Workbook", "Book"))
    starts = [start for name, start in _sheets_of_xls(content) if name == sheet]
    depth = 0
    for kind, body in _records(content, starts[0] if starts else len(content)):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind == _MERGES and depth == 1:
            (count,) = struct.unpack_from("<H", body)
            for index in range(min(count, (len(body) - 2) // 8)):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * index)
                yield Merged(top, left, bottom, right)


def _sheets_of_xls(content: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _records(content, 0):
        if kind == _EOF:
            return
        if kind == _BOUNDSHEET:
            start, _, length, wide = struct.unpack_from("<IHBB", body)
            raw = body[8:]
            yield (
                (
                    raw[: 2 * length].decode("utf-16-le", "replace")
                    if wide & 1
                    else raw[:length].decode("latin-1")
                ),
                start,
            )


def _records(content: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    position = start
    while position + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, position)
        yield kind, content[position + 4 : position + 4 + size]
        position += 4 + size
