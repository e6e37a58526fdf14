"""What is said before the first part: on the cover, and of how to read the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How to read this report; what holds for every report is the page's own."""

    order: Finding
    """What a segment's page tells, and in which order they stand."""
    money: Finding | None
    """What revenue is and what a strategy is worth; None where no money is known."""
    rounding: Finding | None
    """That printed shares need not add up; None where they do."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all of its sentences."""
        return tuple(one for one in (self.order, self.money, self.rounding) if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the cover says besides its title, and what stands over the first actions."""

    about: Finding
    """Which months the report is about, or how many customers."""
    customers: Finding
    """What the upper edge of the cover's drawing stands for."""
    total: Finding | None
    """What its lower edge does; None where neither money nor orders are known."""
    amounts: Finding | None
    """In whose money amounts are; None where their currency is known, or there are none."""
    unnamed: Finding | None
    """The same as a sentence, and whether the file could have named it."""
    first: Finding | None
    """How many things are to be done first; None where there is nothing to do."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all that it says."""
        some = (self.total, self.amounts, self.unnamed, self.first)
        return (self.about, self.customers, *(one for one in some if one is not None))
