"""What the report claims, and what it was counted over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Claim


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
    """What the report claims: `reporter.wording` says it."""

    id: str
    """Dotted: base.concentration, persona.2.orders …; unique in a report."""
    claim: Claim | None = None
    """What is known; None where it has been said already."""
    text: str = ""
    """The sentence, where there is no claim."""
    numbers: Mapping[str, float | int | str | None] = field(default_factory=dict)
    """What it was made from, where there is no claim."""
    figure: str = ""
    """The number to set large beside it, already written: "12 %"; empty when it has none."""
    base: Base | None = None
    """What it was counted over; every sentence of a report has one."""
