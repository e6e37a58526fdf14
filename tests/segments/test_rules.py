"""Rules in plain values that recognise members."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.model import Condition
from reporter.segments.rules import CONDITIONS, fidelity, readable, recognised, rules


@pytest.mark.parametrize(
    ("threshold", "unit", "whole", "expected"),
    [
        (80.5, "days", True, 80),
        (80.6, "days", False, 81),
        (6.5, "count", True, 6.5),
        (7.0, "count", True, 7.5),
        (1234.56, "money", False, 1200),
        (0.04321, "money", False, 0.043),
        (69.5, "number", True, 69),
        (0.237, "share", False, 0.24),
        (0.0, "money", False, 0),
        (-155.5, "number", False, -160),
    ],
)  # fmt: skip
def test_thresholds_are_values_that_people_say(
    threshold: float, unit: str, whole: bool, expected: float
) -> None:
    assert readable(threshold, unit, 2, whole=whole) == expected  # type: ignore[arg-type]  # a parameter's text is its unit


def test_a_clean_cut_is_found_exactly_with_one_condition() -> None:
    frame = pd.DataFrame(
        {"recency": [5.0, 9, 12, 200, 250, 300], "frequency": [9.0, 2, 5, 3, 8, 1]}
    )
    found = rules(frame, np.array([1, 1, 1, 2, 2, 2]), {"recency": "days", "frequency": "count"})
    assert found[1].conditions == (Condition(feature="recency", operator="<=", threshold=106),)
    assert found[2].conditions == (Condition(feature="recency", operator=">", threshold=106),)
    assert {(one.precision, one.recall) for one in found.values()} == {(1.0, 1.0)}


def test_a_box_takes_both_sides_of_both_features_no_more_than_three_at_once() -> None:
    generator = np.random.default_rng(0)
    frame = pd.DataFrame(generator.uniform(0, 100, (800, 2)), columns=["a", "b"])
    inside = (frame["a"] > 30) & (frame["a"] <= 60) & (frame["b"] > 50)
    rule = rules(frame, np.where(inside, 1, 2), {"a": "number", "b": "number"})[1]
    assert {(one.feature, one.operator) for one in rule.conditions} == {
        ("a", ">"),
        ("a", "<="),
        ("b", ">"),
    }
    assert rule.precision > 0.9
    assert rule.recall > 0.9


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_precision_and_recall_are_those_of_the_rounded_rule(seed: int, k: int) -> None:
    generator = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "days": generator.integers(0, 400, 120).astype(float),
            "spent": generator.lognormal(6, 1, 120),
        }
    )
    labels = np.concatenate([np.arange(1, k + 1), generator.integers(1, k + 1, 120 - k)])
    for number, rule in rules(frame, labels, {"days": "days", "spent": "money"}).items():
        found, members = recognised(frame, rule.conditions), labels == number
        assert 1 <= len(rule.conditions) <= CONDITIONS
        assert rule.precision == (found & members).sum() / max(found.sum(), 1)
        assert rule.recall == (found & members).sum() / members.sum()


CLOSE = {
    "small": np.arange(100.0) * 1e-9,
    "beside their size": 1e12 + np.arange(100.0),
    "large": np.arange(100.0) * 1e90,
}


@pytest.mark.parametrize("values", CLOSE.values(), ids=CLOSE)
def test_a_cut_is_found_where_single_precision_would_see_none(values: np.ndarray) -> None:
    labels = np.repeat([1, 2], 50)
    found = rules(pd.DataFrame({"a": values}), labels, {"a": "number"})
    assert [len(found[number].conditions) for number in (1, 2)] == [1, 1]
    assert fidelity(pd.DataFrame({"a": values}), labels, {"a": "number"}) == 1.0


def test_customers_whom_no_question_parts_are_everybody() -> None:
    # Thirty categories of one customer in thirty each: none is common enough to be asked for.
    frame = pd.DataFrame({"town": [f"town {number % 30}" for number in range(90)]})
    labels = np.repeat([1, 1, 2], 30)
    found = rules(frame, labels, {"town": "category"})
    assert [(rule.conditions, rule.precision, rule.recall) for rule in found.values()] == [
        ((), 60 / 90, 1.0),
        ((), 30 / 90, 1.0),
    ]
    assert fidelity(frame, labels, {"town": "category"}) == 60 / 90


def test_a_missing_value_meets_no_condition() -> None:
    frame = pd.DataFrame({"a": [1.0, np.nan]})
    for operator in ("<=", ">"):
        assert not recognised(frame, [Condition(feature="a", operator=operator, threshold=5)])[1]


def test_fidelity_is_full_where_a_small_tree_can_tell_all() -> None:
    frame = pd.DataFrame({"a": np.arange(100.0)})
    assert fidelity(frame, np.repeat([1, 2], 50), {"a": "number"}) == 1.0
    assert fidelity(frame, np.tile([1, 2], 50), {"a": "number"}) < 0.8


def test_a_category_is_a_condition_of_its_own() -> None:
    frame = pd.DataFrame({"country": ["France", "Spain"] * 50, "spent": np.arange(100.0)})
    found = rules(frame, np.tile([1, 2], 50), {"country": "category", "spent": "money"})
    (condition,) = found[1].conditions
    assert (condition.feature, condition.category) in {("country", "France"), ("country", "Spain")}
    assert condition.operator == ("is" if condition.category == "France" else "is not")
    assert (found[1].precision, found[1].recall) == (1.0, 1.0)
