"""Whose orders: accounts that are nobody, one customer under several spellings, order numbers that
customers share.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from reporter.model import Personal, Stance
from reporter.model.claim import Claim
from reporter.quality import clean
from reporter.settings import Settings
from tests import heavy
from tests.quality.meaning.shop import answer, cleaned, data, lines, reading, revenue, understood
from tests.quality.meaning.shop import worth as shop_worth


def worth(frame: pd.DataFrame) -> float:
    return round(float((frame["quantity"] * frame["price"]).sum()), 2)


def with_account(account: str, share: float) -> pd.DataFrame:
    """Let an account have so many of the orders, the last ones."""
    frame = lines(orders=400)
    numbers = frame["order"].astype(int).to_numpy()
    return frame.assign(
        customer=np.where(numbers > np.quantile(numbers, 1 - share), account, frame["customer"])
    )


@pytest.mark.parametrize(
    "account", heavy.first(4, [
        "guest", "Guest Customer", "WALK-IN CUSTOMER", "Cash sale", "Laufkundschaft", "Barverkauf", "Diverse", "client comptoir",
        "Consumidor Final", "consumidor-final", "Cliente Genérico", "Cliente occasionale", "N/A", "CPD", "0", "-1", "99999", "POS",
    ]))  # fmt: skip
def test_an_account_of_nobody_is_no_customer(account: str) -> None:
    frame = with_account(account, 0.4)
    found = understood(frame)
    assert shop_worth(found) == worth(frame[frame["customer"] != account])
    said = answer(found, "nobody")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    assert said.items[0]["account"] == account
    assert said.items[0]["orders"] == frame[frame["customer"] == account]["order"].nunique()
    assert float(said.items[0]["amount"]) == pytest.approx(
        worth(frame[frame["customer"] == account]), abs=0.01
    )


@pytest.mark.slow
def test_sales_to_nobody_are_sales_without_a_customer() -> None:
    frame = with_account("WALK-IN CUSTOMER", 0.4)
    known = frame[frame["customer"] != "WALK-IN CUSTOMER"]
    found = cleaned(frame)
    assert (found.remainder.customers, revenue(found)) == (
        known["customer"].nunique(),
        worth(known),
    )
    (step,) = [step for step in found.steps if step.rule == "missing_customer"]
    assert (step.rows, step.customers, step.told) == (
        len(frame) - len(known),
        1,
        Claim("cleaning.missing_customer.nobody", {"nameless": False}),
    )
    nameless = frame.assign(customer=frame["customer"].where(np.arange(len(frame)) % 50 > 0))
    (step,) = [step for step in cleaned(nameless).steps if step.rule == "missing_customer"]
    assert step.told == Claim("cleaning.missing_customer.nobody", {"nameless": True})
    kept = cleaned(frame, meaning={"nobody": "keep"})
    assert (kept.remainder.customers, revenue(kept)) == (frame["customer"].nunique(), worth(frame))


@pytest.mark.parametrize(
    "account",
    heavy.every(
        3, ["0", "Guestrow Ltd", "Cash Converters", "Divers Paradise", "Pos, Anna", "99999"]
    ),
)
def test_a_customer_who_is_only_called_so_stays(account: str) -> None:
    frame = lines()
    frame = frame.assign(customer=np.where(frame["customer"] == "C003", account, frame["customer"]))
    found = understood(frame)
    assert shop_worth(found) == worth(frame)
    assert answer(found, "nobody") is None


@pytest.mark.slow
def test_further_accounts_of_nobody_by_setting() -> None:
    frame = with_account("Staff", 0.1)
    found = cleaned(frame, meaning={"nobodies": ["staff"]})
    assert revenue(found) == worth(frame[frame["customer"] != "Staff"])


@pytest.mark.slow
def test_spellings_of_an_address_are_one_customer() -> None:
    frame = lines()
    frame["customer"] = frame["customer"].str.lower() + "@example.org"
    spelt = frame.assign(
        customer=[
            f" {one.upper()}" if place % 3 == 0 else one
            for place, one in enumerate(frame["customer"])
        ]
    )
    dataset = data(spelt)
    columns = tuple(
        replace(one, personal=Personal.EMAIL) if one.name == "customer" else one
        for one in dataset.columns
    )
    found = clean(replace(dataset, columns=columns), Settings())
    assert found.remainder.customers == frame["customer"].nunique()
    said = reading(found, "spellings")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    assert said.numbers["spellings"] == sum(
        n for n in spelt.groupby(frame["customer"])["customer"].nunique() if n > 1
    )


@pytest.mark.slow
def test_names_in_capitals_are_told_and_joined_by_a_setting() -> None:
    frame = lines().assign(customer=lambda one: "Anna Lind " + one["customer"])
    spelt = frame.assign(
        customer=[
            one.upper() if place % 4 == 0 else one for place, one in enumerate(frame["customer"])
        ]
    )
    found = cleaned(spelt)
    assert found.remainder.customers == spelt["customer"].nunique()
    said = reading(found, "spellings")
    assert said is not None
    assert said.stance is Stance.TOLD
    assert said.numbers["customers_otherwise"] == frame["customer"].nunique()
    joined = cleaned(spelt, meaning={"spellings": "join"})
    assert joined.remainder.customers == frame["customer"].nunique()
    assert revenue(joined) == worth(frame)


@pytest.mark.slow
def test_zeros_lost_between_two_exports_are_joined() -> None:
    frame = lines().assign(customer=lambda one: "00" + one["customer"].str[1:])
    spelt = frame.assign(
        customer=frame["customer"].where(
            frame["date"] < pd.Timestamp("2023-01-01"), frame["customer"].str.lstrip("0")
        )
    )
    spelt["customer"] = spelt["customer"].replace("", "0")
    found = cleaned(spelt)
    said = reading(found, "spellings")
    assert said is not None
    assert said.stance is Stance.ADOPTED
    assert found.remainder.customers == frame["customer"].nunique()


@pytest.mark.slow
def test_zeros_lost_here_and_there_are_told() -> None:
    frame = lines().assign(customer=lambda one: "00" + one["customer"].str[1:])
    spelt = frame.assign(
        customer=[
            one.lstrip("0") or "0" if place % 3 == 0 else one
            for place, one in enumerate(frame["customer"])
        ]
    )
    found = cleaned(spelt)
    said = reading(found, "spellings")
    assert said is not None
    assert said.stance is Stance.TOLD
    assert found.remainder.customers == spelt["customer"].nunique()


def test_an_order_number_that_customers_share_is_an_order_of_each() -> None:
    frame = lines()
    frame.loc[frame["order"] == "10001", "customer"] = "C039"
    more = frame[frame["order"] == "10001"].assign(customer="C038")
    both = pd.concat([frame, more], ignore_index=True)
    found = cleaned(both)
    said = reading(found, "shared_orders")
    assert said is not None
    assert (said.numbers["shared"], said.numbers["numbers"]) == (1, both["order"].nunique())
    assert (
        said.numbers["orders"]
        == found.remainder.orders
        == both.groupby(["order", "customer"]).ngroups
    )
