"""Effects and their intervals: by hand, against every pair, and over many draws of known
distributions.
"""

from __future__ import annotations

from itertools import permutations
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.findings.measuring import effects as module
from reporter.findings.measuring.effects import Effect, effects, interval

VALUES = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 6)), min_size=6, max_size=25)


def table(*groups: list[float]) -> tuple[pd.DataFrame, pd.Series[int]]:
    labels = [number for number, group in enumerate(groups, 1) for _ in group]
    return pd.DataFrame({"x": [float(value) for group in groups for value in group]}), pd.Series(
        labels
    )


def by_pairs(inside: np.ndarray, outside: np.ndarray) -> tuple[float, float]:
    """Return delta and Cliff's consistent variance from every pair."""
    pairs = np.sign(inside[:, None] - outside[None, :])
    n, m, delta = len(inside), len(outside), float(pairs.mean())
    of_members = ((pairs.mean(axis=1) - delta) ** 2).sum() / (n - 1)
    of_others = ((pairs.mean(axis=0) - delta) ** 2).sum() / (m - 1)
    of_pairs = ((pairs - delta) ** 2).sum() / ((n - 1) * (m - 1))
    return delta, float((m - 1) * of_members + (n - 1) * of_others + of_pairs) / (n * m)


def test_delta_is_one_where_every_member_is_above_all_others() -> None:
    found = effects(*table([5, 6], [1, 2, 3]))
    assert (found[1]["x"].delta, found[2]["x"].delta) == (1.0, -1.0)


@pytest.mark.slow
@given(rows=VALUES)
@settings(deadline=None)
def test_delta_and_its_interval_are_those_of_every_pair(rows: list[tuple[int, int]]) -> None:
    labels, values = (
        pd.Series([label for label, _ in rows]),
        pd.DataFrame({"x": [float(value) for _, value in rows]}),
    )
    for number, found in effects(values, labels).items():
        inside, outside = (
            values["x"][labels == number].to_numpy(),
            values["x"][labels != number].to_numpy(),
        )
        if min(len(inside), len(outside)) >= 3:
            delta, variance = by_pairs(inside, outside)
            assert found["x"].delta == pytest.approx(delta)
            assert (found["x"].low, found["x"].high) == pytest.approx(
                interval(delta, variance, len(inside), len(outside))
            )


def test_the_interval_is_the_published_one() -> None:
    """The example of the R package reproducer: calcCliffdConfidenceIntervals(d.value = 0.5,
    d.variance = 0.04).
    """
    assert interval(0.5, 0.04, 10, 10) == pytest.approx((0.0479, 0.782), abs=5e-4)


@given(
    delta=st.floats(-1, 1),
    variance=st.none() | st.floats(0, 2),
    n=st.integers(1, 10**6),
    m=st.integers(1, 10**6),
)
def test_an_interval_holds_its_effect_within_the_scale(
    delta: float, variance: float | None, n: int, m: int
) -> None:
    low, high = interval(delta, variance if n * m > 1 else None, n, m)
    assert -1 <= low <= delta <= high <= 1


@pytest.mark.slow
@given(rows=VALUES)
@settings(deadline=None)
def test_turning_the_scale_round_turns_the_interval_round(rows: list[tuple[int, int]]) -> None:
    labels, values = (
        pd.Series([label for label, _ in rows]),
        pd.DataFrame({"x": [float(value) for _, value in rows]}),
    )
    turned = effects(-values, labels)
    for number, found in effects(values, labels).items():
        for name, one in found.items():
            other = turned[number][name]
            assert (one.delta, one.low, one.high) == pytest.approx(
                (-other.delta, -other.high, -other.low)
            )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("draw", "delta"),
    [
        ("shifted normals", 2 * 0.7602499389 - 1),
        ("counts with ties", None),
        ("small against large", 0.6),
    ],
)
def test_intervals_cover_the_truth_as_often_as_they_say(draw: str, delta: float | None) -> None:
    rng, covered, draws = np.random.default_rng(5), 0, 300
    members, others = np.arange(7), np.arange(7)
    chances = [
        comb(6, value) * np.array([0.5, 0.35]) ** value * np.array([0.5, 0.65]) ** (6 - value)
        for value in range(7)
    ]
    tied = float(
        sum(chances[a][0] * chances[b][1] * np.sign(a - b) for a in members for b in others)
    )
    for _ in range(draws):
        match draw:
            case "shifted normals":
                groups = rng.normal(1, 1, 40), rng.normal(0, 1, 90)
            case "counts with ties":
                groups = (
                    rng.binomial(6, 0.5, 40).astype(float),
                    rng.binomial(6, 0.35, 90).astype(float),
                )
            case _:
                groups = rng.uniform(0, 1, 25) ** (1 / 4), rng.uniform(0, 1, 400)
        found = effects(*table(*(list(group) for group in groups)))[1]["x"]
        covered += found.low <= (tied if delta is None else delta) <= found.high
    assert 0.92 <= covered / draws <= 0.98


def test_complete_separation_leaves_room_for_a_smaller_effect_the_more_the_fewer_there_are() -> (
    None
):
    few, many = (
        effects(*table(list(range(100, 100 + n)), list(range(90))))[1]["x"] for n in (5, 80)
    )
    assert (few.delta, few.high, many.high) == (1.0, 1.0, 1.0)
    assert few.low == pytest.approx((5 - 1.96**2) / (5 + 1.96**2), abs=1e-4)
    assert few.low < many.low < 1


@pytest.mark.parametrize("members", [[5.0], [5.0, 6.0], [1.0, 9.0]])
def test_a_segment_of_one_or_two_members_has_a_wide_interval(members: list[float]) -> None:
    found = effects(*table(members, [float(value) for value in range(1, 10)]))[1]["x"]
    assert found.high - found.low > 0.6


def test_a_feature_of_one_value_has_no_effect_and_a_finite_interval() -> None:
    found = effects(*table([3, 3, 3, 3], [3, 3, 3]))[1]["x"]
    assert found.delta == 0
    assert -1 < found.low < 0 < found.high < 1


def test_missing_values_take_no_part() -> None:
    values = pd.DataFrame(
        {
            "gap": [np.nan, 4.0, 1.0, np.nan],
            "none": [np.nan] * 4,
            "half": [1.0, 2.0, np.nan, np.nan],
        }
    )
    found = effects(values, pd.Series([1, 1, 2, 2]))
    assert found[1]["gap"].delta == 1.0
    assert set(found[1]) == {"gap"}


def test_one_segment_has_nothing_to_differ_from() -> None:
    assert effects(*table([1, 2, 3])) == {1: {}}


def test_the_order_of_customers_changes_no_digit() -> None:
    values, labels = table([0.1, 0.2, 0.3], [0.3, 0.4, 0.7])
    first = effects(values, labels)
    for order in permutations(range(6), 6):
        if order[0] == 5:
            assert effects(values.loc[list(order)], labels.loc[list(order)]) == first


def test_a_base_too_large_to_tell_every_rank_has_nearly_the_same_intervals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(3)
    values, labels = table(list(rng.normal(0.8, 1, 900)), list(rng.normal(0, 1, 2100)))
    exact = effects(values, labels)[1]["x"]
    monkeypatch.setattr(module, "MOST_RANKS", 1000)
    coarse = effects(values, labels)[1]["x"]
    assert coarse.delta == exact.delta
    assert (coarse.low, coarse.high) == pytest.approx((exact.low, exact.high), abs=1e-3)
    assert isinstance(coarse, Effect)
