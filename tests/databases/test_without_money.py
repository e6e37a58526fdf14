"""Orders without money on a PostgreSQL server: understood, cleaned and segmented there as from a
file.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from reporter import pipeline, settings
from reporter.errors import IngestError
from tests.saying import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases.conftest import Reader
    from tests.databases.server import Server

SOLD = """
CREATE TABLE sold (order_no text, member_no integer, ordered date, item text, category text, pieces integer, {money});
INSERT INTO sold SELECT CASE WHEN i % 50 = 0 THEN 'C' ELSE 'A' END || i / 2, (i * i) % 97, date '2022-01-01' + (i * 7) % 700,
'thing ' || i % 11, 'kind ' || i % 3, CASE WHEN i % 40 = 0 THEN -1 ELSE 1 + i % 3 END, {value} FROM generate_series(1, 1200) AS i
"""


def sold(shop: Server, money: str, value: str) -> None:
    shop.run(*SOLD.format(money=money, value=value).strip().split(";\n"))


@pytest.mark.slow
def test_the_report_is_that_of_the_file(shop: Server, tmp_path: Path) -> None:
    sold(shop, "unit_price numeric(10, 2)", "0")
    names = ["order_no", "member_no", "ordered", "item", "category", "pieces", "unit_price"]
    with (tmp_path / "sold.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *shop.run("SELECT * FROM sold")])
    found: list[dict[str, Any]] = []
    lists: list[list[str]] = []
    for name, data in (("server", shop.url()), ("file", tmp_path / "sold.csv")):
        pipeline.run(
            [data],
            tmp_path / name,
            settings.load(None, ('report.formats=["html","csv"]', "segments.resamples=5")),
        )
        found.append(json.loads((tmp_path / name / "summary.json").read_text(encoding="utf-8")))
        lists.append((tmp_path / name / "segments.csv").read_text(encoding="utf-8").splitlines())
    on_server, from_file = found
    for part in ("period", "cleaning", "totals", "segmentation", "segments", "rfm_grid"):
        assert on_server[part] == from_file[part]
    assert lists[0] == lists[1]
    assert (on_server["totals"]["revenue"], on_server["totals"]["customers"]) == (
        None,
        len(lists[0]) - 1,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("money", "value", "said"),
    [
        ("amount numeric", "NULL", "amount is empty"),
        ("amount double precision", "0", "amount holds 0 in every row"),
        ("amount text", "'free'", "amount holds words and no numbers"),
        ("points_no integer", "1", "none of its 7 columns says what an order is worth"),
    ],
)
def test_why_there_is_no_money_is_told(shop: Server, money: str, value: str, said: str) -> None:
    sold(shop, money, value)
    found = pipeline.inspect([shop.url()], settings.load(None, ()))
    assert found.refusal == ""
    assert said in next(spoken(one).text for one in found.readings if one.id == "reading.money")
    assert found.remainder is not None
    assert "revenue" not in spoken(found.remainder).text


def test_figures_that_cannot_be_read_are_refused_there_too(shop: Server, reader: Reader) -> None:
    sold(shop, "amount text", "'about ' || i || ' Fr'")
    with pytest.raises(
        IngestError,
        match=r"No number can be read in the column 'amount' .*, which is named like an amount\.",
    ):
        reader(shop.url())
