"""A seed in, random draws out: the same on every machine and under every version of Python.

Only `random.Random.random` is promised to keep its sequence for ever, so that everything is made of
it.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Draws:
    """Draw numbers from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self._random() < probability

    def between(self, low: float, high: float) -> float:
        """Draw evenly from low to high."""
        return low + (high - low) * self._random()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def normal(self, mean: float = 0.0, deviation: float = 1.0) -> float:
        """Draw from nearly a normal distribution: twelve even draws, added.

        `math.fsum` rounds once; `sum` adds floats differently from Python 3.12 on.
        """
        return mean + deviation * (math.fsum(self._random() for _ in range(12)) - 6.0)

    def lognormal(self, median: float, spread: float) -> float:
        """Draw a positive number whose logarithm is normal with this standard deviation."""
        return median * math.exp(spread * self.normal())

    def pick(self, things: Sequence[T], weights: Sequence[int] | None = None) -> T:
        """Draw one of the things, by whole weights where given."""
        if weights is None:
            return things[int(self._random() * len(things))]
        place = int(self._random() * sum(weights))
        for thing, weight in zip(things, weights, strict=True):
            place -= weight
            if place < 0:
                return thing
        raise ValueError("weights must not all be zero")

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in a random order (Fisher-Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.whole(0, last)
            order[last], order[other] = order[other], order[last]
        return order
