"""One row per customer, and what the customers bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reporter.model.features import FeatureName

if TYPE_CHECKING:
    import pandas as pd

    from reporter.model.claim import Claim
    from reporter.model.data import Kind
    from reporter.model.period import Period


Unit = Literal[
    "money", "days", "weeks", "months", "years", "count", "share", "scale", "number", "category"
]
"""money: in the report's currency · days, weeks, months, years · count: how many · share: 0–1 ·
scale: answers or scores, which have no ratio · number: the file's own unit · category.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A property of a customer."""

    name: str
    """In snake_case for ours (recency); the file's own column name in customer tables."""
    unit: Unit
    behaviour: bool
    """Whether it may make the segments; otherwise it describes them."""
    heading: str = ""
    """What the client calls it, for a reader: a column's heading, a category; empty for ours."""
    called: Claim | None = None
    """What it is called where neither its name nor the heading says it: the entry has a form
    `LABEL`.
    """
    definition: Claim | None = None
    """What it is, one sentence; None of a feature that stands within a name alone."""
    in_revenue: bool = False
    """Whether it is money that the revenue of a customer table is the sum of."""
    outcome: bool = False
    """Whether it says what became of the customer: churned, responded."""

    @property
    def entry(self) -> str:
        """The id of what says its label; empty where it goes by the client's heading."""
        if self.called is not None:
            return self.called.id
        return "" if self.heading else f"feature.{self.name}"

    @property
    def describes_people(self) -> bool:
        """Whether it tells who customers are, not what they do or spend."""
        return not self.behaviour and self.unit != "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What customers bring, that shares are taken of: their money, or their orders where the file
    says nothing of money.
    """

    feature: str
    noun: Literal["revenue", "orders"]
    unit: Unit
    """money or count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTable:
    """One row per customer."""

    kind: Kind
    frame: pd.DataFrame
    """Index ``customer`` (text, unique, sorted); one column per feature, numbers as float64,
    categories as text.
    """
    features: tuple[Feature, ...]
    """In the frame's order."""
    value: str | None
    """The feature that orders the segments by value: monetary, total spend or a score; orders where
    their file holds no money.
    """
    revenue: str | None
    """The feature that holds money brought, None where the file has none. Sums to `Totals.revenue`.
    """
    period: Period | None
    weights: pd.Series[float] | None = None
    """How many people each customer stands for, where a survey says so; indexed like the frame."""

    @property
    def volume(self) -> Volume | None:
        """What customers bring; None where the file holds neither money nor orders."""
        if self.revenue is not None:
            return Volume(feature=self.revenue, noun="revenue", unit="money")
        return (
            Volume(feature=FeatureName.FREQUENCY, noun="orders", unit="count")
            if FeatureName.FREQUENCY in self.frame and self.period
            else None
        )

    @property
    def brought(self) -> pd.Series[float] | None:
        """What each customer brings, float64, nothing where it is not known; None where the file
        holds neither money nor orders.
        """
        return (
            None
            if self.volume is None
            else self.frame[self.volume.feature].astype("float64").fillna(0.0)
        )

    def has(self, name: str) -> bool:
        """Tell whether there is a feature of that name."""
        return any(feature.name == name for feature in self.features)

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
    """What each segment bought, when and where: tidy tables, one row per cell (transactions only).

    Revenue over segments adds up to the totals, since every customer has one segment. Where the
    file holds no money, no table has a column of revenue.
    """

    monthly: pd.DataFrame
    """segment, month (Timestamp, first day), revenue, orders, customers"""
    products: pd.DataFrame
    """segment, product, description, customers, highest (share of customers who bought it in the
    segment that likes it most), revenue; products only, no service lines; the leading ones a
    segment
    """
    countries: pd.DataFrame
    """segment, country, customers, revenue; empty without countries"""
    weekdays: pd.DataFrame
    """segment, weekday (0 = Monday), orders, revenue"""
    product_buyers: pd.DataFrame
    """product, description, customers, revenue over all segments, for the products of `products`"""
