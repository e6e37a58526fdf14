"""A segment is held against the other customers, beyond chance, and by a difference that a reader
cares for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from reporter.findings.measuring.comparisons import (
    has_true_zero,
    medians_matter,
    multiple_matters,
    shares_differ,
)
from reporter.model import Feature
from tests.findings import cases


def feature(label: str, unit: str) -> Feature:
    return Feature(name="f", heading=label, unit=unit, behaviour=True)  # type: ignore[arg-type]  # a unit


@pytest.mark.parametrize(
    ("label", "unit", "holds"),
    [
        ("Spent", "money", True),
        ("Orders", "count", True),
        ("Days since last order", "days", False),
        ("Years on book", "years", False),
        ("Satisfaction", "scale", False),
        ("Age", "number", False),
        ("Birth year", "number", False),
        ("Spending score", "number", False),
        ("Number of transactions", "number", True),
        ("Change in transactions", "number", False),
        ("Credit limit", "number", True),
        ("Weekend share", "share", False),
    ],
)
def test_times_as_much_needs_a_true_nought(label: str, unit: str, holds: bool) -> None:
    assert has_true_zero(feature(label, unit)) == holds


def test_a_third_more_orders_is_nothing_to_care_for() -> None:
    orders = feature("Orders", "count")
    assert not medians_matter(orders, 8.5, 6.5, 0.5)
    assert not medians_matter(orders, 2, 1.5, 0.5)
    assert medians_matter(orders, 12, 6, 0.5)
    assert not multiple_matters(orders, 1.4)
    assert multiple_matters(feature("Spent", "money"), 1.4)


@pytest.mark.parametrize(
    ("own", "others", "effect", "holds"),
    [(50, 40, 0.4, True), (50, 40, 0.2, False), (40, 40, 0.6, False)],
)
def test_numbers_of_an_unknown_unit_matter_where_they_lie_apart(
    own: float, others: float, effect: float, holds: bool
) -> None:
    assert medians_matter(feature("Age", "number"), own, others, effect) == holds


def test_shares_of_few_may_be_chance() -> None:
    assert not shares_differ(0.6, 20, 0.4, 200)
    assert shares_differ(0.6, 200, 0.4, 2000)
    assert not shares_differ(0.42, 20_000, 0.4, 20_000)


def test_figures_beside_a_segments_are_those_of_the_others() -> None:
    shop = cases.shop().measured()
    for number in shop.customers:
        rest = shop.frame[shop.labels != number]
        assert shop.others[number]["monetary"] == pytest.approx(rest["monetary"].median())
        own, everybody = (
            float((frame["recency"] > 60).mean()) for frame in (shop.groups[number], shop.frame)
        )
        assert shop.of_others(number, own, everybody) == pytest.approx(
            float((rest["recency"] > 60).mean())
        )
        median, ahead = (
            float(shop.groups[number]["monetary"].median()),
            float(rest["monetary"].median()),
        )
        # What the means contradict is no multiple: few of the others have most of it.
        means = float(shop.groups[number]["monetary"].mean()) - float(rest["monetary"].mean())
        agree = (median - ahead) * means >= 0
        assert shop.times(number, "monetary") == (pytest.approx(median / ahead) if agree else None)
        assert shop.times(number, "recency") is None


def test_a_facts_shares_are_counted_among_the_others() -> None:
    case = cases.shop()
    labels = case.segmentation.labels.reindex(case.table.frame.index)
    country = np.where(labels == 1, "Germany", "United Kingdom")
    case = replace(case, table=replace(case.table, frame=case.table.frame.assign(country=country)))
    (fact,) = (fact for fact in case.find().persona(2).facts if fact.id == "persona.2.country")
    rest = pd.Series(country, index=labels.index)[labels != 2]
    assert fact.numbers["others"] == pytest.approx(float((rest == "United Kingdom").mean()))
    assert fact.text.endswith("of the others.")
