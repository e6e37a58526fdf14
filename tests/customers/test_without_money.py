"""Customers of orders that say nothing of money: counted by hand, and worth nothing that is known."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

import pandas as pd
import pytest

from reporter.customers import make, purchases, totals
from reporter.model import Role
from reporter.quality import clean
from reporter.settings import Settings
from tests.saying import WORDS
from tests.tables import dataset

if TYPE_CHECKING:
    from reporter.model import CleanDataset, CustomerTable

ROLES = {
    "Who": Role.CUSTOMER,
    "Order": Role.ORDER,
    "When": Role.DATE,
    "What": Role.DESCRIPTION,
    "Kind": Role.CATEGORY,
    "Pieces": Role.QUANTITY,
}
LINES = [
    ("ann", "1", "2011-01-03", "APPLE", "FRUIT", 4),
    ("ann", "2", "2011-03-05", "APPLE", "FRUIT", 1),
    ("ann", "2", "2011-03-05", "LEEK", "GREENS", 3),
    ("ann", "C3", "2011-03-06", "APPLE", "FRUIT", -2),
    ("bea", "4", "2011-03-05", "LEEK", "GREENS", 1),
]
"""Ann ordered 8 pieces in three lines and took 2 of them back in one."""


def cleaned(*absent: Role) -> CleanDataset:
    frame = pd.DataFrame(LINES, columns=list(ROLES))
    frame["When"], frame["Pieces"] = (
        pd.to_datetime(frame["When"]),
        frame["Pieces"].astype("float64"),
    )
    return clean(
        dataset(frame, {name: role for name, role in ROLES.items() if role not in absent}),
        Settings(),
    )


def table(*absent: Role) -> CustomerTable:
    return make(cleaned(*absent), Settings())


def test_orders_stand_where_money_would() -> None:
    made = table()
    assert (made.value, made.revenue) == ("frequency", None)
    assert made.frame["frequency"].to_dict() == {"ann": 2.0, "bea": 1.0}
    assert not {"monetary", "average_order_value"} & set(made.frame)
    assert not [feature.name for feature in made.features if feature.unit == "money"]


@pytest.mark.slow
def test_the_base_has_no_revenue() -> None:
    base = totals(cleaned(), table(), Settings())
    assert (base.customers, base.orders, base.revenue) == (2, 3, None)


@pytest.mark.parametrize(
    ("absent", "returned", "fruit", "noun"),
    [((), 2 / 8, 5 / 8, "pieces"), ((Role.QUANTITY,), 1 / 3, 2 / 3, "order lines")],
)
def test_shares_are_of_pieces_and_without_these_of_lines(
    absent: tuple[Role, ...], returned: float, fruit: float, noun: str
) -> None:
    made = table(*absent)
    assert made.frame.loc["ann", "return_rate"] == pytest.approx(returned)
    assert made.frame.loc["ann", "share_fruit"] == pytest.approx(fruit)
    told = [made.feature(name) for name in ("return_rate", "share_fruit")]
    definitions = [WORDS.definition(one) for one in told]
    assert all(noun in one and "amount" not in one for one in definitions)


def test_nothing_can_be_known_to_be_returned_without_quantities_and_order_numbers() -> None:
    assert "return_rate" not in table(Role.QUANTITY, Role.ORDER).frame


@pytest.mark.slow
def test_what_segments_bought_is_counted_without_revenue() -> None:
    found = purchases(cleaned(), cast("pd.Series[int]", pd.Series({"ann": 1, "bea": 2})))
    assert not [field.name for field in fields(found) if "revenue" in getattr(found, field.name)]
    assert found.monthly["orders"].tolist() == [1, 0, 1, 0, 0, 1]
    assert found.products.set_index(["segment", "product"])["customers"].to_dict() == {
        (1, "APPLE"): 1,
        (1, "LEEK"): 1,
        (2, "LEEK"): 1,
    }
