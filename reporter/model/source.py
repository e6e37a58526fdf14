"""Where the data came from, and how it was read and put together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file, sheet or table as it was read."""

    name: str
    form: str
    """What it was, a noun for a reader: CSV, workbook, Parquet, PostgreSQL."""
    rows: int
    encoding: str = ""
    delimiter: str = ""
    """The character between cells, where there is one."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader on how it was read."""

    @property
    def reading(self) -> tuple[str, ...]:
        """All of that as clauses for a reader."""
        cut = DELIMITERS.get(self.delimiter, f"{self.delimiter!r} between columns") if self.delimiter else ""
        form = f"{self.form} with {cut}" if cut else self.form
        return tuple(clause for clause in (form, self.encoding, *self.notes) if clause)


DELIMITERS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    " ": "blanks",
}
"""How the characters between cells are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """How a table was joined to the others by keys."""

    left: str
    """The table that was there, as messages call it."""
    right: str
    """The table that was added."""
    keys: tuple[tuple[str, str], ...]
    """Pairs of columns that had to be equal, the left table's first."""
    matched: float
    """Share of the left table's rows that found a row."""
    columns: tuple[str, ...]
    """What it added."""
    chosen: bool
    """Whether the user named these keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What the data could not settle, what was assumed, and how to say otherwise."""

    about: str
    """The column or table."""
    question: str
    """What is not known, a clause: "whether 03/04/2011 is 3 April or 4 March"."""
    taken: str
    """What was assumed: "day-first"."""
    why: str
    """What the assumption rests on, a clause."""
    setting: str
    """What to write to change it: "roles.date_order=month-first"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the data came from and how it was read."""

    name: str
    """The file's name without its folder, or the table and database; never a password."""
    sha256: str
    bytes: int
    reading: tuple[str, ...]
    """How it was read, a clause each: "CSV with commas", "cp1252", "2 sheets joined"."""
    files: tuple[SourceFile, ...] = ()
    """Each file, sheet or table by itself, in the order given."""
