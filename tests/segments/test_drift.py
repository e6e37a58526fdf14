"""How far customers have moved: hand-checked indices, and no drift where nothing but chance has
changed.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.model import Distribution, DriftVerdict
from reporter.segments.drift import CHANCE, distributions, drift, outside, psi
from tests import heavy
from tests.builders import customer_table
from tests.kept import kept_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES = ["recency", "frequency", "monetary"]


def test_numbers_fall_into_bins_of_like_shares() -> None:
    (one,) = distributions(pd.DataFrame({"spent": np.arange(1.0, 101.0)}))
    assert list(one.edges) == [10, 20, 30, 40, 50, 60, 70, 80, 90]
    assert one.shares == pytest.approx((0.1,) * 10)
    assert (one.lower, one.upper, one.missing) == (1, 100, 0)


def test_a_value_that_most_share_is_one_bin() -> None:
    (one,) = distributions(pd.DataFrame({"orders": [1.0] * 75 + [2.0] * 15 + [9.0] * 10}))
    assert list(one.edges) == [1, 2]
    assert one.shares == pytest.approx((0.75, 0.15, 0.1))


def test_missing_values_have_a_share_of_their_own() -> None:
    (one,) = distributions(pd.DataFrame({"spent": [1.0, 2.0, np.nan, np.nan]}))
    assert one.missing == 0.5
    assert sum(one.shares) == 0.5


def test_categories_are_bins_and_the_rarest_join() -> None:
    names = [f"c{number:02d}" for number in range(14) for _ in range(20 - number)]
    (one,) = distributions(pd.DataFrame({"country": pd.Series(names, dtype=object)}))
    assert one.categories == tuple(f"c{number:02d}" for number in range(12))
    assert one.shares[-1] == pytest.approx((8 + 7) / len(names))
    (whole,) = distributions(
        pd.DataFrame({"country": pd.Series(["a", "b", "c"] * 3, dtype=object)})
    )
    assert whole.shares[-1] == 0.0, "nothing is left over, not even a rounding error"


def test_the_index_is_the_published_sum() -> None:
    # (.6 − .5) ln(.6 / .5) + (.4 − .5) ln(.4 / .5)
    assert psi([60, 40], [0.5, 0.5], 1_000) == pytest.approx(
        0.1 * math.log(1.2) - 0.1 * math.log(0.8)
    )
    assert psi([50, 50, 0], [0.5, 0.5, 0.0], 1_000) == 0


def test_an_empty_bin_counts_as_half_a_customer() -> None:
    expected = (0.05 - 0.5) * math.log(0.05 / 0.5) + (1 - 0.5) * math.log(1 / 0.5)
    assert psi([0, 10], [0.5, 0.5], 1_000) == pytest.approx(expected)


def test_the_same_customers_have_not_moved() -> None:
    kept, frame = kept_model(), customer_table().frame[FEATURES]
    found = drift(frame, _labels(frame), kept)
    assert found.verdict is DriftVerdict.STEADY
    assert [one.psi for one in found.features] == pytest.approx([0, 0, 0], abs=1e-12)
    assert found.segments == pytest.approx(0, abs=1e-12)
    assert found.outside == 0


@pytest.mark.slow
@pytest.mark.parametrize("size", heavy.first(2, [1, 5, 20, 60, 200]))
def test_a_few_of_the_same_customers_ask_for_a_refit_as_rarely_as_is_said(size: int) -> None:
    kept, whole, draws = kept_model(), customer_table().frame[FEATURES], 200
    frames = [
        whole.iloc[np.random.default_rng(seed).choice(len(whole), size, replace=False)]
        for seed in range(draws)
    ]
    verdicts = [drift(frame, _labels(frame), kept).verdict for frame in frames]
    # Three standard errors of a share of CHANCE among so many draws.
    most = CHANCE + 3 * (CHANCE * (1 - CHANCE) / draws) ** 0.5
    assert verdicts.count(DriftVerdict.REFIT) / draws <= most


@pytest.mark.slow
@pytest.mark.parametrize("size", [40, 250])
def test_customers_drawn_anew_seldom_ask_for_a_refit(size: int) -> None:
    """From one source, fitted and new customers differ by chance alone, at the ends of the range
    too.
    """
    kept = kept_model()
    asked = 0
    for seed in range(1, 61):
        whole = customer_table(seed=seed).frame[FEATURES]
        frame = whole.iloc[np.random.default_rng(seed).choice(len(whole), size, replace=False)]
        asked += drift(frame, _labels(frame), kept).verdict is DriftVerdict.REFIT
    assert asked <= 3


def test_customers_who_spend_three_times_as_much_ask_for_a_refit() -> None:
    kept, frame = kept_model(), customer_table().frame[FEATURES]
    moved = frame.assign(monetary=frame["monetary"] * 3)
    found = drift(moved, _labels(moved), kept)
    assert found.verdict is DriftVerdict.REFIT
    assert found.features[0].feature == "monetary"
    assert found.features[0].verdict is DriftVerdict.REFIT
    assert {one.feature for one in found.features if one.verdict is DriftVerdict.STEADY} == {
        "recency",
        "frequency",
    }


def test_customers_out_of_range_ask_for_a_refit() -> None:
    kept, frame = kept_model(), customer_table().frame[FEATURES]
    moved = frame.copy()
    moved.iloc[:40, 0] = 100_000.0
    found = drift(moved, _labels(frame), kept)
    assert found.outside == pytest.approx(40 / 270)
    assert next(one for one in found.features if one.feature == "recency").outside == pytest.approx(
        40 / 270
    )
    assert found.verdict is DriftVerdict.REFIT


def test_segments_that_nobody_falls_into_any_more_ask_for_a_refit() -> None:
    kept, frame = kept_model(), customer_table().frame[FEATURES]
    assert drift(frame, np.full(len(frame), 1), kept).verdict is DriftVerdict.REFIT


def test_out_of_range_is_beyond_both_ends_or_a_new_category() -> None:
    numbers = Distribution(
        feature="n", edges=(5.0,), shares=(0.5, 0.5), missing=0, lower=1.0, upper=9.0
    )
    assert outside(pd.Series([0.9, 1.0, 9.0, 9.1, np.nan]), numbers).tolist() == [
        True,
        False,
        False,
        True,
        False,
    ]
    named = Distribution(
        feature="c",
        edges=(),
        categories=("a", "b"),
        shares=(0.5, 0.5, 0.0),
        missing=0,
        lower=None,
        upper=None,
    )
    texts = pd.Series(["a", "c", np.nan], dtype=object)
    assert outside(texts, named).tolist() == [False, True, False]
    assert not outside(texts, replace(named, shares=(0.5, 0.4, 0.1))).any(), (
        "it may have been among the rarer ones"
    )


def _labels(frame: pd.DataFrame) -> NDArray[np.intp]:
    kept = kept_model()
    return np.asarray(np.asarray(kept.order)[kept.pipeline.predict(frame)], dtype=np.intp)
