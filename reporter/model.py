"""The words of the house: the value objects that pass between the stages.

Read from top to bottom, they tell a run: a `Dataset` is read, a `CleanDataset` is made of it, then
a `CustomerTable`, a `Segmentation`, the `Purchases` of each segment, `Findings`, `Charts`, a
`Report` and at last a `Run` on disk. They hold values and invariants, no logic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import ibis
    import pandas as pd

    from reporter.settings import Settings

SCHEMA_VERSION = 1

Unit = Literal["money", "days", "count", "share", "number", "category"]
"""money: in the report's currency · days · count: how many · share: 0–1 · number: the file's own unit · category."""


# ── ingest ────────────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What one row of the file is."""

    TRANSACTIONS = "transactions"
    CUSTOMERS = "customers"


class Role(StrEnum):
    """What a column means. The last four belong to customer tables."""

    CUSTOMER = "customer"
    ORDER = "order"
    DATE = "date"
    PRODUCT = "product"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    PRICE = "price"
    AMOUNT = "amount"
    COUNTRY = "country"
    CATEGORY = "category"
    SPEND = "spend"
    """Money spent, in one category."""
    MEASURE = "measure"
    """Another number about behaviour or means, such as a score or an income."""
    DESCRIPTOR = "descriptor"
    """A demographic or nominal column: describes the segments, does not make them."""
    IGNORED = "ignored"


DataType = Literal["integer", "decimal", "text", "date", "boolean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file and what it was taken for."""

    name: str
    dtype: DataType
    role: Role
    evidence: str
    """Why it has this role, as a clause for a reader: "named like a customer id, 4,372 values that repeat"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the data came from and how it was read."""

    name: str
    """The file's name without its folder."""
    sha256: str
    bytes: int
    reading: tuple[str, ...]
    """How it was read, a clause each: "CSV with commas", "cp1252", "2 sheets joined"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A table as the client sent it, typed, with the role of each column. The table is lazy (Ibis)."""

    source: Source
    kind: Kind
    table: ibis.Table
    """All rows and columns, under the file's own names, in the order of the file's columns."""
    columns: tuple[Column, ...]
    rows: int

    def column(self, role: Role) -> str | None:
        """Return the name of the only column with this role, None when there is none."""
        return next((column.name for column in self.columns if column.role is role), None)

    def columns_of(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns that have one of these roles, in the file's order."""
        return tuple(column for column in self.columns if column.role in roles)


# ── quality ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningStep:
    """A rule that was applied, and how many rows it touched."""

    rule: str
    """A name in snake_case: missing_customer, duplicate, cancellation …"""
    description: str
    """For a reader: what it means and what was done."""
    rows: int
    removed: bool
    """Whether these rows left; False when they were changed or marked and stay."""
    customers: int | None = None
    """How many customers left by it, where that is the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """What a raw column holds."""

    name: str
    dtype: DataType
    role: Role
    missing: int
    distinct: int
    minimum: str | None
    """Smallest value as text; None for texts and empty columns."""
    maximum: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataProfile:
    """What the raw table holds, counted over all of its rows."""

    rows: int
    duplicates: int
    """Rows that repeat an earlier row in every column."""
    columns: tuple[ColumnProfile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanDataset:
    """What is left after cleaning, under the house's names. The table is lazy (Ibis), kept for later queries.

    For transactions one row a line, with the columns ``customer`` (text), ``order`` (text), ``ordered_at``
    (timestamp), ``product`` (text), ``description`` (text), ``quantity`` (float64), ``amount`` (decimal, exact so that
    sums do not depend on the order of rows), ``country`` (text), ``category`` (text), ``is_return`` and
    ``is_service`` (boolean). Roles that the file lacks are null columns; see `has`.
    For customer tables one row a customer: ``customer`` (text) and the file's own columns under their own names.
    """

    dataset: Dataset
    table: ibis.Table
    steps: tuple[CleaningStep, ...]
    """In the order applied; rows of removed steps and the rows left add up to the raw rows."""
    profile: DataProfile
    rows: int
    has: frozenset[Role]
    """The roles that the file really holds."""

    def __post_init__(self) -> None:
        left = self.dataset.rows - sum(step.rows for step in self.steps if step.removed)
        if left != self.rows:
            raise ValueError(f"cleaning does not add up: {left} rows expected, {self.rows} left")


# ── customers ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A property of a customer: tables, charts and the glossary read its words here."""

    name: str
    """In snake_case for ours (recency); the file's own column name in customer tables."""
    label: str
    """For a reader: "Days since last order"."""
    unit: Unit
    definition: str
    """One sentence."""
    behaviour: bool
    """Whether it may make the segments; otherwise it describes them."""
    more: str = "more"
    """The comparative when it is high ("order more often")."""
    less: str = "less"
    """The comparative when it is low ("order less often")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that the orders span, and the day that recency is counted to."""

    start: date
    end: date
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTable:
    """One row a customer."""

    kind: Kind
    frame: pd.DataFrame
    """Index ``customer`` (text, unique, sorted); one column a feature, numbers as float64, categories as text."""
    features: tuple[Feature, ...]
    """In the frame's order."""
    value: str | None
    """The feature that orders the segments by value: monetary, total spend or a score."""
    revenue: str | None
    """The feature that holds money brought, None where the file has none. Sums to `Totals.revenue`."""
    period: Period | None

    def feature(self, name: str) -> Feature:
        """Return a feature by its name."""
        return next(feature for feature in self.features if feature.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The base after cleaning; None where the kind has none."""

    customers: int
    orders: int | None
    rows: int
    revenue: float | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchases:
    """What each segment bought, when and where: tidy tables, one row a cell (transactions only).

    Revenue over segments adds up to the totals, since every customer has one segment.
    """

    monthly: pd.DataFrame
    """segment, month (Timestamp, first day), revenue, orders, customers"""
    products: pd.DataFrame
    """segment, product, description, customers, revenue; products only, no service lines; the leading ones a segment"""
    countries: pd.DataFrame
    """segment, country, customers, revenue; empty without countries"""
    weekdays: pd.DataFrame
    """segment, weekday (0 = Monday), orders, revenue"""
    product_buyers: pd.DataFrame
    """product, description, customers, revenue over all segments, for the products of `products`"""


# ── segments ──────────────────────────────────────────────────────────────────────────────────────


class Structure(StrEnum):
    """How much the data themselves fall into groups."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A segmentation that was tried, and how it scored."""

    algorithm: str
    k: int
    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    smallest: float
    """Share of customers in the smallest segment."""
    stability: float
    """Clusterwise bootstrap Jaccard (Hennig 2007), the lowest segment's mean."""
    inertia: float
    votes: float
    """Points in the vote; see segments/choose."""
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What was done to a feature before distances were measured."""

    feature: str
    transform: Literal["none", "log1p", "yeo-johnson"]
    skewness_before: float
    skewness_after: float
    imputed: int
    winsorised: int
    """Customers whose value was pulled in to the bounds."""
    lower: float
    upper: float
    """The bounds, in the feature's own unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A feature compared with a threshold, in the feature's own unit."""

    feature: str
    operator: Literal["<=", ">"]
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The conditions that recognise a segment's members; all of them must hold."""

    conditions: tuple[Condition, ...]
    precision: float
    """Share of those it finds that are members."""
    recall: float
    """Share of members that it finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A group of customers, as the algorithm found it."""

    id: int
    """1 is the most valuable."""
    customers: int
    stability: float
    """Mean Jaccard over bootstrap resamples."""
    silhouette: float
    neighbour: int
    """Id of the nearest other segment."""
    borderline: float
    """Share of members who are nearly as close to the neighbour (silhouette below .1)."""
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """Every customer in exactly one segment, and how sure that is."""

    algorithm: str
    k: int
    features: tuple[str, ...]
    """The features that made the segments."""
    labels: pd.Series[int]
    """Customer → segment id, indexed like the customer table."""
    segments: tuple[Segment, ...]
    """By descending value."""
    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    stability: float
    """The mean over customers of their segment's stability."""
    structure: Structure
    fidelity: float
    """Share of customers that the shallow tree puts into their segment."""
    candidates: tuple[Candidate, ...]
    preparation: tuple[Preparation, ...]
    projection: pd.DataFrame
    """x, y for each customer: principal components of the prepared features."""
    projection_share: float
    """Share of variance that x and y keep."""
    choice: str
    """How k was found: "asked for" or "vote"."""
    model: Any
    """The fitted scikit-learn pipeline: features in original units → raw cluster number."""
    order: tuple[int, ...]
    """Segment id (from 1) at the place of the model's raw cluster number."""

    def __post_init__(self) -> None:
        if sum(segment.customers for segment in self.segments) != len(self.labels):
            raise ValueError("segment sizes do not add up to the customers")


# ── findings ──────────────────────────────────────────────────────────────────────────────────────


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
    """A product that a segment's customers buy more often than the others."""

    product: str
    description: str
    customers: int
    share: float
    """Share of the segment's customers who bought it."""
    lift: float
    """That share over the share among the other customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What to do about a segment, and what it rests on."""

    id: str
    """The play's id in the playbook."""
    segment: int
    title: str
    action: str
    channel: str
    kpi: str
    assumption: str
    """The stated assumption behind the worth, as a sentence with its numbers."""
    low: float | None
    high: float | None
    """Worth in a year, in money; None where the file holds no money."""
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

    def persona(self, segment: int) -> Persona:
        """Return the persona of a segment."""
        return next(persona for persona in self.personas if persona.segment == segment)


# ── charts ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its numbers."""

    name: str
    title: str
    """A finding."""
    subtitle: str
    """What is drawn, in which unit."""
    alt: str
    """For who cannot see it: the finding and the leading numbers."""
    svg: str
    """A whole <svg> element, ids prefixed, colours from the palette as hex."""
    numbers: Mapping[str, Any]
    """What was drawn, as plain lists and numbers."""


Charts = Mapping[str, Chart]
"""By name; a chart without a finding is not there."""


# ── report and run ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the run. The only part of a report that may differ between two runs."""

    reporter: str
    python: str
    packages: Mapping[str, str]
    seed: int
    command: str
    settings: Mapping[str, Any]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report shows, before it is rendered."""

    settings: Settings
    clean: CleanDataset
    totals: Totals
    customers: CustomerTable
    segmentation: Segmentation
    purchases: Purchases | None
    findings: Findings
    charts: Charts
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run folder."""

    folder: Path
    files: tuple[Path, ...]
    report: Report = field(repr=False)
