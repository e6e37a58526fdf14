"""The sample files are what the script makes, hold the dirt that their README tells of, and copy
nothing.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from reporter import settings

FOLDER = Path(__file__).parents[1] / "sample_data"
REAL_DATA = Path(__file__).parents[2] / "shared" / "data"
MADE = ("online_retail.csv", "wholesale_customers.csv", "mall_customers.csv", "truth.csv")

Row = dict[str, str]


def read(name: str, encoding: str = "utf-8") -> list[Row]:
    with (FOLDER / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def retail() -> list[Row]:
    return read("online_retail.csv", "cp1252")


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, str]]:
    types: dict[str, dict[str, str]] = {}
    for row in read("truth.csv"):
        types.setdefault(row["file"], {})[row["customer"]] = row["type"]
    return types


def readme_table(heading: str) -> dict[str, int]:
    """Read the first two columns of the table under a heading of the README: label → number."""
    section = (
        (FOLDER / "README.md")
        .read_text(encoding="utf-8")
        .split(f"## {heading}\n")[1]
        .split("\n## ")[0]
    )
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return {label: int(number.replace(",", "")) for label, number, *_ in cells[2:]}


def dirt(rows: list[Row]) -> dict[str, int]:
    cancelled = [row for row in rows if row["InvoiceNo"].startswith("C")]
    codes = Counter(row["StockCode"] for row in rows)
    spellings: dict[str, set[str]] = {}
    for row in rows:
        if row["Description"].isupper():
            spellings.setdefault(row["StockCode"], set()).add(row["Description"])
    return {
        "lines without CustomerID": sum(not row["CustomerID"] for row in rows),
        "lines that repeat an earlier line exactly": (
            len(rows) - len({tuple(row.values()) for row in rows})
        ),
        "cancelled lines (invoice begins with C)": len(cancelled),
        "lines with a negative quantity": sum(int(row["Quantity"]) < 0 for row in rows),
        "lines with price 0": sum(float(row["UnitPrice"]) == 0 for row in rows),
        "lines without Description": sum(not row["Description"] for row in rows),
        "postage lines (POST)": codes["POST"],
        "manual lines (M)": codes["M"],
        "bank charges (BANK CHARGES)": codes["BANK CHARGES"],
        "lines with £, ’ or É": sum(
            any(sign in row["Description"] for sign in "£’É") for row in rows
        ),
        "products with two spellings": sum(len(names) > 1 for names in spellings.values()),
        "customers who sent everything back": _customers_with_nothing(rows),
    }


def _customers_with_nothing(rows: list[Row]) -> int:
    pence: Counter[str] = Counter()
    for row in {tuple(row.values()): row for row in rows}.values():
        pence[row["CustomerID"]] += int(row["Quantity"]) * round(float(row["UnitPrice"]) * 100)
    return sum(left == 0 for customer, left in pence.items() if customer)


def test_the_committed_files_are_exactly_what_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "make_sample_data.py", tmp_path], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(MADE)
    assert [
        name for name in MADE if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()
    ] == []


def test_the_sample_stays_small_enough_for_a_checkout() -> None:
    assert sum((FOLDER / name).stat().st_size for name in MADE) < 4_500_000


def test_the_shop_has_about_forty_thousand_lines_of_nine_hundred_customers(
    retail: list[Row], truth: dict[str, dict[str, str]]
) -> None:
    assert 38_000 <= len(retail) <= 42_000
    customers = {row["CustomerID"] for row in retail} - {""}
    assert len(customers) == 900
    assert customers == set(truth["online_retail.csv"])


def test_the_shops_dirt_is_there_in_the_numbers_that_the_readme_states(retail: list[Row]) -> None:
    found = dirt(retail)
    assert min(found.values()) > 0
    assert readme_table("The dirt in online_retail.csv") == found
    assert 0.15 <= found["lines without CustomerID"] / len(retail) <= 0.20


def test_the_planted_types_have_the_sizes_that_the_readme_states(
    truth: dict[str, dict[str, str]],
) -> None:
    found = {
        name: number for types in truth.values() for name, number in Counter(types.values()).items()
    }
    assert readme_table("The planted types") == found
    assert [len(types) for types in truth.values()] == [900, 440, 200]


def test_every_cancelled_line_takes_back_something_that_the_customer_bought_before(
    retail: list[Row],
) -> None:
    bought: dict[tuple[str, str], list[Row]] = {}
    for row in retail:
        bought.setdefault((row["CustomerID"], row["StockCode"]), []).append(row)
    for row in retail:
        if row["InvoiceNo"].startswith("C"):
            assert any(
                _moment(other) < _moment(row)
                and int(other["Quantity"]) >= -int(row["Quantity"])
                and other["UnitPrice"] == row["UnitPrice"]
                for other in bought[row["CustomerID"], row["StockCode"]]
            ), row


def _moment(row: Row) -> datetime:
    return datetime.strptime(row["InvoiceDate"], "%m/%d/%Y %H:%M")  # noqa: DTZ007 - the file has no zone


@pytest.mark.slow
def test_the_shop_sells_most_before_christmas_and_its_last_month_is_cut_short(
    retail: list[Row],
) -> None:
    months: Counter[str] = Counter()
    for row in retail:
        months[_moment(row).strftime("%Y-%m")] += int(row["Quantity"]) * round(
            float(row["UnitPrice"]) * 100
        )
    assert len(months) == 13
    assert months.most_common(1)[0][0] == "2011-11"
    assert max(_moment(row) for row in retail).date().isoformat() == "2011-12-09"


def test_each_planted_type_buys_its_own_family_of_products_far_more_than_the_others(
    retail: list[Row], truth: dict[str, dict[str, str]]
) -> None:
    favourites = {
        "resellers": "R",
        "regulars": "B",
        "christmas gift buyers": "X",
        "lapsed since spring": "G",
        "one-time buyers": "H",
        "promising newcomers": "C",
    }
    bought = Counter(
        (truth["online_retail.csv"][row["CustomerID"]], row["StockCode"][0])
        for row in retail
        if row["CustomerID"]
    )
    for planted, family in favourites.items():
        inside = sum(number for (name, _), number in bought.items() if name == planted)
        outside = sum(bought.values()) - inside
        elsewhere = sum(bought[name, family] for name in favourites if name != planted)
        assert bought[planted, family] / inside > 2 * elsewhere / outside, planted


def test_the_shops_bytes_are_cp1252_and_not_utf_8_or_latin_1() -> None:
    content = (FOLDER / "online_retail.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert b"\x92" in content  # ’ in cp1252, a control character in latin-1
    assert content.count(b"\r\n") == content.count(b"\n")


def test_the_customer_tables_have_the_columns_and_rows_of_the_real_ones() -> None:
    wholesale, mall = read("wholesale_customers.csv"), read("mall_customers.csv")
    assert list(wholesale[0]) == [
        "Channel",
        "Region",
        "Fresh",
        "Milk",
        "Grocery",
        "Frozen",
        "Detergents_Paper",
        "Delicassen",
    ]
    assert list(mall[0]) == [
        "CustomerID",
        "Gender",
        "Age",
        "Annual Income (k$)",
        "Spending Score (1-100)",
    ]
    assert (len(wholesale), len(mall)) == (440, 200)
    assert all(
        1 <= int(row["Spending Score (1-100)"]) <= 100
        and (not row["Age"] or 18 <= int(row["Age"]) <= 70)
        for row in mall
    )
    assert all(int(value) > 0 for row in wholesale for value in row.values())


def test_the_example_configuration_is_valid_and_names_its_client() -> None:
    path = FOLDER / "client.toml"
    assert (
        settings.load(path).report.client
        == tomllib.loads(path.read_text(encoding="utf-8"))["report"]["client"]
    )
    assert settings.load(path).report.currency == "GBP"


@pytest.mark.slow
@pytest.mark.skipif(not REAL_DATA.is_dir(), reason="../shared/data is not there")
def test_no_product_code_customer_or_row_comes_from_the_real_files(retail: list[Row]) -> None:
    with (
        zipfile.ZipFile(REAL_DATA / "online_retail.csv.zip") as archive,
        archive.open(archive.namelist()[0]) as file,
    ):
        real = list(csv.reader(io.TextIOWrapper(file, encoding="cp1252", newline="")))[1:]
    services = {"POST", "M", "BANK CHARGES"}
    goods = [row for row in retail if row["StockCode"] not in services]
    assert {row[1] for row in real}.isdisjoint(row["StockCode"] for row in goods)
    assert {row[6] for row in real if row[6]}.isdisjoint(
        row["CustomerID"] for row in retail if row["CustomerID"]
    )
    names = {row["Description"].strip() for row in goods if row["Description"].isupper()}
    assert {row[2].strip().upper() for row in real}.isdisjoint(names)
    for name in ("wholesale_customers.csv", "mall_customers.csv"):
        ours, theirs = (
            (folder / name).read_text(encoding="utf-8").splitlines()[1:]
            for folder in (FOLDER, REAL_DATA)
        )
        assert set(ours).isdisjoint(theirs)
