"""What the report says: sentences with their numbers, personas, strategies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that the report claims, with the numbers it was made from."""

    id: str
    """Dotted: base.concentration, persona.2.orders …"""
    text: str
    numbers: Mapping[str, float | int | str | None]
    figure: str = ""
    """The number to set large beside it, already written: "12 %"; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """How a segment differs from all customers in one feature."""

    feature: str
    median: float
    overall: float
    """Median over all customers."""
    ratio: float | None
    """median / overall; None where overall is nought or the unit does not allow it."""
    effect: float
    """Standardised difference of rank means against the other customers, −1 to 1 (Cliff's delta)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """A category's share in a segment against all customers (for descriptors and countries)."""

    feature: str
    category: str
    share: float
    overall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLift:
    """A product that is commoner in what a segment buys than in what the others buy."""

    product: str
    description: str
    customers: int
    share: float
    """Share of the segment's customers who bought it."""
    lift: float
    """Its share of all pairs of a customer and a product in the segment, over the same share among the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What to do about a segment, and what it rests on."""

    id: str
    """The play's id in the playbook."""
    segment: int
    audience: int
    """How many of the segment's customers it addresses."""
    title: str
    action: str
    channel: str
    kpi: str
    assumption: str
    """The stated assumption behind the worth, as a sentence with its numbers."""
    low: float | None
    high: float | None
    """What it may bring in a year in revenue, before its cost; None where the file holds no money."""
    effort: Literal[1, 2, 3]
    """1 little, 3 much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A segment with a name and a face."""

    segment: int
    name: str
    portrait: str
    """One line in plain words."""
    customers: int
    share: float
    revenue: float | None
    revenue_share: float | None
    typical: Mapping[str, float]
    """Feature → median of the members, numeric features only."""
    traits: tuple[Trait, ...]
    """Strongest first."""
    mixes: tuple[Mix, ...]
    """Strongest difference first."""
    products: tuple[ProductLift, ...]
    facts: tuple[Finding, ...]
    """What sets them apart, what they buy, when and where: a sentence each."""
    rule: str
    """The rule in words: "7 or more orders and last order within 60 days"."""
    strategies: tuple[Strategy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A named cell of the recency-frequency grid."""

    segment: str
    recency: tuple[int, ...]
    """Quintile scores of recency that it covers, 5 = most recent."""
    frequency: tuple[int, ...]
    customers: int
    revenue: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the report says."""

    headline: str
    """One sentence over the executive summary."""
    title: str
    """The cover's line: "Five kinds of customers, and what to do about each"."""
    summary: tuple[Finding, ...]
    """Three to five for the executive summary, most important first."""
    titles: Mapping[str, Finding]
    """Chart name → the finding that is its title (persona charts: "persona.2.traits")."""
    sections: Mapping[str, Finding]
    """Section name → the answer it opens with."""
    certainty: Finding
    """How sure we are, in plain words."""
    caveats: tuple[Finding, ...]
    personas: tuple[Persona, ...]
    actions: tuple[Strategy, ...]
    """Over all segments, by worth and effort."""
    grid: tuple[GridCell, ...] | None
    crossing: Finding | None = None
    """How the grid's cells and the segments see the same customers."""

    def persona(self, segment: int) -> Persona:
        """Return the persona of a segment."""
        return next(persona for persona in self.personas if persona.segment == segment)
