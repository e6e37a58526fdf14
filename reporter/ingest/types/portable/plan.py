"""What a table in a database is typed by: what is known beside the values, and what is settled so
far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reporter.ingest.types import clauses

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from reporter.ingest.types.rules.dates import Order
    from reporter.ingest.types.rules.numbers import Style
    from reporter.model import DataType, Doubt, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known beside the values."""

    dates: frozenset[str]
    """Columns named like a date, or set to be one."""
    values: frozenset[str]
    """Columns named like a quantity, price or amount, or set to be one."""
    date_order: Literal["auto", "day-first", "month-first"]
    decimal: Literal["auto", "point", "comma"]
    swapped_dates: Literal["auto", "swap", "keep"] = "auto"
    """Whether days and months that a spreadsheet has swapped are put right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A column of texts, or of numbers written as texts, and what its values could be."""

    name: str
    words: ir.StringValue
    """Its values without blanks around."""
    counts: Mapping[str, int]
    """How many of them there are (given), stand for missing ones, and are of each kind."""
    values: ir.Table | None = None
    """Its different values, where they are texts."""

    @property
    def present(self) -> int:
        """How many values do not stand for missing ones."""
        return self.counts["given"] - self.counts.get("missing", 0)


@dataclass(slots=True)
class Plan:
    """What is settled so far."""

    columns: dict[str, tuple[DataType, ir.Value]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[Texts, Style]] = field(default_factory=dict)
    """Columns of texts that hold numbers, and the style in which these are written."""
    points: dict[str, str] = field(default_factory=dict)
    """Those columns in which a decimal sign shows."""
    shown_orders: set[Order] = field(default_factory=set)
    """The orders of days and months that columns show themselves."""
    open_orders: list[Texts] = field(default_factory=list)
    """Columns of dates that can be read in either order."""
    currencies: dict[str, dict[str, int]] = field(default_factory=dict)
    """Columns of numbers that show currencies, each with the rows of each."""
    unread: dict[str, int] = field(default_factory=dict)
    moments: dict[str, tuple[Texts, ir.Table]] = field(default_factory=dict)
    """Columns whose different values are each read once: a table of them (text) and of what they
    mean, for those that take long to read.
    """

    def joined(self, raw: ir.Table) -> ir.Table:
        """Put what different values mean beside the rows that hold them."""
        for texts, moments in self.moments.values():
            key = moments.columns[0]
            # By names: both sides stem from one table, in which Ibis would look for either.
            raw = raw.mutate(**{f"{key}_here": raw[texts.name].strip()})
            raw = raw.left_join(moments, [(f"{key}_here", key)])
        return raw

    def tell(self, texts: Texts, unread: int, what: str) -> None:
        """Note how many values of a column stand for missing ones, and are not what it holds."""
        self.notes += clauses.missing(texts.name, texts.counts.get("missing", 0))
        if unread > 0:
            self.unread[texts.name] = unread
            self.notes += clauses.unread(texts.name, unread, what)
