"""Customers in, how they are spread out; later customers and an earlier spread in, how far they
have moved out.

The population stability index sums (a − b) · ln(a / b) over bins, a and b the shares of customers
in them; its bounds stand in `model`. Few customers differ from many by chance: where nothing has
moved, the index of m new and n fitted customers over B bins is about (1/m + 1/n) times a chi-square
of B − 1 degrees (Yurdakul & Naranjo 2020, "Statistical properties of the population stability
index"). What chance alone may give is never called drift.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import binom, chi2

from reporter.model import PSI_SHIFTED, PSI_STEADY, Distribution, Drift, DriftVerdict, FeatureDrift

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import KeptModel

BINS = 10
OUTSIDE, FAR_OUTSIDE = 0.05, 0.10
"""Shares of customers beyond the fitted range that count as shifted, and as moved."""
HALF = 0.5
"""Of a customer: what an empty bin counts as, so that it is no infinite shift."""
CHANCE = 0.01
"""How often customers who are like the fitted ones may be said to have moved, over all features
together.
"""
NAMED = 12
"""Categories that are bins of their own."""


def distributions(frame: pd.DataFrame) -> tuple[Distribution, ...]:
    """Return how each feature is spread: numbers over bins of (nearly) equal shares, categories
    over the commonest.

    Parameters
    ----------
    frame
        One row per customer, in original units; categories as objects, NaN where missing.
    """
    return tuple(
        (
            _categories(name, frame[name])
            if frame[name].dtype == object
            else _numbers(name, frame[name])
        )
        for name in map(str, frame)
    )


def _numbers(name: str, values: pd.Series[float]) -> Distribution:
    known = values.dropna().to_numpy(dtype=float)
    edges = np.unique(np.quantile(known, np.arange(1, BINS) / BINS, method="inverted_cdf"))
    edges = edges[edges < known.max()]
    return Distribution(
        feature=name,
        edges=tuple(edges.tolist()),
        shares=tuple((_counts(known, edges) / len(values)).tolist()),
        missing=float(values.isna().mean()),
        lower=float(known.min()),
        upper=float(known.max()),
    )


def _categories(name: str, values: pd.Series[str]) -> Distribution:
    counts = values.value_counts()
    named = sorted(counts.index, key=lambda category: (-int(counts[category]), str(category)))[
        :NAMED
    ]
    shares = [float(counts[category]) / len(values) for category in named]
    others = (
        len(values) - int(values.isna().sum()) - int(sum(counts[category] for category in named))
    )
    return Distribution(
        feature=name,
        edges=(),
        categories=tuple(map(str, named)),
        shares=(*shares, others / len(values)),
        missing=float(values.isna().mean()),
        lower=None,
        upper=None,
    )


def _counts(values: NDArray[Any], edges: Sequence[float] | NDArray[Any]) -> NDArray[np.intp]:
    return np.bincount(
        np.searchsorted(np.asarray(edges), values, side="left"), minlength=len(edges) + 1
    )


def drift(frame: pd.DataFrame, labels: NDArray[np.intp], kept: KeptModel) -> Drift:
    """Compare customers with those that a kept model was fitted to.

    Parameters
    ----------
    frame
        The model's features, in original units.
    labels
        The segments that the model gives them.
    """
    far = {one.feature: outside(frame[one.feature], one) for one in kept.reference}
    # Bonferroni: a test per feature, one of the segments' sizes, one of what lies outside.
    level = CHANCE / (len(far) + 2)
    features = tuple(
        _feature_drift(frame[one.feature], one, far[one.feature], kept.customers, level)
        for one in kept.reference
    )
    numbers = sorted(kept.shares)
    counts, then = (
        [float((labels == number).sum()) for number in numbers],
        [kept.shares[number] for number in numbers],
    )
    segments, anywhere = (
        psi(counts, then, kept.customers),
        float(np.any(list(far.values()), axis=0).mean()),
    )
    verdicts = [
        *(one.verdict for one in features),
        _verdict(
            segments, _psi_by_chance(counts, then, kept.customers, level), PSI_STEADY, PSI_SHIFTED
        ),
        _verdict(anywhere, _outside_by_chance(len(frame), kept, level), OUTSIDE, FAR_OUTSIDE),
    ]
    return Drift(
        features=tuple(sorted(features, key=lambda one: (-one.psi, one.feature))),
        segments=segments,
        outside=anywhere,
        verdict=max(verdicts, key=list(DriftVerdict).index),
    )


def _feature_drift(
    values: pd.Series[float] | pd.Series[str],
    one: Distribution,
    far: NDArray[np.bool_],
    fitted: int,
    level: float,
) -> FeatureDrift:
    counts, then = _bins(values, one), (*one.shares, one.missing)
    found = psi(counts, then, fitted)
    verdict = _verdict(found, _psi_by_chance(counts, then, fitted, level), PSI_STEADY, PSI_SHIFTED)
    return FeatureDrift(feature=one.feature, psi=found, outside=float(far.mean()), verdict=verdict)


def _verdict(value: float, by_chance: float, shifted: float, moved: float) -> DriftVerdict:
    if value <= max(shifted, by_chance):
        return DriftVerdict.STEADY
    return DriftVerdict.REFIT if value > moved else DriftVerdict.SHIFTED


def _psi_by_chance(
    counts: Sequence[float], then: Sequence[float], fitted: int, level: float
) -> float:
    """Return the index that customers like the fitted ones exceed this rarely."""
    bins = sum(1 for now, before in zip(counts, then, strict=True) if now or before > 0)
    return float((1 / max(sum(counts), 1) + 1 / fitted) * chi2.ppf(1 - level, max(bins - 1, 1)))


def _outside_by_chance(customers: int, kept: KeptModel, level: float) -> float:
    """Return the share outside that customers like the fitted ones exceed this rarely: each end is
    passed by one in n + 1.
    """
    ends = 2 * sum(one.lower is not None for one in kept.reference)
    return float(binom.ppf(1 - level, customers, min(1.0, ends / (kept.customers + 1)))) / max(
        customers, 1
    )


def outside(
    values: pd.Series[float] | pd.Series[str], reference: Distribution
) -> NDArray[np.bool_]:
    """Tell which values lie below or above all that the model was fitted to, or are categories it
    has never seen.
    """
    if reference.lower is None or reference.upper is None:
        complete = reference.shares[-1] <= 0
        return np.asarray(
            values.notna() & ~values.isin(reference.categories) & complete, dtype=np.bool_
        )
    numbers = values.to_numpy(dtype=float)
    return np.asarray((numbers < reference.lower) | (numbers > reference.upper), dtype=np.bool_)


def psi(counts: Sequence[float], then: Sequence[float], fitted: int) -> float:
    """Return the population stability index.

    Parameters
    ----------
    counts
        Customers in each bin.
    then
        Share of the fitted customers in each bin.
    fitted
        How many were fitted.
    """
    total = max(sum(counts), 1.0)
    now, before = np.maximum(counts, HALF) / total, np.maximum(then, HALF / fitted)
    # Bins that are empty on both sides say nothing; those empty on one count as half a customer.
    empty = (np.asarray(counts) <= 0) & (np.asarray(then) <= 0)
    return float(((now - before) * np.log(now / before))[~empty].sum())


def _bins(values: pd.Series[float] | pd.Series[str], reference: Distribution) -> list[float]:
    """Count the customers in each bin, and last those of whom nothing is known."""
    missing = float(values.isna().sum())
    if reference.lower is None:
        named = [float((values == category).sum()) for category in reference.categories]
        return [*named, len(values) - missing - sum(named), missing]
    return [*map(float, _counts(values.dropna().to_numpy(dtype=float), reference.edges)), missing]
