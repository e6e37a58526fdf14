"""Features in original units in, features that Euclidean distance may compare out.

One scikit-learn pipeline over named columns, so that new customers are treated by the figures
learned from the first ones. Numbers: missing values take the median, the outermost half percent on
each side is pulled in, skewed features are tamed, and all are scaled to mean 0 and standard
deviation 1 (or median 0 and a normal's interquartile range, where settings ask for robust scaling).
Features of one unit that were logged keep a common scale: a doubling of what is spent on milk
counts as much as a doubling of what is spent on bread. Categories that are asked to take part
become one column a category, weighed as in factor analysis of mixed data (Pagès 2004): rarer ones
weigh more, and together they count as much as one number.

Kept models name the four transformers here by this module's path: they stay in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

from reporter.segments.far_values import below_the_far
from reporter.segments.moments import deviations, root_mean_square
from reporter.segments.powers import LOGARITHM, raised, taming_power

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import Unit
    from reporter.settings import SegmentsSettings

    Matrix = NDArray[np.float64]

TAIL = 0.005
"""Share of customers on each side whose values are pulled in."""
RATIO_UNITS: tuple[Unit, ...] = ("money", "days", "count")
"""Units in which people compare by ratio (twice as much), which a logarithm turns into distance."""
CATEGORIES, RARE = 12, 0.01
"""So many columns at most for a category; what fewer customers share joins the others."""
NORMAL_IQR = 1.3489795
"""The interquartile range of a standard normal."""
FITTED_ON = 100_000
"""Powers are estimated on so many customers at most."""
FARTHEST = 1e6
"""Standard deviations from the middle beyond which nobody is laid out: squares of such distances
hide all others.
"""


class Winsoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Pull the outermost values in to the bounds, which are values of real customers.

    Order statistics are taken without interpolation, so that a table of up to 200 customers stays
    as it is; but for single values far beyond all others (one customer with most of the revenue),
    which are pulled in however few the customers.

    Parameters
    ----------
    tail
        Share of values on each side that may lie outside; zero leaves all of them.
    """

    def __init__(self, tail: float = TAIL) -> None:
        self.tail = tail

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the bounds of each column."""
        self.lower_ = np.quantile(X, self.tail, axis=0, method="lower")
        self.upper_ = np.quantile(X, 1 - self.tail, axis=0, method="higher")
        if self.tail > 0:
            self.upper_ = np.minimum(self.upper_, [below_the_far(column) for column in X.T])
            self.lower_ = np.maximum(self.lower_, [-below_the_far(-column) for column in X.T])
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the values within the bounds."""
        return np.clip(X, self.lower_, self.upper_)


class SkewTamer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Take the skewness out of columns that have much of it, by a power of Yeo & Johnson (2000).

    A column with an absolute skewness up to `powers.SKEWED` stays as it is. Otherwise, where no
    value is negative, log1p is taken (the power 0) for units that compare by ratio, and for others
    if it at least halves the skewness; the power of greatest likelihood is taken for the rest.

    Parameters
    ----------
    ratio
        For each column, whether its unit compares by ratio.
    """

    def __init__(self, ratio: Sequence[bool] = ()) -> None:
        self.ratio = ratio

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the power of each column."""
        pairs = zip(X[:: max(1, len(X) // FITTED_ON)].T, self.ratio, strict=True)
        self.powers_ = np.array([taming_power(column, ratio=ratio) for column, ratio in pairs])
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the columns raised to their powers."""
        return np.column_stack(
            [raised(column, power) for column, power in zip(X.T, self.powers_, strict=True)]
        )


class GroupScaler(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Centre each column and divide it by the spread of its group (the root of the mean squared
    spread).

    Parameters
    ----------
    groups
        For each column the number of its group; a column that is alone is standardised.
    robust
        Whether the centre is the median and the spread the interquartile range, over that of a
        standard normal.
    """

    def __init__(self, groups: Sequence[int] = (), *, robust: bool = False) -> None:
        self.groups = groups
        self.robust = robust

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the centre of each column and the spread of its group."""
        spreads = deviations(X)
        if self.robust:
            lower, self.mean_, upper = np.quantile(X, [0.25, 0.5, 0.75], axis=0)
            # Half of the values alike leave no range between the quartiles.
            spreads = np.where(upper > lower, (upper - lower) / NORMAL_IQR, spreads)
        else:
            self.mean_ = X.mean(axis=0)
        groups = np.asarray(self.groups)
        pooled = np.array([root_mean_square(spreads[groups == group]) for group in groups])
        self.scale_ = np.where(pooled > 0, pooled, 1.0)
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the scaled columns."""
        return np.asarray(np.clip((X - self.mean_) / self.scale_, -FARTHEST, FARTHEST))


class CategoryWeigher(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Weigh the indicator columns of categories so that each feature has variance 1 in all, and
    rarer categories weigh more.

    Parameters
    ----------
    groups
        For each column the number of the feature it belongs to.
    """

    def __init__(self, groups: Sequence[int] = ()) -> None:
        self.groups = groups

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the share of each category."""
        groups = np.asarray(self.groups)
        counts = np.bincount(groups)
        self.mean_ = X.mean(axis=0)
        shares = np.where(self.mean_ > 0, self.mean_, 1.0)
        self.scale_ = np.sqrt(shares * np.maximum(counts[groups] - 1, 1))
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the weighed columns."""
        return np.asarray((X - self.mean_) / self.scale_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Customers made comparable."""

    pipeline: Pipeline
    """Features in original units, by name → points."""
    points: Matrix
    """Shape (customers, columns)."""
    smeared: Matrix
    """The numeric features without bounds, spread over their steps; shape (customers, numeric
    features).
    """


def fit_preparation(
    frame: pd.DataFrame, units: Mapping[str, Unit], settings: SegmentsSettings
) -> Prepared:
    """Fit the preparation to customers.

    Parameters
    ----------
    frame
        One row per customer, one column per feature, in original units; NaN where missing.
    units
        The unit of each column.
    """
    numbers = [str(name) for name in frame.columns if units[str(name)] != "category"]
    categories = [str(name) for name in frame.columns if units[str(name)] == "category"]
    parts: list[tuple[str, Pipeline, list[str]]] = []
    if numbers:
        parts.append(
            (
                "numbers",
                _fit_numbers(frame[numbers], [units[name] for name in numbers], settings),
                numbers,
            )
        )
    if categories:
        parts.append(("categories", _category_pipeline(frame[categories]), categories))
    columns = ColumnTransformer(parts, verbose_feature_names_out=False)
    points = np.asarray(columns.fit_transform(frame), dtype=np.float64)
    steps: list[tuple[str, Any]] = [("features", columns)]
    if settings.pca is not None and points.shape[1] > 1:
        reduction = PCA(settings.pca, svd_solver="full")
        points = np.asarray(reduction.fit_transform(points), dtype=np.float64)
        steps.append(("reduce", reduction))
    pipeline = Pipeline(steps)
    return Prepared(pipeline=pipeline, points=points, smeared=smear(pipeline, frame, settings.seed))


def _fit_numbers(
    frame: pd.DataFrame, units: Sequence[Unit], settings: SegmentsSettings
) -> Pipeline:
    head = Pipeline(
        [
            ("impute", SimpleImputer(strategy="median")),
            ("winsorise", Winsoriser(settings.tail)),
            ("tame", SkewTamer(ratio=[unit in RATIO_UNITS for unit in units])),
        ]
    ).fit(frame)
    scaler = GroupScaler(
        groups=_groups(units, head["tame"].powers_), robust=settings.scaling == "robust"
    )
    return Pipeline([*head.steps, ("scale", scaler)])


def _category_pipeline(frame: pd.DataFrame) -> Pipeline:
    encoder = OneHotEncoder(
        handle_unknown="infrequent_if_exist",
        min_frequency=RARE,
        max_categories=CATEGORIES,
        sparse_output=False,
    )
    numbered = encoder.fit(frame.set_axis([str(index) for index in range(frame.shape[1])], axis=1))
    groups = [int(str(name).partition("_")[0]) for name in numbered.get_feature_names_out()]
    return Pipeline([("encode", clone(encoder)), ("weigh", CategoryWeigher(groups))])


def smear(pipeline: Pipeline, frame: pd.DataFrame, seed: int) -> Matrix:
    """Return the prepared numbers without bounds, each value spread evenly over the step to the
    next one.

    Shape (customers, numeric features); one column of zeros where there are categories only.
    """
    found = next(
        (
            (part, list(columns))
            for name, part, columns in pipeline["features"].transformers_
            if name == "numbers"
        ),
        None,
    )
    if found is None:
        return np.zeros((len(frame), 1))
    part, names = found
    chance, values = np.random.default_rng(seed), frame[names].to_numpy(dtype=np.float64, copy=True)
    steps = [
        np.diff(np.unique(column[~np.isnan(column)])).min(initial=np.inf) for column in values.T
    ]
    for column in values.T:
        # Any value that was seen stands for a missing one: filled with the median, those customers
        # would look like a group.
        missing = np.isnan(column)
        column[missing] = chance.choice(column[~missing], missing.sum())
    values += chance.uniform(-0.5, 0.5, values.shape) * np.where(np.isfinite(steps), steps, 0.0)
    with np.errstate(
        over="ignore"
    ):  # a power that was fitted within bounds may send others beyond all numbers
        return np.asarray(part["scale"].transform(part["tame"].transform(values)))


def _groups(units: Sequence[Unit], powers: Matrix) -> list[int]:
    """Number the columns so that logged ones of one ratio unit share a number."""
    keys = [
        unit if unit in RATIO_UNITS and power == LOGARITHM else str(index)
        for index, (unit, power) in enumerate(zip(units, powers, strict=True))
    ]
    return [keys.index(key) for key in keys]
