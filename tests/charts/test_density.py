"""The outline of the densest half holds half of a segment's customers, also where they stand on a
line; in one place there is none.
"""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.path import Path

from reporter.charts.density import half

CHANCE = np.random.default_rng(5)
PLACES = {
    "a cloud": (CHANCE.normal(60, 8, 400), CHANCE.normal(40, 5, 400)),
    "upright": (np.full(400, 60.0), CHANCE.normal(40, 9, 400)),
    "level": (CHANCE.normal(60, 9, 400), np.full(400, 40.0)),
    "next to a line": (60 + CHANCE.uniform(0, 0.4, 400), CHANCE.normal(40, 9, 400)),
    "two crowds": (
        np.where(np.arange(400) % 4, CHANCE.normal(30, 4, 400), CHANCE.normal(90, 4, 400)),
        CHANCE.normal(40, 4, 400),
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_half_of_the_customers_stand_within(name: str) -> None:
    places = np.column_stack(PLACES[name])
    inside = np.any([Path(line).contains_points(places) for line in half(*PLACES[name])], axis=0)
    assert inside.mean() == pytest.approx(0.5, abs=0.07)


def test_customers_in_one_place_have_no_outline() -> None:
    assert half(np.full(100, 60.0), np.full(100, 40.0)) == []
