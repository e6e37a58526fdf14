"""A whole run on a PostgreSQL table: the figures of the same data in a file, and one row a customer
leaves the server.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from reporter import pipeline, settings
from tests.databases.conftest import ROOT, SHARED
from tests.databases.server import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.databases.server import Server

RETAIL = (
    'CREATE TABLE sold ("InvoiceNo" text, "StockCode" text, "Description" text, "Quantity" integer,'
    ' "InvoiceDate" timestamp, "UnitPrice" numeric(12, 3), "CustomerID" integer, "Country" text)'
)
RETAIL_II = (
    'CREATE TABLE sold ("Invoice" text, "StockCode" text, "Description" text, "Quantity" integer,'
    ' "InvoiceDate" timestamp, "Price" numeric(12, 4), "Customer ID" text, "Country" text)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The same data, read from a file and from the server."""

    file: dict[str, Any]
    server: dict[str, Any]
    folders: tuple[Path, Path]
    returned: list[tuple[str, int]]
    """Each statement of the server's run and the rows that it returned at most."""
    relations: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
    """What there was in the database before and after."""


def _load(server: Server, table: str, lines: Iterator[bytes]) -> None:
    server.run("DROP TABLE IF EXISTS sold", table, "GRANT SELECT ON sold TO analyst")
    server.copy("sold", lines)


pytestmark = pytest.mark.slow

WHOLE = '["html", "csv", "profile"]'
LISTS = '["csv"]'


def _run(data: str | Path, folder: Path, formats: str) -> dict[str, Any]:
    pipeline.run(
        [data],
        folder,
        settings.load(
            None, (f"report.formats={formats}", "report.currency=GBP", "segments.resamples=5")
        ),
    )
    summary: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return summary


def _both(server: Server, file: Path, folder: Path, formats: str = WHOLE) -> Runs:
    relations = "SELECT relname, relkind FROM pg_class ORDER BY 1, 2"
    before = server.run("VACUUM ANALYZE", relations)
    server.run("SELECT pg_stat_statements_reset()")
    url = server.url(f"analyst:{quote(PASSWORD, safe='')}")
    on_server = _run(url, folder / "server", formats)
    returned = server.run(
        "SELECT query, (max(rows::float / calls))::bigint FROM pg_stat_statements JOIN pg_user ON"
        " usesysid = userid WHERE usename = 'analyst' AND query !~* '^\\s*(INSERT|COPY \\S+ FROM)'"
        " GROUP BY query"
    )
    from_file = _run(file, folder / "file", formats)
    server.run("SELECT pg_sleep(0.5)")  # a connection that has ended tidies up by itself
    after = server.run(relations)
    return Runs(
        file=from_file, server=on_server, folders=(folder / "file", folder / "server"), returned=returned, relations=(before, after)
    )  # fmt: skip


@pytest.fixture(scope="module")
def retail(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    file = ROOT / "sample_data" / "online_retail.csv"
    _load(
        server,
        RETAIL,
        (line.decode("cp1252").encode() for line in file.read_bytes().splitlines(keepends=True)),
    )
    yield _both(server, file, tmp_path_factory.mktemp("runs"))
    server.run("DROP TABLE IF EXISTS sold")


@pytest.mark.parametrize(
    "part", ["period", "cleaning", "totals", "segmentation", "segments", "rfm_grid"]
)
def test_the_figures_are_those_of_the_file(retail: Runs, part: str) -> None:
    assert retail.server[part] == retail.file[part]


def test_every_customer_has_the_same_segment_and_features(retail: Runs) -> None:
    file, server = ((folder / "segments.csv").read_bytes() for folder in retail.folders)
    assert server == file


def test_no_statement_returned_more_than_one_row_a_customer(retail: Runs) -> None:
    customers = retail.server["totals"]["customers"]
    assert len(retail.returned) > 20
    assert [query for query, rows in retail.returned if rows > customers] == []
    assert customers in {rows for _, rows in retail.returned}


def test_nothing_was_left_behind(retail: Runs) -> None:
    before, after = retail.relations
    assert after == before


def test_the_password_is_in_no_file(retail: Runs) -> None:
    for path in retail.folders[1].iterdir():
        content = path.read_bytes()
        assert PASSWORD.encode() not in content, path.name
        assert quote(PASSWORD, safe="").encode() not in content, path.name


def test_the_profile_shows_counts_and_no_rows(retail: Runs) -> None:
    page = (retail.folders[1] / "profile.html").read_text(encoding="utf-8")
    assert "The rows stay in the database" in page
    assert "InvoiceDate" in page
    assert "HARBOUR STORAGE CUBE" not in page


def test_the_input_is_named_by_table_and_database(retail: Runs) -> None:
    about = retail.server["input"]
    assert (about["name"], about["rows"], len(about["sha256"])) == (
        "sold in shop (PostgreSQL)",
        40_480,
        64,
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [
        (
            "mall_customers.csv",
            (
                '"CustomerID" integer, "Gender" text, "Age" integer, "Annual Income (k$)" integer,'
                ' "Spending Score (1-100)" integer'
            ),
        ),
        (
            "wholesale_customers.csv",
            (
                "channel text, region text, fresh int, milk int, grocery int, frozen int,"
                " detergents_paper int, delicassen int"
            ),
        ),
    ],
)
def test_a_table_of_customers_is_segmented_as_from_a_file(
    server: Server, tmp_path: Path, name: str, table: str
) -> None:
    file = ROOT / "sample_data" / name
    header = file.read_text(encoding="utf-8").partition("\n")[0]
    columns = ", ".join(
        f'"{column}" {kind.rpartition(" ")[2]}'
        for column, kind in zip(header.split(","), table.split(", "), strict=True)
    )
    _load(server, f"CREATE TABLE sold ({columns})", iter([file.read_bytes()]))
    runs = _both(server, file, tmp_path, LISTS)
    server.run("DROP TABLE IF EXISTS sold")
    assert runs.server["totals"] == runs.file["totals"]
    assert runs.server["segments"] == runs.file["segments"]
    assert [
        query for query, rows in runs.returned if rows > runs.server["totals"]["customers"]
    ] == []


def test_two_years_of_a_real_shop_are_the_same_from_a_server(
    server: Server, tmp_path: Path, shared: Callable[[str], Path]
) -> None:
    file = shared("online_retail_II.csv.gz")
    with gzip.open(file) as lines:
        _load(server, RETAIL_II, iter(lambda: lines.read(1 << 20), b""))
    runs = _both(server, file, tmp_path)
    server.run("DROP TABLE IF EXISTS sold")
    assert runs.server["totals"] == runs.file["totals"]
    assert runs.server["segments"] == runs.file["segments"]
    assert max(rows for _, rows in runs.returned) <= runs.server["totals"]["customers"]


@pytest.fixture(scope="module")
def shared() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = SHARED / name
        if not path.is_file():
            pytest.skip(f"{name} is not in ../shared/data")
        return path

    return find
