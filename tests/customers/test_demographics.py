"""Customers of orders are described by their own table; what describes them makes no segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reporter import customers, quality, settings
from reporter.ingest import close, read
from reporter.model import Role
from tests.saying import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reporter.model import CustomerTable, Dataset

ORDERS = "order_id,customer_id,date,amount,country\n" + "".join(
    f"{number},{number % 30},2024-{1 + number % 12:02}-03,{number % 7 + 1}.50,{'UK' if number % 30 < 20 else 'FR'}\n"
    for number in range(120)
)
PEOPLE = "customer_id,gender,age,note,country,joined\n" + "".join(
    f"{number},{'F' if number % 2 else 'M'},{20 + number},text"
    f" {number},{'UK' if number < 15 else 'DE'},2020-01-{1 + number % 28:02}\n"
    for number in range(60)
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Any]:
    opened: list[Dataset] = []

    def make(orders: str = ORDERS, people: str = PEOPLE) -> tuple[Dataset, CustomerTable]:
        files = []
        for name, text in (("orders.csv", orders), ("people.csv", people)):
            if text:
                files.append(tmp_path / name)
                files[-1].write_text(text, encoding="utf-8")
        wanted = settings.load(None, ())
        dataset = read(files, wanted, tmp_path)
        opened.append(dataset)
        return dataset, customers.make(quality.clean(dataset, wanted), wanted)

    yield make
    for dataset in opened:
        close(dataset)


def test_columns_of_the_customers_table_describe_customers(made: Any) -> None:
    _, table = made()
    features = {feature.name: feature for feature in table.features}
    assert (features["gender"].unit, features["age"].unit) == ("category", "number")
    assert not features["gender"].behaviour
    assert not features["age"].behaviour
    assert table.frame.loc["7", ["gender", "age"]].tolist() == ["F", 27.0]


@pytest.mark.slow
def test_texts_of_many_values_and_dates_stay_out(made: Any) -> None:
    _, table = made()
    assert not {"note", "joined"} & set(table.frame.columns)


@pytest.mark.slow
def test_a_name_of_ours_is_told_from_the_customers_own(made: Any) -> None:
    _, table = made()
    feature = table.feature("people.country")
    assert WORDS.label(feature) != WORDS.label(table.feature("country"))
    assert table.frame.loc["16", ["country", "people.country"]].tolist() == ["UK", "DE"]


@pytest.mark.slow
def test_people_without_orders_are_no_customers(made: Any) -> None:
    dataset, table = made()
    assert len(table.frame) == 30
    assert [(join.idle, join.rows) for join in dataset.joins] == [(30, 60)]


def test_a_column_beside_the_orders_that_never_changes_describes_the_customer(made: Any) -> None:
    header, *lines = ORDERS.splitlines()
    plans = [f"{line},{'gold' if int(line.split(',')[1]) % 3 else 'tin'}" for line in lines]
    dataset, table = made("\n".join([f"{header},membership", *plans]) + "\n", "")
    assert {column.name: column.role for column in dataset.columns}["membership"] is Role.DESCRIPTOR
    assert table.frame.loc["3", "membership"] == "tin"


def test_a_column_that_changes_from_order_to_order_does_not(made: Any) -> None:
    header, *lines = ORDERS.splitlines()
    paid = [f"{line},{'card' if place % 7 else 'cash'}" for place, line in enumerate(lines)]
    dataset, _ = made("\n".join([f"{header},paid_by", *paid]) + "\n", "")
    assert {column.name: column.role for column in dataset.columns}["paid_by"] is Role.IGNORED


@pytest.mark.slow
def test_a_customer_has_the_value_of_most_rows_and_the_smallest_of_equally_many(
    tmp_path: Path,
) -> None:
    rows = [
        "1,7,2024-01-01,5,b",
        "2,7,2024-01-02,5,b",
        "3,7,2024-01-03,5,a",
        "4,8,2024-01-01,5,d",
        "5,8,2024-01-02,5,c",
        "6,9,2024-01-02,5,",
    ]
    path = tmp_path / "orders.csv"
    path.write_text(
        "\n".join(["order_id,customer_id,date,amount,plan", *rows]) + "\n", encoding="utf-8"
    )
    wanted = settings.load(None, ('roles.descriptors=["plan"]',))
    dataset = read([path], wanted, tmp_path)
    try:
        table = customers.make(quality.clean(dataset, wanted), wanted)
    finally:
        close(dataset)
    assert table.frame["plan"].to_dict() == {"7": "b", "8": "c", "9": None}


def test_customers_whom_the_table_does_not_know_have_no_category(made: Any) -> None:
    """A third is known: shares are among those, and "Unknown" is nobody's gender."""
    people = "".join(
        f"{number},{'F' if number % 2 else 'Unknown' if number == 4 else 'M'},{20 + number}\n"
        for number in range(10)
    )
    dataset, table = made(people=f"customer_id,gender,age\n{people}")
    assert (dataset.joins[0].unmatched, dataset.joins[0].idle) == (80, 0)
    genders, ages = table.frame["gender"], table.frame["age"]
    assert sorted(genders.dropna().unique()) == ["F", "M"]
    assert (int(genders.notna().sum()), int(ages.notna().sum())) == (9, 10)
