"""Databases that are files: SQLite and DuckDB, also loosely typed, damaged and hostile ones."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import duckdb
import pytest

from reporter.errors import IngestError
from reporter.model import Role
from tests import heavy
from tests.databases.conftest import dtypes, rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases.conftest import Reader

LINES = [
    (
        1 + i // 2,
        f"C{i % 4}",
        f"2024-01-{1 + i:02d} 10:00:00",
        f"P{i % 3}",
        1 + i % 3,
        2.5 * (1 + i % 2),
    )
    for i in range(24)
]
COLUMNS = (
    "order_no INTEGER, customer_id TEXT, order_date TEXT, product TEXT, quantity INTEGER, price"
    " REAL"
)


def sqlite(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def orders(path: Path, name: str = "orders") -> Path:
    quoted = '"' + name.replace('"', '""') + '"'
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE {quoted} ({COLUMNS})")
    connection.executemany(f"INSERT INTO {quoted} VALUES (?, ?, ?, ?, ?, ?)", LINES)
    connection.commit()
    connection.close()
    return path


def duck(path: Path, *statements: str) -> Path:
    connection = duckdb.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def duck_orders(path: Path) -> Path:
    connection = duckdb.connect(str(path))
    connection.execute(
        f"CREATE TABLE orders ({COLUMNS.replace('order_date TEXT', 'order_date TIMESTAMP')})"
    )
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)", LINES)
    connection.close()
    return path


def failure(reader: Reader, *data: str | Path, set: tuple[str, ...] = ()) -> IngestError:  # noqa: A002 - as on the command line
    with pytest.raises(IngestError) as caught:
        reader(*data, set=set)
    return caught.value


@pytest.mark.parametrize("make", [orders, duck_orders])
def test_a_file_is_a_database_by_its_first_bytes(
    reader: Reader, tmp_path: Path, make: object
) -> None:
    path = (orders if make is orders else duck_orders)(tmp_path / "export.bin")
    dataset = reader(path)
    assert (dataset.rows, dataset.owned) == (24, True)
    assert dtypes(dataset) == {
        "order_no": "text", "customer_id": "text", "order_date": "date", "product": "text", "quantity": "integer", "price": "decimal",
    }  # fmt: skip
    assert dataset.column(Role.CUSTOMER) == "customer_id"
    assert dataset.source.files[0].form in {"SQLite", "DuckDB"}


@pytest.mark.slow
def test_a_url_means_the_file(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders(tmp_path / "a.db")
    duck_orders(tmp_path / "b.duckdb")
    monkeypatch.chdir(tmp_path)
    for url in (
        "sqlite:///a.db",
        f"sqlite:///{tmp_path}/a.db",
        "duckdb:///b.duckdb",
        f"duckdb://{tmp_path}/b.duckdb",
    ):
        assert reader(url).rows == 24, url


@pytest.mark.slow
def test_the_file_is_left_as_it_was(reader: Reader, tmp_path: Path) -> None:
    for path in (orders(tmp_path / "a.db"), duck_orders(tmp_path / "b.duckdb")):
        before = path.read_bytes()
        reader(path)
        assert path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.db", "b.duckdb", "workspace"}


def test_loose_cells_are_read_by_what_they_hold(reader: Reader, tmp_path: Path) -> None:
    path = sqlite(
        tmp_path / "a.db",
        "CREATE TABLE sold (customer_id, order_date DATETIME, amount NUMERIC, mixed INTEGER, photo"
        " BLOB, code)",
        "INSERT INTO sold VALUES (1, 1700000000, 1.5, 'two', x'00ff', '007'), "
        "(1, 1700086400, 2, 3, x'01', 8), (2, NULL, NULL, 4.0, NULL, NULL)",
    )
    dataset = reader(path)
    assert dtypes(dataset) == {
        "customer_id": "text",
        "order_date": "date",
        "amount": "decimal",
        "mixed": "text",
        "code": "text",
    }
    assert [row[0] for row in rows(dataset)] == ["1", "1", "2"]
    assert {
        "order_date read as seconds since 1970, in UTC",
        "photo holds bytes, which are left out",
    } <= set(dataset.source.reading)
    assert rows(dataset)[0][1].year == 2023


def test_all_types_of_duckdb_are_read(reader: Reader, tmp_path: Path) -> None:
    path = duck(
        tmp_path / "a.duckdb",
        """CREATE TABLE sold AS SELECT 'C' || i % 3 AS customer_id, TIMESTAMPTZ '2024-01-01 23:30:00+02' + INTERVAL (i) DAY AS order_date,
           i::DECIMAL(18, 3) / 2 AS amount, [1, i] AS list, {'a': i} AS struct, '\\xff'::BLOB AS photo, uuid() AS uid, TIME '10:00' AS t,
           i::HUGEINT AS huge, MAP {'a': 1} AS map FROM range(12) AS r (i)""",
    )
    dataset = reader(path)
    assert [
        name for name in dtypes(dataset) if name in {"customer_id", "order_date", "amount"}
    ] == ["customer_id", "order_date", "amount"]
    assert min(row[1] for row in rows(dataset)).hour == 21
    assert "photo" not in dtypes(dataset)


def test_tables_that_could_all_be_orders_are_named(reader: Reader, tmp_path: Path) -> None:
    path = orders(orders(tmp_path / "a.db"), "orders_2023")
    told = failure(reader, path)
    assert told.what == "a.db holds several tables: orders, orders_2023."
    assert reader(path, set=("source.table=orders_2023",)).rows == 24


def test_a_missing_table_names_the_nearest(reader: Reader, tmp_path: Path) -> None:
    told = failure(reader, orders(tmp_path / "a.db"), set=("source.table=order",))
    assert (told.what, told.hint) == ("a.db has no table 'order'.", "The nearest: orders.")


@pytest.mark.parametrize("name", ['we"ird', "new\nline", "a'; DROP TABLE keep; --", "select"])
def test_odd_names_are_only_names(reader: Reader, tmp_path: Path, name: str) -> None:
    path = orders(sqlite(tmp_path / "a.db", "CREATE TABLE keep (x INTEGER)"), name)
    assert reader(path, set=(f"source.table={name}",)).rows == 24
    assert sqlite3.connect(path).execute("SELECT count(*) FROM keep").fetchone() == (0,)


def test_a_query_is_the_table(reader: Reader, tmp_path: Path) -> None:
    query = (
        "SELECT customer_id, order_date, quantity * price AS amount FROM orders WHERE quantity > 1"
    )
    for path in (orders(tmp_path / "a.db"), duck_orders(tmp_path / "b.duckdb")):
        assert reader(path, set=(f"source.query={query}",)).rows == 16


@pytest.mark.parametrize(
    "query",
    heavy.every(
        3,
        [
            "DELETE FROM orders",
            "SELECT 1) ; DROP TABLE orders; --",
            "ATTACH 'other.db' AS other",
            "SELECT nothing FROM orders",
            "SELECT load_extension('evil')",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT customer_id, customer_id FROM orders",
        ],
    ),
)
def test_a_query_can_only_read_the_file(reader: Reader, tmp_path: Path, query: str) -> None:
    for path in (orders(tmp_path / "a.db"), duck_orders(tmp_path / "b.duckdb")):
        before = path.read_bytes()
        assert failure(reader, path, set=(f"source.query={query}",)).hint
        assert path.read_bytes() == before


def test_a_view_cannot_read_another_file(reader: Reader, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(
        "customer_id,order_date,amount\n1,2024-01-01,5\n2,2024-01-02,6\n", encoding="utf-8"
    )
    path = duck(tmp_path / "a.duckdb", f"CREATE VIEW orders AS SELECT * FROM read_csv('{secret}')")
    told = failure(reader, path, set=("source.table=orders",))
    assert "wants to do more than read its own tables" in told.what


def test_a_view_cannot_call_what_is_not_trusted(reader: Reader, tmp_path: Path) -> None:
    path = sqlite(
        tmp_path / "a.db",
        "CREATE VIEW orders AS SELECT load_extension('evil.so') AS customer_id, 1 AS amount,"
        " '2024-01-01' AS date",
    )
    assert failure(reader, path).what.startswith("a.db ")


@pytest.mark.parametrize("kept", [20, 100, 5000])
def test_a_damaged_file_is_told(reader: Reader, tmp_path: Path, kept: int) -> None:
    for path in (orders(tmp_path / "a.db"), duck_orders(tmp_path / "b.duckdb")):
        content = path.read_bytes()
        path.write_bytes(content[:kept] + bytes(len(content) - kept if kept == 5000 else 0))
        told = failure(reader, path)
        assert path.name in told.what
        assert told.hint


def test_another_version_of_duckdb_is_told(reader: Reader, tmp_path: Path) -> None:
    path = duck_orders(tmp_path / "b.duckdb")
    content = bytearray(path.read_bytes())
    content[12:20] = (9999).to_bytes(8, "little")
    path.write_bytes(content)
    assert failure(reader, path).what.startswith("b.duckdb ")


def test_a_database_without_tables_is_told(reader: Reader, tmp_path: Path) -> None:
    path = sqlite(tmp_path / "a.db", "CREATE TABLE t (x)", "DROP TABLE t")
    assert failure(reader, path).what == "a.db holds no table."
