"""Noise is called none, and groups are called what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.model import Structure
from reporter.segments import segment
from reporter.segments.structure import structure
from reporter.segments.valleys import Valley
from reporter.settings import SegmentsSettings, Settings
from tests import heavy
from tests.segments.tables import blobs, table
from tests.segments.test_choice import scored

if TYPE_CHECKING:
    from collections.abc import Callable

SQUARE = [(0, 0), (3, 0), (0, 3), (3, 3)]
QUICK = Settings(segments=SegmentsSettings(resamples=20))


NOISE: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "uniform": lambda generator: generator.uniform(size=(300, 2)),
    "normal": lambda generator: generator.normal(size=(300, 3)),
    "skewed": lambda generator: generator.lognormal(0, 1.2, (300, 3)),
    "counts": lambda generator: generator.poisson(3, (300, 3)).astype(float),
    "correlated": lambda generator: (
        generator.normal(size=(300, 1)) + 0.8 * generator.normal(size=(300, 3))
    ),
    "one feature": lambda generator: generator.uniform(size=(300, 1)),
}


@pytest.mark.parametrize("kind", heavy.first(1, NOISE))
def test_noise_has_no_structure(kind: str) -> None:
    points = NOISE[kind](np.random.default_rng(3))
    made = table({f"f{place}": points[:, place] for place in range(points.shape[1])})
    assert segment(made, QUICK).structure is Structure.NONE


@pytest.mark.slow
def test_clear_groups_are_strong_even_where_each_column_shows_them_alone() -> None:
    found = segment(blobs(SQUARE), QUICK)
    assert (found.k, found.structure) == (4, Structure.STRONG)


@pytest.mark.slow
def test_groups_that_touch_are_moderate() -> None:
    found = segment(blobs([(0, 0, 0), (3, 3, 0), (0, 3, 3)], each=120, spread=1.0), QUICK)
    assert (found.k, found.structure) == (3, Structure.MODERATE)


@pytest.mark.parametrize(
    ("depth", "errors", "stability", "silhouette", "expected"),
    [
        (0.9, 6.0, 0.9, 0.5, Structure.STRONG),
        (0.6, 6.0, 0.9, 0.5, Structure.MODERATE),
        (0.9, 6.0, 0.8, 0.5, Structure.MODERATE),
        (0.9, 6.0, 0.7, 0.5, Structure.WEAK),
        (0.0, 0.0, 0.7, 0.5, Structure.WEAK),
        (0.0, 0.0, 0.5, 0.5, Structure.NONE),
        (0.0, 0.0, 0.9, 0.29, Structure.NONE),
    ],
    ids=[
        "deep and stable",
        "shallower",
        "less stable",
        "doubtful",
        "no gap, beyond chance",
        "dissolved",
        "as chance would have it",
    ],
)
def test_the_grade_rests_on_gaps_resamples_and_chance(
    depth: float, errors: float, stability: float, silhouette: float, expected: Structure
) -> None:
    one = scored(
        4, silhouette=silhouette, stability=stability, valley=Valley(depth=depth, errors=errors)
    )
    labelled = replace(one, division=replace(one.division, labels=np.repeat(np.arange(4), 5)))
    assert structure(labelled) is expected
