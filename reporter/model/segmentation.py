"""Every customer in exactly one segment, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mean, stdev
from typing import TYPE_CHECKING, Any, Literal

from reporter.model.grades import FOUND_AGAIN, Stability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.model.kept import Distribution, Drift, KeptModel

BORDERLINE = 0.1
"""Silhouette below which a customer is nearly as close to another segment."""
UNLIKE = 0.8
"""Standard deviations between the typical members of two segments, from which on they differ in
something to act on: "large" by Cohen.
"""


class Structure(StrEnum):
    """How much the data themselves fall into groups."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    NONE = "none"


class Verdict(StrEnum):
    """What became of a candidate."""

    CHOSEN = "chosen"
    RUNNER_UP = "runner-up"
    """Next in line under the rule."""
    LEVEL = "level"
    """Within one standard error of the vote's leader, and less simple than what was chosen."""
    ELIGIBLE = "eligible"
    """Could have been chosen, and was outvoted."""
    COARSER = "coarser"
    """Left out because it joins groups that the data keep apart."""
    NO_GAPS = "no gaps"
    """Left out because other divisions have emptier space between all of their segments and this
    one has not.
    """
    AS_RANDOM = "as random"
    """Left out because random data reach its silhouette, whatever gaps it has."""
    TOO_FAINT = "too faint"
    """Left out because its gaps are faint, and resamples do not find the segments again or coarser
    ones lie further apart.
    """
    TOO_COARSE = "too coarse"
    """Left out because a convenient division into so few is of no use."""
    TOO_FINE = "too fine"
    """Left out because a convenient division into so many leaves too few customers in each."""
    LESS_FINE = "less fine"
    """Left out because resamples find a finer convenient division again as well."""
    NOT_FOUND_AGAIN = "not found again"
    """Left out because resamples do not find every segment again."""
    ALIKE = "alike"
    """Left out because two segments of this convenient division differ in nothing that could be
    treated differently.
    """
    MORE_COMPLEX = "more complex"
    """Left out because nothing in the data asks for more than the simplest algorithm."""
    TOO_SMALL = "too small"
    """Left out for a segment below the smallest share."""
    MOSTLY_NOISE = "mostly noise"
    """Left out because it leaves too many customers outside of any group."""
    OUT_OF_RANGE = "out of range"
    """Left out because it has fewer or more segments than the settings allow."""


class Basis(StrEnum):
    """Why these segments and no others."""

    ASKED = "asked for"
    """The settings named the number of segments."""
    NATURAL = "natural groups"
    """The finest division in which every two segments have emptier space between them."""
    CONVENIENT = "convenient division"
    """No division has such gaps: the finest that resamples find again, or the one that the scores
    vote for where they find none.
    """
    KEPT = "kept"
    """The segments of an earlier run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """How one candidate does against another in the vote."""

    points: float
    """By how many points it is ahead: the mean over the voters."""
    error: float
    """The standard error of that mean; zero for a single voter."""

    @classmethod
    def of(cls, own: Sequence[float], other: Sequence[float]) -> Lead:
        """Hold the ballots of one candidate against those of another, voter by voter."""
        leads = [one - another for one, another in zip(own, other, strict=True)]
        error = stdev(leads) / math.sqrt(len(leads)) if len(leads) > 1 else 0.0
        return cls(points=mean(leads), error=error)

    @property
    def is_level(self) -> bool:
        """Whether it is within one standard error, but for the last bits of sums."""
        return self.points <= self.error + 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A segmentation that was tried, and how it scored."""

    algorithm: str
    k: int
    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    gap: float
    """Gap statistic (Tibshirani, Walther & Hastie 2001), in natural logarithms of the dispersion.
    """
    gap_error: float
    """Its standard error over the references."""
    bic: float | None
    """Bayesian information criterion, lower is better; None for algorithms without a likelihood."""
    smallest: float
    """Share of customers in the smallest segment."""
    noise: float
    """Share of customers that the algorithm left outside of any group; they joined the nearest."""
    valley: float
    """How much emptier the space between two segments is than their cores, 0 to 1, for the two that
    are hardest to tell apart.
    """
    valley_error: float
    """The standard errors by which that exceeds no valley at all."""
    usefulness: float | None
    """Share of the variance of value and recency (ranks) that lies between segments; None where the
    table has neither.
    """
    contrast: float | None
    """How far the typical members of the two segments that are most alike lie apart in the feature
    that parts them best, in standard deviations of all customers; None for other algorithms than
    the simplest.
    """
    stability: float | None
    """Clusterwise bootstrap Jaccard (Hennig 2007), the lowest segment's mean; None where it was not
    in contention.
    """
    stability_error: float | None
    """The standard error of that mean over the resamples."""
    inertia: float
    """Sum of squared distances to the centre of the own segment."""
    ballots: Mapping[str, float]
    """Voter → the share of rivals that the candidate beats, half for a tie; empty for those that
    had no vote.
    """
    verdict: Verdict

    @property
    def chosen(self) -> bool:
        """Whether it became the segmentation."""
        return self.verdict is Verdict.CHOSEN

    @property
    def found_again(self) -> bool:
        """Whether resamples find every segment again, by more than their number leaves
        to chance.
        """
        return (
            self.stability is not None
            and self.stability - (self.stability_error or 0.0) >= FOUND_AGAIN
        )

    @property
    def unlike(self) -> bool:
        """Whether no two segments are alike."""
        return self.contrast is None or self.contrast >= UNLIKE

    @property
    def steady(self) -> bool:
        """Whether it can be a convenient division without a vote."""
        return self.found_again and self.unlike

    @property
    def votes(self) -> float:
        """The points: the mean over the voters, 0 to 1."""
        return sum(self.ballots.values()) / len(self.ballots) if self.ballots else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What was done to a feature before distances were measured."""

    feature: str
    transform: Literal["none", "log1p", "yeo-johnson", "one-hot"]
    scaling: Literal["standard", "robust", "weighted"]
    """weighted: a category's columns together count as much as one number."""
    skewness_before: float | None
    skewness_after: float | None
    """None for categories."""
    imputed: int
    winsorised: int
    """Customers whose value was pulled in to the bounds."""
    lower: float | None
    upper: float | None
    """The bounds, in the feature's own unit; None for categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """A feature left out because another one says the same."""

    feature: str
    kept: str
    correlation: float
    """Pearson's, of the prepared features."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAccount:
    """A customer far beyond the range that the segments were fitted to."""

    customer: str
    segment: int
    features: tuple[str, ...]
    """Where they lie beyond twice a bound of `Segmentation.account_bounds`."""
    values: Mapping[str, float] = field(default_factory=dict)
    """What is known of those features, of their value and of their orders, in the feature's own
    unit.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A feature compared with a threshold, in the feature's own unit, or with a category."""

    feature: str
    operator: Literal["<=", ">", "is", "is not"]
    threshold: float
    """Of no meaning for categories."""
    category: str = ""


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
    valley: float
    """How much emptier the space towards the neighbour is than the cores, 0 to 1."""
    borderline: float
    """Share of members who are nearly as close to another segment (silhouette below `BORDERLINE`).
    """
    rule: Rule
    borders: tuple[tuple[int, float], ...]
    """The segments that they are close to, with the share of members, largest first; the shares add
    up to `borderline`.
    """

    @property
    def grade(self) -> Stability:
        """What its stability says of it."""
        return Stability.of(self.stability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A division into one segment fewer or more by the same algorithm, held against the
    one taken.
    """

    k: int
    stability: float | None
    """Of its least stable segment; None where it was not in contention."""
    found_again: bool
    """Whether resamples find every segment again, by more than their number leaves to chance."""
    shared: tuple[tuple[int, ...], ...]
    """Customers that each segment (rows, by id) shares with each of its segments (columns, in no
    order); of an even sample of many.
    """


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
    null_silhouette: float
    """What as many segments reach on data without groups (shuffled columns, one normal cloud), with
    a margin.
    """
    candidates: tuple[Candidate, ...]
    basis: Basis
    free: tuple[int, int]
    """The fewest and the most segments that could be chosen; the same where the number was asked
    for or kept.
    """
    alternatives: tuple[Alternative, ...] = ()
    """One segment fewer, and one more, where they were tried."""
    preparation: tuple[Preparation, ...]
    dropped: tuple[str, ...] = ()
    """Features left out because they do not vary."""
    thinned: tuple[Thinned, ...] = ()
    components: int | None = None
    """Principal components that distances were measured in; None for the prepared features
    themselves.
    """
    widths: pd.DataFrame
    """segment, width (silhouette), neighbour of each customer, or of an even sample of many;
    indexed by customer.
    """
    noise: tuple[str, ...] = ()
    """Customers whom the algorithm left outside of any group; they joined the nearest segment."""
    key_accounts: tuple[KeyAccount, ...] = ()
    """Largest value first."""
    account_bounds: Mapping[str, float] = field(default_factory=dict)
    """Feature of money or counts → the bound of what is usual, beyond twice of which a customer is
    a key account.
    """
    projection: pd.DataFrame
    """x, y for each customer: principal components of the prepared features."""
    projection_share: float
    """Share of variance that x and y keep."""
    model: Any
    """The fitted scikit-learn pipeline: features in original units → raw cluster number."""
    order: tuple[int, ...]
    """Segment id (from 1) at the index of the model's raw cluster number."""
    reference: tuple[Distribution, ...]
    """How the customers were spread that the model was fitted to, a feature each."""
    kept: KeptModel | None = None
    """The model of an earlier run that made these segments, where one did."""
    drift: Drift | None = None
    """How far these customers have moved from those that the kept model was fitted to."""

    def __post_init__(self) -> None:
        if self.customers != len(self.labels):
            raise ValueError("segment sizes do not add up to the customers")

    @property
    def customers(self) -> int:
        """How many customers it divides."""
        return sum(segment.customers for segment in self.segments)

    @property
    def taken(self) -> Candidate:
        """The candidate that became the segmentation."""
        return next((one for one in self.candidates if one.chosen), self.candidates[0])

    @property
    def runner_up(self) -> Candidate | None:
        """The candidate that would have been next."""
        return next((one for one in self.candidates if one.verdict is Verdict.RUNNER_UP), None)

    @property
    def least_sure(self) -> Segment:
        """The segment that resamples find again least."""
        return min(self.segments, key=lambda segment: (segment.stability, segment.id))
