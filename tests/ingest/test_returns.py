"""Tables of returns belong to the orders by their key: the flag reaches the right lines, and no
line is counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter import quality, settings
from reporter.model import Role
from tests.ingest.conftest import roles, rows, values
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Dataset
    from tests.ingest.conftest import Reader, Writer

ORDERS = [
    (
        f"CA-{number:04d}",
        f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
        f"K{number % 9}",
        f"P{line}",
        1 + line,
        10.0 + number + 3 * line,
    )
    for number in range(60)
    for line in range(1 + number % 3)
]
"""Sixty orders of one to three lines: order, day, customer, product, pieces, amount of the line."""
HEADER = "Order ID,Order Date,Customer ID,SKU,Quantity,Sales\n"
LINES = HEADER + "".join(",".join(map(str, line)) + "\n" for line in ORDERS)
BACK = [f"CA-{number:04d}" for number in (2, 7, 11, 38)]
PAID = {order: sum(line[5] for line in ORDERS if line[0] == order) for order in BACK}


def flagged(dataset: Dataset, column: str = "Returned") -> dict[str, set[str | None]]:
    """Return what the flag says on the lines of each order."""
    names = list(dataset.table.columns)
    found: dict[str, set[str | None]] = {}
    for row in rows(dataset):
        found.setdefault(str(row[names.index("Order ID")]), set()).add(row[names.index(column)])
    return found


def check(dataset: Dataset, column: str = "Returned") -> None:
    """Check that every line of the orders taken back says so, that no other does, and that no line
    came twice.
    """
    assert dataset.rows == len(ORDERS)
    said = flagged(dataset, column)
    assert {order for order, marks in said.items() if marks == {"Yes"}} == set(BACK)
    assert {mark for order, marks in said.items() if order not in BACK for mark in marks} == {None}


@pytest.mark.parametrize(
    "returns",
    [
        pytest.param("Returned,Order ID\n" + "".join(f"Yes,{order}\n" for order in BACK), id="flag"),
        pytest.param("Returned,Order ID\n" + "".join(f"Yes,{order}\n" for order in [*BACK, *BACK, BACK[0]]), id="repeated"),
        pytest.param("Order ID,Reason\n" + "".join(f"{order},broken\n" for order in BACK), id="no flag"),
        pytest.param("Order No,Returned\n" + "".join(f"{order.lower()},Yes\n" for order in BACK), id="other name and case"),
        pytest.param("Order ID,Returned,Refund Amount\n" + "".join(f"{order},Yes,{PAID[order]}\n" for order in BACK), id="amounts"),
        pytest.param("Order ID,Returned\n" + "".join(f"{order},Yes\n" for order in [*BACK, "CA-9999", "CA-9998"]), id="strangers"),
    ],
)  # fmt: skip
def test_a_table_of_returns_marks_its_orders(reader: Reader, write: Writer, returns: str) -> None:
    dataset = reader(write(LINES, "orders.csv"), write(returns, "returns.csv"))
    check(dataset)
    assert roles(dataset)["Returned"] is Role.IGNORED
    assert [join.left for join in dataset.joins] == ["orders.csv"]
    assert any(
        clause.startswith("returns.csv lists what was taken back of orders.csv, by Order")
        for clause in dataset.source.reading
    )


@pytest.mark.slow
def test_a_sheet_of_returns_marks_its_orders(reader: Reader, tmp_path: Path) -> None:
    orders, returns = (
        [HEADER.strip().split(","), *ORDERS],
        [("Returned", "Order ID"), *(("Yes", order) for order in BACK)],
    )
    check(reader(xlsx(tmp_path / "shop.xlsx", Orders=orders, Returns=returns)))


def test_a_table_is_known_by_its_flag_alone(reader: Reader, write: Writer) -> None:
    table = "Order ID,Retourniert\n" + "".join(f"{order},Ja\n" for order in BACK)
    assert set(
        values(reader(write(LINES, "orders.csv"), write(table, "lager.csv")), "Retourniert")
    ) == {"Ja", None}


def test_cancelled_orders_are_marked_as_such(reader: Reader, write: Writer) -> None:
    table = "Bestellnummer,Grund\n" + "".join(f"{order},doppelt\n" for order in BACK)
    lines = LINES.replace("Order ID", "Bestellung")
    dataset = reader(write(lines, "bestellungen.csv"), write(table, "stornierungen.csv"))
    assert values(dataset, "Cancelled").count("Yes") == sum(line[0] in BACK for line in ORDERS)
    assert dataset.rows == len(ORDERS)


@pytest.mark.slow
def test_lines_taken_back_are_marked_line_by_line(reader: Reader, write: Writer) -> None:
    back = [line for line in ORDERS if line[0] in BACK and line[3] == "P0"]
    table = "Order ID,SKU,Quantity\n" + "".join(f"{line[0]},{line[3]},{line[4]}\n" for line in back)
    dataset = reader(write(LINES, "orders.csv"), write(table, "returns.csv"))
    names = list(dataset.table.columns)
    marked = [row for row in rows(dataset) if row[names.index("Returned")] == "Yes"]
    assert sorted(
        (row[names.index("Order ID")], row[names.index("SKU")]) for row in marked
    ) == sorted((line[0], line[3]) for line in back)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["sums", "pieces"])
def test_what_went_back_in_part_is_an_amount_and_no_flag(
    reader: Reader, write: Writer, by: str
) -> None:
    """Half of what was paid went back: an order marked as taken back would lose all of it."""
    back = [line for line in ORDERS if line[0] in BACK and line[4] == 2]
    assert back
    if by == "sums":
        table = "Order ID,SKU,Returned,Return Date,Amount\n" + "".join(
            f"{one[0]},{one[3]},Yes,2024-12-30,{one[5] / 2}\n" for one in back
        )
    else:
        table = "Order ID,SKU,Quantity\n" + "".join(f"{one[0]},{one[3]},1\n" for one in back)
    dataset = reader(write(LINES, "orders.csv"), write(table, "refunds.csv"))
    names = list(dataset.table.columns)
    found = {
        (row[0], row[names.index("SKU")]): row[names.index("Refund amount")]
        for row in rows(dataset)
    }
    assert {key: value for key, value in found.items() if value is not None} == {
        (one[0], one[3]): one[5] / 2 for one in back
    }
    assert not {"Returned", "Return Date", "Amount"} & set(names)
    assert roles(dataset)["Sales"] is Role.AMOUNT


# ── sales and returns with the same columns ───────────────────────────────────────────────────────


def worth(dataset: Dataset) -> float:
    lines = quality.clean(dataset, settings.load(None, ())).table
    return float(lines.amount.sum().to_pyarrow().as_py())


@pytest.mark.slow
def test_returns_with_the_columns_of_sales_count_below_nought(
    reader: Reader, write: Writer
) -> None:
    back = HEADER + "".join(",".join(map(str, line)) + "\n" for line in ORDERS if line[0] in BACK)
    dataset = reader(write(LINES, "orders.csv"), write(back, "returns.csv"))
    expected = sum(line[5] for line in ORDERS) - sum(line[5] for line in ORDERS if line[0] in BACK)
    assert worth(dataset) == pytest.approx(expected)
    assert (
        "returns.csv lists what was taken back: its Quantity, Sales count below zero"
        in dataset.source.reading
    )


@pytest.mark.slow
def test_returns_that_stand_below_nought_already_stay(reader: Reader, write: Writer) -> None:
    back = HEADER + "".join(
        f"{one[0]},{one[1]},{one[2]},{one[3]},-{one[4]},-{one[5]}\n"
        for one in ORDERS
        if one[0] in BACK
    )
    dataset = reader(write(LINES, "orders.csv"), write(back, "returns.csv"))
    assert worth(dataset) == pytest.approx(sum(line[5] for line in ORDERS if line[0] not in BACK))


@pytest.mark.slow
def test_credit_notes_with_numbers_of_their_own_count_below_nought(
    reader: Reader, write: Writer
) -> None:
    back = HEADER + "".join(
        f"CN-{one[0]},2024-12-30,{one[2]},{one[3]},{one[4]},{one[5]}\n"
        for one in ORDERS
        if one[0] in BACK
    )
    dataset = reader(write(LINES, "invoices.csv"), write(back, "credit notes.csv"))
    assert worth(dataset) == pytest.approx(sum(line[5] for line in ORDERS if line[0] not in BACK))


@pytest.mark.slow
def test_orders_that_were_taken_out_before_stay_out(reader: Reader, write: Writer) -> None:
    left = HEADER + "".join(
        ",".join(map(str, line)) + "\n" for line in ORDERS if line[0] not in BACK
    )
    out = HEADER + "".join(
        ",".join(map(str, (*line[:2], f"X{line[2]}", *line[3:]))) + "\n"
        for line in ORDERS
        if line[0] in BACK
    )
    dataset = reader(write(left, "orders.csv"), write(out, "cancelled_orders.csv"))
    assert worth(dataset) == pytest.approx(sum(line[5] for line in ORDERS if line[0] not in BACK))
    assert any(
        clause.startswith("cancelled_orders.csv left out") for clause in dataset.source.reading
    )


def test_customers_who_return_are_no_returns(reader: Reader, write: Writer) -> None:
    people = "Customer ID,Plan\n" + "".join(
        f"K{number},{'gold' if number % 2 else 'tin'}\n" for number in range(9)
    )
    dataset = reader(write(LINES, "orders.csv"), write(people, "returning customers.csv"))
    assert set(values(dataset, "Plan")) == {"gold", "tin"}
