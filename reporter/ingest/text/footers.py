"""A text's table as loaded in, its records out: totals, notes and repeated headers are left out,
counted and told.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

from reporter.ingest.remarks import is_note, is_subtotal, is_total
from reporter.ingest.store import literal, quoted
from reporter.ingest.text import figures, subtotal_lines, texts
from reporter.ingest.text.figures import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reporter.ingest.store import Store
    from reporter.ingest.text.dialects import Dialect
    from reporter.ingest.text.texts import Reject, Rejects

Kind = Literal["totals", "note", "comment", "nothing", "unreadable"]

_BEGINNINGS = (
    "tot", "gra", "sub", "net", "gro", "ove", "rep", "run", "pag", "sum", "zwi", "ges", "end",
    "tei", "ins", "sou", "ein", "som", "ens",
    "exp", "gen", "cre", "pri", "dow", "ers", "ged", "sta", "sei", "edi", "imp", "ger", "emi",
    "esp", "geg", "afg", "gee",
    "sou", "que", "fue", "fon", "bro", "not", "hin", "cop",
)  # fmt: skip
"""How words for totals and notes begin, so that few rows have to be looked at."""
_LOOKED_AT = 20
"""Columns among which the first filled cell is looked for."""
_MOST_TOTALS = 1_000
"""More such rows are no totals, but what the table is about."""
_FIRM_SHARE = 0.8
"""Share of the rows that a column fills if no record should be without it."""
_ROUNDING = 0.005
_FIGURE = re.compile(r"\W*\d[\d.,' \u00a0\u202f]*\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Lines that are not in the table."""

    totals: int
    subtotals: int
    remarks: int
    headers: int
    unreadable: int
    first: int
    """The number of the first unreadable line in the file."""
    reason: str
    told: Mapping[str, tuple[float, ...]]
    """What a single line of totals says, by column, in each way that it can be read."""

    def notes(self, label: str) -> tuple[str, ...]:
        """Tell it to a reader."""
        found = []
        if self.headers:
            found.append(
                f"{_lines(self.headers)} of {label} that"
                f" {'repeats' if self.headers == 1 else 'repeat'} the header left out"
            )
        if self.totals:
            found.append(f"{_lines(self.totals)} of totals in {label} left out")
        if self.subtotals:
            found.append(f"{_lines(self.subtotals)} of subtotals in {label} left out")
        if self.remarks:
            found.append(f"{_lines(self.remarks)} of notes in {label} left out")
        if self.unreadable:
            first = f"the first is line {self.first}: {self.reason}"
            found.append(
                f"{_lines(self.unreadable)} of {label} could not be read and"
                f" {'was' if self.unreadable == 1 else 'were'} left out ({first})"
            )
        return tuple(found)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def remove(
    store: Store, table: str, dialect: Dialect, rejects: Rejects, in_order: Callable[[], None]
) -> LeftOut:
    """Take out of a table what is no record, and tell what the lines were that did not fit it.

    Parameters
    ----------
    in_order
        Loads the table again in the order of the text's lines, where they may lie otherwise.
    """
    names = list(store.types(table))
    headers = _remove_headers(store, table, names, dialect)

    def again() -> None:
        in_order()
        _remove_headers(store, table, names, dialect)

    subtotals = subtotal_lines.remove(store, table, names, again)
    totals, remarks = _remove_totals(store, table, names)
    told = _told(names, totals[0]) if len(totals) == 1 else {}
    kinds = Counter(_kind(reject, dialect.delimiter) for reject in rejects.first)
    known = sum(kinds.values()) - kinds["unreadable"]
    bad = next(
        (reject for reject in rejects.first if _kind(reject, dialect.delimiter) == "unreadable"),
        None,
    )
    return LeftOut(
        totals=len(totals) + kinds["totals"],
        subtotals=subtotals,
        remarks=remarks + kinds["note"] + kinds["comment"],
        headers=headers,
        unreadable=rejects.lines - known,
        first=bad.line if bad else 0,
        reason=bad.reason if bad else "",
        told={} if kinds["totals"] else told,
    )


def _told(names: Sequence[str], cells: Sequence[str | None]) -> dict[str, tuple[float, ...]]:
    return {
        name: tuple(sorted(values))
        for name, cell in zip(names, cells, strict=True)
        if cell and (values := numbers(cell))
    }


def _kind(reject: Reject, delimiter: str) -> Kind:
    """Tell what a line is that does not have the table's width; of one that is too long no text is
    kept.
    """
    line = reject.text
    if not line and "size" in reject.reason:
        return "unreadable"
    cells = [cell.strip().strip("\"'") for cell in line.strip("\r\n\x1a\ufeff").split(delimiter)]
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return "nothing"
    if line.startswith("#"):
        return "comment"
    sums_up = is_total(filled[0]) or is_subtotal(filled[0])
    if sums_up and all(map(_FIGURE.fullmatch, filled[1:])):
        return "totals"
    return "note" if len(filled) <= 2 and is_note(" ".join(filled)) else "unreadable"


def _remove_headers(store: Store, table: str, names: Sequence[str], dialect: Dialect) -> int:
    """Remove the lines that hold the names again, as exports do that were put one below
    the other.
    """
    given = [
        (name, cell)
        for name, cell in zip(names, dialect.header or (), strict=False)
        if cell.strip()
    ]
    if len(given) < 2:
        return 0
    same = " AND ".join(f"{quoted(name)} = {literal(cell)}" for name, cell in given)
    count = int(store.row([f"count(*) FILTER ({same})"], table)[0])
    if count:
        texts.delete(store, table, same)
    return count


def _remove_totals(
    store: Store, table: str, names: Sequence[str]
) -> tuple[list[Sequence[str | None]], int]:
    """Remove rows that sum up others, and notes; return the cells of the first ones, and how many
    the others were.
    """
    rows = _suspects(store, table, names)
    if not rows:
        return [], 0
    firm = _firm(store, table, names, without=len(rows))
    totals = _totals(store, table, names, [row for row in rows if is_total(row.says)], firm)
    notes = [row for row in rows if row not in totals and row.is_note(firm)]
    if gone := [str(row.number) for row in (*totals, *notes)]:
        texts.delete(store, table, f"rowid IN ({', '.join(gone)})")
    return [row.cells for row in totals], len(notes)


def _suspects(store: Store, table: str, names: Sequence[str]) -> list[_Row]:
    """Return the rows that begin like totals or notes; none where there are so many that the table
    is about them.
    """
    first = f"coalesce({', '.join(quoted(name) for name in names[:_LOOKED_AT])})"
    words = ", ".join(f"'{word}'" for word in sorted(set(_BEGINNINGS)))
    condition = f"lower(left(ltrim({first}, ' *-=\"'), 3)) IN ({words})"
    begun = texts.select(
        store, table, ["rowid", f"left({first}, 200)"], condition, 50 * _MOST_TOTALS
    )
    named = [number for number, cell in begun if is_total(cell) or is_note(cell)]
    if not named or len(named) > _MOST_TOTALS:
        return []
    cells = ["rowid", *(f"left({quoted(name)}, 200)" for name in names)]
    condition = f"rowid IN ({', '.join(map(str, named))})"
    rows = texts.select(store, table, cells, condition, _MOST_TOTALS)
    return [_Row(number=row[0], cells=row[1:]) for row in rows]


def _firm(store: Store, table: str, names: Sequence[str], *, without: int) -> list[int]:
    """Return the places of the columns that no record should be without."""
    rows, *filled = store.row(["count(*)", *(f"count({quoted(name)})" for name in names)], table)
    return [index for index, count in enumerate(filled) if count >= _FIRM_SHARE * (rows - without)]


def _totals(
    store: Store, table: str, names: Sequence[str], worded: Sequence[_Row], firm: Sequence[int]
) -> list[_Row]:
    """Return the rows worded like totals that lack what a record has, or sum up the others."""
    if all(row.is_sparse(firm) for row in worded):
        return list(worded)
    sums = _sums(store, table, names, [row.number for row in worded])
    return [row for row in worded if row.is_sparse(firm) or row.is_sum(sums)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row that may be of totals, or a note."""

    number: int
    """Where the table holds it."""
    cells: tuple[str | None, ...]

    @property
    def filled(self) -> list[int]:
        """The places of what is not blank."""
        return [index for index, cell in enumerate(self.cells) if cell is not None and cell.strip()]

    @property
    def says(self) -> str:
        """What stands in it first."""
        return next((cell for cell in self.cells if cell is not None and cell.strip()), "")

    def is_note(self, firm: Sequence[int]) -> bool:
        """Whether a note is all that it has, in a table whose records have more."""
        alone = sum(cell is not None for cell in self.cells) == 1 < len(firm)
        return alone and is_note(self.says)

    def is_sparse(self, firm: Sequence[int]) -> bool:
        """Whether at least half of the cells beside the word are empty that every record fills."""
        filled = self.filled
        others = [column for column in firm if column != filled[0]]
        empty = sum(column not in filled for column in others)
        return empty > 0 and 2 * empty >= len(others)

    def is_sum(self, sums: Mapping[int, set[float]]) -> bool:
        """Whether every filled cell beside the word is a number, and most are the sums of their
        columns.
        """
        others = {column: numbers(self.cells[column] or "") for column in self.filled[1:]}
        if not others or not all(others.values()):
            return False
        met = sum(_meets(values, sums.get(column, ())) for column, values in others.items())
        return 2 * met >= len(others)


def _meets(values: Iterable[float], totals: Iterable[float]) -> bool:
    """Whether one of the ways to read a number is a sum, but for rounding."""
    pairs = product(values, filter(None, totals))
    return any(abs(value - total) <= _ROUNDING * max(1.0, abs(total)) for value, total in pairs)


def _sums(
    store: Store, table: str, names: Sequence[str], without: Sequence[int]
) -> dict[int, set[float]]:
    """Sum each column over the other rows, with either decimal sign."""
    others = f"rowid NOT IN ({', '.join(map(str, without))})"
    expressions = []
    for name in names:
        expressions += [f"sum({sql}) FILTER ({others})" for sql in figures.expressions(name)]
    answer = store.row(expressions, table)
    return {
        index: {value for value in answer[2 * index : 2 * index + 2] if value is not None}
        for index in range(len(names))
    }
