"""Reading the public reference files meets the figures that were published or computed
independently of this project.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from reporter import settings
from reporter.ingest import close, read
from reporter.model import Kind, Role
from tests.ingest.conftest import DATA, dtypes, number, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Dataset


def _open(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the reference file {name} is not in {DATA}")
    dataset = read([path], settings.load(), tmp_path_factory.mktemp("workspace"))
    yield dataset
    close(dataset)


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from _open("online_retail.csv.zip", tmp_path_factory)


@pytest.fixture(scope="module")
def online_retail_ii(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from _open("online_retail_II.csv.gz", tmp_path_factory)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from _open("online_retail_II.xlsx", tmp_path_factory)


@pytest.fixture(scope="module")
def wholesale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from _open("wholesale_customers.csv", tmp_path_factory)


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    yield from _open("mall_customers.csv", tmp_path_factory)


def _duplicates(dataset: Dataset) -> int:
    return dataset.rows - int(number(dataset, dataset.table.distinct().count()))


def test_online_retail_has_its_rows_and_columns(online_retail: Dataset) -> None:
    assert (online_retail.rows, len(online_retail.columns)) == (541_909, 8)
    assert online_retail.table.columns == (
        "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country",
    )  # fmt: skip


def test_online_retail_misses_what_is_missing(online_retail: Dataset) -> None:
    table = online_retail.table
    assert number(online_retail, table.CustomerID.isnull().sum()) == 135_080
    assert number(online_retail, table.Description.isnull().sum()) == 1_454


def test_online_retail_counts_customers_invoices_and_countries(online_retail: Dataset) -> None:
    table = online_retail.table
    distinct = [
        number(online_retail, table[name].nunique())
        for name in ("CustomerID", "InvoiceNo", "Country")
    ]
    assert distinct == [4_372, 25_900, 38]


def test_online_retail_keeps_cancellations_and_odd_prices(online_retail: Dataset) -> None:
    table = online_retail.table
    assert number(online_retail, table.InvoiceNo.startswith("C").sum()) == 9_288
    assert number(online_retail, (table.Quantity < 0).sum()) == 10_624
    assert number(online_retail, (table.UnitPrice <= 0).sum()) == 2_517
    assert number(online_retail, (table.UnitPrice < 0).sum()) == 2


def test_online_retail_has_its_exact_duplicates(online_retail: Dataset) -> None:
    assert _duplicates(online_retail) == 5_268


def test_online_retail_sums_to_its_revenue(online_retail: Dataset) -> None:
    table = online_retail.table
    assert number(online_retail, (table.Quantity * table.UnitPrice).sum()) == pytest.approx(
        9_747_747.934, abs=1e-3
    )


def test_online_retail_dates_are_exact(online_retail: Dataset) -> None:
    table = online_retail.table
    assert number(online_retail, table.InvoiceDate.min()) == datetime(2010, 12, 1, 8, 26)
    assert number(online_retail, table.InvoiceDate.max()) == datetime(2011, 12, 9, 12, 50)
    assert number(online_retail, table.InvoiceDate.count()) == 541_909


def test_online_retail_keeps_pound_signs_of_windows_1252(online_retail: Dataset) -> None:
    assert number(online_retail, online_retail.table.Description.contains("£").sum()) == 32
    assert "cp1252" in online_retail.source.reading


def test_online_retail_says_how_it_was_read(online_retail: Dataset) -> None:
    assert any("month-first" in clause for clause in online_retail.source.reading)
    assert not any("could not be read" in clause for clause in online_retail.source.reading)


def test_online_retail_roles_come_with_evidence(online_retail: Dataset) -> None:
    assert list(roles(online_retail).values()) == [
        Role.ORDER, Role.PRODUCT, Role.DESCRIPTION, Role.QUANTITY, Role.DATE, Role.PRICE, Role.CUSTOMER, Role.COUNTRY,
    ]  # fmt: skip
    assert online_retail.kind is Kind.TRANSACTIONS
    customer = next(column for column in online_retail.columns if column.role is Role.CUSTOMER)
    assert customer.evidence == "named like a customer id; 4,372 different values, 25 % missing"


def _check_online_retail_ii(dataset: Dataset) -> None:
    table = dataset.table
    assert dataset.rows == 1_067_371
    assert number(dataset, table["Customer ID"].isnull().sum()) == 243_007
    assert number(dataset, table.Description.isnull().sum()) == 4_382
    assert number(dataset, table["Customer ID"].nunique()) == 5_942
    assert number(dataset, table.Invoice.nunique()) == 53_628
    assert _duplicates(dataset) == 34_335
    assert number(dataset, table["Customer ID"].max()) == "18287"
    assert dtypes(dataset) == {
        "Invoice": "text", "StockCode": "text", "Description": "text", "Quantity": "integer", "InvoiceDate": "date",
        "Price": "decimal", "Customer ID": "text", "Country": "text",
    }  # fmt: skip


@pytest.mark.slow
def test_online_retail_ii_as_gzipped_csv(online_retail_ii: Dataset) -> None:
    _check_online_retail_ii(online_retail_ii)
    assert not any("could not be read" in clause for clause in online_retail_ii.source.reading)


@pytest.mark.slow
def test_online_retail_ii_as_workbook_of_two_sheets(workbook: Dataset) -> None:
    _check_online_retail_ii(workbook)
    assert (
        "2 sheets joined: Year 2009-2010, Year 2010-2011 (525,461 + 541,910 rows)"
        in workbook.source.reading
    )


@pytest.mark.slow
def test_workbook_and_csv_hold_the_same_cells(online_retail_ii: Dataset, workbook: Dataset) -> None:
    left, right = (dataset.table.get_backend().con for dataset in (online_retail_ii, workbook))
    query = "SELECT sum(hash(line)::HUGEINT), count(*) FROM dataset AS line"
    assert left.execute(query).fetchone() == right.execute(query).fetchone()


@pytest.mark.slow
def test_wholesale_spends_are_spend_and_its_codes_describe(wholesale: Dataset) -> None:
    assert wholesale.kind is Kind.CUSTOMERS
    assert wholesale.rows == 440
    spend = [column.name for column in wholesale.columns_of(Role.SPEND)]
    assert spend == ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]
    assert [column.name for column in wholesale.columns_of(Role.DESCRIPTOR)] == [
        "Channel",
        "Region",
    ]
    assert wholesale.column(Role.CUSTOMER) is None
    totals = [number(wholesale, wholesale.table[name].sum()) for name in spend]
    assert totals == [5_280_131, 2_550_357, 3_498_562, 1_351_650, 1_267_857, 670_943]


@pytest.mark.slow
def test_mall_score_and_income_are_measures_no_spend(mall: Dataset) -> None:
    assert mall.kind is Kind.CUSTOMERS
    assert mall.rows == 200
    assert roles(mall) == {
        "CustomerID": Role.CUSTOMER,
        "Gender": Role.DESCRIPTOR,
        "Age": Role.DESCRIPTOR,
        "Annual Income (k$)": Role.MEASURE,
        "Spending Score (1-100)": Role.MEASURE,
    }
