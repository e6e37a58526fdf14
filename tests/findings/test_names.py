"""Names are unique, chosen together, and never contradict the numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.findings.names import NAMED, assign, name_segments
from reporter.findings.order_names import ARCHETYPES, keeps_promise, segment_properties
from tests.findings import cases

SIZES = st.lists(st.integers(3, 60), min_size=2, max_size=4)


@given(sizes=SIZES, seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_names_are_unique_and_keep_what_they_promise(sizes: list[int], seed: int) -> None:
    measured = cases.shop(sizes, seed).measured()
    names = name_segments(measured)
    assert sorted(names) == sorted(measured.customers)
    assert len(set(names.values())) == len(names)
    archetypes = {archetype.name: archetype for archetype in ARCHETYPES}
    for number, name in names.items():
        base = next((known for known in archetypes if name == known or name.startswith(f"{known}, ")), None)
        if base is not None:
            assert keeps_promise(archetypes[base], segment_properties(measured, number))


@given(sizes=SIZES, seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_one_time_buyers_bought_once_and_big_spenders_spend_more(sizes: list[int], seed: int) -> None:
    measured = cases.shop(sizes, seed).measured()
    for number, name in name_segments(measured).items():
        if name.startswith(("One-time", "First-time")):
            assert measured.one_order is not None
            assert measured.one_order[number] >= 0.9
        if "spenders" in name or name == "Champions":
            assert (measured.mean_revenue(number) or 0) > measured.totals.revenue / measured.totals.customers  # type: ignore[operator]  # has orders
        if "gone" in name or "Lapsed" in name or "Drifting" in name:
            assert measured.medians[number]["recency"] > measured.overall["recency"]


def test_the_planted_types_of_the_shop_get_the_names_that_marketing_would_give() -> None:
    assert name_segments(cases.shop().measured()) == {1: "Champions", 2: "Loyal regulars", 3: "Drifting away", 4: "One-time, long gone"}


def test_the_malls_kinds_are_named_by_means_and_spending() -> None:
    assert name_segments(cases.mall().measured()) == {
        1: "Affluent spenders",
        2: "Modest income, keen spenders",
        3: "The middle ground",
        4: "Modest income, careful",
        5: "Affluent but careful",
    }


def test_wholesale_customers_are_named_by_what_they_buy() -> None:
    names = name_segments(cases.wholesale().measured())
    assert names[1] == "Large all-round buyers"
    assert "Detergents" in names[2] or "Grocery" in names[2]
    assert names[3] in {"Fresh specialists", "Fresh buyers", "Small buyers"}


def test_namesakes_are_told_apart_by_what_separates_them() -> None:
    case = cases.shop((60, 60, 60, 60))
    frame = case.table.frame.copy()
    once = frame.iloc[180:].copy()
    frame.iloc[60:120, :6] = once.iloc[:, :6].to_numpy()
    frame.iloc[60:120, [2, 3]] *= 6
    twins = replace(case, table=replace(case.table, frame=frame))
    names = name_segments(twins.measured())
    assert len(set(names.values())) == 4


@given(
    scores=st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=3, max_size=4),
)
def test_the_assignment_has_the_best_sum_of_all(scores: list[list[float]]) -> None:
    offers = {f"name {row}": dict(enumerate(values, 1)) for row, values in enumerate(scores)}
    given_names = assign(offers, (1, 2, 3))
    best = max(sum(scores[row][place] + NAMED for place, row in enumerate(order)) for order in permutations(range(len(scores)), 3))
    total = sum(offers[name][number] + NAMED for number, name in given_names.items())
    assert total == pytest.approx(best)


def test_names_are_short() -> None:
    for case in (cases.shop(), cases.mall(), cases.wholesale()):
        assert all(len(name) <= 40 for name in name_segments(case.measured()).values())
