"""Where the data came from, and how it was read and put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    title: str = ""
    """What stands first in the lines above the table, where there are any."""
    totals: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """What the one line of totals below the table says, by column, in each way that its figures can
    be read.
    """

    @property
    def kind(self) -> str:
        """What it was, and how its cells were told apart: "CSV with commas"."""
        cut = (
            DELIMITERS.get(self.delimiter, f"{self.delimiter!r} between columns")
            if self.delimiter
            else ""
        )
        return f"{self.form} with {cut}" if cut else self.form

    @property
    def reading(self) -> tuple[str, ...]:
        """All of that as clauses for a reader."""
        return tuple(clause for clause in (self.kind, self.encoding, *self.notes) if clause)


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
    unmatched: int
    """Rows of the left table that found none."""
    columns: tuple[str, ...]
    """What it added."""
    chosen: bool
    """Whether the user named these keys."""
    rows: int
    """Rows of the added table."""
    idle: int
    """Those of them that no row points at."""
    repeats: int
    """Those of them that were left out, as their key stands in another row too."""
    different: int = 0
    """Different keys of the left table."""
    known: int = 0
    """Those of them that the added table has."""

    @property
    def condition(self) -> str:
        """What had to be equal, for a reader."""
        return " and ".join(
            left if left == right else f"{left} = {right}" for left, right in self.keys
        )


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
