"""The numbers that pages show of all customers and of each segment, against customers counted by
hand.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.findings.measuring.base_figures import heads, spend_shares
from tests.findings import cases


def test_the_base_is_told_by_medians_and_who_came_again() -> None:
    case = cases.shop()
    base = case.find().base
    assert base.medians["monetary"] == case.table.frame["monetary"].median()
    assert "country" not in base.medians
    assert base.again == (case.table.frame["frequency"] > 1).mean()


def test_nobody_comes_again_to_a_customer_table() -> None:
    assert cases.mall().find().base.again is None


def test_the_best_customers_come_first() -> None:
    case = cases.shop()
    frame = case.table.frame.iloc[:10].assign(monetary=[1.0] * 8 + [32.0, 60.0])
    made = heads(replace(case.table, frame=frame))
    assert [(one.head, one.customers, one.amount, one.share) for one in made] == [
        (0.01, 1, 60.0, 0.6),
        (0.05, 1, 60.0, 0.6),
        (0.1, 1, 60.0, 0.6),
        (0.2, 2, 92.0, 0.92),
        (0.5, 5, 95.0, 0.95),
    ]


def test_where_nobody_brings_anything_there_are_no_best() -> None:
    case = cases.shop()
    assert heads(replace(case.table, frame=case.table.frame.assign(monetary=0.0))) == ()


@pytest.mark.slow
def test_the_middle_half_of_a_segment_lies_between_its_quartiles() -> None:
    case = cases.shop()
    members = case.table.frame.loc[case.segmentation.labels == 2, "recency"]
    persona = case.find().persona(2)
    assert persona.middle["recency"] == (members.quantile(0.25), members.quantile(0.75))
    assert set(persona.middle) == set(persona.typical)


@pytest.mark.slow
def test_what_is_spent_most_on_comes_first() -> None:
    case = cases.wholesale()
    spent = case.find().persona(1).spend
    assert list(spent.values()) == sorted(spent.values(), reverse=True)
    assert sum(spent.values()) == pytest.approx(1)


def test_orders_are_spent_on_no_category() -> None:
    assert spend_shares(cases.shop().measured(), 1) == {}
