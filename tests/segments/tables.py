"""Customer tables for the tests of this stage: from plain numbers, and from the real files, read by
pandas itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.model import CustomerTable, Feature, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike

    from reporter.model import Unit

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def table(
    columns: Mapping[str, ArrayLike],
    units: Mapping[str, Unit] | None = None,
    kind: Kind = Kind.CUSTOMERS,
    value: str | None = None,
) -> CustomerTable:
    """Make a table of behavioural features, in the unit number where no other is given."""
    frame = pd.DataFrame(dict(columns))
    frame.index = pd.Index([f"C{number:06d}" for number in range(len(frame))], name="customer")
    features = tuple(
        Feature(
            name=name,
            heading=name.capitalize(),
            unit=(units or {}).get(name, "number"),
            behaviour=True,
        )
        for name in columns
    )
    return CustomerTable(
        kind=kind, frame=frame, features=features, value=value, revenue=None, period=None
    )


def blobs(centres: ArrayLike, each: int = 60, spread: float = 0.4, seed: int = 0) -> CustomerTable:
    """Make round groups around centres, in the order of the centres."""
    generator = np.random.default_rng(seed)
    points = np.concatenate(
        [
            generator.normal(centre, spread, (each, len(centre)))
            for centre in np.asarray(centres, dtype=float)
        ]
    )
    return table({f"f{place}": points[:, place] for place in range(points.shape[1])})


def _path(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the reference file {name} is not beside the checkout")
    return path


@cache
def online_retail_lines() -> pd.DataFrame:
    """Lines of Online Retail with customer, invoice, day and amount: returns dropped, duplicates
    kept.
    """
    lines = pd.read_csv(
        _path("online_retail.csv.zip"),
        encoding="cp1252",
        usecols=["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"],
        dtype={"InvoiceNo": str, "CustomerID": str},
    )
    bought = (
        lines["CustomerID"].notna()
        & ~lines["InvoiceNo"].str.startswith("C")
        & (lines["Quantity"] > 0)
        & (lines["UnitPrice"] > 0)
    )
    lines = lines[bought].assign(amount=lambda frame: frame["Quantity"] * frame["UnitPrice"])
    return lines.assign(
        day=pd.to_datetime(lines["InvoiceDate"], format="%m/%d/%Y %H:%M").dt.normalize()
    )


def rfm(lines: pd.DataFrame, as_of: pd.Timestamp) -> CustomerTable:
    """Make recency in whole days to a day, frequency and monetary value of each customer, by their
    own ids.
    """
    grouped = lines.groupby("CustomerID")
    columns = {
        "recency": (as_of - grouped["day"].max()).dt.days.astype(float),
        "frequency": grouped["InvoiceNo"].nunique().astype(float),
        "monetary": grouped["amount"].sum(),
    }
    made = table(
        {name: column.to_numpy() for name, column in columns.items()},
        {"recency": "days", "frequency": "count", "monetary": "money"},
        Kind.TRANSACTIONS,
        "monetary",
    )
    made.frame.index = pd.Index(columns["monetary"].index, name="customer")
    return made


@cache
def online_retail() -> CustomerTable:
    """RFM of Online Retail, recency to 2011-12-10."""
    return rfm(online_retail_lines(), pd.Timestamp("2011-12-10"))


@cache
def wholesale() -> tuple[CustomerTable, pd.Series[int]]:
    """The six spend columns of Wholesale, and the channel of each customer."""
    frame = pd.read_csv(_path("wholesale_customers.csv"))
    spend = frame.drop(columns=["Channel", "Region"]).astype(float)
    made = table(
        {str(name): column.to_numpy() for name, column in spend.items()},
        {str(name): "money" for name in spend},
    )
    return made, frame["Channel"]


@cache
def mall() -> CustomerTable:
    """Income and score of Mall."""
    frame = pd.read_csv(_path("mall_customers.csv"))
    return table(
        {
            "income": frame["Annual Income (k$)"].to_numpy(float),
            "score": frame["Spending Score (1-100)"].to_numpy(float),
        },
        value="score",
    )
