"""`reporter inspect` tells what is understood, right for the reference files, the same to people
and machines, and hides who people are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reporter.cli import reporter

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
DESCRIBED, MEASURED, SPENT, UNUSED = "descriptor", "measure", "spend", "ignored"
RETAIL = {
    "order": "InvoiceNo", "product": "StockCode", "description": "Description", "quantity": "Quantity", "date": "InvoiceDate",
    "price": "UnitPrice", "customer": "CustomerID", "country": "Country",
}  # fmt: skip
RETAIL_II = RETAIL | {"order": "Invoice", "price": "Price", "customer": "Customer ID"}
ROLES: dict[str, dict[str, str]] = {
    "online_retail.csv.zip": {column: role for role, column in RETAIL.items()},
    "online_retail_II.csv.gz": {column: role for role, column in RETAIL_II.items()},
    "online_retail_II.xlsx": {column: role for role, column in RETAIL_II.items()},
    "wholesale_customers.csv": {
        "Channel": DESCRIBED, "Region": DESCRIBED, "Fresh": SPENT, "Milk": SPENT, "Grocery": SPENT, "Frozen": SPENT,
        "Detergents_Paper": SPENT, "Delicassen": SPENT,
    },
    "mall_customers.csv": {
        "CustomerID": "customer", "Gender": DESCRIBED, "Age": DESCRIBED, "Annual Income (k$)": MEASURED, "Spending Score (1-100)": MEASURED,
    },
    "cdnow_master.txt": {"customer_id": "customer", "date": "date", "number_of_cds": "quantity", "dollar_value": "amount"},
    "cdnow_sample.txt": {"column 1": "customer", "column 2": UNUSED, "date": "date", "column 4": "quantity", "column 5": "amount"},
}  # fmt: skip
SIZES = {
    "online_retail.csv.zip": 541_909, "online_retail_II.csv.gz": 1_067_371, "online_retail_II.xlsx": 1_067_371,
    "wholesale_customers.csv": 440, "mall_customers.csv": 200, "cdnow_master.txt": 69_659, "cdnow_sample.txt": 6_919,
}  # fmt: skip
SHOP = "Kundennr;E-Mail;Datum;Betrag\n" + "".join(
    f"{1 + row % 9};person{row % 9}@example.org;{1 + row % 27:02d}.03.2024;{row % 7 + 1},50\n"
    for row in range(60)
)


def told(*arguments: str | Path) -> dict[str, Any]:
    result = CliRunner().invoke(reporter, ["inspect", "--json", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def shown(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(reporter, ["inspect", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if "online" in name else ()) for name in ROLES],
)
def test_every_column_of_the_reference_files_has_its_role(name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip(f"the reference file {name} is not in {SHARED}")
    answer = told(SHARED / name)
    assert {column["name"]: column["role"] for column in answer["columns"]} == ROLES[name]
    assert answer["rows"] == SIZES[name]
    assert not any(column["personal"] for column in answer["columns"])


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "verkauf.csv"
    path.write_text(SHOP, encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_screen_names_file_columns_cleaning_and_corrections(shop: Path) -> None:
    screen = shown(shop)
    for words in ("verkauf.csv", "CSV with semicolons", "60 rows", "9 customers", "2024-03-01 to 2024-03-27", "Kundennr", "customer",
                  "German", "Cleaning leaves 60 of 60 rows: 9 customers", "Revenue is Betrag", "--set roles.customer=COLUMN",
                  "reporter init"):  # fmt: skip
        assert words in screen, words


@pytest.mark.slow
def test_the_screen_tells_where_columns_come_from_and_what_a_rule_costs(tmp_path: Path) -> None:
    days = [f"2024-{1 + row % 12:02d}-{1 + row % 28:02d}" for row in range(60)]
    lines = [f"{row},{row % 9},{day},{2 + row % 4},10.00\n" for row, day in enumerate(days)]
    (tmp_path / "orders.csv").write_text(
        "order_no,client,day,pieces,price\n" + "".join([*lines, lines[0]])
    )
    (tmp_path / "clients.csv").write_text(
        "client,city\n" + "".join(f"{row},{'Bonn' if row % 2 else 'Köln'}\n" for row in range(10))
    )
    screen = shown(str(tmp_path))
    for words in (
        (
            "clients.csv added to orders.csv by client: every row found its own, 1 of its 10 rows"
            " is left over"
        ),
        "Cleaning leaves 60 of 61 rows: 9 customers, 60 orders, 2,100 of revenue",
        "Revenue is pieces × price.",
        (
            "Repeats another line in every column. Worth 20. (--set quality.duplicates=keep keeps"
            " them)"
        ),
    ):
        assert words in screen, words
    assert {"From", "clients.csv"} <= set(screen.split())


def test_json_tells_the_same(shop: Path) -> None:
    answer = told(shop)
    assert answer["kind"] == "transactions"
    assert [
        (file["name"], file["form"], file["encoding"], file["delimiter"], file["rows"])
        for file in answer["files"]
    ] == [("verkauf.csv", "CSV", "utf-8", ";", 60)]
    amount = next(column for column in answer["columns"] if column["name"] == "Betrag")
    assert (
        amount["role"],
        amount["type"],
        amount["missing"],
        amount["minimum"],
        amount["maximum"],
    ) == (
        "amount",
        "decimal",
        0,
        "1.5",
        "7.5",
    )
    assert len(amount["examples"]) == 3
    counted = {
        "customers": 9,
        "orders": 27,
        "revenue": pytest.approx(sum(row % 7 + 1.5 for row in range(60))),
    }
    assert answer["left"] == {**counted, "first": "2024-03-01", "last": "2024-03-27"}
    assert answer["amounts"]["columns"] == ["Betrag"]
    assert (
        answer["rows_left"] + sum(step["rows"] for step in answer["cleaning"] if step["removed"])
        == 60
    )


@pytest.mark.slow
def test_values_that_identify_people_are_hidden(shop: Path) -> None:
    assert "@example.org" not in shown(shop)
    assert "(e-mail, hidden)" in shown(shop)
    assert "@example.org" not in json.dumps(told(shop))


@pytest.mark.slow
def test_a_setting_shows_what_it_changes(shop: Path) -> None:
    column = next(
        column
        for column in told(shop, "--set", "roles.ignore=['Kundennr']")["columns"]
        if column["name"] == "Kundennr"
    )
    assert column["role"] == "ignored"


@pytest.mark.slow
def test_filters_are_told_on_the_screen_and_to_machines_and_typed_again(shop: Path) -> None:
    options = ("--where", "Betrag > 2", "--since", "2024-03-03", "--until", "2024-03-20")
    days, amounts = [1 + row % 27 for row in range(60)], [row % 7 + 1.5 for row in range(60)]
    early, late = sum(day < 3 for day in days), sum(day > 20 for day in days)
    small = sum(3 <= day <= 20 and amount <= 2 for day, amount in zip(days, amounts, strict=True))
    answer = told(shop, *options)
    assert [(step["rule"], step["rows"]) for step in answer["cleaning"][:3]] == [
        ("since", early),
        ("until", late),
        ("where", small),
    ]
    assert answer["rows_left"] == 60 - early - late - small
    screen = " ".join(shown(shop, *options).split())
    for words in (
        f"{early} removed Filter: only from 2024-03-03 on.",
        f"{small} removed Filter: only Betrag > 2.",
        f"Filters leave out {early + late + small} of 60 rows",
        "--where 'Betrag > 2' --since 2024-03-03 --until 2024-03-20",
    ):
        assert words in screen, words


def test_a_filter_that_leaves_nothing_says_what_there_is(shop: Path) -> None:
    assert "Betrag runs from 1.5 to 7.5" in shown(shop, "--where", "Betrag > 100", code=1)


def test_columns_are_shown_though_no_report_can_be_made_of_them(tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text("day,item,amount\n2011-01-02,a,3.5\n2011-01-03,b,4.25\n", encoding="utf-8")
    screen = shown(path, code=1)
    assert "no column was recognised as the customer" in screen
    assert "roles.customer" in screen
    assert "product" in screen


@pytest.mark.slow
def test_wide_tables_fit_the_screen_unless_all_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    constant = [f"flag {number}" for number in range(40)]
    lines = [",".join(["Customer ID", "Visits", *constant])]
    lines += [",".join([str(row), str(row % 7), *["no"] * 40]) for row in range(50)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "and 32 columns more that play no part" in shown(path)
    assert "flag 39" in shown(path, "--all")


def test_data_may_be_named_in_the_settings(shop: Path) -> None:
    config = shop.parent / "client.toml"
    config.write_text('[source]\ndata = ["verkauf.csv"]\n', encoding="utf-8")
    assert told("-c", config)["rows"] == 60


def test_without_data_it_is_wrong_usage() -> None:
    result = CliRunner().invoke(reporter, ["inspect"])
    assert (result.exit_code, "source.data" in result.stderr) == (2, True)
