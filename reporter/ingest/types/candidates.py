"""A column's name and what is known of it in, the types that it may have out, each with the
conditions that settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from reporter.ingest.store import quoted
from reporter.ingest.types import clauses
from reporter.ingest.types.rules import dates
from reporter.ingest.types.rules.numbers import PLAIN
from reporter.ingest.types.rules.thresholds import EXACT, LENIENT
from reporter.ingest.types.rules.words import FALSE, TRUE
from reporter.ingest.types.sql_numbers import NumberSQL
from reporter.model import Reading, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.types.rules.dates import Order
    from reporter.ingest.types.sql_dates import Dates
    from reporter.model import DataType, Doubt

SQL_TYPES: dict[DataType, str] = {
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "date": "TIMESTAMP",
    "boolean": "BOOLEAN",
    "text": "VARCHAR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The twelve months in which dates lie that name no year."""

    begins: date
    is_sure: bool
    """Whether the user or the file's own head says so, and plain numbers (0301) may be days too."""
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known beside the values."""

    dates: frozenset[str]
    """Columns named like a date, or set to be one."""
    values: frozenset[str]
    """Columns named like a quantity, price or amount, or set to be one."""
    comma_is_decimal: bool
    """Whether a comma is rather a decimal one, and a date rather day-first: columns are cut by
    semicolons.
    """
    point_is_decimal: bool = False
    """Whether a point is rather a decimal one: columns are cut by commas."""
    decimal: Literal["auto", "point", "comma"] = "auto"
    date_order: Literal["auto", "day-first", "month-first"]
    swapped_dates: Literal["auto", "swap", "keep"] = "auto"
    """Whether days and months that a spreadsheet has swapped are put right."""
    year: Year | None = None
    """Where dates that name no year belong; None where nothing tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The type of a column, the SQL that makes it (empty to leave it), and a clause for
    a reader.
    """

    dtype: DataType
    expression: str = ""
    note: str = ""
    doubt: Doubt | None = None
    number: NumberSQL | None = None
    """How its numbers are written, where they were text."""
    order: Order | None = None
    """The order of its dates, where the column itself shows it."""
    undecided: Dates | None = None
    """Its dates, where they may be in either order."""
    dates: Dates | None = None
    """How its dates are written, where they were no dates yet."""
    unread: int = 0
    """Its values that could not be read."""
    is_empty: bool = False
    """Whether none of its values could be read."""
    readings: tuple[Reading, ...] = ()
    """What its values were taken to mean where they could mean something else."""


class Candidate(Protocol):
    """A type that a column may have."""

    @property
    def conditions(self) -> list[str]:
        """The SQL conditions on a value whose counts settle it."""

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts and the number of values; None when the column is something
        else.
        """


@dataclass(frozen=True, slots=True)
class Number:
    """A column of text that may hold numbers."""

    sql: NumberSQL
    lenient: bool

    @property
    def conditions(self) -> list[str]:
        """The conditions whose counts settle it."""
        plain = [self.sql.fits, self.sql.fits_whole, self.sql.missing]
        return (
            [*plain, self.sql.fits_grouped, self.sql.per_cent] if self.sql.style.dressed else plain
        )

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts."""
        fits, whole, missing, *others = counts
        stray = given - missing - fits
        if not fits or stray > ((1 - LENIENT) * given if self.lenient else 0):
            return None
        name, style = self.sql.column, self.sql.style
        grouped, per_cent = others or (0, 0)
        notes = [
            *clauses.dressed(
                name, style, fits=fits, whole=whole, grouped=grouped, per_cent=per_cent
            ),
            *clauses.missing(name, missing),
            *clauses.unread(name, stray, "a number"),
        ]
        dtype: DataType = "integer" if whole == fits else "decimal"
        expression = self.sql.read(SQL_TYPES[dtype], guarded=fits < given)
        return Decision(
            dtype=dtype, expression=expression, note="; ".join(notes), number=self.sql, unread=stray
        )


@dataclass(frozen=True, slots=True)
class Date:
    """A column that may hold dates."""

    sql: Dates
    hints: Hints
    share: float
    """The share of values that must be dates."""

    @property
    def conditions(self) -> list[str]:
        """The conditions whose counts settle it: missing, read in each order, and of several ways
        to write a date each.
        """
        missing = NumberSQL(self.sql.column, PLAIN).missing if self.is_text else "false"
        orders: tuple[Order, ...] = (
            ("day-first", "month-first") if self.sql.numeric else ("month-first",)
        )
        ways = (
            [
                f"{part.read()} IS NOT NULL"
                for part in self.sql.parts
                if part.shape in dates.BY_NUMBER
            ]
            if self.is_mixed
            else []
        )
        return [missing, *(self.sql.fits(order) for order in orders), *ways]

    @property
    def is_text(self) -> bool:
        """Whether the column is one of text."""
        return self.sql.parts[0].shape not in dates.BY_NUMBER or self.is_mixed

    @property
    def is_mixed(self) -> bool:
        """Whether its dates are written in several ways."""
        return len(self.sql.parts) > 1

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts."""
        missing, *more = counts
        fitting, by_number = (more[:2], more[2:]) if self.sql.numeric else (more[:1], more[1:])
        most = max(fitting)
        if not most or most < self.share * (given - missing):
            return None
        order: Order = "month-first"
        shown: Order | None = None
        name, notes, undecided, readings = self.sql.column, [], None, []
        if self.sql.numeric:
            day_first, month_first = fitting
            if self.hints.date_order != "auto":
                order, why = self.hints.date_order, "set by you"
                lost = most - fitting[order == "month-first"]
                readings = [clauses.lost_by_order(name, order, lost, given)] if lost else []
            elif day_first != month_first:
                order = shown = "day-first" if day_first > month_first else "month-first"
                why = f"settled by {clauses.counted(abs(day_first - month_first))}"
            else:
                undecided, why = self.sql, ""
            most = fitting[order == "month-first"]
            notes = [f"{name} read {order} ({why})"] if why else []
        stray = given - most - missing
        notes += _about(self.sql)
        notes += [*clauses.missing(name, missing), *clauses.unread(name, stray, "a date")]
        return Decision(
            dtype="date", expression=self.sql.read(order), note="; ".join(notes), order=shown,
            undecided=undecided, dates=self.sql,
            unread=stray, is_empty=not most,
            readings=(*readings, *self._counted(by_number, most), *self._yearless()),
        )  # fmt: skip

    def _counted(self, by_number: Sequence[int], read: int) -> list[Reading]:
        """Tell of dates that are written as plain numbers beside others."""
        parts = [part for part in self.sql.parts if part.shape in dates.BY_NUMBER]
        return [
            Reading(
                question=f"{part.shape}_dates",
                stance=Stance.ADOPTED,
                numbers={
                    "column": self.sql.column,
                    "numbers": number,
                    "example": part.example,
                    "others": read - number,
                },
            )
            for part, number in zip(parts, by_number, strict=False)
            if number
        ]

    def _yearless(self) -> list[Reading]:
        """Tell in which year dates were put that name none."""
        part = next((part for part in self.sql.parts if part.shape == "yearless"), None)
        if part is None or self.hints.year is None:
            return []
        begins = self.hints.year.begins
        numbers: dict[str, float | str] = {
            "what": f"Dates in {self.sql.column}",
            "example": part.example,
            "day": begins.isoformat(),
        }
        weight = 0.0 if self.hints.year.is_sure else 1.0
        setting = "meaning.yearless_dates=" + date(begins.year + 1, begins.month, 1).isoformat()
        return [
            Reading(
                question="yearless_dates",
                stance=self.hints.year.stance,
                numbers=numbers,
                setting=setting,
                weight=weight,
            )
        ]


def _about(sql: Dates) -> list[str]:
    """Say what is unusual about how dates are written."""
    notes: list[str] = []
    for part in sql.parts:
        notes += clauses.shape(sql.column, part.shape)
    if len(sql.parts) > 1:
        *first, last = (part.example for part in sql.parts)
        examples = f"{', '.join(first)} and {last}"
        notes.append(
            f"dates in {sql.column} are written in {len(sql.parts)} ways, such as {examples}"
        )
    return notes


@dataclass(frozen=True, slots=True)
class Float:
    """A column of floating point numbers that may all be whole."""

    column: str

    @property
    def conditions(self) -> list[str]:
        """The conditions whose counts settle it."""
        value = quoted(self.column)
        return [
            f"{value} = floor({value}) AND abs({value}) < {EXACT:g}",
            f"isnan(CAST({value} AS DOUBLE))",
        ]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts."""
        whole, nan = counts
        value = f"nullif(CAST({quoted(self.column)} AS DOUBLE), 'nan'::DOUBLE)"
        if whole and whole == given - nan:
            return Decision(dtype="integer", expression=f"CAST({value} AS BIGINT)")
        return Decision(dtype="decimal", expression=value)


@dataclass(frozen=True, slots=True)
class Boolean:
    """A column of text that may hold truth values."""

    column: str

    @property
    def conditions(self) -> list[str]:
        """The conditions whose counts settle it."""
        return [f"lower({quoted(self.column)}) IN ('{TRUE}', '{FALSE}')"]

    def decide(self, counts: Sequence[int], given: int) -> Decision | None:
        """Settle it from these counts."""
        return (
            Decision(dtype="boolean", expression=f"CAST({quoted(self.column)} AS BOOLEAN)")
            if counts[0] == given
            else None
        )
