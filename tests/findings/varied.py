"""Generated bases for the tests of names: segments whose levels are drawn freely, the ways in which
real files differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pandas as pd

from reporter.model import CustomerTable, Feature, Kind, Period, Segmentation
from tests import builders
from tests.findings import cases
from tests.saying import own

DAYS = 700
MORE = (
    Feature(name="tenure", unit="days", definition=own("Days."), behaviour=True),
    Feature(name="order_gap", unit="days", definition=own("Days."), behaviour=True),
    Feature(name="return_rate", unit="share", definition=own("Share."), behaviour=True),
)
PERIOD = Period(
    start=(pd.Timestamp(builders.AS_OF) - pd.Timedelta(days=DAYS)).date(),
    end=builders.AS_OF,
    as_of=builders.AS_OF,
)
LABELS = ("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicatessen")


def shop(seed: int, apart: bool = False) -> cases.Case:
    """Make two to six segments of customers who order, each with levels of its own; `apart` leaves
    room between the levels.
    """
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 7))
    sizes = [int(size) for size in rng.integers(30, 150, count)]
    orders = _levels(rng, (1, 2, 4, 8, 16, 32), count, apart)
    last = _levels(rng, (6, 20, 60, 150, 320), count, apart=False)
    value = _levels(rng, (15, 40, 110, 300, 800), count, apart=False)
    parts = [
        _buyers(rng, size, *levels)
        for size, *levels in zip(sizes, orders, last, value, strict=True)
    ]
    frame = pd.concat(parts, ignore_index=True)
    frame.index = pd.Index([f"C{number:05d}" for number in range(len(frame))], name="customer")
    features = (*builders.FEATURES[:-1], *MORE)
    table = CustomerTable(
        kind=Kind.TRANSACTIONS,
        frame=frame,
        features=features,
        value="monetary",
        revenue="monetary",
        period=PERIOD,
    )
    return replace(
        cases.shop(),
        totals=builders.totals(table),
        table=table,
        segmentation=_parted(table, sizes),
        purchases=None,
    )


def counted(seed: int, apart: bool = False) -> cases.Case:
    """Make such segments whose file says nothing of money."""
    return cases.moneyless(shop(seed, apart))


def _levels(
    rng: np.random.Generator, levels: tuple[float, ...], count: int, apart: bool
) -> list[float]:
    return [
        float(level)
        for level in rng.choice(
            np.array(levels, dtype=float), count, replace=not apart or count > len(levels)
        )
    ]


def _buyers(
    rng: np.random.Generator, size: int, orders: float, last: float, value: float
) -> pd.DataFrame:
    number = (
        np.ones(size) if orders == 1 else np.maximum(1, rng.poisson(orders, size)).astype(float)
    )
    recency = np.minimum(np.round(rng.gamma(12, last / 12, size)) + 1, DAYS - 1)
    known = np.where(
        number == 1,
        recency,
        recency + np.round(rng.uniform(0.1, 1.0) * (DAYS - recency) * rng.beta(8, 3, size)),
    )
    amount = np.round(rng.lognormal(np.log(value), 0.3, size), 2)
    return pd.DataFrame(
        {
            "recency": recency,
            "frequency": number,
            "monetary": amount * number,
            "average_order_value": amount,
            "distinct_products": (
                np.maximum(1, rng.poisson(rng.choice([1.5, 4, 9]) * np.sqrt(number))).astype(float)
            ),
            "weekend_share": rng.beta(*((2, 8) if rng.random() < 0.8 else (7, 3)), size),
            "tenure": known,
            "order_gap": np.where(
                number > 1, (known - recency) / np.maximum(number - 1, 1), np.nan
            ),
            "return_rate": (
                np.where(rng.random(size) < 0.2, 0.1, 0.0)
                if rng.random() < 0.8
                else rng.beta(3, 15, size)
            ),
        }
    )


def grocer(seed: int, apart: bool = False) -> cases.Case:
    """Make segments of customers with their spend in two to six categories."""
    rng = np.random.default_rng(seed)
    count, goods = int(rng.integers(2, 6)), LABELS[: int(rng.integers(2, 7))]
    sizes = [int(size) for size in rng.integers(30, 120, count)]
    spread = 0.15 if apart else 0.5
    columns = {}
    for name in goods:
        levels = _levels(rng, (200, 900, 4000, 16000), count, apart)
        columns[name] = np.concatenate(
            [
                rng.lognormal(np.log(level), spread, size)
                for level, size in zip(levels, sizes, strict=True)
            ]
        )
    frame = pd.DataFrame(columns)
    features = tuple(
        Feature(
            name=name,
            heading=name.replace("_", " "),
            unit="money",
            definition=own("Spend."),
            behaviour=True,
            in_revenue=True,
        )
        for name in goods
    )
    frame["total_spend"] = frame.sum(axis=1)
    total = Feature(name="total_spend", unit="money", definition=own("Sum."), behaviour=False)
    return cases.customers(frame, (*features, total), "total_spend", "total_spend", sizes)


def survey(seed: int, apart: bool = False) -> cases.Case:
    """Make segments of people with measures: income, spending score and age, or visits and age."""
    rng = np.random.default_rng(seed)
    names = (
        ("Annual Income (k$)", "Spending Score (1-100)", "Age")
        if seed % 2
        else ("Visits", "Basket size", "Age")
    )
    count = int(rng.integers(2, 7))
    sizes = [int(size) for size in rng.integers(20, 90, count)]
    spread = 2.0 if apart else 6.0
    frame = pd.DataFrame(
        {
            name: (
                rng.normal(
                    np.repeat(_levels(rng, (15, 30, 45, 60, 75, 90), count, apart), sizes), spread
                )
                .round()
                .clip(1)
            )
            for name in names
        }
    )
    features = tuple(
        Feature(
            name=name,
            heading=name,
            unit="number",
            definition=own("As in the file."),
            behaviour=name != "Age",
        )
        for name in names
    )
    return cases.customers(frame, features, names[1], None, sizes)


def _parted(table: CustomerTable, sizes: list[int]) -> Segmentation:
    """Take the planted segments; what names do not read is as in any other segmentation."""
    plain = builders.segmentation(builders.customer_table((5, 5)), (5, 5))
    labels = cast(
        "pd.Series[int]",
        pd.Series(np.repeat(np.arange(1, len(sizes) + 1), sizes), index=table.frame.index),
    )
    segments = tuple(
        replace(plain.segments[0], id=number, customers=size, neighbour=1 + number % len(sizes))
        for number, size in enumerate(sizes, 1)
    )
    return replace(plain, k=len(sizes), labels=labels, segments=segments)


def shaken(case: cases.Case, seed: int, by: float = 0.01) -> cases.Case:
    """Move each value by about one per cent; what was missing or zero stays."""
    rng, frame = np.random.default_rng(seed), case.table.frame.copy()
    for feature in case.table.features:
        if feature.unit != "category":
            frame[feature.name] = frame[feature.name].astype(float) * (
                1 + by * rng.standard_normal(len(frame))
            )
    return replace(case, table=replace(case.table, frame=frame))
