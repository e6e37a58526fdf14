"""What the report says: sentences with their numbers, personas, strategies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.model.appendix import Appendix
    from reporter.model.choosing import Choosing
    from reporter.model.claim import Claim, SegmentName
    from reporter.model.features import FeatureName
    from reporter.model.figures import BaseFigures
    from reporter.model.finding import Finding
    from reporter.model.front import Front, Guide
    from reporter.model.sketch import Sketch
    from reporter.model.strategy import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """How a segment differs from the other customers in one feature."""

    feature: str
    median: float
    overall: float
    """Median over all customers."""
    others: float
    """Median over the other customers."""
    ratio: float | None
    """median / others; None where that of the others is zero or the feature has no true zero
    (scores, years, ages, recency).
    """
    effect: float
    """Standardised difference of rank means against the other customers, −1 to 1 (Cliff's delta).
    """
    low: float
    high: float
    """The effect's 95 % interval: how precisely it is known, not whether there is one (segments are
    made to differ).
    """
    others_known: float = 1.0
    """Share of the other customers for whom it is known, 1 where that is half of them or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """A category's share in a segment against the other customers (for descriptors and
    countries).
    """

    feature: str
    category: str
    share: float
    """Of the members whose category is known."""
    overall: float
    """Of all customers whose category is known."""
    others: float
    """Of the other customers whose category is known."""
    known: float = 1.0
    """Share of all customers whose category is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRate:
    """For how many of a segment something came about."""

    segment: int
    known: int
    """Members of whom it is known."""
    rate: float
    low: float
    high: float
    """Ends of its 95 % interval (Wilson)."""
    others: float
    """The rate among the other customers."""
    lift: float | None
    """rate / others; None where it came about for none of the others."""
    apart: bool
    """Whether the others' rate lies outside of the interval, and far enough off to care for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of customers: they left, they responded."""

    feature: str
    category: str
    """The value of the column that says it came about."""
    done: str
    """What they did: "left"; its words stand under "outcome.done"."""
    bad: bool
    """Whether it is to be avoided."""
    rate: float
    """Of the customers of whom it is known."""
    known: int
    rates: tuple[OutcomeRate, ...]
    """Of the segments of which enough is known, in their order."""

    def of(self, segment: int) -> OutcomeRate | None:
        """Return a segment's rate."""
        return next((rate for rate in self.rates if rate.segment == segment), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLift:
    """A product that more of a segment's customers bought than of the others, and that stands out
    among what they buy.
    """

    product: str
    description: str
    customers: int
    share: float
    """Share of the segment's customers who bought it."""
    others: float
    """Share of the other customers who did."""

    @property
    def lift(self) -> float:
        """Return how many times as many of them bought it as of the others."""
        return self.share / self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A segment with a name and a face."""

    segment: int
    name: SegmentName
    portrait: Claim
    """One line in plain words."""
    customers: int
    share: float
    revenue: float | None
    revenue_share: float | None
    orders: int | None = None
    """None for customer tables."""
    orders_share: float | None = None
    typical: Mapping[str, float]
    """Feature → median of the members for whom it is known, numeric features only."""
    known: Mapping[str, float] = field(default_factory=dict)
    """Feature of `typical` → share of the members for whom it is known, where that is less than
    half.
    """
    middle: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Feature of `typical` → the values between which the middle half of those members lies."""
    spend: Mapping[str, float] = field(default_factory=dict)
    """Category of a customer table's spend → share of what members spend, largest first; empty for
    orders.
    """
    traits: tuple[Trait, ...]
    """Strongest first."""
    mixes: tuple[Mix, ...]
    """Strongest difference first."""
    products: tuple[ProductLift, ...]
    facts: tuple[Finding, ...]
    """What sets them apart, what they buy, when and where: a sentence each."""
    rule: Claim
    """The rule: "7 or more orders and last order within 60 days"."""
    strategies: tuple[Strategy, ...]
    note: str = ""
    """What the client says of the segment; empty where nothing."""

    @property
    def volume(self) -> float | None:
        """What they bring, see `CustomerTable.volume`: their revenue, or their orders where no
        money is known.
        """
        return self.orders if self.revenue is None else self.revenue

    @property
    def volume_share(self) -> float | None:
        """Their share of what all customers bring."""
        return self.orders_share if self.revenue_share is None else self.revenue_share


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A named cell of the recency-frequency grid."""

    segment: str
    """What tells it from the others: "champions", or a client's own name."""
    called: SegmentName
    recency: tuple[int, ...]
    """Scores of recency that it covers, the highest = most recent."""
    frequency: tuple[int, ...]
    """Scores of frequency, or of frequency and money where that is the grid's axis."""
    customers: int
    revenue: float | None
    """None where the file holds no money."""
    orders: int = 0

    @property
    def volume(self) -> float:
        """What its customers bring: their revenue, or their orders where no money is known."""
        return self.orders if self.revenue is None else self.revenue


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBand:
    """What a score stands for: the days, orders or money of the customers who have it."""

    axis: FeatureName
    """One of `RFM`."""
    score: int
    low: float | None
    """Least value; None where the band is open below, or where nobody has the score."""
    high: float | None
    """Most value, for money the value that it stays under; None where the band is open above, or
    where nobody has the score.
    """
    customers: int
    told: Finding | None = None
    """The same in words: "3–5 orders"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How customers are scored for the grid."""

    axis: Literal["frequency", "fm"]
    """What the grid sets beside recency; fm: the mean of the scores of frequency and money, halves
    rounded up.
    """
    scores: int
    """Scores go from 1 to this, the best."""
    own: frozenset[str]
    """Of recency, frequency and monetary, those with limits of the client's own; the others have
    equal parts of all customers.
    """
    bands: tuple[ScoreBand, ...]
    """By axis, best score first."""
    notes: tuple[Finding, ...]
    """What to know of the scores: where money decides between customers with equally many orders.
    """
    customers: pd.DataFrame = field(compare=False)
    """Index customer; recency_score, frequency_score, monetary_score and fm_score where there are,
    grid_cell.
    """

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all that is said of it."""
        return (*self.notes, *(band.told for band in self.bands if band.told is not None))

    @property
    def counts_money(self) -> bool:
        """Whether money counts beside recency too."""
        return self.axis == "fm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The customers whom a cell of the grid and a segment share."""

    cell: str
    segment: int
    customers: int
    revenue: float | None
    """None where the file holds no money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the report says."""

    headline: Finding
    """One sentence over the executive summary."""
    title: Claim
    """The cover's line: "Five kinds of customers, and what to do about each"."""
    front: Front
    """What the cover says besides its title, and what stands over the first actions."""
    guide: Guide
    """How to read this report."""
    summary: tuple[Finding, ...]
    """Three to five for the executive summary, most important first."""
    titles: Mapping[str, Finding]
    """Chart name → the finding that is its title (persona charts: "persona.2.traits")."""
    sections: Mapping[str, Finding]
    """Section name → the answer it opens with."""
    base: BaseFigures
    """All customers together, in numbers."""
    key_figures: tuple[Finding, ...]
    """The strip that the base opens with: each figure set large, with what it is as its text."""
    certainty: Finding
    """How sure we are, in plain words."""
    choice: Choosing
    """Why so many segments."""
    appendix: Appendix
    """What is said of method and data beside their tables."""
    caveats: tuple[Finding, ...]
    personas: tuple[Persona, ...]
    sketches: Mapping[int, Sketch]
    """Segment → what its page says in figures."""
    actions: tuple[Strategy, ...]
    """Over all segments, by worth and effort."""
    grid: tuple[GridCell, ...] | None
    crossing: Finding | None = None
    """How the grid's cells and the segments see the same customers."""
    scoring: Scoring | None = None
    """How customers are scored for the grid; None without a grid."""
    grid_caption: Finding | None = None
    """What the grid's scores and shades stand for, where it is set as a table; None without a grid.
    """
    grid_axes: Finding | None = None
    """What lies across and up in it; None without a grid."""
    crossings: tuple[Crossing, ...] = ()
    """Pairs of cell and segment that share customers, in the order of the cells and then of the
    segments.
    """
    cautions: tuple[Finding, ...] = ()
    """What to know about the data before resting on them, the weightiest first; `caveats` are about
    what was made of them.
    """
    readings: tuple[Finding, ...] = ()
    """What the data were taken to mean where they could mean something else, the weightiest first.
    """
    outcomes: tuple[Outcome, ...] = ()
    """What became of customers, by segment."""
    alternatives: tuple[Finding, ...] = ()
    """What one segment fewer, and one more, would change."""
    telling: tuple[Finding, ...] = ()
    """Those readings and cautions that touch so much of revenue or customers that the executive
    reads of them.
    """
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What a client's own playbook says, which is laid over the catalogue: entry → form → source.
    """

    def persona(self, segment: int) -> Persona:
        """Return the persona of a segment."""
        return next(persona for persona in self.personas if persona.segment == segment)
