"""What to do about a segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reporter.model.claim import Claim
    from reporter.model.finding import Finding

UNPRICED = "_unpriced"
"""After a form of a play's sentence: the same where the file holds no money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What to do about a segment, and what it rests on."""

    id: str
    """The play's id in the playbook."""
    segment: int
    audience: int
    """How many of the segment's customers it addresses."""
    addressed: Finding
    """How many of how many: "45 of 120 customers"."""
    claim: Claim
    """What it says, in the forms title, action, channel and kpi; its flag ``priced`` tells whether
    the file holds money.
    """
    assumption: Claim
    """The stated assumption behind the worth, with its numbers."""
    low: float | None
    high: float | None
    """What it may bring in a year in revenue, before its cost; None where the file holds no money.
    """
    effort: Literal[1, 2, 3]
    """1 little, 3 much."""
