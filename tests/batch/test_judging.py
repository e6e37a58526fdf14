"""Of several fair revenues the first needs no word, a refusal is as good as it says, and a false
claim is never right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.batch.judging import Understood, faults

if TYPE_CHECKING:
    from tests.batch.case import Expect


def test_what_is_right_has_no_faults() -> None:
    found = Understood(
        said=["62 credit notes"],
        kind="transactions",
        customers=90,
        orders=7,
        revenue=12.504,
        period=("2023-01-09", "2023-12-22"),
    )
    expect: Expect = {
        "customers": 90,
        "revenue": 12.5,
        "period": ("2023-01-09", "2023-12-22"),
        "told": ["61 credit", "62 credit"],
    }
    assert faults(expect, found) == []
    assert faults({"customers": 91, "orders": 7, "told": ["61 credit"]}, found) == [
        "customers: expected 91, got 90",
        "not told: any of ['61 credit']",
    ]


def test_another_revenue_is_fair_where_it_is_told() -> None:
    assert (
        faults(
            {"revenue": [10.0, 12.0], "told": ["postage"]},
            Understood(said=["2.00 of postage"], revenue=12.0),
        )
        == []
    )
    assert faults(
        {"revenue": [10.0, 12.0], "told": ["postage"]}, Understood(said=[], revenue=12.0)
    ) == [
        "revenue: expected 10.00, got 12.0",
        "not told: any of ['postage']",
    ]
    assert faults({"revenue": 10.0}, Understood(said=[])) == ["revenue: expected 10.00, got None"]


def test_a_refusal_is_right_where_it_is_asked_or_as_good() -> None:
    refused = Understood(said=["CHF and EUR: 30"], refusal="CHF and EUR: 30")
    assert faults({"refused": True, "refusal": ["CHF", "EUR"]}, refused) == []
    assert faults({"customers": 3, "may_refuse": ["CHF", "EUR"]}, refused) == []
    assert faults({"refused": True, "refusal": ["rates"]}, refused) == [
        "refused without rates: CHF and EUR: 30"
    ]
    assert faults({"customers": 3}, refused) == ["refused: CHF and EUR: 30"]
    assert faults({"refused": True}, Understood(said=[], customers=3)) == [
        "not refused: 3 customers, None orders, revenue None"
    ]


def test_a_false_claim_is_wrong_in_a_refusal_too() -> None:
    refused = Understood(said=["CHF and EUR: 30"], refusal="CHF and EUR: 30")
    assert faults({"refused": True, "not_told": [r"\b30\b"]}, refused) == [
        r"said, though false: \b30\b"
    ]
    assert faults({"not_told": [r"\b30\b"]}, Understood(said=["30 of them"])) == [
        r"said, though false: \b30\b"
    ]


def test_a_column_plays_its_role() -> None:
    found = Understood(said=[], roles={"customer": ["Email"]})
    assert faults({"roles": {"customer": "Email"}}, found) == []
    assert faults({"roles": {"customer": "ID", "date": "Day"}}, found) == [
        "customer: expected ID, got Email",
        "date: expected Day, got none",
    ]
