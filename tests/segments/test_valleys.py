"""Empty space between groups is seen, and none is seen in a cloud that was cut in two."""

from __future__ import annotations

import numpy as np
import pytest

from reporter.segments.valleys import Valley, shallowest, valley, valleys

RNG = np.random.default_rng(1)


def test_two_groups_have_an_empty_valley_between_them() -> None:
    found = valley(RNG.normal(0, 1, (300, 3)), RNG.normal(4, 1, (300, 3)))
    assert found.depth > 0.95
    assert found.errors > 5
    assert found.evidence > 1.9


@pytest.mark.parametrize(
    "points", [RNG.uniform(size=(4000, 2)), RNG.normal(size=(4000, 2))], ids=["even", "one cloud"]
)
def test_a_cloud_cut_in_two_has_none(points: np.ndarray) -> None:
    cut = points[:, 0] > points[:, 0].mean()
    assert valley(points[cut], points[~cut]).evidence < 0.6


def test_depth_is_one_less_the_emptiest_place_over_the_lower_core() -> None:
    # On a line from 0 to 1, forty stand at each end, and one every twentieth between: a quarter of
    # the way holds five.
    between = np.arange(0.15, 0.86, 0.05)[:, None]
    found = valley(
        np.concatenate([np.zeros((40, 1)), between[:7]]),
        np.concatenate([np.ones((40, 1)), between[7:]]),
    )
    assert found.depth == pytest.approx(1 - 5 / 40, abs=0.03)
    assert found.errors == pytest.approx((40 - 5) / np.sqrt(45), abs=0.5)


def test_few_customers_show_a_valley_less_certainly_than_many() -> None:
    few, many = (
        valley(RNG.normal(0, 1, (size, 2)), RNG.normal(4, 1, (size, 2))) for size in (15, 1500)
    )
    assert few.errors < many.errors


def test_clusters_in_one_place_have_no_valley() -> None:
    assert valley(np.ones((5, 2)), np.ones((9, 2))) == Valley(depth=0.0, errors=0.0)


def test_the_shallowest_of_all_pairs_decides() -> None:
    points = np.concatenate([RNG.normal(centre, 0.3, (100, 1)) for centre in (0, 5, 5.5)])
    found = valleys(points, np.repeat([0, 1, 2], 100))
    assert sorted(found) == [(0, 1), (0, 2), (1, 2)]
    assert shallowest(found) == found[1, 2]
    assert shallowest({}).evidence == 0


def test_a_valley_counts_at_the_border_that_is_drawn() -> None:
    points = np.sort(np.concatenate([RNG.normal(0, 1, 300), RNG.normal(6, 1, 300)]))[:, None]
    right, wrong = (points[:, 0] > border for border in (3.0, 0.0))
    assert valleys(points, right.astype(np.intp))[0, 1].evidence >= 1
    # Half of the first group has been given to the second cluster: the valley lies within it.
    assert valleys(points, wrong.astype(np.intp))[0, 1].evidence < 1
    assert valley(points[~wrong], points[wrong]).evidence >= 1
