"""Plays address whom their audience names, and are worth what their assumption says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.findings.strategies.audiences import audience
from reporter.findings.strategies.own_plays import OwnPlay
from reporter.findings.strategies.placeholders import round_threshold
from reporter.findings.strategies.plays import Play, Worth
from reporter.findings.strategies.segment_figures import SegmentFigures, segment_figures
from reporter.findings.strategies.worth import Estimate, estimate
from reporter.model import ProductLift
from reporter.model.claim import SegmentName
from tests.findings import cases
from tests.saying import WORDS


def play(worth: Worth | None, audience: str = "all", title: str = "T") -> Play:
    return OwnPlay.model_validate(
        {
            "id": "p", "kind": "any", "theme": "t", "title": title, "action": "A", "channel": "C",
            "kpi": "K", "effort": 1, "when": (), "worth": worth, "audience": audience,
        }
    ).play  # fmt: skip


def figures(case: cases.Case, number: int) -> SegmentFigures:
    measured = case.measured()
    return segment_figures(
        measured, number, {each: SegmentName(f"Kind {each}") for each in measured.customers}, ()
    )


def estimated(
    case: cases.Case, number: int, worth: Worth, name: str = "all", title: str = "T"
) -> Estimate:
    measured = case.measured()
    addressed = audience(measured, number, name, ())
    assert addressed is not None
    made = estimate(play(worth, name, title), measured, figures(case, number), addressed)
    assert made is not None
    return made


def test_worth_by_order_value_is_audience_times_response_times_orders_times_median_order() -> None:
    case = cases.shop()
    made = estimated(case, 3, Worth(basis="order_value", low=0.05, high=0.1, orders=2, cap=1))
    value = case.measured().medians[3]["average_order_value"]
    assert (made.low, made.high) == pytest.approx((60 * 0.05 * 2 * value, 60 * 0.10 * 2 * value))
    assert "5–10\u202f% of the 60 customers place 2 extra orders a year" in WORDS.text(
        made.assumption
    )
    assert "Planning assumption: " in WORDS.text(made.assumption)


def test_worth_by_revenue_is_brought_to_a_year() -> None:
    case = cases.shop()
    made = estimated(case, 1, Worth(basis="revenue_added", low=0.01, high=0.02, orders=1, cap=1))
    revenue = case.measured().revenue
    assert revenue is not None
    assert made.low == pytest.approx(0.01 * revenue[1] * 365.25 / 374)


def test_no_play_is_worth_more_than_its_cap_and_says_so() -> None:
    case = cases.shop()
    made = estimated(case, 3, Worth(basis="order_value", low=0.5, high=1, orders=100, cap=0.25))
    measured = case.measured()
    assert measured.revenue is not None
    assert made.high == pytest.approx(0.25 * measured.revenue[3] * measured.yearly)
    assert "Capped at 25\u202f%" in WORDS.text(made.assumption)


def test_nothing_has_a_price_where_the_file_holds_no_money() -> None:
    made = estimated(
        cases.mall(), 1, Worth(basis="revenue_added", low=0.1, high=0.2, orders=1, cap=1)
    )
    assert (made.low, made.high) == (None, None)


def silenced(days: tuple[float, ...]) -> cases.Case:
    """Make the third segment's 60 members silent for these days in turn."""
    case = cases.shop()
    frame = case.table.frame.copy()
    frame.loc[case.segmentation.labels == 3, "recency"] = np.resize(days, 60)
    return replace(case, table=replace(case.table, frame=frame))


def test_the_response_of_a_win_back_fades_with_silence() -> None:
    worth = Worth(basis="win_back", low=0.04, high=0.08, orders=1, cap=1)
    case = silenced((50.0, 120.0, 300.0, 500.0))
    addressed = audience(case.measured(), 3, "silent", ())
    assert addressed is not None
    assert (addressed.customers, addressed.silent) == (45, (15, 15, 15))
    made = estimated(case, 3, worth, "silent")
    assert made.high == pytest.approx(
        0.08 * 15 * (1 + 1 / 2 + 1 / 8) * (addressed.order_value or 0)
    )
    assert "0.5–1\u202f% of 15 silent for more than a year" in WORDS.text(made.assumption)


def test_two_orders_are_assumed_only_of_those_who_typically_ordered_more_than_once() -> None:
    worth = Worth(basis="win_back", low=0.04, high=0.08, orders=2, cap=1)
    assert "order once more" in WORDS.text(estimated(cases.shop(), 4, worth, "silent").assumption)
    assert "order twice more" in WORDS.text(estimated(cases.shop(), 3, worth, "silent").assumption)


def test_audiences_are_counted_as_their_names_say() -> None:
    case = silenced((50.0, 120.0, 300.0, 500.0))
    measured = case.measured()
    members = case.table.frame[case.segmentation.labels == 3]
    once = members[(members["frequency"] < 1.5) & (members["recency"] <= 3 * 30.44)]
    counted = {
        name: audience(measured, 3, name, ())
        for name in ("all", "active", "silent", "silent_year", "largest", "sample", "once")
    }
    sizes = {name: found.customers if found else None for name, found in counted.items()}
    assert sizes == {
        "all": 60,
        "active": 15,
        "silent": 45,
        "silent_year": 15,
        "largest": 12,
        "sample": None,
        "once": len(once) if len(once) >= 5 else None,
    }


def test_the_largest_are_at_most_150_and_bring_their_own_revenue() -> None:
    case = cases.shop((400, 30, 900, 300), seed=2)
    found = audience(case.measured(), 3, "largest", ())
    assert found is not None
    spent = case.table.frame["monetary"][case.segmentation.labels == 3].nlargest(150)
    assert found.customers == 150
    assert found.yearly == pytest.approx(float(spent.sum()) * case.measured().yearly)


def test_who_bought_the_product_already_is_not_addressed() -> None:
    case = cases.shop()
    product = ProductLift(
        product="P", description="Tin", customers=22, share=22 / 60, others=11 / 60
    )
    found = audience(case.measured(), 3, "not_yet_bought", (product,))
    assert found is not None
    assert found.customers == 38


def test_a_season_that_begins_in_half_a_year_counts_for_half_and_says_when() -> None:
    case = silenced((20.0,))
    worth = Worth(basis="revenue_added", low=0.01, high=0.02, orders=1, cap=1)
    now, then = estimated(case, 1, worth), estimated(case, 1, worth, title="Before {season_start}")
    assert then.low == pytest.approx((now.low or 0) / 2)
    assert "cannot start before August 2012" in WORDS.text(then.assumption)


@pytest.mark.parametrize(
    ("order_value", "threshold"),
    [(203, 275), (93, 120), (40, 50), (8, 10), (390, 500), (4, 5), (1_160, 1_450)],
)
def test_delivery_thresholds_are_prices_that_a_shop_would_print(
    order_value: float, threshold: float
) -> None:
    assert round_threshold(order_value) == pytest.approx(threshold)
