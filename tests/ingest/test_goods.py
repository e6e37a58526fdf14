"""Code, name and description of goods are told apart, and ids that a spreadsheet has rounded are
known for what they are.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.model import Personal, Role
from tests.ingest.conftest import roles, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ingest.conftest import Reader, Writer

THINGS = (
    "Oak tray",
    "Clay mug",
    "Pine thread",
    "Wool hook",
    "Steel lamp",
    "Glass bowl",
    "Linen bag",
    "Cork mat",
    "Tin box",
    "Jute rug",
)
PEOPLE = (
    "Anna Brandt",
    "Luis Moreau",
    "Mira Falk",
    "Jonas Kolar",
    "Emma Lind",
    "Paul Prinz",
    "Lena Costa",
    "Hugo Jansen",
    "Ida Orsini",
)


def lines(header: str, cells: Sequence[str], orders: int = 60) -> str:
    """Write orders of three lines; cells are formats of n (the line), o (the order), p (the
    product), and of what and who they are.
    """
    draw, rows, number = random.Random(5), [], 0
    for order in range(orders):
        for product in draw.sample(range(len(THINGS)), 3):
            number += 1
            known = {
                "n": number,
                "o": 1000 + order,
                "p": product,
                "thing": THINGS[product],
                "who": PEOPLE[order % 9],
            }
            head = f"{1000 + order},{70 + order % 9},2024-{1 + order % 12:02d}-03"
            rows.append(
                f"{head},{','.join(cell.format(**known) for cell in cells)},{1 + number % 4},{5 + product}.5"
            )
    return f"order_id,customer_id,created_at,{header},qty,price\n" + "\n".join(rows) + "\n"


ADVERTISEMENT = (
    '"Made by hand of the best that nature gives, this {thing} will be with you for many years to'
    ' come."'
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("header", "cells", "product", "description"),
    [
        pytest.param("item_id,sku,name", ("{n}", "SKU{p:03d}", "{thing}"), "sku", "name", id="Magento"),
        pytest.param("SKU,Product", ("SKU{p:03d}", "{thing}"), "SKU", "Product", id="a product by its name"),
        pytest.param("Product,SKU", ("{thing}", "SKU{p:03d}"), "SKU", "Product", id="the name first"),
        pytest.param("Item,EAN", ("{thing}", "4012345{p:06d}"), "EAN", "Item", id="an item and its barcode"),
        pytest.param("Product,Product ID", ("{thing}", "{p}"), "Product ID", "Product", id="a product and its id"),
        pytest.param("Artikel,Artikelnummer", ("{thing}", "A-{p}"), "Artikelnummer", "Artikel", id="in German"),
        pytest.param("sku,ProductName,ProductDescription", ("S{p}", "{thing}", ADVERTISEMENT), "sku", "ProductName", id="an advertisement"),
        pytest.param("sku,Product,Description", ("S{p}", "{thing}", ADVERTISEMENT), "sku", "Product", id="an advertisement called so"),
        pytest.param("StockCode,Description", ("85{p:03d}A", "{thing}"), "StockCode", "Description", id="a description that is the name"),
        pytest.param("itemDescription", ("{thing}",), None, "itemDescription", id="a name alone"),
        pytest.param("Product", ("{thing}",), "Product", None, id="a product alone"),
        pytest.param("line_item_id,product_id,title", ("{n}", "{p}", "{thing}"), "product_id", "title", id="numbers of lines"),
        pytest.param("name,sku", ("{who}", "SKU{p:03d}"), "sku", None, id="the buyer's name"),
    ],
)  # fmt: skip
def test_code_name_and_description_are_told_apart(
    reader: Reader,
    write: Writer,
    header: str,
    cells: Sequence[str],
    product: str | None,
    description: str | None,
) -> None:
    dataset = reader(write(lines(header, cells)))
    assert (dataset.column(Role.PRODUCT), dataset.column(Role.DESCRIPTION)) == (
        product,
        description,
    )


@pytest.mark.slow
def test_a_name_in_a_table_of_lines_is_the_product_s(reader: Reader, write: Writer) -> None:
    kinds = {
        column.name: column.personal
        for column in reader(write(lines("sku,name", ("S{p}", "{thing}")))).columns
    }
    assert kinds["name"] is None


@pytest.mark.slow
def test_a_name_that_stays_within_an_order_is_the_buyer_s(reader: Reader, write: Writer) -> None:
    kinds = {
        column.name: column.personal
        for column in reader(write(lines("sku,name", ("S{p}", "{who}")))).columns
    }
    assert kinds["name"] is Personal.NAME


@pytest.mark.slow
def test_a_name_that_is_set_to_be_personal_stays_so(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write(lines("sku,name", ("S{p}", "{thing}"))), set=("privacy.personal=['name']",)
    )
    assert {column.name: column.personal for column in dataset.columns}["name"] is Personal.NAME


@pytest.mark.slow
def test_how_a_shop_keeps_its_goods_is_no_category(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write(lines("sku,product_type", ("S{p}", "{thing}")).replace("Oak tray", "configurable"))
    )
    assert dataset.column(Role.CATEGORY) == "product_type"
    text = lines("sku,product_type", ("S{p}", "simple"))
    assert (
        reader(write(text.replace("S1,simple", "S1,bundle"), "two.csv")).column(Role.CATEGORY)
        is None
    )


def test_two_numbers_of_the_same_orders_are_no_doubt(reader: Reader, write: Writer) -> None:
    dataset = reader(write(lines("increment_id,sku", ("1{o:08d}", "S{p}"))))
    assert [doubt.question for doubt in dataset.doubts] == []


# ── what was paid ─────────────────────────────────────────────────────────────────────────────────

SOLD = "".join(
    f"{n},{n % 9},2024-{1 + n % 12:02d}-03,{n % 7},{20 + n % 7}.5,{10 + n % 7}.25\n"
    for n in range(60)
)


def test_a_list_price_is_the_price_where_nothing_says_what_was_paid(
    reader: Reader, write: Writer
) -> None:
    dataset = reader(
        write(
            "transaction_id,customer_id,transaction_date,product_id,list_price,standard_cost\n"
            + SOLD
        )
    )
    assert roles(dataset)["list_price"] is Role.PRICE
    assert roles(dataset)["standard_cost"] is Role.IGNORED


def test_a_list_price_is_none_beside_what_was_paid(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write("transaction_id,customer_id,transaction_date,product_id,list_price,amount\n" + SOLD)
    )
    assert (roles(dataset)["amount"], roles(dataset)["list_price"]) == (Role.AMOUNT, Role.IGNORED)


# ── ids that a spreadsheet has rounded ────────────────────────────────────────────────────────────


def numbered(ids: Sequence[str], header: str = "customer_id,order_id,date,amount") -> str:
    rows = (
        f"{7 + place % 30},{number},2024-{1 + place % 12:02d}-03,{5 + place % 9}.5\n"
        for place, number in enumerate(ids)
    )
    return f"{header}\n{''.join(rows)}"


@pytest.mark.parametrize("odd", ["4.40012E+14", "4.0128e+10"])
def test_one_rounded_id_costs_the_column_nothing(reader: Reader, write: Writer, odd: str) -> None:
    ids = [str(440012345678000 + place // 2 * 7) for place in range(600)]
    dataset = reader(write(numbered([*ids, odd])))
    assert dataset.column(Role.ORDER) == "order_id"
    assert len(set(values(dataset, "order_id"))) == 301
    assert set(ids) <= set(values(dataset, "order_id"))
    evidence = next(column.evidence for column in dataset.columns if column.name == "order_id")
    assert evidence.endswith("1 of them rounded by a spreadsheet (4.40012E+14)") == odd.startswith(
        "4.40012"
    )


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param(
            [f"{4.40012 + place % 40 / 1e5:.5f}E+14" for place in range(200)], id="as shown"
        ),
        pytest.param(
            [str(4400123456789000 + place % 40 * 10 * 100_000) + "00" for place in range(200)],
            id="as kept",
        ),
    ],
)
def test_ids_that_were_rounded_are_no_order_numbers(
    reader: Reader, write: Writer, ids: list[str]
) -> None:
    dataset = reader(write(numbered(ids)))
    assert dataset.column(Role.ORDER) is None
    evidence = next(column.evidence for column in dataset.columns if column.name == "order_id")
    assert "a spreadsheet has rounded 100 % of its numbers" in evidence
    assert "digits are lost" in evidence


def test_customers_whose_ids_were_rounded_are_refused_with_the_reason(
    reader: Reader, write: Writer
) -> None:
    ids = [f"{4.40012 + place % 40 / 1e5:.5f}E+14" for place in range(200)]
    with pytest.raises(
        IngestError,
        match=r"customer_id: a spreadsheet has rounded 100 % of its numbers, such as 4\.40",
    ):
        reader(write(numbered(ids, "shop,customer_id,date,amount")))


@pytest.mark.slow
def test_long_ids_that_end_as_they_like_are_ids(reader: Reader, write: Writer) -> None:
    ids = [str(4400123456789000 + place // 2 * 37) for place in range(200)]
    assert reader(write(numbered(ids))).column(Role.ORDER) == "order_id"


def test_rounded_ids_of_a_table_of_customers_are_left_out(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{4.40012 + place / 1e5:.5f}E+14,{place % 7},{20 + place % 50}\n" for place in range(200)
    )
    dataset = reader(write(f"customer_id,visits,income\n{rows}"))
    assert roles(dataset) == {
        "customer_id": Role.IGNORED,
        "visits": Role.MEASURE,
        "income": Role.MEASURE,
    }
