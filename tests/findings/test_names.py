"""Names are unique, chosen together, and never contradict the numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.findings.naming.names import OWN_NAME_BONUS, assign
from reporter.findings.naming.order_names import ARCHETYPES, keeps_promise, segment_properties
from reporter.model import Feature
from reporter.model.claim import Claim
from tests.findings import cases
from tests.saying import WORDS, names_of

SIZES = st.lists(st.integers(3, 60), min_size=2, max_size=4)


@pytest.mark.slow
@given(sizes=SIZES, seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_names_are_unique_and_keep_what_they_promise(sizes: list[int], seed: int) -> None:
    measured = cases.shop(sizes, seed).measured()
    names = names_of(measured)
    assert sorted(names) == sorted(measured.customers)
    assert len(set(names.values())) == len(names)
    archetypes = {WORDS.text(archetype.called): archetype for archetype in ARCHETYPES}
    for number, name in names.items():
        base = next(
            (known for known in archetypes if name == known or name.startswith(f"{known} ")), None
        )
        if base is not None:
            assert keeps_promise(archetypes[base], segment_properties(measured, number))


@given(sizes=SIZES, seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_one_time_buyers_bought_once_and_big_spenders_spend_more(
    sizes: list[int], seed: int
) -> None:
    measured = cases.shop(sizes, seed).measured()
    for number, name in names_of(measured).items():
        if name.startswith(("One-time", "First-time", "Lapsed one-time")):
            assert measured.one_order is not None
            assert measured.one_order[number] >= 0.9
        if "spenders" in name or name == "Champions":
            assert (
                measured.mean_volume(number) or 0
            ) > measured.study.totals.revenue / measured.study.totals.customers  # type: ignore[operator]  # has orders
        if "Lapsed" in name:
            assert (measured.above(number, "recency", measured.silent_days) or 0) >= 0.8


def test_the_planted_types_of_the_shop_get_the_names_that_marketing_would_give() -> None:
    assert names_of(cases.shop().measured()) == {
        1: "Champions",
        2: "Loyal regulars",
        3: "Lapsed repeat buyers",
        4: "Lapsed one-time buyers",
    }


def test_the_malls_kinds_are_named_by_means_and_spending() -> None:
    assert names_of(cases.mall().measured()) == {
        1: "Affluent, keen spenders",
        2: "Keen spenders on modest incomes",
        3: "Middle-ground customers",
        4: "Careful spenders on modest incomes",
        5: "Affluent, careful spenders",
    }


def test_wholesale_customers_are_named_by_what_they_buy() -> None:
    names = names_of(cases.wholesale().measured())
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
    names = names_of(twins.measured())
    assert len(set(names.values())) == 4


@given(
    scores=st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=3, max_size=4),
)
def test_the_assignment_has_the_best_sum_of_all(scores: list[list[float]]) -> None:
    offers = {Claim(f"name {row}"): dict(enumerate(values, 1)) for row, values in enumerate(scores)}
    given_names = assign(offers, (1, 2, 3))
    best = max(
        sum(scores[row][place] + OWN_NAME_BONUS for place, row in enumerate(order))
        for order in permutations(range(len(scores)), 3)
    )
    total = sum(offers[name][number] + OWN_NAME_BONUS for number, name in given_names.items())
    assert total == pytest.approx(best)


def with_gaps(recency: float, gap: float, tenure: float) -> cases.Case:
    """Make the fourth segment's members so long silent, all customers' gaps so long, and its
    members so long known.
    """
    case = cases.shop()
    frame, ours = case.table.frame.copy(), case.segmentation.labels == 4
    frame["order_gap"], frame["tenure"] = gap, np.where(ours, tenure, 300.0)
    frame.loc[ours, "recency"] = recency
    plain = {"unit": "days", "definition": "Days.", "behaviour": True}
    features = (
        *case.table.features,
        *(Feature(name=name, heading=name, **plain) for name in ("order_gap", "tenure")),  # type: ignore[arg-type]  # texts and a flag
    )
    return replace(case, table=replace(case.table, frame=frame, features=features))


@pytest.mark.parametrize(
    ("days", "gap", "lapsed"),
    [(85.0, 10.0, False), (95.0, 10.0, True), (95.0, 59.0, False), (125.0, 59.0, True)],
)
def test_nobody_is_called_lapsed_before_three_months_or_twice_the_usual_gap(
    days: float, gap: float, lapsed: bool
) -> None:
    name = names_of(with_gaps(days, gap, 300.0).measured())[4]
    assert name.startswith("Lapsed") == lapsed


@pytest.mark.parametrize(("tenure", "new"), [(110.0, True), (130.0, False), (300.0, False)])
def test_nobody_is_called_new_four_months_after_the_first_order(tenure: float, new: bool) -> None:
    name = names_of(with_gaps(20.0, 30.0, tenure).measured())[4]
    assert name.startswith(("Newcomers", "First-time", "New ")) == new


def test_names_are_nouns_for_people() -> None:
    people = (
        "buyers",
        "regulars",
        "spenders",
        "customers",
        "shoppers",
        "returners",
        "Champions",
        "Newcomers",
    )
    assert all(
        any(noun.lower() in WORDS.text(archetype.called).lower() for noun in people)
        for archetype in ARCHETYPES
    )


def test_names_are_short() -> None:
    for case in (cases.shop(), cases.mall(), cases.wholesale()):
        assert all(len(name) <= 40 for name in names_of(case.measured()).values())


def test_goods_that_begin_alike_are_told_by_their_whole_names() -> None:
    case = cases.wholesale()
    alike = {"Milk": "Fresh milk"}
    features = tuple(
        replace(feature, heading=alike.get(feature.name, feature.heading))
        for feature in case.table.features
    )
    names = names_of(replace(case, table=replace(case.table, features=features)).measured())
    assert not any(name.startswith("Fresh and fresh") for name in names.values())
    assert all(" fresh buyers" not in name.lower() for name in names.values())


@pytest.mark.slow
def test_a_pair_of_goods_is_named_in_the_order_of_the_file() -> None:
    places = {"Fresh": 0, "Milk": 1, "Grocery": 2, "Detergents": 3}
    for seed in range(12):
        for name in names_of(cases.wholesale(seed).measured()).values():
            first, _, second = name.removesuffix(" buyers").partition(" and ")
            assert not second or places[first] < places[second.capitalize()]
