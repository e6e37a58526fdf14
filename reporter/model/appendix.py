"""What is said of method and data beside their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The sentences of the appendix."""

    made: Finding
    """By which algorithm, and of which features, the segments were made."""
    tree: Finding
    """How near one decision tree comes to them."""
    random: Finding
    """What as many segments reach on data without groups."""
    steadiness: Finding
    """How well repeat runs find the segments again: all of them, and the least sure one."""
    preparation: Finding
    """What was done to the features before distances were measured."""
    arrivals: Finding | None
    """What became of the customers who came in; None where every one of them is in the report."""
    extent: Finding
    """How large the data are."""
    read: tuple[Finding, ...]
    """How the data were read, a clause each; what is said of one of several files stands with it.
    """
    joins: tuple[Finding, ...]
    """How many rows of each table that was joined no row points at, in the order of the joins."""
    days: Finding | None
    """From when to when orders were placed, and to which day recency is counted."""
    untouched: Finding | None
    """That all rows are used; None where cleaning found anything."""
    limits: tuple[Finding, ...]
    """What the segments and the strategies cannot tell."""
    accounts: tuple[Finding, ...]
    """Where the largest key accounts stand out, in their order."""
    terms: Mapping[str, Finding]
    """Term that means something else in each report → its definition."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all of its sentences."""
        method = (self.made, self.tree, self.random, self.steadiness, self.preparation)
        some = (self.arrivals, self.days, self.untouched)
        told = (one for one in some if one is not None)
        data = (self.extent, *self.read, *self.joins)
        return (*method, *data, *told, *self.limits, *self.accounts, *self.terms.values())
