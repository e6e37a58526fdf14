"""A seed in, a clean table of what a shop sold out, and what is right about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.batch.figures import money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.batch.case import Expect


def shop(
    seed: int,
    goods: Sequence[tuple[str, int]],
    customers: int,
    orders: int,
    start: str,
    end: str,
    lines: float = 1.8,
    most: int = 12,
) -> pd.DataFrame:
    """Make a shop's lines.

    Parameters
    ----------
    seed
        The same one makes the same lines.
    goods
        Names and prices of one piece, in cents.
    customers, orders
        How many there are.
    start, end
        The days of the first order and of the last.
    lines
        How many an order has on average; no product is twice in an order.
    most
        The most pieces of a line.

    Returns
    -------
    pd.DataFrame
        ``order`` (numbered by time), ``customer``, ``time``, ``code`` (the product's place in the
        goods), ``product``, ``price`` (of one piece, in cents), ``quantity`` and ``line`` (price ×
        quantity).
    """
    rng = np.random.default_rng(seed)
    head = _visits(rng, customers, orders, start, end)
    popular = 1.0 / np.arange(2, len(goods) + 2) ** 0.7
    popular = rng.permutation(popular / popular.sum())
    number = np.minimum(1 + rng.poisson(lines - 1, orders), len(goods))
    picks = [rng.choice(len(goods), n, replace=False, p=popular) for n in number]
    table = (
        head.loc[head.index.repeat(number)]
        .assign(order=np.repeat(np.arange(orders), number))
        .reset_index(drop=True)
    )
    table["code"] = np.concatenate(picks)
    table["product"] = [goods[i][0] for i in table["code"]]
    table["price"] = [goods[i][1] for i in table["code"]]
    table["quantity"] = np.minimum(rng.geometric(0.55, len(table)), most)
    table["line"] = table["price"] * table["quantity"]
    return table[["order", "customer", "time", "code", "product", "price", "quantity", "line"]]


def _visits(
    rng: np.random.Generator, customers: int, orders: int, start: str, end: str
) -> pd.DataFrame:
    """Let customers come and go and buy at very different rates; every one of them buys."""
    weight = rng.gamma(0.8, 1.0, customers) + 0.05
    who = np.concatenate(
        [
            rng.permutation(customers),
            rng.choice(customers, orders - customers, p=weight / weight.sum()),
        ]
    )
    came = rng.beta(1.0, 3.0, customers) * 0.8
    left = came + (1 - came) * rng.beta(3.0, 1.0, customers)
    days = (pd.Timestamp(end) - pd.Timestamp(start)).days
    day = np.floor(rng.uniform(came[who], left[who]) * (days + 1)).astype(int).clip(0, days)
    day[day.argmin()], day[day.argmax()] = 0, days
    minutes = rng.integers(8 * 60, 21 * 60, orders)
    moments = (
        pd.Timestamp(start) + pd.to_timedelta(day, unit="D") + pd.to_timedelta(minutes, unit="m")
    )
    return (
        pd.DataFrame({"customer": who, "time": moments})
        .sort_values("time", kind="stable")
        .reset_index(drop=True)
    )


def by_order(table: pd.DataFrame, seed: int, shares: Mapping[str, float]) -> pd.Series[str]:
    """Draw one word for each order, on all of its lines, by shares."""
    rng = np.random.default_rng(seed)
    numbers = table["order"].unique()
    words = rng.choice(
        list(shares), len(numbers), p=np.array(list(shares.values())) / sum(shares.values())
    )
    return table["order"].map(dict(zip(numbers, words, strict=True))).astype(str)


def right(table: pd.DataFrame) -> Expect:
    """Work out customers, orders, revenue and period of the rows that count."""
    days = table["time"].dt.strftime("%Y-%m-%d")
    return {
        "customers": int(table["customer"].nunique()),
        "orders": int(table["order"].nunique()),
        "revenue": money(table["line"].sum()),
        "period": (str(days.min()), str(days.max())),
        "kind": "transactions",
    }
