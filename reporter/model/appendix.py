"""What is said of method and data beside their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The sentences of the appendix."""

    random: Finding
    """What as many segments reach on data without groups."""
    steadiness: Finding
    """How well repeat runs find the segments again: all of them, and the least sure one."""
    preparation: Finding
    """What was done to the features before distances were measured."""
    arrivals: Finding | None
    """What became of the customers who came in; None where every one of them is in the report."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all of its sentences."""
        always = (self.random, self.steadiness, self.preparation)
        return always if self.arrivals is None else (*always, self.arrivals)
