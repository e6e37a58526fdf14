"""Lifts and mixes by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.findings.measuring.comparisons import two_proportion_z
from reporter.findings.measuring.spending import spend_mix
from reporter.findings.personas.descriptors import age_feature, age_range
from reporter.findings.personas.facts import persona_facts
from reporter.findings.personas.preferences import mixes, product_lifts
from reporter.model.claim import SegmentName
from tests.findings import cases
from tests.saying import spoken

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured


def bought(rows: list[tuple[int, str, int, int]]) -> cases.Case:
    """Make a shop of 40, 80, 60 and 90 whose products are (segment, name, buyers inside, buyers in
    all).
    """
    case = cases.shop()
    assert case.purchases is not None
    products = pd.DataFrame([(segment, name, name, inside, 1.0) for segment, name, inside, _ in rows],
                            columns=["segment", "product", "description", "customers", "revenue"])  # fmt: skip
    sizes = case.segmentation.labels.value_counts()
    shares = products["customers"] / products["segment"].map(sizes).astype(float)
    products = products.assign(highest=shares.groupby(products["product"]).transform("max"))
    buyers = pd.DataFrame([(name, name, everybody, 1.0) for _, name, _, everybody in rows],
                          columns=["product", "description", "customers", "revenue"])  # fmt: skip
    return replace(
        case, purchases=replace(case.purchases, products=products, product_buyers=buyers)
    )


def baskets(case: cases.Case, *, inside: float, outside: float, segment: int = 1) -> cases.Case:
    """Give each member so many different products, and each other customer so many."""
    frame = case.table.frame.copy()
    frame["distinct_products"] = np.where(case.segmentation.labels == segment, inside, outside)
    return replace(case, table=replace(case.table, frame=frame))


def test_lift_is_the_share_of_members_over_that_of_the_other_customers() -> None:
    case = baskets(bought([(1, "CAKE TIN", 20, 43)]), inside=10, outside=10)
    (lift,) = product_lifts(case.measured(), 1)
    assert lift.share == pytest.approx(20 / 40)
    assert lift.others == pytest.approx(23 / 230)
    assert lift.lift == pytest.approx((20 / 40) / (23 / 230))
    assert lift.description == "Cake tin"


def test_who_buys_five_times_as_much_of_everything_prefers_nothing() -> None:
    rows = [(1, f"P{number}", 20, 20 + 23) for number in range(5)]
    assert len(product_lifts(baskets(bought(rows), inside=10, outside=10).measured(), 1)) == 5
    assert product_lifts(baskets(bought(rows), inside=50, outside=10).measured(), 1) == ()


def test_what_fewer_of_them_bought_is_not_listed_however_much_of_what_they_buy_it_is() -> None:
    """Who buys little buys less of nearly everything: a quarter of them, and a third of the others,
    bought the tin.
    """
    case = baskets(
        bought([(1, "CAKE TIN", 10, 10 + 77), (1, "JUG", 20, 20 + 77)]), inside=3, outside=60
    )
    assert (10 / 120) / (77 / 13_800) > 10  # as a part of what they buy
    assert [sold.product for sold in product_lifts(case.measured(), 1)] == []
    more = baskets(
        bought([(1, "CAKE TIN", 10, 10 + 77), (1, "JUG", 32, 32 + 77)]), inside=3, outside=60
    )
    assert [sold.product for sold in product_lifts(more.measured(), 1)] == ["JUG"]


def test_a_product_must_reach_a_tenth_of_the_members_and_ten_of_them() -> None:
    large = baskets(
        bought([(4, "NINE", 9, 14), (4, "ELEVEN", 11, 16)]), inside=4, outside=10, segment=4
    )
    assert [lift.product for lift in product_lifts(large.measured(), 4)] == ["ELEVEN"]


def test_a_difference_that_chance_explains_stands_for_nothing() -> None:
    assert two_proportion_z(20, 400, 23, 2300) == pytest.approx(5.898, abs=1e-3)
    unsure = baskets(bought([(1, "MAYBE", 10, 40)]), inside=10, outside=10)
    assert two_proportion_z(10, 400, 30, 2300) < 3
    assert product_lifts(unsure.measured(), 1) == ()


def test_too_few_buyers_make_no_lift() -> None:
    assert product_lifts(bought([(1, "RARE", 3, 30)]).measured(), 1) == ()


def test_a_product_that_hardly_anybody_else_bought_makes_no_lift() -> None:
    assert product_lifts(bought([(1, "ALONE", 20, 21)]).measured(), 1) == ()


def test_a_product_bought_as_often_elsewhere_makes_no_lift() -> None:
    assert product_lifts(bought([(1, "COMMON", 20, 135)]).measured(), 1) == ()


def test_two_codes_of_one_description_are_named_once() -> None:
    case = baskets(
        bought([(1, "CAKE TIN", 20, 43), (1, "Cake tin", 18, 38)]), inside=10, outside=10
    )
    assert len(product_lifts(case.measured(), 1)) == 1


def test_mixes_hold_shares_of_segment_and_of_all_with_the_largest_difference_first() -> None:
    case = cases.mall()
    frame = case.table.frame.copy()
    frame["Gender"] = "Male"
    frame.loc[frame.index[:40], "Gender"] = "Female"
    found = mixes(replace(case, table=replace(case.table, frame=frame)).measured())
    first = found[1][0]
    assert first.category == "Female"
    assert (first.share, first.overall) == pytest.approx((1.0, 0.2))
    differences = [abs(mix.share - mix.overall) for mix in found[1]]
    assert differences == sorted(differences, reverse=True)


def test_that_a_category_is_not_known_is_no_trait_and_shares_are_among_the_others() -> None:
    case = cases.mall()
    frame = case.table.frame.copy()
    frame["Gender"] = "Male"
    frame.loc[frame.index[:40], "Gender"] = "Female"
    frame.loc[frame.index[100:], "Gender"] = None
    found = mixes(replace(case, table=replace(case.table, frame=frame)).measured())
    first = found[1][0]
    assert (first.category, first.share, first.overall, first.known) == ("Female", 1.0, 0.4, 0.5)
    assert {mix.category for told in found.values() for mix in told} <= {"Female", "Male"}


def test_spend_mixes_add_up_to_one() -> None:
    for shares in spend_mix(cases.wholesale().measured()).values():
        assert sum(shares.values()) == pytest.approx(1)


def partly_known(age: float = 0.5) -> Measured:
    """Know the gender of a half of each segment, all women in the first and a fifth in the others;
    and the age of a share of all.
    """
    case = cases.mall()
    frame = case.table.frame.copy()
    known = np.arange(len(frame)) % 2 == 0
    frame["Gender"] = np.where(
        np.arange(len(frame)) < 40,
        "Female",
        np.where(np.arange(len(frame)) % 5 == 0, "Female", "Male"),
    )
    frame.loc[~known, "Gender"] = None
    frame["Age"] = frame["Age"].where(np.arange(len(frame)) % 10 < 10 * age)
    return replace(case, table=replace(case.table, frame=frame)).measured()


def test_shares_are_among_those_known_with_how_many_that_is() -> None:
    measured = partly_known()
    first = next(mix for mix in mixes(measured)[1] if mix.category == "Female")
    assert (first.share, first.overall, first.known) == pytest.approx((1.0, (20 + 16) / 100, 0.5))
    found = next(
        fact
        for fact in persona_facts(
            measured, 1, dict.fromkeys(measured.customers, SegmentName("A")), (), (first,)
        )
        if fact.id == "persona.1.mix"
    )
    said = spoken(found, measured.numerals)
    assert said.text.endswith(f", of the {measured.numerals.percent(0.5)} whose gender is known.")


@pytest.mark.parametrize(("share", "trait"), [(0.6, True), (0.3, False)])
def test_an_age_that_few_have_told_is_nobody_s_trait(share: float, trait: bool) -> None:
    measured = partly_known(share)
    assert (age_feature(measured) is not None) == trait
    found = age_range(measured, 1)
    assert found is not None
    said = spoken(found, measured.numerals)
    assert said.text.endswith(f"of the {measured.numerals.percent(share)} whose age is known.")
