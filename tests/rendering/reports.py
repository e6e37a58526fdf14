"""A whole Report made by hand: realistic findings and simple drawings, enough to fill every page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from reporter.charts.gallery import CHARTS
from reporter.findings.grid.band_words import band_words
from reporter.findings.grid.captions import axes, caption
from reporter.findings.method.appendix import appendix
from reporter.findings.method.choosing import choosing
from reporter.findings.personas.sketches import sketches
from reporter.findings.summary.front import front
from reporter.findings.summary.guide import guide
from reporter.findings.summary.key_figures import key_figures
from reporter.model import (
    Chart,
    CleanDataset,
    CleaningStep,
    Column,
    ColumnProfile,
    Crossing,
    CustomerTable,
    DataProfile,
    Dataset,
    FeatureName,
    Finding,
    Findings,
    GridCell,
    Kind,
    Mix,
    Persona,
    ProductLift,
    Provenance,
    Remainder,
    Report,
    Role,
    ScoreBand,
    Scoring,
    Section,
    Segmentation,
    Source,
    Strategy,
    Study,
    Totals,
    Trait,
)
from reporter.model.claim import Claim, Count, SegmentName
from reporter.numerals import Numerals
from reporter.settings import Settings
from tests import builders
from tests.saying import WORDED, assumed, own, worded

if TYPE_CHECKING:
    import ibis

    from reporter.model import DataType

HASH = "9f2b" * 16
NUMERALS, DEFAULTS = Numerals(currency="GBP"), Settings()
RETURNS = DEFAULTS.quality.returns
NAMES = ("Champions", "Loyal regulars", "Drifting away", "One-time, long gone")
COLOURS = ("#0B5D66", "#2E8464", "#C88730", "#3B65AC")
PORTRAITS = (
    "Resellers who order every month, across the whole range, and were here last week.",
    "They come back every few weeks for medium orders and rarely return anything.",
    "Once good customers who have been silent for five months.",
    "A single small order, most of a year ago, and nothing since.",
)
GRID = (
    ("Champions", (5,), (4, 5)),
    ("Loyal", (3, 4), (4, 5)),
    ("Potential loyalists", (4, 5), (2, 3)),
    ("New", (5,), (1,)),
    ("Promising", (4,), (1,)),
    ("Need attention", (3,), (3,)),
    ("About to sleep", (3,), (1, 2)),
    ("At risk", (1, 2), (3, 4)),
    ("Can't lose", (1, 2), (5,)),
    ("Hibernating", (1, 2), (1, 2)),
)


def report(settings: Settings | None = None) -> Report:
    """Make a report about orders."""
    table = builders.customer_table()
    segmentation = builders.segmentation(table)
    totals = builders.totals(table)
    settings = settings or client()
    return Report(
        study=Study(
            clean=clean(totals),
            totals=totals,
            table=table,
            segmentation=segmentation,
            purchases=builders.purchases(table, segmentation.labels),
        ),
        settings=settings,
        findings=findings(table, segmentation, totals),
        charts=charts(len(segmentation.segments)),
        provenance=Provenance(
            reporter="0.1.0",
            python="3.11.2",
            packages={
                "duckdb": "2.0.0",
                "pandas": "2.3.3",
                "scikit-learn": "1.9.0",
                "weasyprint": "70.0",
            },
            seed=0,
            command="reporter run online_retail.csv -o output",
            settings=settings.model_dump(mode="json", exclude_defaults=True),
            seconds={"ingest": 0.4, "segments": 1.2},
        ),
    )


def client(**report_settings: str) -> Settings:
    """Make a client's settings."""
    about = {
        "client": "Harbour Gifts Ltd",
        "prepared_for": "Marketing, Harbour Gifts",
        "prepared_by": "Northlight Consulting",
        "currency": "GBP",
    }
    return Settings.model_validate({"report": {**about, **report_settings}})


def told_again(report: Report) -> Report:
    """Tell of a changed study, personas and actions as findings would."""
    found = report.findings
    told = replace(
        report.findings,
        front=front(report.study, found.actions),
        guide=guide(report.study, found.personas, RETURNS),
        sketches=sketches(found.personas, report.study),
        choice=choosing(report.study.segmentation),
        appendix=appendix(report.study, found.personas, found.scoring, DEFAULTS),
    )
    return replace(report, findings=told)


def customers_report() -> Report:
    """Make a report about a customer table: no orders, no money, no grid."""
    made = report()
    features = tuple(
        feature
        for feature in made.study.table.features
        if feature.name in {"recency", "distinct_products", "country"}
    )
    features = tuple(
        replace(feature, unit="number") if feature.name != "country" else feature
        for feature in features
    )
    table = replace(
        made.study.table,
        kind=Kind.CUSTOMERS,
        frame=made.study.table.frame[[feature.name for feature in features]],
        features=features,
        value="distinct_products",
        revenue=None,
        period=None,
    )
    segmentation = replace(
        made.study.segmentation,
        features=("recency", "distinct_products"),
        preparation=made.study.segmentation.preparation[:1],
    )
    totals = replace(made.study.totals, orders=None, revenue=None, currency="")
    told = findings(table, segmentation, totals)
    dataset = replace(made.study.clean.dataset, kind=Kind.CUSTOMERS)
    return replace(
        made,
        study=replace(
            made.study,
            table=table,
            segmentation=segmentation,
            totals=totals,
            purchases=None,
            clean=replace(made.study.clean, dataset=dataset),
        ),
        findings=told,
        charts={
            name: chart
            for name, chart in made.charts.items()
            if "month" not in name and name != "revenue_over_time"
        },
    )


def clean(totals: Totals) -> CleanDataset:
    """Make what cleaning left, without a table."""
    columns = (
        (
            "Invoice",
            "text",
            Role.ORDER,
            "named like an order number, 20 values that repeat over lines",
        ),
        ("StockCode", "text", Role.PRODUCT, "named like a product code"),
        (
            "Description",
            "text",
            Role.DESCRIPTION,
            "named like a description, one for most product codes",
        ),
        ("Quantity", "integer", Role.QUANTITY, "named like a quantity, whole numbers"),
        (
            "InvoiceDate",
            "date",
            Role.DATE,
            "every value is a date; month first, since 13 appears second",
        ),
        ("Price", "decimal", Role.PRICE, "named like a price, two decimals"),
        ("Customer ID", "text", Role.CUSTOMER, "named like a customer id, 270 values that repeat"),
        ("Country", "text", Role.COUNTRY, "named like a country, 3 values"),
    )
    steps = (
        (
            "missing_customer",
            "Rows without a customer cannot be assigned to anyone; they were left out.",
            410,
            True,
        ),
        ("duplicate", "Rows that repeat another row in every column were counted once.", 96, True),
        (
            "return",
            "Returned goods reduce what their customer brought; they are no orders.",
            210,
            False,
        ),
        (
            "service",
            "Postage, fees and manual entries count as revenue, but are no product.",
            75,
            False,
        ),
    )
    left = sum(rows for _, _, rows, removed in steps if removed)
    rows = totals.rows + left
    dataset = Dataset(
        source=Source(
            name="online_retail.csv",
            sha256=HASH,
            bytes=4_812_345,
            reading=("CSV with commas", "cp1252", "dates month first"),
        ),
        kind=Kind.TRANSACTIONS,
        owned=True,
        table=cast("ibis.Table", None),
        columns=tuple(
            Column(name=name, dtype=cast("DataType", dtype), role=role, evidence=evidence)
            for name, dtype, role, evidence in columns
        ),
        rows=rows,
    )
    profiles = tuple(
        ColumnProfile(
            name=name,
            dtype=cast("DataType", dtype),
            role=role,
            missing=410 if role is Role.CUSTOMER else 0,
            distinct=270,
            minimum="C00001" if role is Role.CUSTOMER else "1",
            maximum="C00270" if role is Role.CUSTOMER else "80995",
        )
        for name, dtype, role, _ in columns
    )
    return CleanDataset(
        dataset=dataset,
        table=cast("ibis.Table", None),
        steps=tuple(
            CleaningStep(rule=rule, told=own(text), rows=count, removed=removed)
            for rule, text, count, removed in steps
        ),
        profile=DataProfile(rows=rows, duplicates=96, columns=profiles),
        rows=totals.rows,
        remainder=Remainder(
            customers=totals.customers, orders=totals.orders, revenue=totals.revenue
        ),
        has=frozenset(role for _, _, role, _ in columns),
    )


def findings(table: CustomerTable, segmentation: Segmentation, totals: Totals) -> Findings:
    """Write sentences about the planted types."""
    personas = tuple(
        _persona(table, segmentation, totals, number) for number in range(1, segmentation.k + 1)
    )
    study = Study(
        clean=clean(totals), totals=totals, table=table, segmentation=segmentation, purchases=None
    )
    scored = scoring(table) if totals.orders else None
    base = builders.base_figures(table)
    summary = (
        _finding(
            "summary.champions",
            "of customers, the Champions, bring 57 % of revenue. They order monthly and bought last"
            " eight days ago.",
            "15 %",
        ),
        _finding(
            "summary.drifting",
            "came from customers who have now been silent for five months. Half of them ordered"
            " twice before.",
            "£46k",
        ),
        _finding(
            "summary.once",
            "bought only once. Those who come back a second time spend 3.4 times as much in their"
            " first year.",
            "33 %",
        ),
    )
    sections = {
        "base": "A fifth of customers bring three quarters of revenue, and two thirds came back",
        "glance": "Four kinds of customers, of which the smallest brings the most",
        "actions": "Win back first: it is worth most for the least effort",
        "data": "506 of 7,000 rows left: most of them name no customer",
        "method": "Four segments hold when the customers are drawn anew",
        "structure": "Customers differ by degree: the segments are a convenient division.",
        **(
            {"grid": "63 customers order often but have not been here for months"}
            if totals.orders
            else {}
        ),
    }
    actions = tuple(
        sorted(
            (play for persona in personas for play in persona.strategies),
            key=lambda play: -(play.high or 0),
        )
    )
    return Findings(
        sentences=WORDED,
        front=front(study, actions),
        guide=guide(study, personas, RETURNS),
        headline=_finding(
            "summary.headline",
            "One customer in seven brings 57 pence of every pound; one in five is drifting away",
        ),
        title=Claim("headline.cover", {"k": Count(4), "by_nature": True}),
        summary=summary,
        titles={},
        sections={name: _finding(f"section.{name}", text) for name, text in sections.items()},
        base=base,
        key_figures=key_figures(study, base),
        choice=choosing(segmentation),
        appendix=appendix(study, personas, scored, DEFAULTS),
        certainty=_finding(
            "certainty",
            "The segments are stable slices of a continuum (Jaccard .71–.93), not islands: 8 % of"
            " customers could stand next door.",
        ),
        cautions=(
            (
                _finding(
                    "caution.uncredited_revenue",
                    "410 rows name no customer (6 % of all rows, 4 % of sales before cleaning):"
                    " what they hold is not in this report.",
                ),
                _finding(
                    "caution.unfinished_month",
                    "The orders end on 9 December 2011: December 2011 holds 9 of its 31 days.",
                ),
            )
            if totals.orders
            else ()
        ),
        caveats=(
            _finding(
                "caveat.months",
                "The period covers 13 months: one Christmas only, so seasons cannot be told from"
                " growth.",
            ),
            _finding(
                "caveat.small",
                "Champions are 40 customers; a share among them moves by several points with a"
                " single one.",
            ),
        ),
        personas=personas,
        sketches=sketches(personas, study),
        actions=actions,
        grid=_grid(table) if totals.orders else None,
        scoring=scored,
        grid_caption=caption(scored) if scored else None,
        grid_axes=axes(scored) if scored else None,
        crossings=_crossings(table, segmentation) if totals.orders else (),
        crossing=(
            _finding(
                "grid.crossing",
                "Of the 27 customers in the grid's champions cell, 25 are among our Champions.",
            )
            if totals.orders
            else None
        ),
    )


def _finding(name: str, text: str, figure: str = "") -> Finding:
    return Finding(id=name, text=text, numbers={"share": 0.57}, figure=figure)


def _persona(
    table: CustomerTable, segmentation: Segmentation, totals: Totals, number: int
) -> Persona:
    members = table.frame[segmentation.labels == number]
    numeric = members.select_dtypes("number")
    overall = {
        str(name): float(value)
        for name, value in table.frame.select_dtypes("number").median().items()
    }
    typical = {str(name): float(value) for name, value in numeric.median().items()}
    revenue = float(members["monetary"].sum()) if totals.revenue else None
    orders = totals.orders is not None
    return Persona(
        segment=number,
        name=SegmentName(own(NAMES[number - 1])),
        portrait=own(PORTRAITS[number - 1]),
        customers=len(members),
        share=len(members) / totals.customers,
        revenue=revenue,
        revenue_share=revenue / totals.revenue if revenue is not None and totals.revenue else None,
        typical=typical,
        middle=builders.middle_halves(members),
        traits=tuple(
            Trait(
                feature=name,
                median=value,
                overall=overall[name],
                others=overall[name],
                ratio=value / overall[name],
                effect=0.6,
                low=0.5,
                high=0.7,
            )
            for name, value in typical.items()
        ),
        mixes=(Mix(feature="country", category="Germany", share=0.2, overall=0.12, others=0.1),),
        products=(
            tuple(
                ProductLift(
                    product=f"P{i}",
                    description=text,
                    customers=12,
                    share=0.4 - i / 20,
                    others=(0.4 - i / 20) / (4.1 - i / 2),
                )
                for i, text in enumerate(builders._DESCRIPTIONS)
            )
            if orders
            else ()
        ),
        facts=(
            _finding(
                f"persona.{number}.orders",
                "Half of them placed 14 orders or more; the median of all customers is 3.",
            ),
            _finding(
                f"persona.{number}.season",
                "A third of their year falls between September and November, against a quarter for"
                " all.",
            ),
            _finding(
                f"persona.{number}.where",
                "Nine in ten live in the United Kingdom; 12 % in Germany, as many as among all"
                " customers.",
            ),
            _finding(f"persona.{number}.border", "8 % of members could as well be Loyal regulars."),
        ),
        rule=own("9 or more orders and last order within 60 days"),
        strategies=_strategies(number, len(members), money=totals.revenue is not None),
    )


def _strategies(number: int, customers: int, *, money: bool) -> tuple[Strategy, ...]:
    plays = (
        (
            "contact",
            "Name an account contact",
            "Call before the autumn range; one person they know by name.",
            "Telephone, e-mail",
            "Share ordering in September",
        ),
        (
            "early",
            "Early access to new lines",
            "Show them new lines a week before the catalogue.",
            "E-mail",
            "Orders in the week, against a held-out tenth",
        ),
        (
            "price",
            "No blanket discounts",
            "They buy at full price: keep vouchers for those who need them.",
            "–",
            "Gross margin",
        ),
    )
    return tuple(
        Strategy(
            id=name,
            segment=number,
            audience=customers // (place + 1),
            addressed=_finding(
                f"persona.{number}.addressed.{name}",
                f"{customers // (place + 1)} of {customers} customers"
                if place
                else f"all {customers} customers",
            ),
            claim=worded(title=title, action=action, channel=channel, kpi=kpi),
            assumption=assumed(
                "If 5–10 % of them place two more orders at their own median order value."
            ),
            low=1000.0 * (9 - number) if money else None,
            high=2000.0 * (9 - number) + place if money else None,
            effort=cast("object", place + 1),  # type: ignore[arg-type]  # 1, 2 or 3
        )
        for place, (name, title, action, channel, kpi) in enumerate(plays)
    )


def scoring(table: CustomerTable) -> Scoring:
    """Score by ranks, in fifths."""
    best = {"recency": table.frame["recency"].rank(method="first", ascending=False)}
    best |= {name: table.frame[name].rank(method="first") for name in ("frequency", "monetary")}
    scores = {
        f"{name}_score": np.ceil(ranks * 5 / len(ranks)).astype(int) for name, ranks in best.items()
    }
    inside = {(r, f): name for name, recency, frequency in GRID for r in recency for f in frequency}
    cells = [
        inside[pair]
        for pair in zip(scores["recency_score"], scores["frequency_score"], strict=True)
    ]
    bands = (
        *_bands(FeatureName.RECENCY, (None, 15, 41, 126, 198), (14, 40, 125, 197, None)),
        *_bands(FeatureName.FREQUENCY, (9, 5, 3, 1, None), (None, 8, 5, 2, 1)),
        *_bands(
            FeatureName.MONETARY,
            (2411.5, 1204.2, 612.0, 287.4, None),
            (None, 2411.5, 1204.2, 612.0, 287.4),
        ),
    )
    text = (
        "90 customers ordered once; among customers with equally many orders the amount spent"
        " decides the frequency score."
    )
    notes = (_finding("grid.ties", text),)
    return Scoring(
        axis="frequency",
        scores=5,
        own=frozenset(),
        bands=bands,
        notes=notes,
        customers=pd.DataFrame({**scores, "grid_cell": cells}),
    )


def _bands(
    axis: FeatureName,
    lows: tuple[float | None, ...],
    highs: tuple[float | None, ...],
) -> tuple[ScoreBand, ...]:
    spans = zip((5, 4, 3, 2, 1), lows, highs, strict=True)
    return tuple(
        replace(band, told=band_words(band, NUMERALS))
        for band in (
            ScoreBand(axis=axis, score=score, low=low, high=high, customers=54)
            for score, low, high in spans
        )
    )


def _grid(table: CustomerTable) -> tuple[GridCell, ...]:
    cells, revenue = scoring(table).customers["grid_cell"], table.frame["monetary"]
    return tuple(
        GridCell(
            segment=name,
            called=SegmentName(name),
            recency=recency,
            frequency=frequency,
            customers=int((cells == name).sum()),
            revenue=float(revenue[cells == name].sum()),
        )
        for name, recency, frequency in GRID
    )


def _crossings(table: CustomerTable, segmentation: Segmentation) -> tuple[Crossing, ...]:
    groups = (
        table.frame["monetary"]
        .groupby([scoring(table).customers["grid_cell"], segmentation.labels])
        .agg(["size", "sum"])
    )
    return tuple(
        Crossing(cell=str(cell), segment=int(segment), customers=int(size), revenue=float(total))
        for (cell, segment), size, total in groups.itertuples(name=None)
    )


def charts(segments: int) -> dict[str, Chart]:
    """Draw bars where the real charts stand, full width or half."""
    full = (
        "weave",
        "shares",
        "revenue_over_time",
        "sizes",
        "heatmap",
        "map",
        "actions",
        "cleaning",
        "candidates",
        "stability",
    )
    drawn = {name: chart(name, 174, 58) for name in full}
    drawn["map"] = chart("map", 174, 95)
    drawn["concentration"] = chart("concentration", 82, 58)
    for number in range(1, segments + 1):
        for part in ("traits", "months"):
            drawn[f"persona.{number}.{part}"] = chart(
                f"persona.{number}.{part}", 82, 48, COLOURS[number - 1]
            )
    return drawn


def chart(name: str, width: float, height: float, colour: str = COLOURS[0]) -> Chart:
    """Draw five labelled bars of a size in millimetres, where a chart of this name stands."""
    wide, high = width * 72 / 25.4, height * 72 / 25.4
    step = high / 6
    bars = "".join(
        f'<text x="0" y="{step * (row + 0.9):.1f}" font-size="8.2" fill="#1C2126">Label'
        f' {row}</text><rect x="{wide * 0.3:.1f}" y="{step * (row + 0.5):.1f}"'
        f' width="{wide * 0.6 / (row + 1):.1f}" height="{step / 2:.1f}" fill="{colour}"/>'
        for row in range(5)
    )
    rule = (
        f'<line x1="{wide * 0.3:.1f}" x2="{wide * 0.3:.1f}" y1="0" y2="{high:.1f}"'
        ' stroke="#DAD7D0"/>'
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.1f} {high:.1f}"'
        f' font-family="Reporter Sans">{rule}{bars}</svg>'
    )
    title = f"A finding that “{name}” shows in a sentence of some length"
    return Chart(
        name=name,
        title=title,
        subtitle="Median of the segment against all customers",
        alt=f"{title}. Five bars.",
        width=width,
        height=height,
        svg=svg,
        numbers={"rows": [1, 2]},
        section=CHARTS[name].section if name in CHARTS else Section.PERSONA,
    )
