"""Customers whose groups are known because they were planted, and customers without any groups: for
proofs and benchmarks.

Groups: 2 to 8 normal clouds of unequal size (5 % of customers at least) and spread, the nearest two
of them 4.5 to 7 standard deviations apart, in 4 to 10 features; half of the features skewed by an
exponential, one in ten without any part in the groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.segments.tables import online_retail, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from reporter.model import CustomerTable, Unit

SMALLEST = 0.05
NOISE_FEATURES = 0.1
APART = (4.5, 7.0)
SPREAD = (0.7, 1.0)
CUSTOMERS = (400, 3_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Customers and the group of each."""

    table: CustomerTable
    groups: NDArray[np.intp]
    k: int


def planted(
    seed: int, *, customers: int | None = None, features: int | None = None, k: int | None = None
) -> Planted:
    """Plant groups; what is not given is drawn by the seed."""
    rng = np.random.default_rng([7, seed])
    k = k or int(rng.integers(2, 9))
    width, size = (
        features or int(rng.integers(4, 11)),
        customers or int(rng.integers(CUSTOMERS[0], CUSTOMERS[1] + 1)),
    )
    centres = _centres(rng, k, width)
    shares = np.maximum(rng.dirichlet(np.full(k, 3.0)), SMALLEST)
    groups = np.sort(rng.choice(k, size, p=shares / shares.sum()))
    points = (
        centres[groups] + rng.normal(size=(size, width)) * rng.uniform(*SPREAD, size=(k, 1))[groups]
    )
    noise = rng.normal(size=(size, max(1, round(NOISE_FEATURES * width)))) * points.std()
    columns: dict[str, NDArray[np.float64]] = {}
    units: dict[str, Unit] = {}
    for place, column in enumerate(np.hstack([points, noise]).T):
        name, skewed = f"f{place}", rng.random() < 0.5
        units[name] = "money" if skewed else "number"
        columns[name] = (
            np.exp((column - column.mean()) / column.std() * rng.uniform(0.8, 1.3) + 4)
            if skewed
            else column
        )
    return Planted(table=table(columns, units), groups=groups, k=k)


def _centres(rng: np.random.Generator, k: int, width: int) -> NDArray[np.float64]:
    """Draw centres, the nearest two as far apart as planned, none of them crowded together against
    the others.
    """
    while True:
        centres = rng.normal(size=(k, width))
        distances = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=-1))
        nearest = float(distances[np.triu_indices(k, 1)].min())
        if nearest > 0.2 * np.sqrt(2 * width):
            return np.asarray(centres * float(rng.uniform(*APART)) / nearest)


def _uniform(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return rng.uniform(size=(size, width))


def _normal(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return rng.normal(size=(size, width))


def _correlated(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return np.asarray(rng.normal(size=(size, width)) @ rng.normal(size=(width, width)))


def _lognormal(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return np.exp(rng.normal(size=(size, width)) * rng.uniform(0.5, 1.5, size=width) + 3)


def _counts(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return rng.poisson(rng.uniform(0.7, 5, width), (size, width)).astype(float)


def _ratings(rng: np.random.Generator, size: int, width: int) -> NDArray[np.float64]:
    return rng.integers(1, 8, (size, width)).astype(float)


NOISE: dict[str, tuple[Callable[[np.random.Generator, int, int], NDArray[np.float64]], Unit]] = {
    "uniform": (_uniform, "number"),
    "one normal cloud": (_normal, "number"),
    "one tilted cloud": (_correlated, "number"),
    "lognormal": (_lognormal, "money"),
    "counts": (_counts, "count"),
    "ratings": (_ratings, "number"),
}


def noise(
    kind: str, seed: int, *, customers: int | None = None, features: int | None = None
) -> CustomerTable:
    """Draw customers without groups."""
    rng = np.random.default_rng([11, seed])
    size, width = (
        customers or int(rng.integers(CUSTOMERS[0], CUSTOMERS[1] + 1)),
        features or int(rng.integers(2, 11)),
    )
    draw, unit = NOISE[kind]
    points = draw(rng, size, width)
    return table(
        {f"f{place}": points[:, place] for place in range(width)},
        {f"f{place}": unit for place in range(width)},
    )


def shuffled_rfm(seed: int) -> CustomerTable:
    """Shuffle each column of Online Retail's recency, frequency and monetary value by itself."""
    rng, frame = np.random.default_rng([13, seed]), online_retail().frame
    units: dict[str, Unit] = {"recency": "days", "frequency": "count", "monetary": "money"}
    return table({name: rng.permutation(frame[name].to_numpy()) for name in units}, units)
