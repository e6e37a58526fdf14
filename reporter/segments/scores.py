"""Divisions of the same customers in, what each is worth by every measure out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata
from sklearn.metrics import calinski_harabasz_score

from reporter.model import Candidate, FeatureName, Verdict
from reporter.segments.davies_bouldin import davies_bouldin
from reporter.segments.resampling import mean_stabilities, stabilities, standard_errors
from reporter.segments.silhouettes import silhouettes
from reporter.segments.valleys import shallowest, valleys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import CustomerTable
    from reporter.segments.algorithms import Algorithm, Division
    from reporter.segments.references import Reference
    from reporter.segments.space import Space
    from reporter.segments.valleys import Valley

FORGIVEN = 0.50
"""Above this silhouette, shuffled columns are no reference: clear groups in each column by itself
survive the shuffling.
"""
STEPS = 30
"""Up to so many different values, a feature counts as coming in steps."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scored:
    """A candidate with what it was scored on."""

    candidate: Candidate
    algorithm: Algorithm
    simplest: bool
    """Whether no simpler algorithm was tried."""
    division: Division
    least: Valley
    """The valley that separates least, of those between each two clusters."""
    null: float
    """The silhouette that as many clusters reach where there are no groups, with a margin."""
    apart: bool
    """Whether the clusters lie further apart than that."""
    stabilities: NDArray[np.float64] | None = None
    """Each cluster's mean Jaccard over resamples; None where it was not asked for."""


def score(
    space: Space,
    found: Sequence[tuple[Algorithm, Division]],
    references: Mapping[int, Reference],
    concerns: NDArray[np.float64] | None,
) -> list[Scored]:
    """Score every division on the same customers; stability, which takes resamples, is added by
    `prove`.

    Parameters
    ----------
    concerns
        Ranks of what the business cares for, shape (customers, concerns), from `business_concerns`.
    """
    labellings = [division.labels for _, division in found]
    widths = silhouettes(space.prepared, labellings)
    # Among values that come in few steps, silhouettes are high because customers are alike, not
    # because groups are apart.
    compared = silhouettes(space.smeared, labellings) if _stepped(space.prepared) else widths
    return [
        _scored(
            space,
            algorithm,
            division,
            references[division.k],
            (inside.mean, fair.mean),
            concerns,
            simplest=algorithm is found[0][0],
        )
        for (algorithm, division), inside, fair in zip(found, widths, compared, strict=True)
    ]


def _scored(
    space: Space,
    algorithm: Algorithm,
    division: Division,
    reference: Reference,
    silhouettes: tuple[float, float],
    concerns: NDArray[np.float64] | None,
    *,
    simplest: bool,
) -> Scored:
    prepared, labels = space.prepared, division.labels
    inertia, least = (
        _inertia(prepared, labels, division.k),
        shallowest(valleys(space.smeared, labels)),
    )
    silhouette, fair = silhouettes
    candidate = Candidate(
        algorithm=algorithm.name,
        k=division.k,
        silhouette=silhouette,
        calinski_harabasz=float(calinski_harabasz_score(prepared, labels)),
        davies_bouldin=davies_bouldin(prepared, labels),
        # Gap statistic: the log dispersion of points without groups, less that of these. A tiny
        # floor, since customers who are all alike have none.
        gap=reference.dispersion - float(np.log(max(inertia, 1e-12) / len(labels))),
        gap_error=reference.dispersion_error,
        bic=division.bic,
        smallest=float(np.bincount(labels).min() / len(labels)),
        noise=0.0 if division.noise is None else float(division.noise.mean()),
        valley=least.depth,
        valley_error=least.errors,
        usefulness=None if concerns is None else _share_between(concerns, labels, division.k),
        contrast=_contrast(prepared, labels, division.k) if simplest else None,
        stability=None,
        stability_error=None,
        inertia=inertia,
        ballots={},
        verdict=Verdict.ELIGIBLE,
    )
    null = null_silhouette(reference, fair, prepared.shape[1])
    return Scored(
        candidate=candidate,
        algorithm=algorithm,
        simplest=simplest,
        division=division,
        least=least,
        null=null,
        apart=fair > null,
    )


def prove(space: Space, one: Scored, resamples: int, seed: int) -> Scored:
    """Add how often resamples would divide customers alike."""
    found = stabilities(space, one.algorithm, one.division, resamples, seed)
    means, least = mean_stabilities(found), int(mean_stabilities(found).argmin())
    error = float(standard_errors(found)[least])
    return replace(
        one,
        stabilities=means,
        candidate=replace(one.candidate, stability=float(means[least]), stability_error=error),
    )


def _stepped(prepared: NDArray[np.float64]) -> bool:
    return any(len(np.unique(column)) <= STEPS for column in prepared.T)


def null_silhouette(reference: Reference, silhouette: float, features: int) -> float:
    """Return the silhouette that tells more than data without groups."""
    return (
        reference.cloud
        if silhouette > FORGIVEN and features > 1
        else max(reference.cloud, reference.shuffled)
    )


def _inertia(prepared: NDArray[np.float64], labels: NDArray[np.intp], k: int) -> float:
    return float(
        sum(
            ((inside - inside.mean(axis=0)) ** 2).sum()
            for number in range(k)
            for inside in [prepared[labels == number]]
        )
    )


def _contrast(prepared: NDArray[np.float64], labels: NDArray[np.intp], k: int) -> float:
    """Return how far apart the two clusters lie that are most alike: their medians in the feature
    that parts them best, in deviations.
    """
    # Like Cohen's d, but of medians, and with the deviation of all customers.
    spread = prepared.std(axis=0)
    varying = spread > 0
    middles = (
        np.array([np.median(prepared[labels == number][:, varying], axis=0) for number in range(k)])
        / spread[varying]
    )
    return min(
        float(np.abs(middles[one] - middles[other]).max())
        for one in range(k)
        for other in range(one)
    )


def business_concerns(table: CustomerTable, rows: pd.Index[str]) -> NDArray[np.float64] | None:
    """Return the ranks of revenue (else value) and recency of these customers, shape (customers,
    concerns); None where there are neither.

    Ranks, because a few large customers hold most of the variance of money.
    """
    names = dict.fromkeys(
        name
        for name in (table.revenue or table.value, FeatureName.RECENCY)
        if name and name in table.frame
    )
    columns = [table.frame[name].reindex(rows).astype("float64") for name in names]
    ranks = [
        rankdata(column.fillna(column.median()).to_numpy())
        for column in columns
        if column.max() > column.min()
    ]
    return np.column_stack(ranks) if ranks else None


def _share_between(concerns: NDArray[np.float64], labels: NDArray[np.intp], k: int) -> float:
    """Return the share of variance that lies between clusters (eta squared), the mean over
    concerns.
    """
    sizes = np.bincount(labels, minlength=k)[:, None]
    # Eta squared: members times squared mean of each cluster, of ranks centred at 0, over the
    # sum of all squares.
    sums = np.zeros((k, concerns.shape[1]))
    np.add.at(sums, labels, concerns - concerns.mean(axis=0))
    between = (sums**2 / np.maximum(sizes, 1)).sum(axis=0)
    return float((between / (concerns.var(axis=0) * len(concerns))).mean())
