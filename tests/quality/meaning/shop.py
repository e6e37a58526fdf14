"""A small shop whose right figures are known by pandas, and what becomes of it when its lines are
read and cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reporter.model import Role
from reporter.quality import clean
from reporter.quality.amounts import amount
from reporter.quality.meaning import understand
from reporter.quality.values import identifier
from reporter.settings import from_values
from tests.tables import dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import CleanDataset, Dataset, Reading
    from reporter.quality.meaning.question import Answer, Understanding

ROLES = {
    "customer": Role.CUSTOMER,
    "order": Role.ORDER,
    "date": Role.DATE,
    "sku": Role.PRODUCT,
    "name": Role.DESCRIPTION,
    "quantity": Role.QUANTITY,
    "price": Role.PRICE,
}
AMOUNTS = {name: role for name, role in ROLES.items() if name not in {"quantity", "price"}} | {
    "amount": Role.AMOUNT
}


def lines(orders: int = 200, customers: int = 40, seed: int = 0) -> pd.DataFrame:
    """Make order lines: one to three products an order, each with a price of its own, and the
    amount beside them.
    """
    rng = np.random.default_rng(seed)
    products = [
        (f"SKU{number:03d}", f"Oak tray {number}", round(float(rng.uniform(5, 60)), 2))
        for number in range(20)
    ]
    rows = []
    for number in range(orders):
        customer, day = (
            f"C{rng.integers(customers):03d}",
            pd.Timestamp("2022-01-03") + pd.Timedelta(days=int(rng.integers(700))),
        )
        for place in rng.choice(len(products), size=int(rng.integers(1, 4)), replace=False):
            sku, name, price = products[place]
            rows.append(
                (customer, f"{10_000 + number}", day, sku, name, float(rng.integers(1, 6)), price)
            )
    frame = pd.DataFrame(rows, columns=list(ROLES))
    return frame.assign(amount=(frame["quantity"] * frame["price"]).round(2))


def data(frame: pd.DataFrame, roles: Mapping[str, Role] = ROLES) -> Dataset:
    """Make a dataset of it."""
    return dataset(frame, roles)


def cleaned(
    frame: pd.DataFrame, roles: Mapping[str, Role] = ROLES, **settings: object
) -> CleanDataset:
    """Read it as it is meant and clean it; settings by their table: ``meaning={"nobody": "keep"}``."""
    return clean(data(frame, roles), from_values(settings))


def understood(frame: pd.DataFrame, roles: Mapping[str, Role] = ROLES) -> Understanding:
    """Read it as it is meant, without cleaning it."""
    return understand(data(frame, roles), from_values({}))


def answer(found: Understanding, question: str) -> Answer | None:
    """Return how a question was settled."""
    return next((one for one in found.answers if one.question == question), None)


def worth(found: Understanding) -> float:
    """Return what the rows that count are worth, whose customer is known."""
    table = found.counted.table
    known = table.filter(identifier(table[found.counted.column(Role.CUSTOMER)]).length() > 0)
    (total,) = known.aggregate(total=amount(found.counted, known).sum()).to_pyarrow().to_pylist()
    return round(float(total["total"] or 0), 2)


def reading(found: CleanDataset, question: str) -> Reading | None:
    """Return the answer to a question; None where nothing is said."""
    return next((one for one in found.readings if one.question == question), None)


def revenue(found: CleanDataset) -> float:
    """Return what is left in money, in cents as good as exactly."""
    assert found.remainder.revenue is not None
    return round(found.remainder.revenue, 2)
