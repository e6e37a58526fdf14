"""Filters keep the rows that pandas keeps, count what they take, and say what there is where
nothing is left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from reporter import settings
from reporter.conditions import parse
from reporter.errors import QualityError
from reporter.model import Column, Kind, Personal, Role
from reporter.model.claim import Claim, Name
from reporter.quality import clean
from reporter.quality.filters import apply
from reporter.quality.filters.expressions import Meant, holds
from tests.saying import WORDS
from tests.tables import dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reporter.model import CleanDataset

ROLES = {
    "Customer ID": Role.CUSTOMER,
    "Order": Role.ORDER,
    "Day": Role.DATE,
    "Amount": Role.AMOUNT,
    "Country": Role.COUNTRY,
}
ORDERS = pd.DataFrame(
    [
        ("100", "A1", "2024-01-01 09:30", 10.0, "France", "paid", True, 1),
        ("100", "A2", "2024-01-31 23:59", 20.0, "France", "on hold", False, 2),
        ("101", "A3", "2024-02-01 00:00", 40.0, "Germany", None, True, 3),
        ("101", "A4", "2024-02-29 12:00", 80.0, "Germany", " paid ", None, None),
        ("102", "A5", "2024-03-01 00:01", 160.0, "united kingdom", "PAID", True, 5),
        ("102", "A6", "2024-03-31 08:00", 320.0, "United Kingdom", "50% off_er", False, 6),
        ("103.0", "A7", None, 640.0, None, "", True, 7),
        ("s@shop.example", "A8", "2024-05-01 10:00", 1280.0, "France", "paid", True, 8),
        (None, "A9", "2024-05-02 10:00", 2560.0, "France", "paid", True, 9),
    ],
    columns=["Customer ID", "Order", "Day", "Amount", "Country", "Status", "Gift", "Pieces"],
)
ORDERS["Day"] = pd.to_datetime(ORDERS["Day"])
ORDERS["Gift"] = ORDERS["Gift"].astype("boolean")
GIFT = ORDERS["Gift"].fillna(value=False).astype(bool)
STATUS = ORDERS["Status"].str.strip().replace("", None)
PIECES = ORDERS["Pieces"]
DAYS = ORDERS["Day"].dt.date
KEPT: dict[str, Callable[[], Any]] = {
    "Country = France": lambda: ORDERS["Country"] == "France",
    "Country != France": lambda: ~(ORDERS["Country"] == "France"),
    "country in ('United Kingdom', Germany)": (
        lambda: ORDERS["Country"].isin(["United Kingdom", "Germany"])
    ),
    "Country not in (France)": lambda: ~ORDERS["Country"].isin(["France"]),
    "Status = paid": lambda: STATUS == "paid",
    "Status is blank": STATUS.isna,
    "Status is not blank and Pieces > 2": lambda: STATUS.notna() & (PIECES > 2),
    "Amount > 80": lambda: ORDERS["Amount"] > 80,
    "Amount >= 80.0": lambda: ORDERS["Amount"] >= 80,
    "Amount between 20 and 80": lambda: ORDERS["Amount"].between(20, 80),
    "Pieces not between 2 and 5": lambda: ~PIECES.between(2, 5),
    "Pieces = 3 or Pieces != 5 and Amount < 100": lambda: (
        (PIECES == 3) | ~(PIECES == 5) & (ORDERS["Amount"] < 100)
    ),
    "not (Pieces < 3 or Country = France)": lambda: (
        ~((PIECES < 3) | (ORDERS["Country"] == "France"))
    ),
    "Day = 2024-01-31": lambda: pd.Series([day == date(2024, 1, 31) for day in DAYS]),
    "Day <= 2024-01-31": lambda: ORDERS["Day"] < "2024-02-01",
    "Day > 2024-01-31": lambda: ORDERS["Day"] >= "2024-02-01",
    "Day between 2024-02-01 and 2024-02-29": (
        lambda: ORDERS["Day"].between("2024-02-01", "2024-02-29 23:59:59")
    ),
    "Day >= '2024-03-01 00:02'": lambda: ORDERS["Day"] >= "2024-03-01 00:02",
    "Gift = true": lambda: GIFT,
    "Gift != yes": lambda: ~GIFT,
    "Status like 'pa%'": lambda: STATUS.str.match("pa.*$").eq(True),
    "Status not like '%paid'": lambda: ~STATUS.str.match(".*paid$").eq(True),
    "Status like 'on_hold'": lambda: STATUS.str.match("on.hold$").eq(True),
    "Status contains '% o'": lambda: STATUS.str.contains("% o", regex=False).eq(True),
    "Status contains '_'": lambda: STATUS.str.contains("_", regex=False).eq(True),
    "Country begins with 'Uni'": lambda: ORDERS["Country"].str.startswith("Uni").eq(True),
    "Country not ends with y": lambda: ~ORDERS["Country"].str.endswith("y").eq(True),
    "Country >= 'G'": lambda: ORDERS["Country"].fillna("").ge("G"),
    "'Customer ID' = 103": lambda: ORDERS["Customer ID"] == "103.0",
    "Order begins with A and Pieces in (1, 2.0, 9)": lambda: PIECES.isin([1, 2, 9]),
}


def asked(*assignments: str) -> settings.Settings:
    return settings.load(None, assignments, environ={})


def cleaned(*assignments: str, **columns: Personal) -> CleanDataset:
    made = dataset(ORDERS, ROLES)
    known = tuple(
        Column(
            name=one.name,
            dtype=one.dtype,
            role=one.role,
            evidence=one.evidence,
            personal=columns.get(one.name),
        )
        for one in made.columns
    )
    return clean(replace(made, columns=known), asked(*assignments))


def test_each_comparison_holds_where_pandas_says_so() -> None:
    made = dataset(ORDERS, ROLES)
    written = {
        f"holds_{place}": holds(Meant("source.where", parse(text)), made, made.table)
        for place, text in enumerate(KEPT)
    }
    rows = made.table.select("Order", **written).order_by("Order").to_pyarrow().to_pydict()
    for place, (text, kept) in enumerate(KEPT.items()):
        assert rows[f"holds_{place}"] == list(kept()), text


@pytest.mark.slow
def test_filters_are_counted_steps_before_all_others_that_add_up() -> None:
    found = cleaned(
        "source.since=2024-01-31",
        "source.until=2024-03-31",
        "source.where=Amount < 300",
        "source.exclude=Status = 'on hold'",
    )
    taken = {
        step.rule: (step.rows, step.amount, step.customers) for step in found.steps if step.asked
    }
    assert taken == {
        "since": (1, 10.0, None),
        "until": (2, 3840.0, 1),
        "where": (2, 960.0, 1),  # the one without a date is no matter of days
        "exclude": (1, 20.0, 1),
    }
    assert [step.asked for step in found.steps][:5] == [True] * 4 + [False]
    assert (found.dataset.rows, found.rows) == (9, 3)
    assert found.remainder.revenue == 280.0
    assert found.profile.rows == 9


@pytest.mark.slow
def test_customers_are_left_out_by_a_list_and_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "staff.txt"
    path.write_text("\ufeff# tests\n103\n\nS@shop.example\n 100 \n", encoding="utf-8")
    found = cleaned('source.exclude_customers=["999"]', f"source.exclude_list={path}")
    (step,) = (step for step in found.steps if step.asked)
    assert (step.rule, step.rows, step.customers, step.amount) == (
        "excluded_customers",
        4,
        3,
        1950.0,
    )
    assert "4 customers of a list (1 of them is not in the data)" in WORDS.text(step.told)
    assert sorted(found.table.customer.to_pyarrow().unique().to_pylist()) == ["101", "102"]
    with pytest.raises(QualityError, match="cannot be read"):
        cleaned(f"source.exclude_list={tmp_path / 'gone.txt'}")


@pytest.mark.slow
def test_a_filter_that_takes_nothing_is_told_too() -> None:
    (step,) = (step for step in cleaned("source.exclude=Status = refunded").steps if step.asked)
    assert (step.rows, step.amount, step.customers) == (0, None, None)


@pytest.mark.slow
def test_a_reading_tells_how_much_was_left_out() -> None:
    (reading,) = cleaned(
        "source.where=Country = Germany or Country ends with Kingdom", "source.since=2024-02-01"
    ).readings
    assert reading.question == "filters"
    assert reading.numbers["rows"] == 6
    assert reading.numbers["money_share"] == pytest.approx(
        (10 + 20 + 160 + 640 + 1280 + 2560) / 5110
    )
    since = Claim("cleaning.filter.since", {"since": Name("2024-02-01")})
    condition = Name("Country = Germany or Country ends with Kingdom")
    where = Claim("cleaning.filter.where", {"condition": condition})
    assert reading.told == tuple(
        Claim("cleaning.filter", {"filter": one}) for one in (since, where)
    )
    assert reading.weight == pytest.approx(4670 / 5110)


@pytest.mark.slow
def test_values_that_say_who_somebody_is_are_not_repeated() -> None:
    mail = Personal.EMAIL
    found = cleaned(
        "source.exclude=Status contains '@shop' or 'Customer ID' in (100, 7)", Status=mail
    )
    assert (
        WORDS.text(found.steps[0].told)
        == 'Filter: without Status contains … or "Customer ID" in (…).'
    )


def refused(*assignments: str, **columns: Personal) -> str:
    with pytest.raises(QualityError) as caught:
        cleaned(*assignments, **columns)
    return str(caught.value)


def test_what_does_not_fit_the_data_is_refused() -> None:
    for text, *reasons in (
        ("Contry = France", "no column 'Contry' (source.where)", "'Country'"),
        ("Amount > many", "'Amount' holds numbers", "1234.5"),
        ("Amount = '1,5'", "'Amount' holds numbers", "1234.5"),
        ("Day > yesterday", "'Day' holds dates", "2024-12-31"),
        ("Day = 2024-02-30", "'Day' holds dates"),
        ("Gift = maybe", "'Gift' holds true and false"),
        ("Gift > false", "Neither is more"),
        ("Status > 5", "Texts have no order by number"),
        ("Day contains '2024'", "Only texts can be searched"),
        ("Status like 'a\\b'", "backslash"),
    ):
        told = refused(f"source.where={text}")
        assert all(reason in told for reason in reasons), told


def test_where_nothing_is_left_the_values_are_named() -> None:
    told = refused("source.where=Country = 'United Kindom'")
    assert "leaves none of the 9 rows of orders.csv" in told
    assert (
        "Country holds 'France' (4), 'Germany' (2), 'United Kingdom' (1), 'united kingdom' (1),"
        " blank (1)." in told
    )
    assert "The nearest: 'United Kingdom', 'united kingdom'." in told
    assert "Amount runs from 10 to 2560" in refused("source.where=Amount > 5000")
    assert "Day runs from 2024-01-01 09:30 to 2024-05-02 10:00" in refused(
        "source.until=2020-01-01", "source.where=Amount > 700"
    )
    told = refused('source.where=["Country = France", "Country = Germany"]')
    assert 'source.where[1] = "Country = France" leaves 4' in told
    assert "no row meets all of them" in told
    assert "its values are not listed" in refused(
        "source.where=Status = nobody", Status=Personal.EMAIL
    )


@pytest.mark.slow
def test_too_few_customers_are_laid_at_the_filters_door() -> None:
    told = refused("source.where=Country = Germany")
    assert "Only one customer is left" in told
    assert "The filters had left 2 of 9 rows. " in told.replace("\n", " ")
    assert "Widen them." in told


def test_customer_tables_have_filters_but_no_days_of_orders() -> None:
    people = pd.DataFrame(
        {
            "id": [f"p{n}" for n in range(6)],
            "spent": [1.0, 2, 4, 8, 16, 32],
            "joined": pd.to_datetime([f"2024-0{n + 1}-05" for n in range(6)]),
        }
    )
    made = dataset(people, {"id": Role.CUSTOMER, "spent": Role.SPEND}, Kind.CUSTOMERS)
    found = clean(made, asked("source.where=spent > 1", 'source.exclude_customers=["p2"]'))
    assert [(step.rule, step.rows, step.customers, step.amount) for step in found.steps[:2]] == [
        ("where", 1, 1, 1.0),
        ("excluded_customers", 1, 1, 4.0),
    ]
    assert found.rows == 4
    with pytest.raises(QualityError) as caught:
        clean(made, asked("source.since=2024-03-01"))
    assert "source.since counts the days of orders" in caught.value.what
    assert '"joined" >= 2024-03-01' in caught.value.hint
    assert clean(made, asked('source.where="joined" >= 2024-03-01')).rows == 4


def test_no_filter_changes_nothing() -> None:
    made = dataset(ORDERS, ROLES)
    assert apply(made, asked().source).dataset is made


def test_money_in_several_currencies_is_not_added_up() -> None:
    frame = ORDERS.assign(Currency=["EUR", "USD"] * 4 + ["EUR"])
    found = clean(dataset(frame, ROLES), asked("source.where=Currency = EUR"))
    assert [(step.rows, step.amount) for step in found.steps if step.asked] == [(4, None)]
    assert found.currency == "EUR"
    assert found.remainder.revenue == 10 + 40 + 160
    assert "money_share" not in found.readings[0].numbers
