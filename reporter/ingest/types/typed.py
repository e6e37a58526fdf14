"""What the columns of a table became once they were typed, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import DataType, Doubt, Reading

    Compute = Callable[[Any], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the columns became."""

    dtypes: Mapping[str, DataType]
    reading: tuple[str, ...] = ()
    """Clauses for a reader on what was decided."""
    unreadable: Mapping[str, str]
    """Columns named like a date that hold none, each with a value to show."""
    doubts: tuple[Doubt, ...] = ()
    """What the data could not settle."""
    currencies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Columns of numbers that show currencies, each with the rows of each code or sign."""
    readings: tuple[Reading, ...] = ()
    """What values were taken to mean where they could mean something else."""
    written: bool = False
    """Whether there are numbers that were written as texts."""
    points: Mapping[str, str] = field(default_factory=dict)
    """Those columns of them in which a decimal sign shows, each with the sign."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """How many values of a column are not what it holds, and count as missing."""
