"""Every customer in exactly one segment, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd


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
    dropped: tuple[str, ...] = ()
    """Features left out because they do not vary."""
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
