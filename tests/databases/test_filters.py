"""Filters on a server keep, count and tell the same rows as on the same data in a file; the rows
stay there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter import settings
from reporter.errors import QualityError
from reporter.quality import clean

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases.conftest import Reader
    from tests.databases.server import Server

ROWS = [
    (
        f"{100 + row % 7}",
        f"A{row}",
        f"2024-{1 + row % 6:02d}-{1 + row % 28:02d} 23:{row % 60:02d}",
        row * 1.25,
        word,
        row % 2 == 0,
    )
    for row, word in enumerate(
        ["paid", "Paid", " paid", "on hold", "", None, "50%_x", "Zürich", "zebra", "Åre"] * 6
    )
]
COLUMNS = ("customer_id", "order_no", "ordered", "amount", "status", "gift")
CONDITIONS = (
    "status = paid",
    "status != paid and amount > 10",
    "status is blank or status contains '%_'",
    "status like '%hold' or status begins with Z or status ends with 're'",
    "status >= 'Q'",
    "status < 'a'",
    "status not in (paid, 'on hold') and gift = true",
    "ordered = 2024-03-03 or ordered between 2024-05-01 and 2024-05-31",
    "ordered > 2024-02-28 and not amount between 5 and 40",
    "customer_id in (100, 103) or order_no = A4",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    lines = (",".join("" if cell is None else f'"{cell}"' for cell in row) for row in ROWS)
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def table(shop: Server) -> Server:
    shop.run(
        "CREATE TABLE orders (customer_id text, order_no text, ordered timestamp, amount"
        " numeric(10, 2), status text, gift boolean)"
    )
    with shop.connection() as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO orders VALUES (%s, %s, %s, %s, %s, %s)", ROWS)
    return shop


@pytest.mark.slow
def test_each_condition_takes_the_same_rows_as_on_a_file(
    table: Server, file: Path, reader: Reader
) -> None:
    away, here = reader(table.url()), reader(file)
    for text in CONDITIONS:
        asked = settings.load(
            None,
            (f"source.where={text}", "source.since=2024-01-02", 'source.exclude_customers=["101"]'),
            environ={},
        )
        there, own = clean(away, asked), clean(here, asked)
        assert [(step.rule, step.rows, step.amount, step.customers) for step in there.steps] == [
            (step.rule, step.rows, step.amount, step.customers) for step in own.steps
        ], text
        assert 0 < there.steps[1].rows < len(ROWS), text
        assert there.remainder == own.remainder


def test_where_nothing_is_left_the_values_are_the_same(
    table: Server, file: Path, reader: Reader
) -> None:
    asked = settings.load(
        None, ("source.where=status = paied or amount > 500 or ordered > 2030-01-01",), environ={}
    )
    told = []
    for data in (table.url(), file):
        with pytest.raises(QualityError) as caught:
            clean(reader(data), asked)
        told.append(caught.value)
    assert told[0].hint == told[1].hint
    assert "status holds" in told[0].hint
    assert "orders in shop (PostgreSQL)" in told[0].what
