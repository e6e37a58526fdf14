"""A column in, out the power of Yeo & Johnson (2000) that takes out its skewness, or the column
raised to such a power.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import yeojohnson

from reporter.segments.moments import skewness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

SKEWED = 1.0
"""A skewness beyond this counts as high (Bulmer 1979, Principles of Statistics)."""
IDENTITY, LOGARITHM = 1.0, 0.0
"""The Yeo-Johnson powers that leave values as they are, and that make log1p of them."""


def taming_power(column: Matrix, *, ratio: bool) -> float:
    """Return the power for a column, whose unit may compare by ratio."""
    before = abs(skewness(column))
    if before <= SKEWED:
        return IDENTITY
    if column.min() >= 0 and (ratio or abs(skewness(np.log1p(column))) <= before / 2):
        return LOGARITHM
    return float(yeojohnson(column)[1])


def raised(column: Matrix, power: float) -> Matrix:
    """Return the column raised to a power."""
    return column if power == IDENTITY else np.asarray(yeojohnson(column, lmbda=power))


def power_name(power: float) -> Literal["none", "log1p", "yeo-johnson"]:
    """Return what a record calls a power."""
    if power == IDENTITY:
        return "none"
    return "log1p" if power == LOGARITHM else "yeo-johnson"
