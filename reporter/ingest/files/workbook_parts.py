"""The zip of an Office workbook in; which sheets hold pivot tables, and formulas whose value was
never saved, out.

Only what stands plainly in the parts is looked at, with patterns: nothing is expanded, nothing
followed.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SMALL = 4 << 20
"""Bytes that are read of a list of parts."""
_SEARCHED = 24 << 20
"""Bytes of a sheet that are searched for formulas: programs that save none of their values do so
from the first row on.
"""
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 16

_BUNDLED, _TEXTS = 156, 8
"""The record of an XLSB that names a sheet, and the bytes of it before its texts."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_UNSAVED = re.compile(
    rb"<c\s([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """Formulas without a value."""

    count: int
    first: str
    """The first such cell: "D5"."""
    is_all: bool
    """Whether the whole sheet was searched."""


class Parts:
    """The parts of a workbook by the names of its sheets; empty for other kinds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheets: dict[str, str] = {}
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                targets = _relations(archive, "xl/workbook.xml")
                for tag in _SHEET.findall(_read(archive, "xl/workbook.xml")):
                    attributes = _attributes(tag)
                    target = next(
                        (
                            targets[value]
                            for key, value in attributes.items()
                            if key.endswith(":id") and value in targets
                        ),
                        None,
                    )
                    if target and "name" in attributes:
                        self._sheets[attributes["name"]] = target
                if not self._sheets:
                    targets = _relations(archive, "xl/workbook.bin")
                    found = _sheets_of_binary(_read(archive, "xl/workbook.bin"))
                    self._sheets = {name: targets[key] for name, key in found if key in targets}

    def member(self, sheet: str) -> str:
        """Return the part that holds a sheet's cells; empty where none is known."""
        return self._sheets.get(sheet, "")

    def is_pivot(self, sheet: str) -> bool:
        """Whether a pivot table stands on the sheet."""
        if sheet not in self._sheets:
            return False
        with zipfile.ZipFile(self._path) as archive:
            return any(
                "/pivotTables/" in target
                for target in _relations(archive, self._sheets[sheet]).values()
            )

    def unsaved(self, sheet: str) -> Unsaved | None:
        """Look for formulas without a value, which is what a program leaves that never computed
        them.
        """
        if sheet not in self._sheets:
            return None
        count, first, searched, rest = 0, "", 0, b""
        try:
            with (
                zipfile.ZipFile(self._path) as archive,
                archive.open(self._sheets[sheet]) as stream,
            ):
                while searched < _SEARCHED and (chunk := stream.read(_CHUNK)):
                    searched += len(chunk)
                    text, rest = rest + chunk, b""
                    end = 0
                    for match in _UNSAVED.finditer(text):
                        end = match.end()
                        cell = _attributes(match[1])
                        if cell.get("t") != "str":  # an empty text is a value
                            count, first = count + 1, first or cell.get("r", "")
                    rest = text[max(end, len(text) - _LONGEST_CELL) :]
                is_all = not stream.read(1)
        except (KeyError, zipfile.BadZipFile, OSError):
            return None
        return Unsaved(count=count, first=first, is_all=is_all) if count else None


def _sheets_of_binary(content: bytes) -> Iterator[tuple[str, str]]:
    """Return the name of each sheet of an XLSB and the id of its part."""
    position = 0
    while position < len(content):
        kind, position = _number(content, position, 2)
        size, position = _number(content, position, 4)
        body, position = content[position : position + size], position + size
        if kind == _BUNDLED and len(body) > _TEXTS:
            key, after = _wide_text(body, _TEXTS)
            yield _wide_text(body, after)[0], key


def _number(content: bytes, position: int, longest: int) -> tuple[int, int]:
    """Read a number of seven bits per byte, and return it and the position after it."""
    value = 0
    for shift in range(longest):
        byte = content[position + shift] if position + shift < len(content) else 0
        value |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            return value, position + shift + 1
    return value, position + longest


def _wide_text(body: bytes, start: int) -> tuple[str, int]:
    end = start + 4 + 2 * int.from_bytes(body[start : start + 4], "little")
    return body[start + 4 : end].decode("utf-16-le", "replace"), end


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that a part refers to within the workbook, by their ids."""
    folder, name = posixpath.split(part)
    found = {}
    for tag in _RELATION.findall(_read(archive, f"{folder}/_rels/{name}.rels")):
        attributes = _attributes(tag)
        if attributes.get("TargetMode") != "External" and "Target" in attributes:
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip(
                "/"
            )
            found[attributes.get("Id", "")] = target
    return found


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): html.unescape((double or single).decode(errors="replace"))
        for key, double, single in _ATTRIBUTE.findall(tag)
    }


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as stream:
            return stream.read(_SMALL)
    except (KeyError, zipfile.BadZipFile, OSError):
        return b""
