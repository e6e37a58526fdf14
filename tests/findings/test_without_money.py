"""What is said of orders without money: orders stand where revenue would, and no word speaks of
what nobody knows.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.model import Caution, CautionKind, CleaningStep, Findings
from reporter.model.claim import Claim
from reporter.settings import Settings
from tests.findings import cases
from tests.findings.test_sentences import texts
from tests.money_words import speaking_of_money

GENERAL = (
    "Leave these customers out of general price promotions",
    "prices with duties included",
    "means of payment",
    "before a refund",
    "cost most rows",
)
"""Advice on the shop, not on what the file holds."""
SAID = (
    "The file holds no money: none of its 3 columns says what an order is worth. The report counts"
    " orders instead, and leaves out what needs money: revenue, the worth of orders, scores of"
    " spending and what strategies would bring."
)
STEPS = (
    CleaningStep(
        rule="missing_customer", told=Claim("cleaning.missing_customer"), rows=250, removed=True
    ),
    CleaningStep(rule="no_quantity", told=Claim("cleaning.no_quantity"), rows=40, removed=True),
    CleaningStep(
        rule="nothing_left", told=Claim("cleaning.nothing_left"), rows=10, removed=True, customers=3
    ),
    CleaningStep(
        rule="return",
        told=Claim("cleaning.return.marked", {"priced": False}),
        rows=20,
        removed=False,
    ),
)


@pytest.fixture(scope="module")
def case() -> cases.Case:
    return cases.moneyless(cases.shop((60, 80, 60, 90)))


@pytest.fixture(scope="module")
def found(case: cases.Case) -> Findings:
    return case.find()


def words(found: Findings) -> list[str]:
    return [told for text in texts(found) for told in speaking_of_money(text, *GENERAL)]


def test_no_sentence_speaks_of_money_but_the_one_that_says_there_is_none(found: Findings) -> None:
    assert words(found) == []
    assert [one.text for one in found.telling] == [one.text for one in found.readings] == [SAID]


@pytest.mark.parametrize("returns", ["net", "drop", "keep"])
@pytest.mark.parametrize("duplicates", ["drop", "keep"])
def test_cautions_and_caveats_do_not_either(
    case: cases.Case, returns: str, duplicates: str
) -> None:
    told = (
        Caution(
            kind=CautionKind.UNCREDITED_REVENUE,
            numbers={"rows": 400, "rows_share": 0.4, "amount": 0.0, "share": 0.0},
        ),
        Caution(kind=CautionKind.DOMINANT_CUSTOMER, numbers={"share": 0.4, "orders": 812}),
        Caution(
            kind=CautionKind.REPEATED_PERIOD,
            numbers={
                "from": "2011-01-01",
                "to": "2011-01-09",
                "rows": 90,
                "share": 1.0,
                "removed": 90,
            },
        ),
        Caution(
            kind=CautionKind.SHORT_HISTORY,
            numbers={"days": 90, "year": 365, "from": "2011-01-01", "to": "2011-03-31"},
        ),
    )
    settings = Settings.model_validate({"quality": {"returns": returns, "duplicates": duplicates}})
    clean = replace(
        cases.cleaned(steps=STEPS), cautions=told, has=case.clean.has, readings=case.clean.readings
    )
    made = replace(case, clean=clean, settings=settings).find()
    assert words(made) == []


@pytest.mark.slow
def test_a_third_of_the_rows_without_a_customer_is_said_first(case: cases.Case) -> None:
    told = Caution(
        kind=CautionKind.UNCREDITED_REVENUE,
        numbers={"rows": 400, "rows_share": 0.4, "amount": 0.0, "share": 0.0},
    )
    certainty = replace(case, clean=replace(case.clean, cautions=(told,))).find().certainty
    assert certainty.text.startswith(
        "40\N{NARROW NO-BREAK SPACE}% of the rows name no customer and are not in this report."
    )


def test_orders_stand_where_revenue_would(case: cases.Case, found: Findings) -> None:
    orders = case.table.frame["frequency"].groupby(case.segmentation.labels).sum()
    for persona in found.personas:
        assert (persona.revenue, persona.revenue_share) == (None, None)
        assert persona.orders == persona.volume == orders[persona.segment]
        assert (
            persona.orders_share
            == persona.volume_share
            == pytest.approx(orders[persona.segment] / orders.sum())
        )
    share = orders[1] / orders.sum()
    assert found.titles["weave"].numbers["orders_share"] == pytest.approx(share)
    assert found.headline.text.startswith(
        "Frequent customers, 21\N{NARROW NO-BREAK SPACE}% of customers, account for "
    )
    assert found.summary[0].figure == f"{orders[1]:,.0f}"
    assert (
        f"of {orders.sum():,.0f} orders were placed by 60 frequent customers."
        in found.summary[0].text
    )
    assert "orders_over_time" in found.titles
    assert "revenue_over_time" not in found.titles


def test_the_top_fifth_is_of_those_who_order_most(case: cases.Case, found: Findings) -> None:
    frequency = case.table.frame["frequency"].sort_values(ascending=False)
    share = frequency.iloc[: round(len(frequency) / 5)].sum() / frequency.sum()
    assert found.titles["concentration"].numbers["share"] == pytest.approx(share)
    assert found.titles["concentration"].text.endswith("of orders")


def test_the_grid_counts_orders(case: cases.Case, found: Findings) -> None:
    assert found.grid is not None
    assert found.scoring is not None
    assert sum(cell.orders for cell in found.grid) == case.table.frame["frequency"].sum()
    assert (
        {cell.revenue for cell in found.grid}
        == {pair.revenue for pair in found.crossings}
        == {None}
    )
    assert list(found.scoring.customers) == ["recency_score", "frequency_score", "grid_cell"]


def test_strategies_have_no_worth_and_are_ordered_by_whom_they_reach(found: Findings) -> None:
    assert found.actions
    assert {(one.low, one.high) for one in found.actions} == {(None, None)}
    reach = [one.audience / one.effort for one in found.actions]
    assert reach == sorted(reach, reverse=True)


def test_the_map_sets_orders_against_recency(found: Findings) -> None:
    assert (found.titles["map"].numbers["x"], found.titles["map"].numbers["y"]) == (
        "recency",
        "frequency",
    )
    assert found.titles["map"].text.startswith(
        "Customers who ordered lately have ordered more often: "
    )
