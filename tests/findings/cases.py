"""Whole inputs of the findings stage for tests: shops with orders, a table of spend, a table of
measures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from reporter.findings import find
from reporter.findings.measuring.measure import measure
from reporter.model import (
    CleanDataset,
    CleaningStep,
    Column,
    Condition,
    CustomerTable,
    DataProfile,
    Dataset,
    Feature,
    Findings,
    Kind,
    Period,
    Purchases,
    Reading,
    Remainder,
    Role,
    Segmentation,
    Source,
    Stance,
    Study,
    Totals,
)
from reporter.model.claim import Claim
from reporter.numerals import Numerals
from reporter.settings import Settings
from reporter.wording import Words
from tests import builders
from tests.saying import all_spoken, own

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis

    from reporter.findings.measuring.measured import Measured

DEFAULTS = Settings()
NO_TABLE = cast("ibis.Table", None)
STEPS = (
    CleaningStep(
        rule="missing_customer", told=Claim("cleaning.missing_customer"), rows=250, removed=True
    ),
    CleaningStep(
        rule="nothing_left", told=Claim("cleaning.nothing_left"), rows=10, removed=True, customers=3
    ),
    CleaningStep(rule="cancellation", told=Claim("cleaning.cancellation"), rows=20, removed=False),
)


NO_MONEY = Reading(question="money", stance=Stance.ADOPTED, numbers={"columns": 3}, weight=1.0)


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that `find` takes."""

    clean: CleanDataset
    totals: Totals
    table: CustomerTable
    segmentation: Segmentation
    purchases: Purchases | None
    numerals: Numerals
    settings: Settings = DEFAULTS

    def find(self) -> Findings:
        """Find, and say what was found."""
        words = Words.of(self.numerals)
        found: Findings = all_spoken(
            find(self.study, self.settings, self.numerals, words.text), self.numerals
        )
        return found

    def measured(self) -> Measured:
        return measure(self.study, self.numerals)

    @property
    def study(self) -> Study:
        # Segmentations are those of a shop; nothing was done to features that a table lacks.
        prepared = tuple(
            one for one in self.segmentation.preparation if self.table.has(one.feature)
        )
        return Study(
            clean=self.clean,
            totals=self.totals,
            table=self.table,
            segmentation=replace(self.segmentation, preparation=prepared),
            purchases=self.purchases,
        )


def cleaned(
    kind: Kind = Kind.TRANSACTIONS,
    columns: tuple[Column, ...] = (),
    rows: int = 1000,
    steps: tuple[CleaningStep, ...] = STEPS,
) -> CleanDataset:
    dataset = Dataset(
        source=Source(name="shop.csv", sha256="0", bytes=1, reading=()),
        kind=kind,
        table=NO_TABLE,
        columns=columns,
        rows=rows,
    )
    left = rows - sum(step.rows for step in steps if step.removed)
    profile = DataProfile(rows=rows, duplicates=0, columns=())
    return CleanDataset(
        dataset=dataset,
        table=NO_TABLE,
        steps=steps,
        profile=profile,
        rows=left,
        remainder=Remainder(customers=0),
        has=(
            frozenset({Role.CUSTOMER, Role.DATE, Role.AMOUNT})
            if kind is Kind.TRANSACTIONS
            else frozenset()
        ),
    )


def shop(sizes: Sequence[int] = (40, 80, 60, 90), seed: int = 0, currency: str = "GBP") -> Case:
    table = builders.customer_table(sizes, seed)
    segmentation = builders.segmentation(table, sizes)
    return Case(
        clean=cleaned(),
        totals=builders.totals(table, currency),
        table=table,
        segmentation=segmentation,
        purchases=builders.purchases(table, segmentation.labels),
        numerals=Numerals(currency=currency),
    )


def bare_shop() -> Case:
    """Make a shop whose file holds no products, countries or days of the week, and whose months are
    few.
    """
    case = shop()
    names = ("recency", "frequency", "monetary")
    features = tuple(feature for feature in case.table.features if feature.name in names)
    period = Period(start=date(2011, 11, 20), end=date(2011, 12, 9), as_of=builders.AS_OF)
    table = replace(
        case.table, frame=case.table.frame[list(names)], features=features, period=period
    )
    empty = {
        name: getattr(case.purchases, name).iloc[:0]
        for name in ("monthly", "products", "countries", "weekdays", "product_buyers")
    }
    return replace(case, table=table, purchases=Purchases(**empty))


def moneyless(case: Case | None = None) -> Case:
    """Make a shop whose file says nothing of money."""
    case = case or shop()
    table, features = (
        builders.without_money(case.table),
        tuple(name for name in case.segmentation.features if name != "monetary"),
    )
    return replace(
        case,
        clean=replace(case.clean, readings=(NO_MONEY,), has=frozenset({Role.CUSTOMER, Role.DATE})),
        totals=replace(case.totals, revenue=None),
        table=table,
        segmentation=replace(case.segmentation, features=features),
        purchases=builders.unpriced(case.purchases) if case.purchases else None,
    )


def customers(
    frame: pd.DataFrame,
    features: tuple[Feature, ...],
    value: str,
    revenue: str | None,
    sizes: Sequence[int],
) -> Case:
    frame.index = pd.Index([f"C{number:04d}" for number in range(len(frame))], name="customer")
    role = Role.SPEND if revenue else Role.MEASURE
    columns = tuple(
        Column(
            name=feature.name,
            dtype="integer",
            role=role if feature.behaviour else Role.DESCRIPTOR,
            evidence="",
        )
        for feature in features
        if feature.name != revenue
    )
    table = CustomerTable(
        kind=Kind.CUSTOMERS,
        frame=frame,
        features=features,
        value=value,
        revenue=revenue,
        period=None,
    )
    plain = builders.segmentation(builders.customer_table((5, 5)), (5, 5))
    made = tuple(feature.name for feature in features if feature.behaviour)
    rule = replace(
        plain.segments[0].rule,
        conditions=(Condition(feature=made[0], operator=">", threshold=10.0),),
    )
    labels = cast(
        "pd.Series[int]",
        pd.Series(np.repeat(np.arange(1, len(sizes) + 1), sizes), index=frame.index),
    )
    segments = tuple(
        replace(
            plain.segments[0],
            id=number,
            customers=size,
            neighbour=1 + number % len(sizes),
            rule=rule,
        )
        for number, size in enumerate(sizes, 1)
    )
    money = float(frame[revenue].sum()) if revenue else None
    return Case(
        clean=cleaned(Kind.CUSTOMERS, columns, rows=len(frame), steps=()),
        totals=Totals(
            customers=len(frame), orders=None, rows=len(frame), revenue=money, currency=""
        ),
        table=table,
        segmentation=replace(plain, k=len(sizes), labels=labels, features=made, segments=segments),
        purchases=None,
        numerals=Numerals(),
    )


def wholesale(seed: int = 0) -> Case:
    """Make large all-round buyers, grocery shops and small buyers of fresh food."""
    rng, sizes = np.random.default_rng(seed), (40, 60, 80)
    levels = {
        "Fresh": (20000, 3000, 9000),
        "Milk": (15000, 8000, 1500),
        "Grocery": (18000, 14000, 2000),
        "Detergents_Paper": (9000, 6500, 300),
    }
    frame = pd.DataFrame(
        {
            name: np.concatenate(
                [
                    rng.lognormal(np.log(level), 0.4, size)
                    for level, size in zip(by, sizes, strict=True)
                ]
            )
            for name, by in levels.items()
        }
    )
    features = tuple(
        Feature(
            name=name,
            heading=name.replace("_", " "),
            unit="money",
            definition=own("Spend."),
            behaviour=True,
            in_revenue=True,
        )
        for name in levels
    )
    frame["total_spend"] = frame.sum(axis=1)
    frame["Channel"] = rng.choice(["1", "2"], len(frame))
    total = Feature(name="total_spend", unit="money", definition=own("Sum."), behaviour=False)
    channel = Feature(
        name="Channel", heading="Channel", unit="category", definition=own("Code."), behaviour=False
    )
    return customers(frame, (*features, total, channel), "total_spend", "total_spend", sizes)


def mall(seed: int = 0) -> Case:
    """Make the five kinds of income and spending score that the mall's file is known for."""
    rng, sizes = np.random.default_rng(seed), (40, 22, 80, 23, 35)
    columns = [
        rng.normal(np.repeat(means, sizes), spread).round()
        for means, spread in (
            ((87, 26, 55, 26, 88), 4),
            ((82, 79, 50, 21, 17), 4),
            ((32, 25, 43, 45, 41), 6),
        )
    ]
    frame = pd.DataFrame(
        dict(zip(("Annual Income (k$)", "Spending Score (1-100)", "Age"), columns, strict=True))
    )
    frame["Gender"] = rng.choice(["Female", "Male"], len(frame))
    features = tuple(
        Feature(
            name=name,
            heading=name,
            unit="number",
            definition=own("As in the file."),
            behaviour=name != "Age",
        )
        for name in frame.columns[:3]
    )
    gender = Feature(
        name="Gender",
        heading="Gender",
        unit="category",
        definition=own("As in the file."),
        behaviour=False,
    )
    return customers(frame, (*features, gender), "Spending Score (1-100)", None, sizes)
