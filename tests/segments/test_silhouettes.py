"""Silhouettes are exact and shared distances do not mix labellings up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples

from reporter.segments.silhouettes import silhouettes


def test_a_hand_checked_line() -> None:
    # Points 0, 1 | 5 on a line: for 0, a = 1 and b = 5; for 1, a = 1 and b = 4; a cluster of one
    # counts 0.
    (found,) = silhouettes(np.array([[0.0], [1.0], [5.0]]), [np.array([0, 0, 1])])
    assert found.widths == pytest.approx([0.8, 0.75, 0.0], abs=1e-6)
    assert found.neighbours.tolist() == [1, 1, 0]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 600), st.integers(2, 6))
def test_silhouettes_agree_with_the_library_for_every_labelling(
    seed: int, customers: int, k: int
) -> None:
    generator = np.random.default_rng(seed)
    points = generator.normal(size=(customers, 3))
    labellings = [
        np.concatenate([np.arange(n), generator.integers(0, n, customers - n)]) for n in (k, 2)
    ]
    for found, labels in zip(silhouettes(points, labellings), labellings, strict=True):
        assert found.widths == pytest.approx(silhouette_samples(points, labels), abs=2e-5)
        assert (found.neighbours != labels).all()


def test_identical_customers_have_no_silhouette_to_divide_by() -> None:
    (found,) = silhouettes(np.zeros((4, 2)), [np.array([0, 0, 1, 1])])
    assert found.widths.tolist() == [0, 0, 0, 0]


def test_a_cluster_that_a_sample_misses_is_nobodys_neighbour() -> None:
    (found,) = silhouettes(np.array([[0.0], [1.0], [5.0], [6.0]]), [np.array([0, 0, 2, 2])])
    assert found.neighbours.tolist() == [2, 2, 0, 0]
    assert np.isfinite(found.widths).all()
