"""Planted groups are found, and what has none is called so: the report's certainty about itself.

A few of each here; the slow set asks for nine of ten over many.
"""

from __future__ import annotations

import pytest
from sklearn.metrics import adjusted_rand_score

from reporter.model import Basis, Structure
from reporter.segments import segment
from reporter.settings import SegmentsSettings, Settings
from tests import heavy
from tests.segments.planted import NOISE, noise, planted, shuffled_rfm

QUICK = Settings(segments=SegmentsSettings(resamples=20))
SETS, ENOUGH = range(1_000, 1_030), 0.9


@pytest.mark.parametrize("k", heavy.first(1, [3, 2, 5, 7]))
def test_planted_groups_are_found_with_their_number(k: int) -> None:
    made = planted(k, k=k, customers=900)
    found = segment(made.table, QUICK)
    assert (found.k, found.basis) == (k, Basis.NATURAL)
    assert adjusted_rand_score(made.groups, found.labels.to_numpy()) > 0.9
    assert found.structure in {Structure.MODERATE, Structure.STRONG}


@pytest.mark.slow
@pytest.mark.parametrize("kind", heavy.first(1, sorted(NOISE)))
def test_what_has_no_groups_is_said_to_have_none(kind: str) -> None:
    found = segment(noise(kind, 3, customers=700, features=4), QUICK)
    assert (found.structure, found.basis) == (Structure.NONE, Basis.CONVENIENT)


@pytest.mark.slow
def test_shuffled_rfm_has_no_groups() -> None:
    found = segment(shuffled_rfm(0), QUICK)
    assert (found.structure, found.basis) == (Structure.NONE, Basis.CONVENIENT)


@pytest.mark.slow
def test_nine_of_ten_planted_sets_are_found_with_their_number() -> None:
    found = [(planted(seed).k, segment(planted(seed).table, QUICK)) for seed in SETS]
    right = [
        one.k == k and one.structure in {Structure.MODERATE, Structure.STRONG} for k, one in found
    ]
    assert sum(right) >= ENOUGH * len(right), [(k, one.k, one.structure.value) for k, one in found]


@pytest.mark.slow
def test_nine_of_ten_sets_of_noise_are_called_noise() -> None:
    kinds = sorted(NOISE)
    found = [
        (kinds[seed % len(kinds)], segment(noise(kinds[seed % len(kinds)], seed), QUICK))
        for seed in SETS
    ]
    right = [one.structure is Structure.NONE for _, one in found]
    assert sum(right) >= ENOUGH * len(right), [(kind, one.structure.value) for kind, one in found]
