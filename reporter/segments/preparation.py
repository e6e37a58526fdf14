"""Features in original units in, features that Euclidean distance may compare out, and a record of what was done.

One scikit-learn pipeline, so that new customers are treated by the figures learned from the first ones:
missing values take the median, the outermost half percent on each side is pulled in, skewed features are tamed,
and all are scaled to mean 0 and standard deviation 1. Features of one unit that were logged keep a common scale: a doubling
of what is spent on milk counts as much as a doubling of what is spent on bread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from scipy.stats import yeojohnson
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline

from reporter.model import Preparation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import Unit

    Matrix = NDArray[np.float64]

TAIL = 0.005
"""Share of customers on each side whose values are pulled in."""
SKEWED = 1.0
"""A skewness beyond this counts as high (Bulmer 1979, Principles of Statistics)."""
RATIO_UNITS: tuple[Unit, ...] = ("money", "days", "count")
"""Units in which people compare by ratio (twice as much), which a logarithm turns into distance."""
IDENTITY, LOGARITHM = 1.0, 0.0
"""The Yeo-Johnson powers that leave values as they are, and that make log1p of them."""


class Winsoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Pull the outermost values in to the bounds, which are values of real customers.

    Order statistics are taken without interpolation, so that a table of up to 200 customers stays as it is.

    Parameters
    ----------
    tail
        Share of values on each side that may lie outside.
    """

    def __init__(self, tail: float = TAIL) -> None:
        self.tail = tail

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the bounds of each column."""
        self.lower_ = np.quantile(X, self.tail, axis=0, method="lower")
        self.upper_ = np.quantile(X, 1 - self.tail, axis=0, method="higher")
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the values within the bounds."""
        return np.clip(X, self.lower_, self.upper_)


class SkewTamer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Take the skewness out of columns that have much of it, by a power of Yeo & Johnson (2000).

    A column with an absolute skewness up to `SKEWED` stays as it is. Otherwise, where no value is negative,
    log1p is taken (the power 0) for units that compare by ratio, and for others if it at least halves the
    skewness; the power of greatest likelihood is taken for the rest.

    Parameters
    ----------
    ratio
        For each column, whether its unit compares by ratio.
    """

    def __init__(self, ratio: Sequence[bool] = ()) -> None:
        self.ratio = ratio

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the power of each column."""
        pairs = zip(X.T, self.ratio, strict=True)
        self.powers_ = np.array([_power(column, ratio=ratio) for column, ratio in pairs])
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the columns raised to their powers."""
        return np.column_stack([_raise(column, power) for column, power in zip(X.T, self.powers_, strict=True)])


class GroupScaler(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Centre each column and divide it by the standard deviation of its group (the root of the mean variance).

    Parameters
    ----------
    groups
        For each column the number of its group; a column that is alone is standardised.
    """

    def __init__(self, groups: Sequence[int] = ()) -> None:
        self.groups = groups

    def fit(self, X: Matrix, y: None = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the mean of each column and the standard deviation of its group."""
        self.mean_ = X.mean(axis=0)
        variances, groups = X.var(axis=0), np.asarray(self.groups)
        pooled = np.array([variances[groups == group].mean() for group in groups])
        self.scale_ = np.where(pooled > 0, np.sqrt(pooled), 1.0)
        return self

    def transform(self, X: Matrix) -> Matrix:  # noqa: N803 - scikit-learn's signature
        """Return the scaled columns."""
        return np.asarray((X - self.mean_) / self.scale_)


def _power(column: Matrix, *, ratio: bool) -> float:
    before = abs(skewness(column))
    if before <= SKEWED:
        return IDENTITY
    if column.min() >= 0 and (ratio or abs(skewness(np.log1p(column))) <= before / 2):
        return LOGARITHM
    return float(yeojohnson(column)[1])


def _raise(column: Matrix, power: float) -> Matrix:
    return column if power == IDENTITY else np.asarray(yeojohnson(column, lmbda=power))


def skewness(column: Matrix) -> float:
    """Return the third standardised moment, 0 for a column of one value."""
    centred = column - column.mean()
    spread = float(np.sqrt(np.mean(centred**2)))
    return float(np.mean((centred / spread) ** 3)) if spread > 0 else 0.0


def fit_preparation(frame: pd.DataFrame, units: Sequence[Unit]) -> tuple[Pipeline, Matrix]:
    """Fit the preparation to customers.

    Parameters
    ----------
    frame
        One row a customer, one column a feature, in original units; NaN where missing.
    units
        The unit of each column.

    Returns
    -------
    The fitted pipeline, and the prepared features, shape (customers, features).
    """
    head = Pipeline(
        [
            ("impute", SimpleImputer(strategy="median")),
            ("winsorise", Winsoriser()),
            ("tame", SkewTamer(ratio=[unit in RATIO_UNITS for unit in units])),
        ]
    )
    tamed = head.fit_transform(frame)
    scaler = GroupScaler(groups=_groups(units, head["tame"].powers_)).fit(tamed)
    return Pipeline([*head.steps, ("scale", scaler)]), scaler.transform(tamed)


def _groups(units: Sequence[Unit], powers: Matrix) -> list[int]:
    """Number the columns so that logged ones of one ratio unit share a number."""
    keys = [
        unit if unit in RATIO_UNITS and power == LOGARITHM else str(place)
        for place, (unit, power) in enumerate(zip(units, powers, strict=True))
    ]
    return [keys.index(key) for key in keys]


def record_preparation(frame: pd.DataFrame, pipeline: Pipeline, prepared: Matrix) -> tuple[Preparation, ...]:
    """Tell for each feature what the fitted pipeline did to these customers."""
    imputed = pipeline["impute"].transform(frame)
    bounds = pipeline["winsorise"]
    return tuple(
        Preparation(
            feature=name,
            transform=_transform_name(float(pipeline["tame"].powers_[place])),
            skewness_before=skewness(imputed[:, place]),
            skewness_after=skewness(prepared[:, place]),
            imputed=int(frame[name].isna().sum()),
            winsorised=int(((imputed[:, place] < bounds.lower_[place]) | (imputed[:, place] > bounds.upper_[place])).sum()),
            lower=float(bounds.lower_[place]),
            upper=float(bounds.upper_[place]),
        )
        for place, name in enumerate(frame.columns)
    )


def _transform_name(power: float) -> Literal["none", "log1p", "yeo-johnson"]:
    if power == IDENTITY:
        return "none"
    return "log1p" if power == LOGARITHM else "yeo-johnson"


def with_clusters(preparation: Pipeline, clusters: Any) -> Pipeline:
    """Join a fitted preparation and a fitted clustering into the model: original units → raw cluster number."""
    return Pipeline([*preparation.steps, ("cluster", clusters)])
