"""Values in, places on paper out: linear and logarithmic axes with round ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import skew

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Scale", "log_ticks", "skewness", "ticks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Put a value at its place in millimetres; values beyond the ends are put at the ends.

    Parameters
    ----------
    low, high
        Values at the two ends.
    start, end
        Their places in millimetres; `end` may be before `start`.
    log
        Whether equal ratios take equal room; `low` must then be positive.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return the place of a value in millimetres."""
        return self.start + (self.end - self.start) * min(1.0, max(0.0, self.share(value)))

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies: 0 at its low end, 1 at its high end."""
        if self.high == self.low:
            return 0.5
        if self.log:
            return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Return round values from `low` to `high`, about `count` of them, in steps of 1, 2 or 5 times
    a power of ten.
    """
    span = high - low
    if span <= 0:
        return [low]
    power = 10.0 ** math.floor(math.log10(span / count))
    step = min(
        (power * factor for factor in (1, 2, 5, 10)),
        key=lambda size: abs(math.log(span / size / count)),
    )
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def log_ticks(low: float, high: float, count: int = 6) -> list[float]:
    """Return round values of a logarithmic axis: powers of ten, with 2 and 5 (or 3) between while
    at most `count` fit.
    """
    for factors in ((1, 2, 5), (1, 3), (1,)):
        found = [
            round(factor * 10.0**power, 12)
            for power in range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
            for factor in factors
            if low <= factor * 10.0**power * 1.000001 and factor * 10.0**power <= high * 1.000001
        ]
        if len(found) <= count:
            return found
    return found[:: math.ceil(len(found) / count)]


def skewness(column: pd.Series[float]) -> float:
    """Return how skewed values are, zero when they are all alike: what tells whether an axis had
    better be logarithmic.
    """
    values = column.dropna().to_numpy(dtype=float)
    return float(skew(values)) if len(values) and np.ptp(values) > 0 else 0.0
