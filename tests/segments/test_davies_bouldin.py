"""The criterion is scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import davies_bouldin_score

from reporter.segments.davies_bouldin import davies_bouldin

CHANCE = np.random.default_rng(3)


@pytest.mark.parametrize("count", [2, 3, 8])
@pytest.mark.parametrize("features", [1, 4])
def test_any_division_gets_scikit_learns_figure(count: int, features: int) -> None:
    points = CHANCE.normal(size=(120, features))
    labels = np.arange(120, dtype=np.intp) % count
    labels[:5] = 0
    assert davies_bouldin(points, labels) == pytest.approx(
        davies_bouldin_score(points, labels), rel=1e-12
    )


@pytest.mark.parametrize(
    "points",
    [
        [[0.0], [0.0], [1.0], [1.0]],
        [[-1.0], [1.0], [-2.0], [2.0]],
        [[-1.0], [1.0], [-2.0], [2.0], [7.0], [8.0]],
    ],
    ids=["clusters of one place", "one centre", "one centre of two, another apart"],
)
def test_clusters_without_reach_or_apart_by_nothing_do_too(points: list[list[float]]) -> None:
    labels = np.arange(len(points), dtype=np.intp) // 2
    assert davies_bouldin(np.array(points), labels) == pytest.approx(
        davies_bouldin_score(points, labels)
    )
