"""A table of a server with a column a month is read as a row a month, by the server itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.model import Kind, Role, Stance

if TYPE_CHECKING:
    from tests.databases.conftest import Reader
    from tests.databases.server import Server

MONTHS = [f"2022-{month:02}" for month in range(1, 13)]


def _wide(shop: Server, name: str, cell: str) -> None:
    columns = ", ".join(f'"{month}" numeric(10, 2)' for month in MONTHS)
    values = ", ".join(cell.format(place) for place in range(len(MONTHS)))
    shop.run(
        f"CREATE TABLE {name} (account text, region text, {columns})",
        f"INSERT INTO {name} SELECT 'AC-' || i, 'N', {values} FROM generate_series(1, 80) AS i",
    )


def test_a_column_a_month_becomes_a_row_a_month_in_the_server(shop: Server, reader: Reader) -> None:
    _wide(shop, "sales", "CASE WHEN (i * 7 + {0}) % 4 = 0 THEN 10.25 + i * {0} END")
    cells = [(i, month) for i in range(1, 81) for month in range(12) if (i * 7 + month) % 4 == 0]
    dataset = reader(shop.url())
    assert (dataset.kind, dataset.rows, dataset.owned) == (Kind.TRANSACTIONS, len(cells), False)
    amount = dataset.column(Role.AMOUNT)
    assert amount
    assert float(dataset.table[amount].sum().to_pyarrow().as_py()) == sum(
        10.25 + i * month for i, month in cells
    )
    assert [(one.question, one.stance) for one in dataset.readings] == [
        ("columns_of_periods", Stance.ADOPTED)
    ]


@pytest.mark.slow
def test_scores_of_each_month_stay_columns_in_the_server(shop: Server, reader: Reader) -> None:
    _wide(shop, "scores", "1 + (i + {0}) % 5")
    dataset = reader(shop.url())
    assert (dataset.kind, dataset.rows, dataset.readings) == (Kind.CUSTOMERS, 80, ())
