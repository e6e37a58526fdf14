"""What a segment's page says in figures and phrases besides its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Claim
    from reporter.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A segment in figures."""

    place: Finding
    """Which of the segments it is."""
    strip: tuple[Finding, ...]
    """The figures below its name: each set large, with what it is as its text."""
    known: Mapping[str, Finding]
    """Feature that is known for less than half of the members → for how many it is."""
    recognition: Finding
    """How many of them the rule finds, and how often it is right."""
    stressed: tuple[Claim, ...]
    """Parts of that sentence to be set in bold, in their order."""
    neighbour: Finding | None
    """Which segment is nearest; None where a fact says how many could as well be there."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all that it says."""
        nearest = (self.neighbour,) if self.neighbour else ()
        return (self.place, *self.strip, *self.known.values(), self.recognition, *nearest)
