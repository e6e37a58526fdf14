"""What a table in a database is typed by: what is known beside the values, and what is settled so
far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir

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


@dataclass(slots=True)
class Plan:
    """What is settled so far."""

    columns: dict[str, tuple[DataType, ir.Value]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    written: bool = False
    """Whether a column of texts holds numbers."""
    points: dict[str, str] = field(default_factory=dict)
    """Those columns in which a decimal sign shows."""
    unread: dict[str, int] = field(default_factory=dict)

    def tell_unread(self, name: str, number: int, what: str) -> None:
        """Note how many values of a column are not what it holds."""
        if number > 0:
            self.unread[name] = number
            self.notes.append(
                f"{counted(number)} in {name} could not be read as {what}, taken as missing"
            )


def counted(number: int) -> str:
    """Write a number of values."""
    return "1 value" if number == 1 else f"{number:,} values"
