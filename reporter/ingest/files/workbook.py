"""A workbook's file in, its sheets' cells out, read in a process of its own whose memory is limited
(`workbook_process`).
"""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self, cast

from reporter import beside
from reporter.errors import IngestError

if TYPE_CHECKING:
    from types import TracebackType

    from reporter.ingest.files.containers import Part

MEMORY = 1_400 << 20
"""Bytes that reading a workbook may take: a million rows of twelve columns stay below it."""

UNPACKED = 1 << 30
"""Bytes of XML that one sheet may be; Excel's million rows of ten columns are half of that."""

_CSV = "Open it in a spreadsheet program and save it again, or export the sheet as CSV."
_PROTECTED = (
    "Open it in a spreadsheet program, save it again without a password, or export it as CSV."
)
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a sheet that was loaded."""

    names: list[str | None]
    places: list[int]
    """Where each stands in the sheet, A being 0; blank ones at the edges are none."""
    rows: int
    is_hidden: bool
    """Whether the sheet is hidden."""


class Workbook:
    """The open workbook; it is closed at the end of a `with` block."""

    def __init__(self, part: Part) -> None:
        """Open it.

        Raises
        ------
        IngestError
            It is damaged, protected by a password, or unpacks to more than can be read.
        """
        self._label = part.label
        _check(part)
        self._process = beside.start(
            Path(__file__).with_name("workbook_process.py"),
            str(MEMORY),
            # Arrow's own allocator reserves a GiB ahead, which would count as taken.
            environment={"ARROW_DEFAULT_MEMORY_POOL": "system"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.sheets: list[str] = self._ask("", do="open", path=str(part.path))["sheets"]
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def head(self, sheet: str, rows: int) -> tuple[list[list[str | None]], list[int]]:
        """Return the first rows of a sheet as texts, blank ones too, and the place of each column,
        A being 0.
        """
        answer = self._ask(sheet, do="head", sheet=sheet, rows=rows)
        return answer["cells"], answer["places"]

    def load(self, sheet: str, header: int | None, skip: int = 0) -> Columns:
        """Load a sheet below its header's row, counted from 0; 0 means the first row that is not
        blank, None no header.
        """
        answer = self._ask(sheet, do="load", sheet=sheet, header=header, skip=skip)
        return Columns(
            names=answer["names"],
            places=answer["places"],
            rows=answer["rows"],
            is_hidden=answer["hidden"],
        )

    def write(self, sheet: str, target: Path) -> None:
        """Write the sheet that was loaded as a file of Arrow."""
        self._ask(sheet, do="write", target=str(target))

    def _ask(self, where: str, **request: Any) -> dict[str, Any]:
        stdin, stdout = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        try:
            stdin.write(json.dumps(request) + "\n")
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = ""
        where = f"{self._label}: the sheet {where!r}" if where else self._label
        if not line:
            raise _too_much(where)
        answer: dict[str, Any] = json.loads(line)
        if "failed" in answer:
            raise _failure(answer, where)
        return answer

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


def _too_much(where: str) -> IngestError:
    what = (
        f"{where} cannot be read in {MEMORY >> 20:,} MiB of memory: its cells reach too far out, or"
        " they hold too much."
    )
    return IngestError(
        what, "Delete what lies outside the table and save it again, or export the sheet as CSV."
    )


def _failure(answer: dict[str, Any], where: str) -> IngestError:
    if answer["failed"] == "disk":
        return IngestError(
            f"{where} could not be copied ({answer['why']}).", "See whether the disk is full."
        )
    if "limit exceeded" in answer["why"]:
        return _too_much(where)
    if "password" in answer["why"].lower():
        return IngestError(f"{where} is protected by a password.", _PROTECTED)
    if answer["failed"] == "book":
        return IngestError(
            f"{where} cannot be read as a workbook: it is damaged or protected by a password.",
            _PROTECTED,
        )
    return IngestError(f"{where} cannot be read; the workbook is damaged.", _CSV)


def _check(part: Part) -> None:
    """Refuse what cannot be read before it is unpacked."""
    with part.path.open("rb") as stream:
        if stream.read(4) == _OLE:
            if _ENCRYPTED in stream.read():
                raise IngestError(f"{part.label} is protected by a password.", _PROTECTED)
            return
    try:
        with zipfile.ZipFile(part.path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            locked = any(member.flag_bits & 1 for member in members)
            if "META-INF/manifest.xml" in names and not locked:
                with archive.open("META-INF/manifest.xml") as stream:
                    locked = b"encryption-data" in stream.read(1 << 20)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise IngestError(
            f"{part.label} is damaged: its packed content cannot be read ({error}).", _CSV
        ) from error
    if locked:
        raise IngestError(f"{part.label} is protected by a password.", _PROTECTED)
    largest = max(members, key=lambda member: member.file_size)
    if largest.file_size > UNPACKED:
        what = (
            f"{part.label} cannot be read: {largest.filename} in it unpacks to"
            f" {largest.file_size / 2**30:,.1f} GiB."
        )
        raise IngestError(
            what,
            "Delete what lies outside the table and save it again, or export the sheet as CSV.",
        )
