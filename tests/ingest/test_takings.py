"""Sums of a day, or of a day and a shop, have no customers: they are refused, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.model import Kind

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader, Writer


def days(number: int, step: int = 1) -> list[date]:
    return [date(2023, 1, 2) + timedelta(days=step * place) for place in range(number)]


TILLS = [(day, shop, till) for day in days(40) for shop in "AB" for till in ("T1", "T2")]


def taken(header: str, keys: list[tuple[object, ...]]) -> str:
    """Write a row for each key: a number of people, and what they paid."""
    lines = (
        f"{','.join(map(str, key))},{40 + 7 * place % 31},{900 + 13 * place % 401}.{place % 90 + 10}"
        for place, key in enumerate(keys)
    )
    return f"{header}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("header", "keys", "named"),
    [
        pytest.param("Date,Visitors,Takings", [(day,) for day in days(90)], "Date", id="a day"),
        pytest.param("Woche,Kunden,Umsatz", [(day,) for day in days(60, 7)], "Woche", id="a week with a number of customers"),
        pytest.param("Jour,Magasin,Clients,CA", [(d, s) for d in days(60) for s in ("Lyon", "Nice")], "Jour and Magasin", id="a shop"),
        pytest.param("Date,Store,Till,Guests,Sales", TILLS, "Date and Store and Till", id="a till"),
    ],
)  # fmt: skip
def test_sums_over_everybody_are_refused(
    reader: Reader, write: Writer, header: str, keys: list[tuple[object, ...]], named: str
) -> None:
    with pytest.raises(
        IngestError,
        match=f"holds one row for each {named}, sums over everybody: no column names the customer",
    ):
        reader(write(taken(header, keys)))


def test_a_row_is_a_customer_where_the_settings_say_so(reader: Reader, write: Writer) -> None:
    path = write(taken("Date,Visitors,Takings", [(day,) for day in days(90)]))
    assert reader(path, set=("roles.kind=customers",)).kind is Kind.CUSTOMERS


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Date,Customer,Items,Amount", Kind.TRANSACTIONS),
        ("Date,Kunde,Stück,Betrag", Kind.TRANSACTIONS),
        ("Signup date,City,Visits,Spend", Kind.CUSTOMERS),
        ("Date,Gender,Age,Spend", Kind.CUSTOMERS),
    ],
)
def test_what_names_or_describes_people_is_not_refused(
    reader: Reader, write: Writer, header: str, kind: Kind
) -> None:
    assert (
        reader(
            write(taken(header, [(day, f"C{place % 9}") for place, day in enumerate(days(90))]))
        ).kind
        is kind
    )


def test_days_of_people_that_lie_anyhow_are_no_calendar(reader: Reader, write: Writer) -> None:
    path = write(
        taken(
            "Date,Visits,Spend",
            [
                (date(2020, 1, 1) + timedelta(days=17 * place * place % 1459),)
                for place in range(90)
            ],
        )
    )
    assert reader(path).kind is Kind.CUSTOMERS
