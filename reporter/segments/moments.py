"""Columns of numbers in, their spread and skewness out, however large or small the numbers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import skew

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


def skewness(column: Matrix) -> float:
    """Return the third standardised moment, 0 for a column of one value."""
    scaled = column / _unit(column)
    return float(skew(scaled)) if np.ptp(scaled) > 0 else 0.0


def _unit(values: Matrix) -> Matrix:
    """Return the power of two next to each column's largest magnitude; 1 where all are zero.

    Squares of what is divided by it, which changes no digit, are neither beyond all numbers nor
    zero.
    """
    return np.asarray(np.ldexp(1.0, np.frexp(np.abs(values).max(axis=0))[1]))


def deviations(columns: Matrix) -> Matrix:
    """Return the standard deviation of each column."""
    unit = _unit(columns)
    return np.asarray((columns / unit).std(axis=0) * unit)


def root_mean_square(values: Matrix) -> float:
    """Return the root of the mean of squares."""
    unit = _unit(values)
    return float(np.sqrt(np.mean((values / unit) ** 2)) * unit)
