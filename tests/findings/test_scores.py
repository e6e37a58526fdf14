"""Scores of recency, frequency and money: what is equal, what is told apart, and that no score is
out of reach.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.findings.grid.scores import (
    fm_scores,
    frequency_scores,
    monetary_scores,
    recency_scores,
    shared_orders,
    split_orders,
)

ORDERS = st.lists(st.integers(1, 6), min_size=1, max_size=60)
AMOUNTS = st.lists(st.integers(-20, 60), min_size=1, max_size=60)
SCORES = st.integers(3, 10)


def by_customer(values: list[int]) -> pd.Series[float]:
    return pd.Series(values, index=[f"C{number:02d}" for number in range(len(values))], dtype=float)


def test_equal_days_get_equal_scores_and_the_most_recent_the_best() -> None:
    days = pd.Series([1.0, 1.0, 1.0, 5.0, 9.0, 9.0, 20.0, 30.0, 40.0, 50.0])
    scores = recency_scores(days)
    assert scores[0] == scores[1] == scores[2] == 5
    assert scores[4] == scores[5]
    assert scores[-1] == 1
    assert np.all(np.diff(scores) <= 0)


def test_equal_amounts_get_equal_scores_and_who_spends_most_the_best() -> None:
    money = pd.Series([10.0, 10.0, 20.0, 30.0, 30.0, 40.0, 50.0, 60.0, 90.0, 90.0])
    scores = monetary_scores(money)
    assert scores.tolist() == [1, 1, 2, 3, 3, 3, 4, 4, 5, 5]


def test_ties_in_orders_are_broken_by_customer_id_whatever_the_order_of_rows() -> None:
    orders = by_customer([1, 1, 1, 2, 2, 3, 3, 4, 4, 5])
    shuffled = orders.sample(frac=1, random_state=3)
    assert frequency_scores(orders).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert dict(zip(shuffled.index, frequency_scores(shuffled), strict=True)) == dict(
        zip(orders.index, frequency_scores(orders), strict=True)
    )


def test_money_leaves_an_ordinary_tie_at_a_limit_to_the_customer_id() -> None:
    orders, money = (
        by_customer([1, 1, 1, 2, 2, 3, 3, 4, 4, 5]),
        by_customer([90, 80, 70, 60, 50, 40, 30, 20, 10, 0]),
    )
    assert split_orders(orders) == ()
    assert frequency_scores(orders, money=money).tolist() == frequency_scores(orders).tolist()


def test_where_most_ordered_once_money_decides_and_then_the_customer_id() -> None:
    orders, money = (
        by_customer([1] * 8 + [2, 7]),
        by_customer([30, 10, 80, 70, 20, 60, 50, 20, 5, 5]),
    )
    assert split_orders(orders) == (1.0,)
    assert frequency_scores(orders, money=money).tolist() == [2, 1, 4, 4, 1, 3, 3, 2, 5, 5]


def test_two_limits_at_the_ends_of_equal_orders_do_not_split_them() -> None:
    assert split_orders(by_customer([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])) == ()
    assert split_orders(by_customer([1, 2, 2, 2, 2, 2, 3, 4, 5, 6])) == (2.0,)


def test_any_limit_among_equal_orders_is_found() -> None:
    assert shared_orders(by_customer([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])) == ()
    assert shared_orders(by_customer([1, 1, 1, 2, 2, 3, 3, 4, 4, 5])) == (1.0, 2.0, 3.0, 4.0)
    assert shared_orders(by_customer([1, 2, 2, 2, 2, 2, 3, 4, 5, 6])) == (2.0,)


@given(ORDERS, SCORES)
def test_equal_orders_have_several_scores_only_where_a_limit_is_told(
    values: list[int], top: int
) -> None:
    orders = by_customer(values)
    counted = pd.Series(frequency_scores(orders, top)).groupby(orders.to_numpy()).nunique()
    assert tuple(counted.index[counted > 1]) == shared_orders(orders, top)


def test_own_cuts_are_the_limits_that_they_say() -> None:
    assert recency_scores(pd.Series([0.0, 30.0, 31.0, 90.0, 91.0]), 3, (30, 90)).tolist() == [
        3,
        3,
        2,
        2,
        1,
    ]
    assert frequency_scores(pd.Series([1.0, 2.0, 4.0, 5.0, 9.0]), 3, (2, 5)).tolist() == [
        1,
        2,
        2,
        3,
        3,
    ]
    assert monetary_scores(
        pd.Series([-5.0, 99.99, 100.0, 499.0, 500.0]), 3, (100, 500)
    ).tolist() == [1, 1, 2, 2, 3]


def test_the_mean_of_two_scores_is_rounded_half_up() -> None:
    frequency, money = np.array([1, 1, 4, 5, 2]), np.array([1, 2, 5, 5, 5])
    assert fm_scores(frequency, money).tolist() == [1, 2, 5, 5, 4]


@pytest.mark.slow
@given(ORDERS, SCORES)
def test_the_order_of_rows_changes_no_score(values: list[int], top: int) -> None:
    orders = by_customer(values)
    money = orders * 7 % 5
    shuffled = orders.sample(frac=1, random_state=len(values))
    for score in (recency_scores, monetary_scores):
        assert (
            pd.Series(score(shuffled, top), shuffled.index).sort_index().tolist()
            == score(orders, top).tolist()
        )
    found = frequency_scores(shuffled, top, money=money.reindex(shuffled.index))
    assert (
        pd.Series(found, shuffled.index).sort_index().tolist()
        == frequency_scores(orders, top, money=money).tolist()
    )


@given(ORDERS, SCORES)
def test_every_score_of_frequency_is_reached_when_there_are_customers_enough(
    values: list[int], top: int
) -> None:
    orders = by_customer(values)
    scores = frequency_scores(orders, top, money=orders * 7 % 5)
    assert set(scores) <= set(range(1, top + 1))
    if len(values) >= top:
        assert set(scores) == set(range(1, top + 1))
        assert np.ptp(np.bincount(scores)[1:]) <= 1


@given(ORDERS, SCORES)
def test_more_orders_never_score_lower(values: list[int], top: int) -> None:
    orders = by_customer(values)
    scores = frequency_scores(orders, top, money=-orders)[
        np.argsort(orders.to_numpy(), kind="stable")
    ]
    ends = pd.Series(scores).groupby(np.sort(orders.to_numpy())).agg(["min", "max"])
    assert (ends["min"].to_numpy()[1:] >= ends["max"].to_numpy()[:-1]).all()


@given(AMOUNTS, SCORES)
@pytest.mark.parametrize("score", [recency_scores, monetary_scores])
def test_equal_values_score_alike_and_no_score_is_out_of_reach(
    score: type, values: list[int], top: int
) -> None:
    numbers = by_customer(values)
    scores = pd.Series(score(numbers, top))
    assert scores.groupby(numbers.to_numpy()).nunique().eq(1).all()
    assert set(scores) <= set(range(1, top + 1))
    if numbers.nunique() >= top:
        assert set(scores) == set(range(1, top + 1))


@given(AMOUNTS)
def test_quantiles_stand_where_no_score_is_empty(values: list[int]) -> None:
    days = np.array(values, dtype=float)
    plain = 5 - np.searchsorted(np.quantile(days, (0.2, 0.4, 0.6, 0.8)), days, side="left")
    if len(set(plain)) == 5:
        assert recency_scores(pd.Series(days)).tolist() == plain.tolist()
