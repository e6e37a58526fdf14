"""What to do about a segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reporter.model.finding import Finding

EFFORT_WORDS = {1: "little", 2: "some", 3: "much"}
"""How much effort a strategy takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What to do about a segment, and what it rests on."""

    id: str
    """The play's id in the playbook."""
    segment: int
    audience: int
    """How many of the segment's customers it addresses."""
    addressed: Finding
    """The same in words: "45 of 120 customers"."""
    title: str
    action: str
    channel: str
    kpi: str
    assumption: str
    """The stated assumption behind the worth, as a sentence with its numbers."""
    low: float | None
    high: float | None
    """What it may bring in a year in revenue, before its cost; None where the file holds no money.
    """
    effort: Literal[1, 2, 3]
    """1 little, 3 much."""

    @property
    def effort_told(self) -> str:
        """How much effort it takes, in a word."""
        return EFFORT_WORDS[self.effort]
