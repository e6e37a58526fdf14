"""The first lines of a UTF-8 text in; how it is cut into columns, what they are called and where
its rows begin out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.naming import unique_names
from reporter.ingest.text import headings
from reporter.ingest.text.cuts import BLANKS, Cut, cut
from reporter.ingest.text.heads import Head
from reporter.model.source import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from reporter.settings import SourceSettings

MOST_COLUMNS = 1_000
"""A table of more columns is refused: no report could be made of it in reasonable time."""

_SIGNS = ",;\t|"
"""What may stand between columns where nothing says it."""
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
_ALIKE_ENOUGH = 0.75
"""Share from which blanks are not tried any more."""


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


def detect(path: Path, label: str, settings: SourceSettings) -> Dialect:
    """Find how a text is cut, in what the settings leave open.

    Raises
    ------
    IngestError
        No delimiter fits, the one that was set does not occur, or no row follows the header.
    """
    head = Head.read(path, settings.skip)
    best = _best(head, settings, label)
    start = headings.find(
        best.lines,
        best.width,
        settings.header,
        comment=head.comment,
        skip_is_set=settings.skip is not None,
    )
    if start.is_comment and settings.names:
        start = replace(start, header=None, is_comment=False)
    if start.refused and settings.header == "auto":
        raise _not_alike(len(start.refused), label)
    if start.header is not None and not start.rows and head.is_whole:
        raise _no_rows(len(start.header), label)
    columns = _columns(start, best, label)
    names = (
        _given_names(settings.names, start.rows, columns.width, label)
        if start.header is None
        else unique_names(columns.around(start.header))
    )
    return Dialect(
        delimiter=best.delimiter, quote=best.quote, escape=best.escape, names=names,
        header=None if start.is_comment else start.header,
        skip=head.skipped + start.skip, overhang=columns.overhang,
        notes=_notes(start, head, names, settings, unnamed=columns.unnamed), title=start.title,
        nameless=start.header is None,
        year_begins=head.datev.year_begins if head.datev else None,
    )  # fmt: skip


def _best(head: Head, settings: SourceSettings, label: str) -> Cut:
    """Cut the first lines by the delimiter that was set or told, else by the one that fits best;
    by blanks only where no sign fits.
    """
    delimiter = _wanted(settings.delimiter) or head.told
    signs = delimiter or _SIGNS
    cuts = [one for sign in signs if (one := cut(head, sign, set_by_user=bool(delimiter)))]
    if not delimiter and all(one.alike < _ALIKE_ENOUGH for one in cuts):
        by_blanks = cut(head, BLANKS, set_by_user=False)
        cuts = [by_blanks] if by_blanks else cuts
    if not cuts and settings.delimiter:
        raise _not_there(settings.delimiter, head, label)
    if not cuts:
        raise _no_columns(head, label)
    return max(cuts, key=lambda one: one.rank)


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
class _Columns:
    """The columns that the rows have, beside those that the header names."""

    width: int
    overhang: bool = False
    """Whether lines end with a delimiter too many."""
    unnamed: bool = False
    """Whether the first column has no name."""

    def around(self, header: tuple[str, ...]) -> tuple[str | None, ...]:
        """Return the header with a place for each column."""
        first, last = ((None,) if one else () for one in (self.unnamed, self.overhang))
        return (*first, *header, *last)


def _columns(start: headings.Start, best: Cut, label: str) -> _Columns:
    """Count the columns.

    Raises
    ------
    IngestError
        Most rows do not have the header's width, or there are too many columns.
    """
    columns = _counted(start, best, label)
    if columns.width > MOST_COLUMNS:
        raise _too_many(columns.width, label)
    return columns


def _counted(start: headings.Start, best: Cut, label: str) -> _Columns:
    header, rows = start.header, start.rows
    if header is None:
        return _Columns(width=best.width)
    width = len(header)
    wider = [row for row in rows if len(row) == width + 1]
    if len(wider) > len(rows) / 2:
        overhang = all(not row[-1].strip() for row in wider)
        if overhang or len(wider) == len(rows):
            return _Columns(width=width + 1, overhang=overhang, unnamed=not overhang)
    if sum(len(row) == width for row in rows) < _ALIKE * len(rows):
        raise _not_alike(width, label)
    return _Columns(width=width)


def _too_many(width: int, label: str) -> IngestError:
    what = f"{label} has {width:,} columns; at most {MOST_COLUMNS:,} can be read."
    return IngestError(
        what,
        "Export only the columns that matter, or one row per order instead of one column each.",
    )


def _no_rows(width: int, label: str) -> IngestError:
    return IngestError(
        f"{label} holds a header of {width} columns and no row below it.",
        "Export the data again, with its rows.",
    )


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
    head: Head,
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


def _not_there(setting: str, head: Head, label: str) -> IngestError:
    what = (
        f"{label}: source.delimiter is {setting!r}, but it does not stand in the first lines"
        f" ({head.first_line!r})."
    )
    return IngestError(
        what,
        "Leave it away to have it found out, or name the character that stands between the"
        " columns.",
    )


def _no_columns(head: Head, label: str) -> IngestError:
    hint = (
        "Save it with commas, semicolons, tabs or vertical bars between the columns, and their"
        " names in the first line."
    )
    return IngestError(
        f"{label}: no columns can be told apart; its first line is {head.first_line!r}.", hint
    )


def as_commas(dialect: Dialect) -> Dialect:
    """Return the dialect of a text that was cut by blanks, once it is written with commas."""
    return replace(dialect, delimiter=",", quote='"', escape='"')
