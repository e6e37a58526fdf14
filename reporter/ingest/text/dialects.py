"""The first lines of a UTF-8 text in; how it is cut into columns, what they are called and where
its rows begin out.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.text import datev, headings
from reporter.ingest.text.headings import Line
from reporter.model.source import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from reporter.settings import SourceSettings

BLANKS = " "
"""Stands for runs of blanks or tabs between columns."""
MOST_COLUMNS = 1_000
"""A table of more columns is refused: no report could be made of it in reasonable time."""

_HEAD = 1 << 18
_LONGEST_HEAD = 1 << 22
_ROWS = 500
_BANNER = 20
_SPELLED = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": BLANKS,
    "whitespace": BLANKS,
    "blanks": BLANKS,
}
_ALIKE = 0.5
"""Share of rows that must be as wide as the header."""
_ALIKE_BY_BLANKS = 0.95
_ALIKE_ENOUGH = 0.75
"""Share from which blanks are not tried any more."""
csv.field_size_limit(max(csv.field_size_limit(), 2 * _LONGEST_HEAD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a delimited text is written."""

    delimiter: str
    quote: str = '"'
    escape: str = '"'
    """What stands before a quote within quotes: the quote again, or a backslash."""
    names: tuple[str, ...]
    """A name for each column, made unique."""
    header: tuple[str, ...] | None
    """The line of names as it stands in the file; None where there is none."""
    skip: int
    """Lines above the header, or above the first row where there is none."""
    overhang: bool = False
    """Whether lines end with a delimiter too many: the last column is not one if it stays empty."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader."""
    title: str = ""
    """What stands first in the lines above the table, where there are any."""
    year_begins: date | None = None
    """The first day of the fiscal year that dates without a year belong to, where the file's own
    head tells it.
    """
    nameless: bool = False
    """Whether no line of names was taken, not even from a comment."""

    @property
    def form(self) -> str:
        """What such a file is called."""
        return "text" if self.delimiter == BLANKS else "CSV"

    @property
    def description(self) -> str:
        """The clause for a reader."""
        return (
            f"{self.form} with"
            f" {DELIMITERS.get(self.delimiter, f'{self.delimiter!r} between columns')}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """The first lines cut by a delimiter."""

    delimiter: str
    quote: str
    escape: str
    lines: tuple[Line, ...]
    width: int
    """Cells of most lines."""
    alike: float
    """Share of lines that have so many, a banner aside."""

    @property
    def rank(self) -> tuple[float, bool, float, int]:
        """What makes one cut better than another: lines alike, the first among them, cells that are
        values, width.
        """
        cells = [cell for line in self.lines for cell in line.cells if cell.strip()]
        values = sum(headings.is_value(cell) for cell in cells) / max(1, len(cells))
        # Decimal commas stand in every line but that of the names.
        return (
            round(self.alike, 1),
            len(self.lines[0].cells) == self.width,
            round(values, 1),
            self.width,
        )


def detect(path: Path, label: str, settings: SourceSettings) -> Dialect:
    """Find how a text is cut, in what the settings leave open.

    Raises
    ------
    IngestError
        No delimiter fits, the one that was set does not occur, or no row follows the header.
    """
    head = _Head.read(path, settings.skip)
    delimiter = _wanted(settings.delimiter) or head.told
    cuts = [
        cut for one in delimiter or ",;\t|" if (cut := _cut(head, one, set_by_user=bool(delimiter)))
    ]
    if (
        not delimiter
        and all(cut.alike < _ALIKE_ENOUGH for cut in cuts)
        and (cut := _cut(head, BLANKS, set_by_user=False))
    ):
        cuts = [cut]
    if not cuts:
        raise (
            _not_there(settings.delimiter, head, label)
            if settings.delimiter
            else _no_columns(head, label)
        )
    best = max(cuts, key=lambda cut: cut.rank)
    start = headings.find(
        best.lines,
        best.width,
        settings.header,
        comment=head.comment,
        skip_is_set=settings.skip is not None,
    )
    if start.is_comment and settings.names:
        start = replace(start, header=None, is_comment=False)
    header, rows = start.header, start.rows
    if start.refused and settings.header == "auto":
        raise _not_alike(len(start.refused), label)
    if header is not None and not rows and head.is_whole:
        raise IngestError(
            f"{label} holds a header of {len(header)} columns and no row below it.",
            "Export the data again, with its rows.",
        )
    width, overhang, unnamed = _width(header, rows, best, label)
    if width > MOST_COLUMNS:
        what = f"{label} has {width:,} columns; at most {MOST_COLUMNS:,} can be read."
        raise IngestError(
            what,
            "Export only the columns that matter, or one row an order instead of one column each.",
        )
    cells = (*((None,) if unnamed else ()), *(header or ()), *((None,) if overhang else ()))
    names = (
        unique_names(cells)
        if header is not None
        else _given_names(settings.names, rows, width, label)
    )
    notes = _notes(
        replace(start, header=header, is_comment=start.is_comment and header is not None),
        head,
        names,
        settings,
        unnamed=unnamed,
    )
    return Dialect(
        delimiter=best.delimiter, quote=best.quote, escape=best.escape, names=names,
        header=None if start.is_comment else header,
        skip=head.skipped + start.skip, overhang=overhang, notes=notes, title=start.title,
        nameless=header is None,
        year_begins=head.datev.year_begins if head.datev else None,
    )  # fmt: skip


def _wanted(setting: str) -> str:
    delimiter = _SPELLED.get(setting.lower(), setting)
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r"}:
        what = (
            f"source.delimiter is {setting!r}, which is no character that could stand between"
            " columns."
        )
        raise IngestError(
            what,
            'Write one character such as ";" or "|", or "tab", or "whitespace" for runs of blanks.',
        )
    return delimiter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The first whole lines of a text, without blank ones, comments and the separator line that
    Excel writes above them.
    """

    text: str
    skipped: int
    """Lines left out above."""
    is_whole: bool
    """Whether the file ends with them."""
    told: str
    """The delimiter that the separator line tells."""
    comment: str
    """The last comment above, which may hold the names."""
    datev: datev.Head | None
    """What DATEV's own line above the names says."""

    @classmethod
    def read(cls, path: Path, skip: int | None) -> _Head:
        with path.open("r", encoding="utf-8-sig", newline="") as stream:
            text = stream.read(_HEAD)
            while (
                len(re.findall(r"\r\n|\r|\n", text)) < 3
                and len(text) < _LONGEST_HEAD
                and (more := stream.read(_HEAD))
            ):
                text += more
            is_whole = not stream.read(1)
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
        if not is_whole and len(lines) > 1:
            lines.pop()
        told, comment, skipped = "", "", 0
        own: datev.Head | None = None
        while lines and (skip is None or skipped < skip):
            line = lines[0].strip()
            if separator := re.fullmatch(r'"?sep=(.)\s*"?', lines[0].strip("\r\n"), re.IGNORECASE):
                told = separator[1]
            elif found := datev.read(line):
                own = found
            elif skip is None and line.startswith("#"):
                comment = line.lstrip("# ")
            elif skip is None and line:
                break
            lines.pop(0)
            skipped += 1
        return cls(
            text="".join(lines),
            skipped=skipped,
            is_whole=is_whole,
            told=told,
            comment=comment,
            datev=own,
        )


def _cut(head: _Head, delimiter: str, *, set_by_user: bool) -> _Cut | None:
    """Cut the first lines; None where this is no delimiter of theirs."""
    quote = "'" if _single_quoted(head.text, delimiter) else '"'
    cuts = [_parsed(head, delimiter, quote, quote)]
    if f"\\{quote}" in head.text and delimiter != BLANKS:
        cuts.append(_parsed(head, delimiter, quote, "\\"))
    found = [cut for cut in cuts if cut]
    if not found:
        return None
    best = max(found, key=lambda cut: cut.alike)
    if delimiter == BLANKS and not set_by_user:
        below = [line.cells for line in best.lines[1:] if len(line.cells) == best.width]
        if (
            best.alike < _ALIKE_BY_BLANKS
            or len(best.lines) < 2
            or not headings.value_columns(below, best.width)
        ):
            return None
    return best


def _single_quoted(text: str, delimiter: str) -> bool:
    """Whether cells stand in single quotes."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line][:_ROWS]
    edge = r"\s" if delimiter == BLANKS else re.escape(delimiter)
    quoted = re.compile(rf"(^|{edge})'[^']*'({edge}|$)")
    return (
        '"' not in text and sum(quoted.search(line) is not None for line in lines) > len(lines) / 2
    )


def _parsed(head: _Head, delimiter: str, quote: str, escape: str) -> _Cut | None:
    lines = (
        _by_blanks(head.text)
        if delimiter == BLANKS
        else _by_delimiter(head.text, delimiter, quote, escape)
    )
    lines = lines if head.is_whole or len(lines) < 3 else lines[:-1]
    widths = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda one: (widths[one], one))
    first = next(place for place, line in enumerate(lines) if len(line.cells) >= max(2, width - 1))
    alike = widths[width] / (len(lines) - min(first, _BANNER))
    return _Cut(
        delimiter=delimiter,
        quote=quote,
        escape=escape,
        lines=tuple(lines),
        width=width,
        alike=alike,
    )


def _by_blanks(text: str) -> list[Line]:
    lines = enumerate(re.split(r"\r\n|\r|\n", text))
    return [
        Line(number=number, cells=cells) for number, line in lines if (cells := cut_by_blanks(line))
    ][:_ROWS]


def cut_by_blanks(line: str) -> tuple[str, ...]:
    """Cut a line at runs of blanks; what stands in quotes stays together."""
    if '"' not in line:
        return tuple(line.split())
    return tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]*)"(?!\S)|(\S+)', line))


def _by_delimiter(text: str, delimiter: str, quote: str, escape: str) -> list[Line]:
    doubled = quote == escape
    stream = io.StringIO(text, newline="")
    reader = csv.reader(
        stream,
        delimiter=delimiter,
        quotechar=quote,
        doublequote=doubled,
        escapechar=None if doubled else escape,
    )
    lines: list[Line] = []
    number = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(number=number, cells=tuple(cells)))
            number = reader.line_num
            if len(lines) > _ROWS:
                break
    except csv.Error:
        return []
    return lines


def _width(
    header: tuple[str, ...] | None, rows: Sequence[tuple[str, ...]], cut: _Cut, label: str
) -> tuple[int, bool, bool]:
    """Return the number of columns, whether lines end with a delimiter too many, and whether the
    first column has no name.
    """
    if header is None:
        return cut.width, False, False
    width = len(header)
    same = sum(len(row) == width for row in rows) / max(1, len(rows))
    wider = [row for row in rows if len(row) == width + 1]
    if rows and len(wider) > len(rows) / 2:
        overhang = all(not row[-1].strip() for row in wider)
        if overhang or len(wider) == len(rows):
            return width + 1, overhang, not overhang
    if same < _ALIKE and rows:
        raise _not_alike(width, label)
    return width, False, False


def _not_alike(width: int, label: str) -> IngestError:
    what = f"{label}: the header has {width} columns, but most of the rows below it do not."
    hint = "Look for a quote that is never closed, or a delimiter too many at the ends of the lines"
    return IngestError(
        what,
        f"{hint}; lines above the names of the columns are left out by --set source.skip=1 (or"
        " more).",
    )


def _given_names(
    given: Sequence[str], rows: Sequence[tuple[str, ...]], width: int, label: str
) -> tuple[str, ...]:
    if given and len(given) != width:
        what = f"{label} has {width} columns, but source.names gives {len(given)} names."
        raise IngestError(what, f"Give {width} names; the first row is {', '.join(rows[0][:8])}.")
    return unique_names(given or headings.guessed(rows, width))


def _notes(
    start: headings.Start,
    head: _Head,
    names: Sequence[str],
    settings: SourceSettings,
    *,
    unnamed: bool,
) -> tuple[str, ...]:
    notes = []
    if start.above:
        notes.append(
            f"{'1 line' if start.above == 1 else f'{start.above} lines'} above the table left out"
            f" ({start.title!r})"
        )
    if head.datev:
        notes.append("DATEV's own first line left out")
    if start.is_comment:
        notes.append(f"names taken from the comment {head.comment[:60]!r}")
    if start.header is None:
        called = (
            "names given by you"
            if settings.names
            else f"columns called {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"
        )
        notes.append(f"no line of names; {called}")
    if unnamed:
        notes.append("the first column has no name")
    return tuple(notes)


def _not_there(setting: str, head: _Head, label: str) -> IngestError:
    what = (
        f"{label}: source.delimiter is {setting!r}, but it does not stand in the first lines"
        f" ({_first(head)!r})."
    )
    return IngestError(
        what,
        "Leave it away to have it found out, or name the character that stands between the"
        " columns.",
    )


def _no_columns(head: _Head, label: str) -> IngestError:
    hint = (
        "Save it with commas, semicolons, tabs or vertical bars between the columns, and their"
        " names in the first line."
    )
    return IngestError(
        f"{label}: no columns can be told apart; its first line is {_first(head)!r}.", hint
    )


def _first(head: _Head) -> str:
    return head.text.split("\n", 1)[0].strip()[:60]


def unique_names(header: Iterable[str | None]) -> tuple[str, ...]:
    """Strip names, number those that are missing, and tell apart those that repeat (without regard
    to case).
    """
    names: list[str] = []
    taken: set[str] = set()
    for place, raw in enumerate(header, 1):
        base = " ".join((raw or "").split("\0")).strip() or f"column {place}"
        name, number = base, 2
        while name.lower() in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def as_commas(dialect: Dialect) -> Dialect:
    """Return the dialect of a text that was cut by blanks, once it is written with commas."""
    return replace(dialect, delimiter=",", quote='"', escape='"')
