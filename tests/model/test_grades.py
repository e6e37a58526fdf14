"""Each scale's steps begin where its source says."""

from __future__ import annotations

import pytest

from reporter.model import EffectSize, Stability


@pytest.mark.parametrize(
    ("stability", "grade"),
    [
        (0.93, Stability.HIGH),
        (0.85, Stability.HIGH),
        (0.8, Stability.REAL),
        (0.75, Stability.REAL),
        (0.7, Stability.DOUBTFUL),
        (0.6, Stability.DOUBTFUL),
        (0.3, Stability.DISSOLVED),
        (0.0, Stability.DISSOLVED),
    ],
)
def test_stability_is_graded_as_hennig_does(stability: float, grade: Stability) -> None:
    assert Stability.of(stability) is grade


def test_a_real_pattern_and_what_is_better_is_found_again() -> None:
    assert [one for one in Stability if one.found_again] == [Stability.REAL, Stability.HIGH]


@pytest.mark.parametrize(
    ("effect", "size"),
    [
        (0.1, EffectSize.NEGLIGIBLE),
        (-0.147, EffectSize.SMALL),
        (0.33, EffectSize.MEDIUM),
        (-0.474, EffectSize.LARGE),
    ],
)
def test_an_effect_is_graded_to_either_side(effect: float, size: EffectSize) -> None:
    assert EffectSize.of(effect) is size
