"""Which columns are keys: what names say, and what they do not."""

from __future__ import annotations

import pytest

from reporter.ingest.loaded import Loaded
from reporter.ingest.relating.likeness import ALIKE, LABELLED, OWNED, SAME, SYNONYM, likeness
from reporter.ingest.relating.tables import Table, plain


def table(name: str) -> Table:
    return Table(
        table=name,
        name=name,
        label=f"{name}.csv",
        aliases=(name,),
        types={},
        rows=0,
        is_sheet=False,
    )


@pytest.mark.parametrize(
    ("child", "parent", "owner", "expected"),
    [
        ("customer_id", "customer_id", "customers", SAME),
        ("Customer ID", "customer_id", "clients", SAME),
        ("customer_id", "id", "customers", OWNED),
        ("order_id", "entity_id", "sales_order", OWNED),
        ("customer_id", "entity_id", "customer_entity", OWNED),
        ("category_id", "id", "categories", OWNED),
        ("Kundennummer", "customer_id", "stammdaten", SYNONYM),
        ("KdNr", "Kundennummer", "firmen", ALIKE),
        ("ART_NR", "Artikelnummer", "waren", ALIKE),
        ("KdNr", "customer_id", "stammdaten", SYNONYM),
        ("order_name", "Name", "orders", LABELLED),
        ("id", "id", "customers", 0.0),
        ("product_id", "entity_id", "sales_order", 0.0),
        ("created_at", "created_at", "orders", 0.0),
        ("price", "price", "products", 0.0),
    ],
)
def test_names_say_what_points_at_what(
    child: str, parent: str, owner: str, expected: float
) -> None:
    assert likeness(child, parent, table(owner)) == expected


@pytest.mark.parametrize("name", ["Customer ID", "customer_id", "CUSTOMER-ID", " customerId "])
def test_names_are_compared_without_case_blanks_and_punctuation(name: str) -> None:
    assert plain(name) == "customerid"


@pytest.mark.parametrize(
    ("label", "sheet", "expected"),
    [
        ("orders.csv", "", "orders"),
        ("orders.2024.csv.gz", "", "orders.2024"),
        ("orders.csv in export.zip", "", "orders"),
        ("sheet Orders of shop.xlsx", "Orders", "Orders"),
        ("sales in march.csv", "", "sales in march"),
    ],
)
def test_settings_call_a_table_by_its_file_without_endings_or_its_sheet(
    label: str, sheet: str, expected: str
) -> None:
    assert (
        Loaded(table="t", label=label, form="CSV", rows=1, blanks=False, sheet=sheet).name
        == expected
    )
