"""What columns hold settles their roles where names are missing, wrong or taken by something else."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.model import Kind, Role
from tests import heavy
from tests.ingest.conftest import DATA, roles

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer


def _lines(count: int = 300) -> list[dict[str, str]]:
    """Order lines with an order, a customer, a day, a product, its text, quantity × price = amount
    and a country.
    """
    draw = random.Random(7)
    lines = []
    for order in range(count // 3):
        customer, day = (
            draw.randrange(30),
            f"2021-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
        )
        for _ in range(3):
            product, quantity = draw.randrange(25), draw.randrange(2, 9)
            cents = 250 + product * 137
            lines.append({
                "order": f"R{10_000 + order}", "customer": f"{700_000 + customer * 31}", "date": day, "product": f"SK{100 + product}X",
                "description": f"nice thing {'abcdefghijklmnopqrstuvwxyz'[product]} of wood", "quantity": str(quantity),
                "price": f"{cents / 100:.2f}", "amount": f"{cents * quantity / 100:.2f}",
                "country": ("Spain", "Italy", "France")[customer % 3],
            })  # fmt: skip
    return lines


def _file(lines: list[dict[str, str]], header: dict[str, str]) -> str:
    """Write the columns of `header` {part: name} in its order."""
    rows = [";".join(line[part] for part in header) for line in lines]
    return "\n".join([";".join(header.values()), *rows]) + "\n"


def _doubts(dataset: Dataset) -> list[str]:
    return [doubt.setting for doubt in dataset.doubts]


def test_columns_without_names_get_every_part(reader: Reader, write: Writer) -> None:
    lines = _lines()
    header = {part: f"column {place}" for place, part in enumerate(lines[0], 1)}
    dataset = reader(write(_file(lines, header)))
    assert dataset.kind is Kind.TRANSACTIONS
    assert roles(dataset) == {header[role.value]: role for role in Role if role.value in header}


def test_quantity_and_amount_without_names_are_told_by_moving_together(
    reader: Reader, write: Writer
) -> None:
    header = {"customer": "V1", "date": "V2", "quantity": "V3", "amount": "V4"}
    found = roles(reader(write(_file(_lines(), header))))
    assert found == {"V1": Role.CUSTOMER, "V2": Role.DATE, "V3": Role.QUANTITY, "V4": Role.AMOUNT}


def test_a_customer_of_two_values_is_none(reader: Reader, write: Writer) -> None:
    lines = [
        line | {"flag": ("New", "Returning")[place % 2]} for place, line in enumerate(_lines())
    ]
    dataset = reader(
        write(
            _file(
                lines,
                {
                    "order": "Order",
                    "flag": "Customer",
                    "customer": "Account",
                    "date": "Date",
                    "amount": "Total",
                },
            )
        )
    )
    assert dataset.column(Role.CUSTOMER) == "Account"
    assert (
        dataset.columns[1].evidence == "named like a customer id, but holds only 2 different values"
    )


def test_a_total_that_is_the_quantity_is_the_quantity(reader: Reader, write: Writer) -> None:
    header = {
        "customer": "Customer ID",
        "date": "Date",
        "quantity": "Total",
        "price": "Price",
        "amount": "Sum",
    }
    dataset = reader(write(_file(_lines(), header)))
    found = roles(dataset)
    assert (found["Total"], found["Price"], found["Sum"]) == (
        Role.QUANTITY,
        Role.PRICE,
        Role.AMOUNT,
    )
    assert dataset.columns[2].evidence.startswith(
        "Total × Price makes Sum in 100 % of the rows looked at"
    )


def test_a_price_that_is_text_gives_way_to_one_that_is_not(reader: Reader, write: Writer) -> None:
    lines = [line | {"words": f"see list {place % 40}"} for place, line in enumerate(_lines())]
    header = {
        "customer": "Customer ID",
        "order": "Order",
        "date": "Date",
        "quantity": "Quantity",
        "words": "Price",
        "price": "Item price",
    }
    assert reader(write(_file(lines, header))).column(Role.PRICE) == "Item price"


def test_a_date_of_ids_gives_way_to_the_column_of_dates(reader: Reader, write: Writer) -> None:
    lines = [line | {"id": f"D{place * 17}"} for place, line in enumerate(_lines())]
    header = {"customer": "Customer ID", "id": "Date", "date": "When", "amount": "Amount"}
    assert reader(write(_file(lines, header))).column(Role.DATE) == "When"


def test_an_order_total_on_each_line_is_not_summed(reader: Reader, write: Writer) -> None:
    lines = _lines()
    totals = {
        line["order"]: sum(float(one["amount"]) for one in lines if one["order"] == line["order"])
        for line in lines
    }
    repeated = [line | {"total": f"{totals[line['order']]:.2f}"} for line in lines]
    header = {
        "order": "Order ID",
        "customer": "Customer ID",
        "date": "Order Date",
        "quantity": "Quantity",
        "price": "Price",
        "total": "Order Total",
    }
    dataset = reader(write(_file(repeated, header)))
    assert dataset.column(Role.AMOUNT) is None
    assert "roles.amount=Order Total" in _doubts(dataset)


def test_two_columns_that_could_be_the_customer_are_a_doubt(reader: Reader, write: Writer) -> None:
    lines = [line | {"other": str(9_000 + place % 21)} for place, line in enumerate(_lines())]
    dataset = reader(
        write(
            _file(
                lines,
                {
                    "customer": "Customer ID",
                    "other": "Client ID",
                    "date": "Date",
                    "amount": "Amount",
                },
            )
        )
    )
    assert (
        len([setting for setting in _doubts(dataset) if setting.startswith("roles.customer=")]) == 1
    )


def test_settings_leave_no_doubt(reader: Reader, write: Writer) -> None:
    lines = [line | {"other": str(9_000 + place % 21)} for place, line in enumerate(_lines())]
    text = _file(
        lines, {"customer": "Customer ID", "other": "Client ID", "date": "Date", "amount": "Amount"}
    )
    assert _doubts(reader(write(text), set=("roles.customer=Client ID",))) == []


def test_examples_are_three_different_values_cut_short(reader: Reader, write: Writer) -> None:
    lines = [line | {"description": line["description"] * 9} for line in _lines()]
    dataset = reader(
        write(
            _file(
                lines,
                {
                    "description": "Text",
                    "customer": "Customer ID",
                    "date": "Date",
                    "amount": "Amount",
                },
            )
        )
    )
    for profile in dataset.profiles:
        assert len(set(profile.examples)) == 3
        assert all(len(example) <= 40 for example in profile.examples)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10_000))
def test_shuffled_rows_change_neither_roles_nor_examples(
    reader: Reader, write: Writer, seed: int
) -> None:
    lines = _lines()
    header = {part: f"column {place}" for place, part in enumerate(lines[0], 1)}
    straight = reader(write(_file(lines, header)))
    shuffled = reader(write(_file(random.Random(seed).sample(lines, len(lines)), header)))
    assert (shuffled.columns, shuffled.profiles, shuffled.doubts) == (
        straight.columns,
        straight.profiles,
        straight.doubts,
    )


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    order=st.permutations(["order", "customer", "date", "product", "quantity", "price", "amount"])
)
def test_shuffled_columns_keep_their_roles(reader: Reader, write: Writer, order: list[str]) -> None:
    names = {
        "order": "Invoice",
        "customer": "Client",
        "date": "Day",
        "product": "SKU",
        "quantity": "Qty",
        "price": "Price",
        "amount": "Value",
    }
    found = roles(reader(write(_file(_lines(), {part: names[part] for part in order}))))
    assert found == {names[part]: Role(part) for part in order}


# ── customer tables ───────────────────────────────────────────────────────────────────────────────

COLUMNS: dict[str, Callable[[int], str]] = {
    "CustomerID": lambda place: str(4_000 + place * 3),
    "Recency": lambda place: str(place * 37 % 301),
    "Frequency": lambda place: str(1 + place * 53 % 47),
    "Monetary": lambda place: f"{place * 71 % 997}.50",
    "R": lambda place: str(1 + place % 5),
    "F_score": lambda place: str(1 + place // 3 % 5),
    "RFM_Score": lambda place: f"{1 + place % 5}{1 + place // 3 % 5}{1 + place // 7 % 5}",
    "RFM_Segment": lambda place: ("Champions", "At risk", "Lost")[place % 3],
    "Cluster": lambda place: str(place % 4),
    "Segment": lambda place: ("gold", "silver", "bronze")[place // 5 % 3],
    "tenure": lambda place: str(place * 29 % 73),
    "Zip code": lambda place: str(10_000 + place * 613 % 80_000),
    "lat": lambda place: f"{40 + place * 37 % 997 / 100}",
    "Longitude": lambda place: f"{5 + place * 31 % 887 / 100}",
    "Almost always": lambda place: "1" if place == 100 else "0",
    "Homepage": lambda place: f"https://example.org/{place % 9}",
    "Extra": lambda place: f'{{"a": {place}}}',
    "Token": lambda place: f"{place * 7_919:032x}".replace("0", "a", 3),
    "Reference": lambda place: str(7_000_000 + place * 7_919 % 2_000_000),
    "Comment": lambda place: f"called on day {place}, was happy",
    "Discount percent": lambda place: f"{place * 13 % 101}.0",
}
EXPECTED = {
    "CustomerID": Role.CUSTOMER, "Recency": Role.MEASURE, "Frequency": Role.MEASURE, "Monetary": Role.SPEND, "R": Role.DESCRIPTOR,
    "F_score": Role.DESCRIPTOR, "RFM_Score": Role.DESCRIPTOR, "RFM_Segment": Role.DESCRIPTOR, "Cluster": Role.DESCRIPTOR,
    "Segment": Role.DESCRIPTOR, "tenure": Role.MEASURE, "Zip code": Role.IGNORED, "lat": Role.DESCRIPTOR, "Longitude": Role.DESCRIPTOR,
    "Almost always": Role.IGNORED, "Homepage": Role.IGNORED, "Extra": Role.IGNORED, "Token": Role.IGNORED, "Reference": Role.IGNORED,
    "Comment": Role.IGNORED, "Discount percent": Role.MEASURE,
}  # fmt: skip


def _customers(names: list[str], count: int = 250) -> str:
    return (
        "\n".join(
            [
                ";".join(names),
                *(";".join(COLUMNS[name](place) for name in names) for place in range(count)),
            ]
        )
        + "\n"
    )


@pytest.fixture
def customers(reader: Reader, write: Writer) -> Dataset:
    return reader(write(_customers(list(COLUMNS))))


@pytest.mark.slow
def test_aggregated_tables_are_customers(customers: Dataset) -> None:
    assert customers.kind is Kind.CUSTOMERS


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.every(3, list(COLUMNS)))
def test_columns_of_customers_become_what_they_are(customers: Dataset, name: str) -> None:
    assert roles(customers)[name] is EXPECTED[name]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "words"),
    heavy.every(3, [("Segment", "an earlier segmentation"), ("RFM_Score", "a score made of recency"), ("lat", "a place on the map"),
     ("Homepage", "web addresses"),
     ("Extra", "JSON"), ("Almost always", "nearly always 0 (99.6 % of the rows)"), ("Recency", "taken as the file counts it")]),
)  # fmt: skip
def test_the_reason_is_told(customers: Dataset, name: str, words: str) -> None:
    assert words in next(column.evidence for column in customers.columns if column.name == name)


def test_a_bare_rfm_table_is_one_of_customers(reader: Reader, write: Writer) -> None:
    dataset = reader(write(_customers(["CustomerID", "Recency", "Frequency", "Monetary"])))
    assert (dataset.kind, list(roles(dataset).values())) == (
        Kind.CUSTOMERS,
        [Role.CUSTOMER, Role.MEASURE, Role.MEASURE, Role.SPEND],
    )


def test_a_copy_of_another_column_is_no_second_feature(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{4_000 + place};{place * 37 % 301};{place * 37 % 301 * 2 + 1};{place * 53 % 47}\n"
        for place in range(80)
    )
    dataset = reader(write(f"ID;Visits;Visits doubled;Calls\n{rows}"))
    assert (roles(dataset)["Visits"], roles(dataset)["Visits doubled"]) == (
        Role.MEASURE,
        Role.IGNORED,
    )
    assert (
        dataset.columns[2].evidence
        == "says the same as Visits: they move together (correlation 1.000)"
    )


def test_a_text_that_copies_another_describes_only_once(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{4_000 + place};{place * 37 % 301};{'ABC'[place % 3]};{('one', 'two', 'three')[place % 3]}\n"
        for place in range(80)
    )
    found = roles(reader(write(f"ID;Visits;Region;Region name\n{rows}")))
    assert (found["Region"], found["Region name"]) == (Role.DESCRIPTOR, Role.IGNORED)


@pytest.mark.slow
def test_a_recency_that_counts_since_signup_describes(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{4_000 + place};2021-{1 + place // 28:02}-{1 + place % 28:02};{52 - place // 7};{place * 53 % 47}\n"
        for place in range(252)
    )
    dataset = reader(write(f"ID;Signup date;Recency;Visits\n{rows}"))
    assert roles(dataset)["Recency"] is Role.DESCRIPTOR
    assert [doubt.about for doubt in dataset.doubts] == ["Recency"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cdnow_master.txt", [Role.CUSTOMER, Role.DATE, Role.QUANTITY, Role.AMOUNT]),
        ("cdnow_sample.txt", [Role.CUSTOMER, Role.IGNORED, Role.DATE, Role.QUANTITY, Role.AMOUNT]),
    ],
)
def test_cdnow_is_understood_with_and_without_names(
    reader: Reader, name: str, expected: list[Role]
) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the reference file {name} is not in {DATA}")
    assert list(roles(reader(path)).values()) == expected


def test_a_sort_of_customer_beside_an_id_is_no_customer(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{4_000 + place};{('new', 'old', 'lost')[place % 3]};{place * 37 % 101};{place * 53 % 89}\n"
        for place in range(60)
    )
    dataset = reader(write(f"ID;Customer;Visits;Score\n{rows}"))
    assert (roles(dataset)["ID"], roles(dataset)["Customer"]) == (Role.CUSTOMER, Role.IGNORED)
    assert "rename the column to use it as descriptor" in dataset.columns[1].evidence


def _api_answer(orders: int = 60) -> str:
    """Write orders as a shop's interface answers them: objects with a customer, an address and a
    list of lines.
    """
    draw = random.Random(11)
    answer = []
    for number in range(orders):
        customer = number % 17
        lines = [
            {
                "id": 10 * number + place,
                "sku": f"SK{item}",
                "title": f"Vase {item}",
                "quantity": draw.randrange(1, 4),
                "price": f"{5 + item}.50",
            }
            for place, item in enumerate(draw.sample(range(12), 1 + number % 3))
        ]
        answer.append({
            "id": 9000 + number, "name": f"#{number}", "created_at": f"2024-{1 + number % 12:02}-{1 + number % 28:02}T10:00:00+01:00",
            "customer": {"id": 70 + customer, "first_name": "Ann", "last_name": f"Of{'abcdefghijklmnopq'[customer]}"},
            "shipping_address": {"country": ("Spain", "Italy")[customer % 2], "city": ("Rome", "Bari", "Pisa")[customer % 3]},
            "line_items": lines,
        })  # fmt: skip
    return json.dumps({"orders": answer})


@pytest.mark.slow
def test_the_lines_of_an_api_s_orders_have_every_part(reader: Reader, write: Writer) -> None:
    dataset = reader(write(_api_answer(), "orders.json"))
    parts = {role: name for name, role in roles(dataset).items() if role is not Role.IGNORED}
    assert parts == {
        Role.ORDER: "id", Role.DATE: "created_at", Role.CUSTOMER: "customer.id", Role.COUNTRY: "shipping_address.country",
        Role.PRODUCT: "line_items.sku", Role.DESCRIPTION: "line_items.title", Role.QUANTITY: "line_items.quantity",
        Role.PRICE: "line_items.price", Role.DESCRIPTOR: "shipping_address.city",
    }  # fmt: skip


def test_a_bare_id_that_numbers_the_lines_is_no_order(reader: Reader, write: Writer) -> None:
    lines = [
        f"{place},{place % 9},2024-{1 + place % 12:02}-03,{1 + place % 5}.50" for place in range(90)
    ]
    assert (
        roles(reader(write("id,customer_id,date,amount\n" + "\n".join(lines) + "\n")))["id"]
        is Role.IGNORED
    )


@pytest.mark.slow
def test_a_bare_id_that_goes_with_several_days_is_no_order(reader: Reader, write: Writer) -> None:
    lines = [
        f"{place % 30},{place % 9},2024-{1 + place % 12:02}-{1 + place % 28:02},{1 + place % 5}.50"
        for place in range(90)
    ]
    assert (
        roles(reader(write("id,customer_id,date,amount\n" + "\n".join(lines) + "\n")))["id"]
        is Role.IGNORED
    )
