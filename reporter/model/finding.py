"""A sentence that the report claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a sentence was counted over."""

    of: Literal["customers", "orders", "months", "rows"]
    count: int
    """How many of them were counted."""
    known: float = 1.0
    """Which share they are of those that the sentence speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that the report claims, with the numbers it was made from."""

    id: str
    """Dotted: base.concentration, persona.2.orders …"""
    text: str
    numbers: Mapping[str, float | int | str | None]
    figure: str = ""
    """The number to set large beside it, already written: "12 %"; empty when it has none."""
    base: Base | None = None
    """What it was counted over; every sentence of a report has one."""
