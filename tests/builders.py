"""Small, whole values for tests of single stages: customers with known types, and what each later
stage would make of them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from reporter.findings.measuring.base_figures import heads
from reporter.model import (
    BaseFigures,
    Basis,
    Candidate,
    Condition,
    CustomerTable,
    Distribution,
    Feature,
    Kind,
    Period,
    Preparation,
    Purchases,
    Rule,
    Segment,
    Segmentation,
    Structure,
    Totals,
    Verdict,
)
from tests.saying import own

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = date(2011, 12, 10)

FEATURES = (
    Feature(name="recency", unit="days", definition=own("Whole days from the last order to the report's day."), behaviour=True),
    Feature(name="frequency", unit="count", definition=own("Distinct orders."), behaviour=True),
    Feature(name="monetary", unit="money", definition=own("Money brought, net of returns."), behaviour=True),
    Feature(name="average_order_value", unit="money", definition=own("Money brought over orders."), behaviour=True),
    Feature(name="distinct_products", unit="count", definition=own("Distinct products bought."), behaviour=True),
    Feature(name="weekend_share", unit="share", definition=own("Share of orders at weekends."), behaviour=True),
    Feature(name="country", unit="category", definition=own("The country of most orders."), behaviour=False),
)  # fmt: skip


def customer_table(sizes: Sequence[int] = (40, 80, 60, 90), seed: int = 0) -> CustomerTable:
    """Make customers of four planted types: champions, regulars, drifting and one-time, in that
    order of index.
    """
    rng = np.random.default_rng(seed)
    recency, frequency, spent = (
        (8.0, 35.0, 150.0, 240.0),
        (14.0, 5.0, 3.0, 1.0),
        (5200.0, 1400.0, 700.0, 220.0),
    )
    parts = []
    for kind, size in enumerate(sizes):
        orders = np.maximum(1, rng.poisson(frequency[kind], size)) if kind < 3 else np.ones(size)
        monetary = np.round(rng.lognormal(np.log(spent[kind]), 0.35, size), 2)
        parts.append(
            pd.DataFrame(
                {
                    "recency": np.round(rng.gamma(9, recency[kind] / 9, size)) + 1.0,
                    "frequency": orders.astype(float),
                    "monetary": monetary,
                    "average_order_value": monetary / orders,
                    "distinct_products": (
                        np.maximum(1, rng.poisson(12 * np.sqrt(frequency[kind]), size)).astype(
                            float
                        )
                    ),
                    "weekend_share": rng.beta(2, 8, size),
                    "country": rng.choice(
                        ["United Kingdom", "Germany", "France"], size, p=[0.8, 0.12, 0.08]
                    ),
                }
            )
        )
    frame = pd.concat(parts, ignore_index=True)
    frame.index = pd.Index([f"C{number:05d}" for number in range(len(frame))], name="customer")
    return CustomerTable(
        kind=Kind.TRANSACTIONS,
        frame=frame,
        features=FEATURES,
        value="monetary",
        revenue="monetary",
        period=Period(start=date(2010, 12, 1), end=date(2011, 12, 9), as_of=AS_OF),
    )


def totals(table: CustomerTable, currency: str = "GBP") -> Totals:
    """Sum the base."""
    frame = table.frame
    orders = int(frame["frequency"].sum())
    return Totals(
        customers=len(frame),
        orders=orders,
        rows=orders * 6,
        revenue=float(frame["monetary"].sum()),
        currency=currency,
    )


def base_figures(table: CustomerTable) -> BaseFigures:
    """Count the base as its findings do."""
    numbers = table.frame.select_dtypes("number")
    return BaseFigures(
        medians={str(name): float(value) for name, value in numbers.median().dropna().items()},
        again=(
            float((table.frame["frequency"] > 1).mean()) if "frequency" in table.frame else None
        ),
        heads=heads(table),
    )


def middle_halves(members: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return the quartiles of each number."""
    numbers = members.select_dtypes("number")
    return {
        str(name): (float(column.quantile(0.25)), float(column.quantile(0.75)))
        for name, column in numbers.items()
    }


VERDICTS = {2: Verdict.TOO_COARSE, 4: Verdict.CHOSEN, 5: Verdict.RUNNER_UP}


def ballots(k: int) -> dict[str, float]:
    """Vote for four segments with .7 points, .1 less for each one off; four voters like fewer, two
    more, and two cannot tell.
    """
    if k < 3:
        return {}
    points, more = 0.7 - 0.1 * abs(k - 4), {3: 0.1, 4: 0.3, 5: 0.5, 6: 0.7, 7: 0.8, 8: 0.7}[k]
    fewer = (8 * points - 1 - 2 * more) / 4
    return {
        "silhouette": fewer, "calinski_harabasz": fewer, "davies_bouldin": fewer, "gap": more, "valley": 0.5, "stability": fewer,
        "smallest": 0.5, "usefulness": more,
    }  # fmt: skip


def segmentation(table: CustomerTable, sizes: Sequence[int] = (40, 80, 60, 90)) -> Segmentation:
    """Take the planted types as segments, with plausible scores."""
    labels = pd.Series(
        np.repeat(np.arange(1, len(sizes) + 1), sizes), index=table.frame.index, name="segment"
    )
    rules = (
        (Condition(feature="frequency", operator=">", threshold=8.5),),
        (
            Condition(feature="recency", operator="<=", threshold=80.0),
            Condition(feature="frequency", operator="<=", threshold=8.5),
        ),
        (
            Condition(feature="recency", operator=">", threshold=80.0),
            Condition(feature="frequency", operator=">", threshold=1.5),
        ),
        (Condition(feature="frequency", operator="<=", threshold=1.5),),
    )
    rng = np.random.default_rng(1)
    projection = pd.DataFrame(
        {"x": labels * 2 + rng.normal(0, 0.5, len(labels)), "y": rng.normal(0, 0.7, len(labels))}
    )
    return Segmentation(
        algorithm="kmeans",
        k=len(sizes),
        features=("recency", "frequency", "monetary"),
        labels=cast("pd.Series[int]", labels),
        segments=tuple(
            Segment(
                id=number,
                customers=size,
                stability=(0.93, 0.84, 0.71, 0.9)[number - 1],
                silhouette=0.35,
                neighbour=number + 1 if number < len(sizes) else number - 1,
                valley=0.2,
                borderline=0.08,
                borders=((number + 1 if number < len(sizes) else number - 1, 0.08),),
                rule=Rule(conditions=rules[number - 1], precision=0.91, recall=0.93),
            )
            for number, size in enumerate(sizes, 1)
        ),
        silhouette=0.33,
        calinski_harabasz=3120.5,
        davies_bouldin=1.02,
        stability=0.85,
        structure=Structure.MODERATE,
        fidelity=0.92,
        null_silhouette=0.25,
        candidates=tuple(
            Candidate(algorithm="kmeans", k=k, silhouette=0.45 - 0.02 * k, calinski_harabasz=3000.0 - 60 * k, davies_bouldin=0.9 + 0.03 * k,
                      gap=1.0 + 0.1 * k - 0.01 * k * k, gap_error=0.02, bic=None, smallest=0.3 - 0.03 * k, noise=0.0, valley=0.3,
                      valley_error=1.0, usefulness=0.4 + 0.05 * k, contrast=1.0, stability=0.75 - 0.01 * k,
                      stability_error=0.01, inertia=9000.0 / k,
                      ballots=ballots(k), verdict=VERDICTS.get(k, Verdict.ELIGIBLE))
            for k in range(2, 9)
        ),
        basis=Basis.CONVENIENT,
        free=(3, 8),
        preparation=tuple(
            Preparation(feature=name, transform="log1p", scaling="standard", skewness_before=4.2, skewness_after=0.3, imputed=0,
                        winsorised=3, lower=0.0, upper=9000.0)
            for name in ("recency", "frequency", "monetary")
        ),
        widths=pd.DataFrame(
            {"segment": labels, "width": rng.uniform(-0.1, 0.8, len(labels)), "neighbour": labels.map({1: 2, 2: 3, 3: 4, 4: 3})},
        ),
        projection=projection,
        account_bounds={"recency": 9000.0, "frequency": 9000.0, "monetary": 9000.0},
        projection_share=0.91,
        model=None,
        order=tuple(range(1, len(sizes) + 1)),
        reference=tuple(
            Distribution(feature=name, edges=(1.0, 5.0, 20.0), shares=(0.25, 0.25, 0.25, 0.25), missing=0.0, lower=0.0, upper=9000.0)
            for name in ("recency", "frequency", "monetary")
        ),
    )  # fmt: skip


def purchases(table: CustomerTable, labels: pd.Series[int]) -> Purchases:
    """Spread each segment's revenue over months, products, countries and weekdays."""
    months = pd.date_range("2010-12-01", "2011-12-01", freq="MS")
    weights = np.array([5, 4, 4, 5, 4, 5, 5, 5, 6, 9, 10, 13, 4], dtype=float)
    frame = table.frame
    monthly, countries, weekdays, products = [], [], [], []
    for number, members in frame.groupby(labels):
        revenue, orders = float(members["monetary"].sum()), float(members["frequency"].sum())
        share = weights / weights.sum()
        monthly.append(pd.DataFrame({"segment": number, "month": months, "revenue": revenue * share,
                                     "orders": np.ceil(orders * share).astype(int), "customers": np.ceil(len(members) * 0.3)}))  # fmt: skip
        grouped = members.groupby("country")["monetary"].agg(["size", "sum"]).reset_index()
        countries.append(
            grouped.set_axis(["country", "customers", "revenue"], axis=1).assign(segment=number)
        )
        weekdays.append(
            pd.DataFrame(
                {
                    "segment": number,
                    "weekday": range(7),
                    "orders": int(orders / 7),
                    "revenue": revenue / 7,
                }
            )
        )
        buyers = [max(1, int(len(members) * part)) for part in (0.6, 0.5, 0.4, 0.3, 0.2, 0.1)]
        turned = buyers[int(number) % 6 :] + buyers[: int(number) % 6]
        products.append(pd.DataFrame({"segment": number, "product": [f"P{i}" for i in range(6)], "description": _DESCRIPTIONS,
                                      "customers": turned, "revenue": [float(count * 12) for count in turned]}))  # fmt: skip
    sold = pd.concat(products, ignore_index=True)
    sizes = labels.reindex(frame.index).value_counts()
    share = sold["customers"] / sold["segment"].map(sizes).astype(float)
    sold = sold.assign(highest=share.groupby(sold["product"]).transform("max"))
    return Purchases(
        monthly=pd.concat(monthly, ignore_index=True),
        products=sold,
        countries=pd.concat(countries, ignore_index=True)[
            ["segment", "country", "customers", "revenue"]
        ],
        weekdays=pd.concat(weekdays, ignore_index=True),
        product_buyers=sold.groupby(["product", "description"], as_index=False)[
            ["customers", "revenue"]
        ].sum(),
    )


_DESCRIPTIONS = [
    "JUMBO BAG RED RETROSPOT",
    "LUNCH BAG BLACK SKULL",
    "PARTY BUNTING",
    "REGENCY CAKESTAND 3 TIER",
    "WHITE HANGING HEART T-LIGHT HOLDER",
    "SET OF 3 CAKE TINS PANTRY DESIGN",
]


def without_money(table: CustomerTable) -> CustomerTable:
    """Take the money out of customers who order."""
    gone = [feature.name for feature in table.features if feature.unit == "money"]
    features = tuple(feature for feature in table.features if feature.name not in gone)
    return replace(
        table,
        frame=table.frame.drop(columns=gone),
        features=features,
        value="frequency",
        revenue=None,
    )


def unpriced(bought: Purchases) -> Purchases:
    """Take the revenue out of what segments bought."""
    return Purchases(
        **{
            field.name: getattr(bought, field.name).drop(columns="revenue")
            for field in fields(bought)
        }
    )
