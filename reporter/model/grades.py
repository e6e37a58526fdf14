"""What figures are graded by: the steps of each scale, and their bounds with the source of them."""

from __future__ import annotations

from enum import IntEnum, StrEnum

HIGHLY_STABLE, FOUND_AGAIN, DISSOLVED = 0.85, 0.75, 0.60
"""Stability from which on a segment is highly stable, from which on resamples show a real pattern,
and below which it dissolves (Hennig 2007, "Cluster-wise assessment of cluster stability").
"""
SMALL_EFFECT, MEDIUM_EFFECT, LARGE_EFFECT = 0.147, 0.33, 0.474
"""Cliff's delta from which on a difference is small, medium, large; below the first it is
negligible (Romano et al. 2006).
"""
PSI_STEADY, PSI_SHIFTED = 0.10, 0.25
"""Population stability index up to which a distribution is steady, and up to which it has only
shifted; above it has moved (Siddiqi 2006, Credit Risk Scorecards).
"""


class Stability(StrEnum):
    """What a mean Jaccard similarity over resamples says of a segment, the least first."""

    DISSOLVED = "dissolved"
    DOUBTFUL = "doubtful"
    REAL = "real"
    HIGH = "high"

    @property
    def least(self) -> float:
        """The value from which on this holds."""
        return (0.0, DISSOLVED, FOUND_AGAIN, HIGHLY_STABLE)[list(Stability).index(self)]

    @property
    def found_again(self) -> bool:
        """Whether resamples show a real pattern."""
        return self.least >= FOUND_AGAIN

    @classmethod
    def of(cls, stability: float) -> Stability:
        """Grade a stability, 0 to 1."""
        return [one for one in cls if stability >= one.least or one is cls.DISSOLVED][-1]


class EffectSize(IntEnum):
    """How large a difference between a segment and the other customers is; they compare."""

    NEGLIGIBLE = 0
    SMALL = 1
    MEDIUM = 2
    LARGE = 3

    @classmethod
    def of(cls, effect: float) -> EffectSize:
        """Grade a Cliff's delta, −1 to 1, to either side."""
        return cls(
            sum(abs(effect) >= least for least in (SMALL_EFFECT, MEDIUM_EFFECT, LARGE_EFFECT))
        )
