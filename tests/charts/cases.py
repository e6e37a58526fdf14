"""What the earlier stages would hand to the charts, made by hand: findings over a table of planted
types.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from reporter.charts.chart_input import ChartInput, Style
from reporter.findings.method.choosing import choosing
from reporter.model import (
    Appendix,
    CleanDataset,
    CleaningStep,
    Column,
    CustomerTable,
    DataProfile,
    Dataset,
    Feature,
    FeatureName,
    Finding,
    Findings,
    Front,
    GridCell,
    Guide,
    Kind,
    Mix,
    Persona,
    ProductLift,
    Remainder,
    Role,
    ScoreBand,
    Scoring,
    Segmentation,
    Source,
    Strategy,
    Study,
    Totals,
    Trait,
)
from reporter.model.claim import Claim, Name, SegmentName
from reporter.numerals import Numerals
from reporter.palette import palette
from reporter.settings import Settings
from reporter.wording import Words
from reporter.wording.catalogue import catalogue
from reporter.wording.kinds import example
from tests import builders
from tests.saying import WORDED, assumed, own, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model.claim import Value

    Span = tuple[float | None, float | None]

DAYS = ((180, None), (72, 179), (33, 71), (15, 32), (None, 14))
ORDERS = ((None, 1), (1, 2), (2, 3), (3, 5), (6, None))
NAMES = (
    "Champions",
    "Loyal regulars",
    "Drifting away",
    "One-time, long gone",
    "New and promising",
    "Weekend gift buyers",
    "Bulk buyers",
    "Sleepers",
)
NUMERALS = Numerals(currency="GBP")
WORDS = Words.of(NUMERALS).overlaid(WORDED)
CHARTS = ("weave", "shares", "revenue_over_time", "concentration", "repeat", "distributions", "sizes", "heatmap", "map", "rfm_grid",
          "actions", "cleaning", "candidates", "silhouettes", "stability", "effects")  # fmt: skip
PERSONA_CHARTS = ("traits", "months", "products", "mix")
GRID = (
    ("Champions", (5,), (4, 5)), ("Loyal", (3, 4), (4, 5)), ("Potential loyalists", (4, 5), (2, 3)), ("New", (5,), (1,)),
    ("Promising", (4,), (1,)), ("Need attention", (3,), (3,)), ("About to sleep", (3,), (1, 2)), ("At risk", (1, 2), (3, 4)),
    ("Can't lose", (1, 2), (5,)), ("Hibernating", (1, 2), (1, 2)),
)  # fmt: skip

MIXES = (
    Mix(feature="Channel", category="Retail", share=0.6, overall=0.4, others=0.3),
    Mix(feature="Channel", category="Horeca", share=0.4, overall=0.6, others=0.7),
)


def clean(columns: Sequence[Column] = (), kind: Kind = Kind.TRANSACTIONS) -> CleanDataset:
    steps = (
        ("missing_customer", 135_080, True),
        ("duplicate", 5_225, True),
        ("cancellation", 8_905, False),
        ("non_positive_price", 40, True),
    )
    return CleanDataset(
        dataset=Dataset(
            source=Source(name="orders.csv", sha256="0" * 64, bytes=1, reading=()), kind=kind, table=cast("Any", None), owned=True,
            columns=tuple(columns), rows=541_909,
        ),
        table=cast("Any", None),
        steps=tuple(CleaningStep(rule=rule, told=example(f"cleaning.{rule}", catalogue()), rows=rows, removed=removed) for rule, rows, removed in steps),
        profile=DataProfile(rows=541_909, duplicates=5_268, columns=()),
        rows=541_909 - 135_080 - 5_225 - 40,
        remainder=Remainder(customers=4338),
        has=frozenset(),
    )  # fmt: skip


def segmentation(table: CustomerTable, labels: Sequence[int]) -> Segmentation:
    """Take any labels as segments."""
    base = builders.segmentation(builders.customer_table())
    numbers = sorted(set(labels))
    series = pd.Series(list(labels), index=table.frame.index, name="segment")
    stability = (0.93, 0.845, 0.71, 0.9, 0.58, 0.76, 0.99, 0.84)
    return replace(
        base,
        k=len(numbers),
        features=tuple(feature.name for feature in table.features if feature.behaviour),
        labels=series,
        segments=tuple(
            replace(
                base.segments[0],
                id=number,
                customers=int((series == number).sum()),
                stability=stability[number - 1],
            )
            for number in numbers
        ),
        order=tuple(numbers),
        widths=pd.DataFrame(
            {
                "segment": series,
                "width": np.random.default_rng(2).uniform(-0.2, 0.9, len(series)),
                "neighbour": numbers[0],
            }
        ),
    )


def transactions(
    k: int = 4, names: Sequence[str] = NAMES, currency: str = "GBP"
) -> tuple[ChartInput, Style]:
    """Make the inputs of orders with k segments."""
    sizes = (40, 80, 60, 90)
    table = builders.customer_table(sizes)
    if k == 4:
        parted = builders.segmentation(table, sizes)
    else:
        order = table.frame["monetary"].rank(ascending=False, method="first").to_numpy()
        edges = np.linspace(0, 1, k + 1)[1:-1] ** 1.6 * len(table.frame)
        parted = segmentation(
            table, [int(np.searchsorted(edges, place, side="left")) + 1 for place in order]
        )
    bought = builders.purchases(table, parted.labels)
    found = findings(table, parted, names, money="monetary")
    inputs = ChartInput(
        words=WORDS,
        study=Study(
            clean=clean(),
            totals=builders.totals(table, currency),
            table=table,
            segmentation=parted,
            purchases=bought,
        ),
        findings=found,
    )
    return inputs, style(k)


def counted(k: int = 4, names: Sequence[str] = NAMES) -> tuple[ChartInput, Style]:
    """Make the inputs of orders whose file holds no money."""
    inputs, look = transactions(k, names, "")
    table, found = builders.without_money(inputs.study.table), inputs.findings
    orders = {
        number: int(total)
        for number, total in (
            table.frame["frequency"].groupby(inputs.study.segmentation.labels).sum().items()
        )
    }
    personas = tuple(
        replace(
            persona, revenue=None, revenue_share=None, orders=orders[persona.segment],
            orders_share=orders[persona.segment] / sum(orders.values()),
            typical={name: value for name, value in persona.typical.items() if name in table.frame},
            traits=tuple(trait for trait in persona.traits if trait.feature in table.frame),
            strategies=tuple(replace(strategy, low=None, high=None) for strategy in persona.strategies),
        )
        for persona in found.personas
    )  # fmt: skip
    cells = tuple(
        replace(cell, revenue=None, orders=int(3000 / (place + 1) ** 1.5))
        for place, cell in enumerate(found.grid or ())
    )
    titles = {name: title for name, title in found.titles.items() if name != "revenue_over_time"}
    titles |= {
        "orders_over_time": _finding("orders_over_time"),
        "map": _over_map(table, "recency", "frequency"),
    }
    actions = tuple(strategy for persona in personas for strategy in persona.strategies)
    return replace(inputs, study=replace(inputs.study, table=table, purchases=builders.unpriced(inputs.study.purchases) if inputs.study.purchases else None, totals=replace(inputs.study.totals, revenue=None), segmentation=replace(inputs.study.segmentation, features=("recency", "frequency"))), findings=replace(found, personas=personas, titles=titles, grid=cells, actions=actions)), look  # fmt: skip


def wholesale(k: int = 3, *, revenue: bool = True) -> tuple[ChartInput, Style]:
    """Make the inputs of a customer table with six columns of spend, or of a score and an income
    without any.
    """
    rng = np.random.default_rng(4)
    size, labels = 220, np.repeat(np.arange(1, k + 1), -(-220 // k))[:220]
    spend = (
        ("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen")
        if revenue
        else ("Annual income", "Spending score")
    )
    unit: Any = "money" if revenue else "number"
    mean = np.log(
        rng.uniform(800, 9000, (k, len(spend))) if revenue else rng.uniform(20, 90, (k, len(spend)))
    )
    columns: dict[str, Any] = {
        name: np.round(rng.lognormal(mean[labels - 1, place], 0.6 if revenue else 0.1))
        for place, name in enumerate(spend)
    }
    columns |= {"Channel": rng.choice(["Horeca", "Retail"], size)}
    frame = pd.DataFrame(
        columns, index=pd.Index([f"C{number:03d}" for number in range(size)], name="customer")
    )
    features = [
        Feature(
            name=name,
            heading=name.replace("_", " "),
            unit=unit,
            definition=own("As in the file."),
            behaviour=True,
            in_revenue=revenue,
        )
        for name in spend
    ]
    if revenue:
        frame.insert(len(spend), "total_spend", frame[list(spend)].sum(axis=1))
        features.append(
            Feature(name="total_spend", unit="money", definition=own("All spend."), behaviour=False)
        )
    features.append(
        Feature(
            name="Channel",
            heading="Channel",
            unit="category",
            definition=own("As in the file."),
            behaviour=False,
        )
    )
    money = "total_spend" if revenue else None
    table = CustomerTable(
        kind=Kind.CUSTOMERS,
        frame=frame,
        features=tuple(features),
        value=money or "Spending score",
        revenue=money,
        period=None,
    )
    parted = segmentation(table, [int(label) for label in labels])
    role = Role.SPEND if revenue else Role.MEASURE
    file = clean(
        [Column(name=name, dtype="integer", role=role, evidence="") for name in spend],
        Kind.CUSTOMERS,
    )
    totals = Totals(
        customers=size,
        orders=None,
        rows=size,
        revenue=float(frame[money].sum()) if money else None,
        currency="",
    )
    found = findings(table, parted, NAMES, money=money)
    return ChartInput(
        words=WORDS,
        study=Study(clean=file, totals=totals, table=table, segmentation=parted, purchases=None),
        findings=found,
    ), style(k)


def style(k: int) -> Style:
    return Style(
        words=WORDS,
        colours=dict(enumerate(palette(Settings().brand.colour, k), 1)),
        accent=palette(Settings().brand.colour, 1)[0],
    )


def findings(
    table: CustomerTable, parted: Segmentation, names: Sequence[str], money: str | None
) -> Findings:
    """Make findings with a title for every chart."""
    personas = tuple(
        _persona(table, parted, segment.id, names[segment.id - 1], money)
        for segment in parted.segments
    )
    every = [
        *CHARTS,
        *(f"persona.{persona.segment}.{name}" for persona in personas for name in PERSONA_CHARTS),
    ]
    actions = tuple(strategy for persona in personas for strategy in persona.strategies)
    cells = tuple(
        GridCell(
            segment=name,
            called=SegmentName(name),
            recency=recency,
            frequency=frequency,
            customers=50 + 90 * number,
            revenue=900_000.0 / (number + 1) ** 1.5,
        )
        for number, (name, recency, frequency) in enumerate(GRID)
    )
    return Findings(
        headline=_finding("headline"), title=Claim("headline.cover"), front=FRONT, guide=GUIDE, summary=(), titles={name: _finding(name) for name in every} | {"map": _map_title(table)},
        sections={}, base=builders.base_figures(table), key_figures=(), choice=choosing(parted), appendix=APPENDIX, certainty=_finding("certainty"),
        caveats=(), personas=personas, sketches={}, actions=actions, grid=cells if table.period else None,
        scoring=scoring() if table.period else None,
    )  # fmt: skip


def scoring(days: Sequence[Span] = DAYS, orders: Sequence[Span] = ORDERS) -> Scoring:
    """Make fifths with these spans of days and orders, by score from 1."""
    spans: tuple[tuple[FeatureName, Sequence[Span]], ...] = (
        (FeatureName.RECENCY, days),
        (FeatureName.FREQUENCY, orders),
    )
    bands = [
        ScoreBand(axis=axis, score=score, low=low, high=high, customers=50)
        for axis, each in spans
        for score, (low, high) in enumerate(each, 1)
    ]
    return Scoring(
        axis="frequency",
        scores=5,
        own=frozenset(),
        bands=tuple(bands),
        notes=(),
        customers=pd.DataFrame(),
    )


def _finding(name: str) -> Finding:
    return Finding(id=name, text=f"What {name} shows", numbers={})


FRONT = Front(
    about=_finding("front.about"),
    customers=_finding("front.customers"),
    total=None,
    amounts=None,
    unnamed=None,
    first=None,
)
GUIDE = Guide(order=_finding("guide.order"), money=None, rounding=None)
APPENDIX = Appendix(
    random=_finding("method.random"),
    steadiness=_finding("method.steadiness"),
    preparation=_finding("method.preparation"),
    arrivals=None,
    made=_finding("method.made"),
    tree=_finding("method.tree"),
    extent=_finding("data.extent"),
    read=(),
    joins=(),
    days=None,
    untouched=None,
    limits=(),
    accounts=(),
    terms={},
)
"""No chart shows any of it."""


def _map_title(table: CustomerTable) -> Finding:
    """Name the two features that the map is drawn over, as its finding does."""
    first, second = (
        ("recency", "monetary")
        if table.period
        else [feature.name for feature in table.features if feature.behaviour][:2]
    )
    return _over_map(table, first, second)


def _over_map(table: CustomerTable, first: str, second: str) -> Finding:
    values: dict[str, Value] = {
        "x": table.feature(first),
        "y": table.feature(second),
        "text": Name("A title."),
    }
    return Finding(id="map", claim=Claim("phrase.own", values))


def _persona(
    table: CustomerTable, parted: Segmentation, number: int, name: str, money: str | None
) -> Persona:
    inside = parted.labels == number
    members = table.frame[inside]
    measured = [feature.name for feature in table.features if feature.unit != "category"]
    revenue = float(members[money].sum()) if money else None
    total = float(table.frame[money].sum()) if money else None
    traits = [_trait(table.frame, inside.to_numpy(), feature) for feature in measured]
    products = ("JUMBO BAG RED RETROSPOT", "LUNCH BAG BLACK SKULL", "PARTY BUNTING", "REGENCY CAKESTAND 3 TIER",
                "WHITE HANGING HEART T-LIGHT HOLDER AND A VERY LONG NAME")  # fmt: skip
    return Persona(
        segment=number, name=SegmentName(own(name)), portrait=own(""), customers=len(members), share=len(members) / len(table.frame), revenue=revenue,
        revenue_share=revenue / total if revenue is not None and total else None,
        typical={feature: float(members[feature].median()) for feature in measured},
        middle=builders.middle_halves(members),
        traits=tuple(sorted(traits, key=lambda trait: -abs(trait.effect))),
        mixes=MIXES if "Channel" in table.frame else (),
        products=tuple(
            ProductLift(product=f"P{place}", description=text, customers=20, share=share, others=share / (4.1 - place * 0.6))
            for place, (text, share) in enumerate(zip(products, (0.4, 0.35, 0.3, 0.25, 0.2), strict=True))
        ) if table.period else (),
        facts=(), rule=own(""), strategies=(
            Strategy(
                id="keep", segment=number, audience=len(members), addressed=_finding("keep"), assumption=assumed("s"),
                claim=worded(title=f"Name an account contact before the autumn range ({name})", action="a", channel="c", kpi="k"), low=(revenue or 0) * 0.02 if money else None,
                high=(revenue or 0) * 0.06 if money else None, effort=cast("Any", number % 3 + 1),
            ),
        ),
    )  # fmt: skip


def _trait(frame: pd.DataFrame, inside: np.ndarray, feature: str) -> Trait:
    """Measure Cliff's delta by ranks."""
    ranks = frame[feature].rank().to_numpy()
    m, n = int(inside.sum()), int((~inside).sum())
    effect = 2 * (ranks[inside].sum() - m * (m + 1) / 2) / (m * n) - 1 if m and n else 0.0
    median, overall = float(frame.loc[inside, feature].median()), float(frame[feature].median())
    others = float(frame.loc[~inside, feature].median())
    low, high = max(-1.0, float(effect) - 0.1), min(1.0, float(effect) + 0.1)
    ratio = median / others if others else None
    return Trait(
        feature=feature,
        median=median,
        overall=overall,
        others=others,
        ratio=ratio,
        effect=float(effect),
        low=low,
        high=high,
    )
