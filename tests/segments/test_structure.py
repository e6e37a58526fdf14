"""Noise is called none, and groups are called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.model import Structure
from reporter.segments import segment
from reporter.segments.structure import structure
from reporter.settings import Settings
from tests.segments.tables import blobs, table

if TYPE_CHECKING:
    from collections.abc import Callable

SQUARE = [(0, 0), (3, 0), (0, 3), (3, 3)]


NOISE: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "uniform": lambda generator: generator.uniform(size=(300, 2)),
    "normal": lambda generator: generator.normal(size=(300, 3)),
    "skewed": lambda generator: generator.lognormal(0, 1.2, (300, 3)),
    "counts": lambda generator: generator.poisson(3, (300, 3)).astype(float),
    "correlated": lambda generator: generator.normal(size=(300, 1)) + 0.8 * generator.normal(size=(300, 3)),
    "one feature": lambda generator: generator.uniform(size=(300, 1)),
}


@pytest.mark.parametrize("kind", NOISE)
def test_noise_has_no_structure(kind: str) -> None:
    points = NOISE[kind](np.random.default_rng(3))
    made = table({f"f{place}": points[:, place] for place in range(points.shape[1])})
    assert segment(made, Settings()).structure is Structure.NONE


def test_clear_groups_are_strong_even_where_each_column_shows_them_alone() -> None:
    found = segment(blobs(SQUARE), Settings())
    assert (found.k, found.structure) == (4, Structure.STRONG)


def test_loose_groups_are_weak() -> None:
    found = segment(blobs([(0, 0, 0), (3, 3, 0), (0, 3, 3)], each=120, spread=1.0), Settings())
    assert (found.k, found.structure) == (3, Structure.WEAK)


@pytest.mark.parametrize(
    ("stability", "expected"),
    [(0.9, Structure.STRONG), (0.7, Structure.MODERATE), (0.5, Structure.NONE)],
    ids=["stable", "doubtful", "dissolved"],
)
def test_what_resamples_do_not_find_again_counts_for_less(stability: float, expected: Structure) -> None:
    points = blobs(SQUARE).frame.to_numpy()
    assert structure(points, 4, 0.75, stability, seed=0) is expected
