"""Kinds of sentences that readers with the data in hand found untrue or misleading, and what is said instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from reporter.findings.audiences import audience, present_members
from reporter.findings.calendar_months import Season, is_sure
from reporter.findings.likings import mixes, product_lifts
from reporter.findings.map_title import map_title
from reporter.findings.measured import spoken_days
from reporter.findings.outcomes import outcomes
from reporter.model import Feature, Reading, Stance
from tests.findings import cases


def contracts() -> cases.Case:
    """Make contracts whose total is what is paid a month × the months that somebody has been there."""
    case = cases.wholesale()
    rng, index = np.random.default_rng(0), case.table.frame.index
    months, monthly = rng.integers(1, 72, len(index)).astype(float), rng.choice([20.0, 90.0], len(index))
    frame = pd.DataFrame({"Total": months * monthly, "Monthly": monthly, "Tenure": months}, index=index)
    frame["Churn"] = np.where(np.arange(len(index)) % 4 == 0, "Yes", "No")
    features = (
        Feature(name="Total", label="Total charges", unit="money", definition="", behaviour=True, in_revenue=True),
        Feature(name="Monthly", label="Monthly charges", unit="money", definition="", behaviour=True),
        Feature(name="Tenure", label="Tenure", unit="months", definition="", behaviour=True),
        Feature(name="Churn", label="Churn", unit="category", definition="", behaviour=False, outcome=True),
    )
    numbers: dict[str, float | str] = {"column": "Tenure", "unit": "months", "total": "Total", "rate": "Monthly", "share": 1.0}
    reading = Reading(question="time_unit", stance=Stance.ADOPTED, numbers=numbers)
    return replace(
        case,
        clean=replace(case.clean, readings=(reading,)),
        table=replace(case.table, frame=frame, features=features, value="Total", revenue="Total"),
        segmentation=replace(case.segmentation, features=("Total", "Monthly", "Tenure")),
    )


def test_a_year_is_worked_out_from_what_is_paid_a_month() -> None:
    case = contracts()
    shop, frame = case.measured(), case.table.frame
    assert shop.of_a_year(frame) == pytest.approx(12 * frame["Monthly"].sum())
    assert shop.of_a_year(frame) != pytest.approx(frame["Total"].sum())
    found = case.find()
    assert "have spent" in found.sections["base"].text
    assert "since they came" in found.sections["base"].text
    (caveat,) = (one for one in found.caveats if one.id == "caveat.no_dates")
    assert "a year of theirs is worked out from monthly charges" in caveat.text
    for action in found.actions:
        if action.high is not None:
            members = frame[(case.segmentation.labels == action.segment) & (frame["Churn"] == "No")]
            assert action.high < 12 * members["Monthly"].sum()


def test_nobody_is_addressed_who_has_left() -> None:
    case = contracts()
    shop = case.measured()
    became = outcomes(shop)
    for number in shop.customers:
        inside = case.table.frame[case.segmentation.labels == number]
        stayed = int((inside["Churn"] == "No").sum())
        assert len(present_members(shop, number, became)) == stayed
        everybody = audience(shop, number, "all", (), became)
        assert everybody is not None
        assert (everybody.customers, everybody.who) == (stayed, "customers who have not left")
    assert all(action.audience <= int((case.table.frame["Churn"] == "No").sum()) for action in case.find().actions)


@pytest.mark.parametrize(("days", "said"), [(13.4, 13), (59.4, 59), (71.0, 2 * 30.44), (140.0, 5 * 30.44), (414.5, 14 * 30.44)])
def test_who_is_overdue_is_counted_by_the_span_that_is_printed(days: float, said: float) -> None:
    assert spoken_days(days) == pytest.approx(said)


@pytest.mark.parametrize(("share", "orders", "sure"), [(0.31, 330, False), (0.31, 3300, True), (0.4, 330, True), (0.4, 20, False)])
def test_a_season_that_chance_may_make_is_none(share: float, orders: float, sure: bool) -> None:
    season = Season(first=date(2023, 6, 1), last=date(2023, 8, 1), share=share)
    assert is_sure(season, orders) is sure
    if not sure:
        return
    # Beyond the best of ten windows in 99 of 100 years in which orders fall evenly.
    months = np.random.default_rng(0).multinomial(int(orders), [1 / 12] * 12, 500)
    best = np.array([max(year[start : start + 3].sum() for start in range(10)) / orders for year in months])
    assert (best < share).mean() >= 0.99


def test_a_product_that_another_segment_buys_more_is_no_liking() -> None:
    case = cases.shop()
    assert case.purchases is not None
    lifts = {number: product_lifts(case.measured(), number) for number in (1, 2, 3, 4)}
    products = case.purchases.products
    sizes = {number: int((case.segmentation.labels == number).sum()) for number in lifts}
    for number, liked in lifts.items():
        for one in liked:
            rest = products[(products["product"] == one.product) & (products["segment"] != number)]
            assert one.share >= max(rest["customers"] / rest["segment"].map(sizes))


def test_a_multiple_that_the_mean_contradicts_is_not_told() -> None:
    case = cases.shop()
    frame, labels = case.table.frame.copy(), case.segmentation.labels
    frame["monetary"] = 100.0
    frame.loc[labels == 2, "monetary"] = 300.0
    whales = frame.index[labels == 1]
    frame.loc[whales, "monetary"] = 1e6
    shop = replace(case, table=replace(case.table, frame=frame)).measured()
    assert shop.median(2, "monetary") == 3 * shop.others[2]["monetary"]
    assert shop.times(2, "monetary") is None
    frame.loc[whales, "monetary"] = 100.0
    assert replace(case, table=replace(case.table, frame=frame)).measured().times(2, "monetary") == 3


def test_a_correlation_that_one_heap_makes_is_no_title() -> None:
    case = cases.mall()
    rng = np.random.default_rng(0)
    frame = case.table.frame.copy()
    first, second = "Annual Income (k$)", "Spending Score (1-100)"
    frame[first], frame[second] = rng.uniform(1, 9, len(frame)), rng.uniform(1, 9, len(frame))
    heap = frame.index[:100]
    frame.loc[heap, first], frame.loc[heap, second] = 0.0, 40.0
    assert abs(frame[first].corr(frame[second], method="spearman")) > 0.5
    assert abs(frame.iloc[100:][first].corr(frame.iloc[100:][second], method="spearman")) < 0.3
    title = map_title(replace(case, table=replace(case.table, frame=frame)).measured())
    assert title is None or abs(float(title.numbers.get("rank_correlation") or 0.0)) < 0.5


def test_the_no_of_a_column_of_yes_and_no_is_no_trait() -> None:
    case = cases.mall()
    labels = case.segmentation.labels.reindex(case.table.frame.index).to_numpy()
    frame = case.table.frame.assign(Gender=np.where(labels == 3, "0", "1"))
    told = mixes(replace(case, table=replace(case.table, frame=frame)).measured())
    assert {mix.category for own in told.values() for mix in own} == {"1"}
