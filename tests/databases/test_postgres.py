"""A real PostgreSQL: tables are found, typed and understood there, and what goes wrong is one
message without a secret.
"""

from __future__ import annotations

import datetime as dt
import socket
import traceback
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from reporter.errors import IngestError
from reporter.model import Kind, Personal, Role
from tests.databases.conftest import dtypes, rows
from tests.databases.server import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases.conftest import Reader
    from tests.databases.server import Server

ORDERS = """
CREATE TABLE {0} (order_no integer, customer_id integer, ordered timestamp, product text, quantity integer, price numeric(10, 2));
INSERT INTO {0} SELECT i / 2, i % 5, timestamp '2024-01-01 10:00' + i * interval '3 days', 'P' || i % 4, 1 + i % 3, 2.50 + i
FROM generate_series(1, 40) AS i;
"""


def orders(shop: Server, name: str = "orders") -> None:
    for statement in ORDERS.format(name).strip().split(";\n"):
        shop.run(statement.rstrip(";\n"))


def failure(reader: Reader, url: str, *settings: str) -> IngestError:
    with pytest.raises(IngestError) as caught:
        reader(url, set=settings)
    return caught.value


def test_the_only_table_is_read_where_it_lies(shop: Server, reader: Reader) -> None:
    orders(shop)
    dataset = reader(shop.url())
    assert dataset.kind is Kind.TRANSACTIONS
    assert dataset.rows == 40
    assert not dataset.owned
    assert dataset.source.name == "orders in shop (PostgreSQL)"
    assert {column.name: column.role for column in dataset.columns} == {
        "order_no": Role.ORDER, "customer_id": Role.CUSTOMER, "ordered": Role.DATE,
        "product": Role.PRODUCT, "quantity": Role.QUANTITY, "price": Role.PRICE,
    }  # fmt: skip


def test_the_table_that_looks_like_orders_is_taken_among_others(
    shop: Server, reader: Reader
) -> None:
    orders(shop)
    shop.run(
        "CREATE TABLE settings (key text, value text)", "CREATE TABLE log (id integer, line text)"
    )
    assert reader(shop.url()).source.name == "orders in shop (PostgreSQL)"


def test_several_tables_of_orders_are_named(shop: Server, reader: Reader) -> None:
    orders(shop)
    orders(shop, "orders_2023")
    told = failure(reader, shop.url())
    assert told.what == "shop (PostgreSQL) holds several tables: orders, orders_2023."
    assert "--table" in told.hint


@pytest.mark.slow
def test_a_table_of_another_schema_is_named_with_it(shop: Server, reader: Reader) -> None:
    shop.run('CREATE SCHEMA "Sales"')
    orders(shop, '"Sales"."Orders 2024"')
    orders(shop, "other")
    dataset = reader(shop.url(), set=("source.table=Sales.Orders 2024",))
    assert dataset.source.name == "Sales.Orders 2024 in shop (PostgreSQL)"
    assert dataset.rows == 40


def test_a_missing_table_names_the_nearest(shop: Server, reader: Reader) -> None:
    orders(shop)
    told = failure(reader, shop.url(), "source.table=order")
    assert (told.what, told.hint) == (
        "shop (PostgreSQL) has no table 'order'.",
        "The nearest: orders.",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ['we"ird', "new\nline", "a'; DROP TABLE keep; --", "select", "100%s"]
)
def test_odd_names_of_tables_and_columns_are_only_names(
    shop: Server, reader: Reader, name: str
) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    shop.run("CREATE TABLE keep (x integer)")
    shop.run(
        f"CREATE TABLE {quoted} (customer_id integer, ordered date, amount numeric, {quoted} text)".replace(
            "%", "%%"
        ).replace("%%", "%")
    )
    shop.run(
        f"INSERT INTO {quoted} VALUES (1, '2024-01-01', 2, 'x'), (2, '2024-01-02', 3, 'y'), (1,"
        " '2024-02-01', 2, 'x')"
    )
    dataset = reader(shop.url(), set=(f"source.table={name}",))
    assert dataset.table.columns == ("customer_id", "ordered", "amount", name)
    assert shop.run("SELECT count(*) FROM keep") == [(0,)]


def test_a_query_is_the_table(shop: Server, reader: Reader) -> None:
    orders(shop)
    query = (
        "SELECT customer_id, ordered, quantity * price AS amount, order_no -- net\nFROM orders"
        " WHERE quantity > 1;"
    )
    dataset = reader(shop.url(), set=(f"source.query={query}",))
    assert dataset.source.name == "query in shop (PostgreSQL)"
    assert dataset.rows == 27


@pytest.mark.parametrize(
    ("key", "value", "instead"),
    [
        ("sheet", "Orders", "--table"),
        ("encoding", "cp1252", ""),
        ("delimiter", ";", ""),
        ("header", "no", ""),
        ("names", '["a", "b"]', "--query"),
        ("skip", "1", ""),
        ("joins", '["a.x = b.y"]', "--query"),
        ("main", "orders", "--table"),
        ("decimal", "comma", ""),
    ],
)
def test_a_setting_for_files_is_refused(
    shop: Server, reader: Reader, key: str, value: str, instead: str
) -> None:
    orders(shop)
    told = failure(reader, shop.url(), f"source.{key}={value}")
    assert f"source.{key}" in told.what
    assert "shop" in told.what
    assert told.hint.startswith("Leave it out")
    assert instead in told.hint


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM orders",
        "SELECT 1 AS a; DROP TABLE orders",
        "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone",
        "SELECT * INTO copied FROM orders",
        "SELECT nothing FROM orders",
        "SELECT customer_id, customer_id FROM orders",
        "SELEC 1",
        "",
    ],
)
def test_what_is_no_single_query_is_refused_and_changes_nothing(
    shop: Server, reader: Reader, query: str
) -> None:
    orders(shop)
    orders(shop, "orders_2")
    told = failure(reader, shop.url(), f"source.query={query}")
    assert "query" in told.what + told.hint
    assert told.hint
    assert shop.run("SELECT count(*) FROM orders") == [(40,)]
    assert shop.run("SELECT count(*) FROM pg_class WHERE relname = 'copied'") == [(0,)]


def test_a_function_that_writes_is_stopped_by_the_read_only_session(
    shop: Server, reader: Reader
) -> None:
    orders(shop)
    shop.run(
        "CREATE FUNCTION sly() RETURNS integer LANGUAGE sql AS 'DELETE FROM orders RETURNING 1'"
    )
    told = failure(reader, shop.url(), "source.query=SELECT *, sly() AS x FROM orders")
    assert "read-only" in told.what
    assert shop.run("SELECT count(*) FROM orders") == [(40,)]


@pytest.mark.slow
def test_all_types_of_columns_are_read(shop: Server, reader: Reader) -> None:
    shop.run(
        "CREATE TYPE mood AS ENUM ('good', 'bad')",
        """CREATE TABLE lines (
            "CustomerID" text, "OrderDate" timestamptz, day date, "Amount" numeric(12, 3), "select" boolean, big numeric(20),
            many double precision, tags text[], extra jsonb, raw json, uid uuid, payload bytea, feeling mood,
            price money, address inet, span interval, spot point,
            code char(6), small smallint)""",
        """INSERT INTO lines SELECT CASE WHEN i = 3 THEN '  ' WHEN i = 4 THEN NULL ELSE ' C' || i % 3 END,
            timestamptz '2024-03-01 23:30+02' + i * interval '1 day',
            date '2024-03-01' + i, i + 0.125, i % 2 = 0, 12345678901234567890,
            CASE i WHEN 1 THEN 'NaN' WHEN 2 THEN 'Infinity' ELSE i + 0.5 END,
            ARRAY['a', 'b'], '{"a": 1}', '{"a": [1]}', ('00000000-0000-0000-0000-00000000000' || i)::uuid,
            '\\x00ff', 'good', 12.5, '10.0.0.1',
            '1 day', point(1, 2), 'A' || i, i FROM generate_series(1, 9) AS i""",
    )  # fmt: skip
    dataset = reader(shop.url(), set=("roles.amount=Amount",))
    shop.run("DROP TABLE lines", "DROP TYPE mood")
    assert dtypes(dataset) == {
        "CustomerID": "text", "OrderDate": "date", "day": "date", "Amount": "decimal", "select": "boolean", "big": "text",
        "many": "decimal", "tags": "text", "extra": "text", "raw": "text",
        "uid": "text", "feeling": "text", "price": "text", "address": "text",
        "span": "text", "spot": "text", "code": "text", "small": "integer",
    }  # fmt: skip
    assert {"payload left out: it holds bytes", "OrderDate read in UTC"} <= set(
        dataset.source.reading
    )
    first = dict(
        zip(dataset.table.columns, next(row for row in rows(dataset) if row[-1] == 1), strict=True)
    )
    assert first["big"] == "12345678901234567890"
    assert first["OrderDate"].hour == 21


@pytest.mark.slow
def test_sentinels_of_time_become_missing(shop: Server, reader: Reader) -> None:
    orders(shop)
    shop.run(
        "INSERT INTO orders VALUES (1, 1, 'infinity', 'P', 1, 1), (1, 1, '-infinity', 'P', 1, 1),"
        " (1, 2, '9999-12-31', 'P', 1, 1)"
    )
    dataset = reader(shop.url())
    assert (
        "3 values in ordered before 1678 or after 2261, taken as missing" in dataset.source.reading
    )
    assert next(one.missing for one in dataset.profiles if one.name == "ordered") == 3


@pytest.mark.slow
def test_texts_are_typed_on_the_server(shop: Server, reader: Reader) -> None:
    shop.run(
        'CREATE TABLE sold ("Customer ID" text, "Date" text, "Amount" text, "Quantity" text,'
        ' "Plain" text, "Code" text)',
        """INSERT INTO sold VALUES ('13085.0', '3/4/2011 9:54', '1.234,50', '1', 'true', '007'),
           ('13085.0', '25/4/2011 19:54:30', '12,00', '2', 'false', '012'),
           ('17', '29/2/2012 00:00', 'n/a', '', 'TRUE', '013'), (' ', '30/2/2012', '-0,5', '3', NULL, 'x')""",
    )
    dataset = reader(shop.url())
    assert dtypes(dataset) == {
        "Customer ID": "text",
        "Date": "date",
        "Amount": "decimal",
        "Quantity": "integer",
        "Plain": "boolean",
        "Code": "text",
    }
    assert rows(dataset) == [
        (
            "13085",
            dt.datetime(2011, 4, 3, 9, 54),
            1234.5,
            1,
            True,
            "007",
        ),
        (
            "13085",
            dt.datetime(2011, 4, 25, 19, 54, 30),
            12.0,
            2,
            False,
            "012",
        ),
        (
            "17",
            dt.datetime(2012, 2, 29),
            None,
            None,
            True,
            "013",
        ),
        (None, None, -0.5, 3, None, "x"),
    ]
    assert {
        "Date read day-first (settled by 2 values)",
        "decimal commas in Amount",
        "1 value in Date could not be read as a date, taken as missing",
    } <= set(dataset.source.reading)


def test_an_unsettled_order_of_days_and_months_is_a_doubt(shop: Server, reader: Reader) -> None:
    shop.run("CREATE TABLE sold (customer_id integer, ordered text, amount numeric)")
    shop.run("INSERT INTO sold VALUES (1, '3/4/2011', 1), (1, '5/6/2011', 2), (2, '7/8/2011', 3)")
    assert [(doubt.about, doubt.taken, doubt.setting) for doubt in reader(shop.url()).doubts] == [
        ("ordered", "month-first", "roles.date_order=day-first")
    ]


@pytest.mark.slow
def test_three_hundred_columns_are_read(shop: Server, reader: Reader) -> None:
    columns = ", ".join(f'"Feature {number}" double precision' for number in range(300))
    shop.run(f"CREATE TABLE wide (customer_id integer, {columns})")
    shop.run(
        f"INSERT INTO wide SELECT i, {', '.join(f'random() * {number}' for number in range(300))}"
        " FROM generate_series(1, 50) AS i"
    )
    dataset = reader(shop.url())
    assert (dataset.kind, len(dataset.columns), dataset.rows) == (Kind.CUSTOMERS, 301, 50)


@pytest.mark.slow
def test_a_user_with_no_more_than_select_and_temporary_reads_and_leaves_nothing(
    shop: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders(shop)
    shop.run("GRANT SELECT ON orders TO analyst")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    everything = "SELECT relname FROM pg_class WHERE relname NOT LIKE 'pg\\_%' ORDER BY 1"
    before = shop.run(everything)
    dataset = reader(shop.url("analyst"))
    assert dataset.rows == 40
    dataset.table.get_backend().con.close()
    assert shop.run(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'analyst' AND pg_sleep(0.2) IS NOT"
        " NULL"
    ) == [(0,)]
    assert shop.run(everything) == before


@pytest.mark.slow
def test_a_password_from_a_file_or_a_variable_lets_in(
    shop: Server, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders(shop)
    shop.run("GRANT SELECT ON orders TO analyst")
    file = tmp_path / "pgpass"
    file.write_text(
        f"127.0.0.1:{shop.port}:shop:analyst:{PASSWORD.replace(':', chr(92) + ':')}\n",
        encoding="utf-8",
    )
    file.chmod(0o600)
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    assert reader(shop.url("analyst") + f"?passfile={file}").rows == 40
    assert reader(shop.url("analyst:${SHOP_PASSWORD}")).rows == 40
    assert reader(shop.url(f"analyst:{quote(PASSWORD, safe='')}")).rows == 40


@pytest.mark.slow
def test_what_to_type_next_names_the_table_and_hides_the_password(shop: Server) -> None:
    orders(shop)
    shop.run("GRANT SELECT ON orders TO analyst")
    url = shop.url(f"analyst:{quote(PASSWORD, safe='')}")
    told = CliRunner().invoke(
        reporter, ["inspect", url, "--table", "orders", "--set", "report.currency=EUR"]
    )
    assert told.exit_code == 0, told.output
    again = (
        f"'postgresql://analyst:***@127.0.0.1:{shop.port}/shop' --table orders --set"
        " report.currency=EUR -o report"
    )
    assert again in " ".join(told.stdout.split())
    assert "the rows stay in the database" in told.stdout
    assert PASSWORD not in told.output
    assert quote(PASSWORD, safe="") not in told.output


def test_a_missing_variable_is_named_and_no_value_shown(reader: Reader) -> None:
    told = failure(reader, "postgresql://anna:${NO_SUCH_PASSWORD}@127.0.0.1/shop")
    assert (
        told.what
        == "The URL postgresql://anna:***@127.0.0.1/shop needs the variable NO_SUCH_PASSWORD, which"
        " is not set."
    )


def test_no_right_to_read_is_told(
    shop: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders(shop)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert (
        failure(reader, shop.url("analyst")).what
        == "This user may read none of the tables in shop (PostgreSQL): orders."
    )
    told = failure(reader, shop.url("analyst"), "source.table=orders")
    assert told.what == "The user analyst may not read all of orders in shop."
    assert "GRANT SELECT" in told.hint


def test_no_right_to_temporary_tables_is_told(
    shop: Server, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders(shop)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    told = failure(reader, shop.url("stranger"))
    assert "stranger may not make temporary tables in shop" in told.what
    assert "GRANT TEMPORARY" in told.hint


@pytest.mark.parametrize("wrong", ["S3cret-wrong", "p@ss/w:rd?ünd%", "%41%40%2F"])
def test_a_wrong_password_is_told_and_shown_nowhere(
    shop: Server, reader: Reader, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    encoded = quote(wrong + "x", safe="")
    told = failure(reader, shop.url(f"analyst:{encoded}"))
    assert told.what.startswith(
        f"postgresql://analyst:***@127.0.0.1:{shop.port}/shop refused the user or the password"
    )
    everything = "".join(traceback.format_exception(told))
    assert wrong not in everything
    assert encoded not in everything


def test_a_missing_database_is_told(shop: Server, reader: Reader) -> None:
    assert "has no database 'nowhere'" in failure(reader, shop.url(database="nowhere")).what


def test_a_server_that_is_not_there_is_told(reader: Reader) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        told = failure(reader, f"postgresql://anna:secret-word@127.0.0.1:{port}/shop")
    assert f"postgresql://anna:***@127.0.0.1:{port}/shop cannot be reached" in told.what
    assert "secret-word" not in str(told)


@pytest.mark.slow
def test_a_host_that_never_answers_is_given_up(reader: Reader) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        told = failure(
            reader, f"postgresql://anna@127.0.0.1:{deaf.getsockname()[1]}/shop?connect_timeout=2"
        )
    assert "does not answer" in told.what


def test_an_address_that_is_none_shows_no_password(reader: Reader) -> None:
    told = failure(reader, "postgresql://anna:sec ret@127.0.0.1:notaport/shop")
    assert "sec ret" not in str(told)
    assert "postgresql://anna:***@127.0.0.1:notaport/shop" in told.what


def test_an_empty_table_is_told(shop: Server, reader: Reader) -> None:
    shop.run("CREATE TABLE orders (customer_id integer, ordered date, amount numeric)")
    assert (
        failure(reader, shop.url()).what == "orders in shop (PostgreSQL) holds columns but no row."
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [("bigquery://project/data", "segment-reporter[bigquery]"), ("nosql://x/y", "postgresql")],
)
def test_an_engine_that_is_not_installed_names_its_extra(
    reader: Reader, url: str, words: str
) -> None:
    assert words in failure(reader, url).hint


@pytest.mark.slow
def test_what_identifies_people_is_told_without_fetching_a_value(
    shop: Server, reader: Reader
) -> None:
    orders(shop)
    shop.run(
        "ALTER TABLE orders ADD reached text, ADD contact_email text, ADD comment text",
        "UPDATE orders SET reached = 'p' || order_no || '@example.org', contact_email = 'hidden '"
        " || order_no",
        "UPDATE orders SET comment = 'note ' || order_no",
    )
    dataset = reader(shop.url())
    assert {column.name: column.personal for column in dataset.columns if column.personal} == {
        "reached": Personal.EMAIL, "contact_email": Personal.EMAIL,
    }  # fmt: skip
    assert not any(profile.examples for profile in dataset.profiles)


@pytest.mark.slow
def test_ids_that_a_spreadsheet_rounded_are_known_on_the_server_too(
    shop: Server, reader: Reader
) -> None:
    shop.run(
        "CREATE TABLE sold (order_no double precision, customer_id bigint, sku text, name text,"
        " ordered timestamp, amount numeric(10, 2))",
        "INSERT INTO sold SELECT 440012345678000 + i / 2 * 7, (440012 + i % 40) *"
        " 1000000000::bigint, 'S' || i % 7, 'Oak tray ' || i % 7, timestamp '2024-01-01' + i *"
        " interval '1 day', 2.5 + i FROM generate_series(1, 300) AS i",
    )
    error = failure(reader, shop.url())
    assert (
        "cannot be told apart by customer_id: a spreadsheet has rounded 100 % of its numbers"
        in str(error)
    )
    shop.run("UPDATE sold SET customer_id = 440012345678000 + customer_id / 1000000000")
    dataset = reader(shop.url())
    assert dataset.column(Role.ORDER) == "order_no"
    assert (dataset.column(Role.PRODUCT), dataset.column(Role.DESCRIPTION)) == ("sku", "name")
