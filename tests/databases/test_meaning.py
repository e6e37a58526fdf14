"""What order lines mean is asked in the server as it is here: the same answers, the same figures,
by the same expressions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.quality import clean
from reporter.settings import Settings
from tests import heavy
from tests.quality.meaning.shop import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.databases.conftest import Reader
    from tests.databases.server import Server


def with_states() -> pd.DataFrame:
    frame = lines().drop(columns="amount")
    frame["order_status"] = np.where(frame["order"].astype(int) % 7 == 0, "cancelled", "completed")
    frame["returned"] = ["yes" if int(number) % 9 == 0 else None for number in frame["order"]]
    return frame


def with_signs() -> pd.DataFrame:
    frame = lines().drop(columns=["quantity", "price"])
    back = frame.iloc[::11].assign(order=lambda one: "9" + one["order"], entry="H")
    return pd.concat([frame.assign(entry="S"), back], ignore_index=True)


def with_totals() -> pd.DataFrame:
    frame = lines(orders=260).drop(columns="price")
    frame["amount"] = frame.groupby("order")["amount"].transform("sum").round(2)
    return pd.concat([frame, frame.iloc[:5]], ignore_index=True).rename(
        columns={"amount": "order_total"}
    )


def with_line_prices() -> pd.DataFrame:
    return lines().assign(price=lambda one: one["amount"]).drop(columns="amount")


def with_refunds() -> pd.DataFrame:
    frame = lines().drop(columns=["quantity", "price"])
    return frame.assign(
        refunded_amount=np.where(
            frame["order"].astype(int) % 10 == 0, (frame["amount"] / 2).round(2), 0.0
        )
    )


def with_gift_cards() -> pd.DataFrame:
    frame = lines().drop(columns="amount")
    cards = pd.concat([frame.iloc[:9].assign(price=50.0), frame.iloc[20:26].assign(price=-20.0)])
    return pd.concat(
        [frame, cards.assign(name="Gift card", sku="GIFT", quantity=1.0)], ignore_index=True
    )


def with_nobody() -> pd.DataFrame:
    frame = lines().drop(columns="amount")
    return frame.assign(
        customer=np.where(frame["order"].astype(int) % 3 == 0, "Laufkundschaft", frame["customer"])
    )


def with_spellings() -> pd.DataFrame:
    frame = lines().drop(columns="amount")
    address = frame["customer"].str.lower() + "@example.org"
    frame["email"] = [one.upper() if place % 3 == 0 else one for place, one in enumerate(address)]
    return frame.drop(columns="customer")


def with_rates() -> pd.DataFrame:
    frame = lines().drop(columns="amount")
    return frame.assign(currency=np.where(frame["order"].astype(int) % 4 == 0, "SEK", "EUR"))


@pytest.mark.parametrize(
    "make",
    heavy.first(
        3,
        [
            with_states,
            with_line_prices,
            with_nobody,
            with_signs,
            with_totals,
            with_refunds,
            with_gift_cards,
            with_spellings,
            with_rates,
        ],
    ),
    ids=lambda make: make.__name__,
)
def test_the_server_answers_as_a_file_does(
    make: Callable[[], pd.DataFrame], shop: Server, reader: Reader, tmp_path: Path
) -> None:

    frame, file = make().rename(columns={"name": "product_name"}), tmp_path / "orders.csv"
    frame.to_csv(file, index=False)
    kinds = {
        name: "timestamp" if name == "date" else "numeric" if kind.kind == "f" else "text"
        for name, kind in frame.dtypes.items()
    }
    columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    shop.run(f"CREATE TABLE orders ({columns})")
    shop.copy("orders", file.read_bytes().splitlines(keepends=True))
    settings = Settings.model_validate(
        {"meaning": {"rates": {"SEK": 0.1}}, "report": {"currency": "EUR"}}
    )
    here, there = clean(reader(file), settings), clean(reader(shop.url()), settings)
    assert here.readings
    assert there.remainder == here.remainder
    assert [(one.question, one.stance, dict(one.numbers), one.items) for one in there.readings] == [
        (one.question, one.stance, dict(one.numbers), one.items) for one in here.readings
    ]
    assert [(step.rule, step.rows) for step in there.steps] == [
        (step.rule, step.rows) for step in here.steps
    ]
