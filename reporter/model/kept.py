"""A model that is kept: what new customers are scored with, how sure each score is, and how far
they have moved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reporter.model.grades import PSI_STEADY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from reporter.model.claim import SegmentName
    from reporter.model.cleaning import CleaningStep
    from reporter.model.data import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How a feature was spread over the customers that a model was fitted to."""

    feature: str
    edges: tuple[float, ...]
    """Inner edges of the bins, ascending, in the feature's own unit; a bin holds its upper edge.
    Empty for categories.
    """
    categories: tuple[str, ...] = ()
    """The categories that are bins of their own; the last share is of all others. Empty for
    numbers.
    """
    shares: tuple[float, ...]
    """Share of customers in each bin; the shares and `missing` add up to 1."""
    missing: float
    lower: float | None
    upper: float | None
    """The smallest and the largest value; None for categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptModel:
    """What a run's model.skops holds."""

    reporter: str
    """The version that wrote it."""
    scikit_learn: str
    """The version of scikit-learn that its pipeline was fitted with."""
    algorithm: str
    pipeline: Any
    """Fitted scikit-learn pipeline: features in original units → raw cluster number."""
    features: tuple[str, ...]
    order: tuple[int, ...]
    """Segment id (from 1) at the index of the raw cluster number."""
    names: Mapping[int, SegmentName]
    notes: Mapping[int, str] = field(default_factory=dict)
    """Segment id → what the client said of it."""
    colours: Mapping[int, str]
    """Segment id → hex."""
    stabilities: Mapping[int, float]
    shares: Mapping[int, float]
    """Share of customers in each segment when it was fitted."""
    reference: tuple[Distribution, ...]
    thresholds: Mapping[str, tuple[float, ...]]
    """Feature → the ascending cuts between its scores in the recency-frequency grid; empty for
    customer tables.
    """
    kind: Kind
    currency: str
    customers: int
    """How many it was fitted to."""
    as_of: date | None


class DriftVerdict(StrEnum):
    """What drift says about a kept model."""

    STEADY = "steady"
    SHIFTED = "shifted"
    """Watch: some features have moved, the segments still fit."""
    REFIT = "refit"
    """The customers have moved so far that the segments should be made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureDrift:
    """How far a feature has moved."""

    feature: str
    psi: float
    """Population stability index over the reference's bins, see `PSI_STEADY` and `PSI_SHIFTED`."""
    outside: float
    """Share of customers below or above all of those that the model was fitted to."""
    verdict: DriftVerdict = DriftVerdict.STEADY
    """By the index, where it is beyond what chance gives so few customers."""

    @property
    def by_chance(self) -> bool:
        """Whether so large an index is no more than chance gives so few customers."""
        return self.psi > PSI_STEADY and self.verdict is DriftVerdict.STEADY


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How far customers have moved from those that a model was fitted to."""

    features: tuple[FeatureDrift, ...]
    """Largest shift first."""
    segments: float
    """Population stability index of the segments' shares."""
    outside: float
    """Share of customers outside the fitted range in any feature."""
    verdict: DriftVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Customers in kept segments."""

    segments: pd.DataFrame
    """Indexed by customer: segment, confidence (0-1), second (the next best segment), outside
    (features, with semicolons).
    """
    drift: Drift


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """A finished list of customers in kept segments."""

    file: Path
    model: KeptModel
    assignment: Assignment
    filters: tuple[CleaningStep, ...] = ()
    """What was left out of the data because somebody asked for it, now or in the run that the
    segments are of.
    """
