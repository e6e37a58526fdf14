"""The base in plain numbers, counted once for pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The best customers up to a share of all, and what they bring."""

    head: float
    """Which share of customers they are, the best first."""
    customers: int
    amount: float
    """Money, or orders where no money is known; see `CustomerTable.volume`."""
    share: float
    """Of what all customers bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFigures:
    """All customers together, in numbers."""

    medians: Mapping[str, float]
    """Numeric feature → median of all customers for whom it is known; none where nobody's is."""
    again: float | None
    """Share of customers who ordered more than once; None where the table lacks orders."""
    heads: tuple[Head, ...]
    """What the best hundredth, twentieth, tenth, fifth and half bring; empty where there is nothing
    to share.
    """
