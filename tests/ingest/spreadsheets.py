"""Write small workbooks of each kind, also of kinds that no library at hand writes: ODS as its XML,
XLS as its records.
"""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def xlsx(path: Path, **sheets: Sequence[Any]) -> Path:
    """Write sheets row by row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return path


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """Put other members into a workbook, in its place."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **changes}.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, **sheets: str) -> Path:
    """Write an OpenDocument workbook of tables whose rows are given as XML (`ods_row`)."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}'
        ' office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_row(*cells: object, repeated: int = 1, columns: int = 1) -> str:
    """Write a row of texts, numbers and dates (as "2020-01-02"), repeated as OpenDocument does."""
    written = "".join(_ods_cell(cell, columns) for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'


def _ods_cell(cell: object, columns: int) -> str:
    head = f'<table:table-cell table:number-columns-repeated="{columns}"'
    if cell is None:
        return f"{head}/>"
    if isinstance(cell, (int, float)):
        return (
            f'{head} office:value-type="float"'
            f' office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
        )
    if str(cell)[:2] == "20" and str(cell)[4:5] == "-":
        return (
            f'{head} office:value-type="date"'
            f' office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
        )
    return (
        f'{head} office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
    )


def xls(
    path: Path,
    sheet: str,
    lines: Sequence[Sequence[Any]],
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Path:
    """Write one sheet of texts and numbers as BIFF8 in an OLE file, as Excel 97 did; ranges are
    top, left, bottom, right.
    """
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    name = sheet.encode("latin-1")
    after = len(start) + 4 + 8 + len(name) + len(end)
    book = start + _record(0x0085, struct.pack("<IHBB", after, 0, len(name), 0) + name) + end
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, (int, float)):
                body += _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
            elif cell is not None:
                text = str(cell).encode("latin-1")
                body += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text)
    if merged:
        ranges = b"".join(
            struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged
        )
        body += _record(0x00E5, struct.pack("<H", len(merged)) + ranges)
    path.write_bytes(ole("Workbook", book + body + end))
    return path


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def ole(name: str, content: bytes) -> bytes:
    """Wrap a stream into an OLE file of 512-byte sectors; what is short is filled up to leave the
    mini stream out.
    """
    content = content.ljust(max(4096, -len(content) % 512 + len(content)), b"\0")
    sectors = len(content) // 512
    free, last, table, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    assert sectors + 2 <= 128
    chain = [table, last, *range(3, sectors + 2), last]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0) + struct.pack(
        "<109I", 0, *[free] * 108
    )
    entries = (
        _entry("Root Entry", 5, none, 1, last, 0)
        + _entry(name, 2, none, none, 2, len(content))
        + _entry("", 0, none, none, 0, 0) * 2
    )
    return header + struct.pack("<128I", *chain, *[free] * (128 - len(chain))) + entries + content


def _entry(name: str, kind: int, side: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return (
        head + struct.pack("<III", side, side, child) + bytes(36) + struct.pack("<IQ", start, size)
    )
