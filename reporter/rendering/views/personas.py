"""One page a persona: everything that the marketing lead reads about a segment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress, product
from typing import TYPE_CHECKING, ClassVar

from reporter.model import FeatureName
from reporter.rendering.views import room
from reporter.rendering.views.strategies import Action, action, are_priced
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reporter.model import Chart, Finding, Persona, ProductLift, Report, Segment
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["PersonaPage", "Recognition", "anchor", "personas"]

PRODUCTS, FACTS, STRATEGIES, FEWEST, STATS, FIGURES = 6, 4, 3, 1, 5, 6
DRAWN = ("traits", "months", "products", "mix")
"""Charts of a persona, in reading order."""
TOTAL = "total_spend"
"""The feature of customer tables that sums the categories."""
SHORT = 16
"""Letters of a label that leave room for the word median in its line."""
TOLD_FIRST = (
    FeatureName.FREQUENCY,
    FeatureName.AVERAGE_ORDER_VALUE,
    FeatureName.RECENCY,
    FeatureName.DISTINCT_PRODUCTS,
)
"""Features that say most about a buyer in the fewest words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product that the segment buys more often than others."""

    description: str
    lift: str
    width: str
    """Length of its bar in percent of the longest."""
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart of the segment."""

    kind: ClassVar[str] = "chart"
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """The products where no chart shows them."""

    kind: ClassVar[str] = "products"
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What they buy, when and where: a sentence each."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How to recognise a member, and how often that is right."""

    kind: ClassVar[str] = "recognition"
    rule: str
    recall: str
    precision: str
    neighbour: str
    border: str
    """How many members could as well be elsewhere, and which segment is nearest; empty when none
    could.
    """


Block = Drawn | Products | Recognition | Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPage:
    """A persona as its page shows it."""

    id: str
    segment: int
    kicker: str
    name: str
    portrait: str
    stats: tuple[Stat, ...]
    columns: tuple[tuple[Block, ...], ...]
    """Two columns of blocks, about as tall as each other."""
    figures: Table | None
    """The segment's features in figures, where pages have room for them."""
    strategies: tuple[Action, ...]
    more: bool
    """Whether there are more strategies than the page shows."""
    height: float
    """Millimetres that the page is estimated to take, without the figures."""


def anchor(segment: int) -> str:
    """Return the id of a persona's page."""
    return f"segment-{segment}"


def personas(
    report: Report, numerals: Numerals, gallery: Gallery, short: AbstractSet[str] = frozenset()
) -> tuple[PersonaPage, ...]:
    """Make a page of each persona, in the order of the segments. Pages look alike: all have the
    table of figures, or none.

    The ids in `short` are those of pages that ran over although they were set closer; they say
    less.
    """
    pages = tuple(
        _page(
            report,
            persona,
            numerals,
            gallery,
            room.SHORT if anchor(persona.segment) in short else room.CLOSE,
        )
        for persona in report.findings.personas
    )
    roomy = all(
        page.figures
        and page.height + room.table(page.figures, close=True) < room.page_height(report.settings)
        for page in pages
    )
    return pages if roomy else tuple(replace(page, figures=None) for page in pages)


def _page(
    report: Report, persona: Persona, numerals: Numerals, gallery: Gallery, filled: float
) -> PersonaPage:
    strategies = tuple(
        action(report, numerals, strategy, n)
        for n, strategy in enumerate(persona.strategies[:STRATEGIES], 1)
    )
    stats = _stats(report, persona, numerals)
    head = room.head(persona.name, persona.portrait, stats)
    columns, strategies, used = _fitting(
        _blocks(report, persona, numerals, gallery),
        strategies,
        filled * room.page_height(report.settings) - head,
        beyond=len(persona.strategies),
        priced=are_priced(report),
    )
    return PersonaPage(
        id=anchor(persona.segment),
        segment=persona.segment,
        kicker=f"Segment {persona.segment} of {len(report.findings.personas)}",
        name=persona.name,
        portrait=persona.portrait,
        stats=stats,
        columns=columns,
        figures=_figures(report, persona, numerals),
        strategies=strategies,
        more=len(strategies) < len(persona.strategies),
        height=head + used,
    )


def _fitting(
    blocks: tuple[Block, ...],
    strategies: tuple[Action, ...],
    most: float,
    *,
    beyond: int,
    priced: bool,
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Action, ...], float]:
    """Share blocks over two columns; facts, then strategies, that would take more than `most`
    millimetres are left out, last ones first.

    `beyond` counts all strategies of the segment: where some are left out, a line below the table
    says so.
    """
    others = tuple(block for block in blocks if not isinstance(block, Facts))
    facts = next((block.facts for block in blocks if isinstance(block, Facts)), ())
    fewest = min(FEWEST, len(strategies))
    for kept, told in product(range(len(strategies), fewest - 1, -1), range(len(facts), -1, -1)):
        columns = _columns((*others, Facts(facts=facts[:told])) if told else others)
        used = room.strategies(strategies[:kept], brief=False, priced=priced) + max(
            sum(map(_height, column)) for column in columns
        )
        used += room.FOOTNOTE if kept < beyond else 0.0
        if used <= most:
            break
    return columns, strategies[:kept], used


def _columns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Share blocks over two columns so that the taller is as short as can be; the first block
    begins the first column.
    """
    heights = [_height(block) for block in blocks]

    def tallest(right: tuple[bool, ...]) -> float:
        return max(
            sum(compress(heights, right)),
            sum(height for height, there in zip(heights, right, strict=True) if not there),
        )

    right = min(
        ((False, *rest) for rest in product((True, False), repeat=len(blocks) - 1)), key=tallest
    )
    left = tuple(not there for there in right)
    return tuple(compress(blocks, left)), tuple(compress(blocks, right))


def _height(block: Block) -> float:
    """Estimate a block's height in millimetres."""
    match block:
        case Drawn():
            return room.figure(block.chart)
        case Products():
            return room.products(product.description for product in block.products)
        case Facts():
            return room.facts(fact.text for fact in block.facts)
        case Recognition():
            return room.recognition(block.rule, block.border)


def _blocks(
    report: Report, persona: Persona, numerals: Numerals, gallery: Gallery
) -> tuple[Block, ...]:
    own = f"persona.{persona.segment}."
    charts = (*gallery.some(*(own + part for part in DRAWN)), *gallery.under(own))
    shown = any(chart.name == own + "products" for chart in charts)
    listed = (
        (Products(products=_products(persona.products[:PRODUCTS], numerals)),)
        if persona.products and not shown
        else ()
    )
    told = _untold(persona, {chart.name.removeprefix(own) for chart in charts})
    facts = (Facts(facts=told),) if told else ()
    return (
        *(Drawn(chart=chart) for chart in charts),
        *listed,
        _recognition(report, persona, numerals),
        *facts,
    )


def _untold(persona: Persona, drawn: set[str]) -> tuple[Finding, ...]:
    """Return the facts that neither the strip, the rule nor a drawing on the same page shows."""
    shown = {
        "weight",
        "border",
        *(["season"] if "months" in drawn else []),
        *(["mix"] if "mix" in drawn else []),
    }
    shown |= {"product"} if persona.products else set()
    shown |= {trait.feature for trait in persona.traits} if "traits" in drawn else set()
    return tuple(fact for fact in persona.facts if fact.id.split(".", 2)[-1] not in shown)[:FACTS]


def _stats(report: Report, persona: Persona, numerals: Numerals) -> tuple[Stat, ...]:
    stats = [
        Stat(
            value=numerals.count(persona.customers),
            label=f"customers, {numerals.percent(persona.share)}",
        )
    ]
    if persona.revenue is not None and persona.revenue_share is not None:
        what = "net revenue" if report.study.totals.orders else "spent"
        stats.append(
            Stat(
                value=numerals.money_short(persona.revenue),
                label=f"{what}, {numerals.percent(persona.revenue_share)}",
            )
        )
    elif persona.orders is not None and persona.orders_share is not None:
        stats.append(
            Stat(
                value=numerals.count(persona.orders),
                label=f"orders, {numerals.percent(persona.orders_share)}",
            )
        )
    spent = _spend(report, persona, numerals)
    names = (
        []
        if spent
        else list(dict.fromkeys((*TOLD_FIRST, *(trait.feature for trait in persona.traits))))
    )
    for name in (name for name in names if name in persona.typical and name not in persona.known):
        feature = report.study.table.feature(name)
        value = numerals.quantity(persona.typical[name], feature.unit)
        label = _beside(value, _lower(feature.label))
        stats.append(Stat(value=value, label=f"{label}, median" if len(label) <= SHORT else label))
    return tuple([*stats, *spent][:STATS])


def _spend(report: Report, persona: Persona, numerals: Numerals) -> list[Stat]:
    """Tell what a member of a customer table spends, and on what most; empty without spend by
    category.
    """
    if not persona.spend or TOTAL not in persona.typical:
        return []
    told = [Stat(value=numerals.money(persona.typical[TOTAL]), label="total spend, median")]
    for name, share in list(persona.spend.items())[:2]:
        label = f"goes on {_lower(report.study.table.feature(name).label)}"
        told.append(Stat(value=numerals.percent(share), label=label))
    return told


def _beside(value: str, label: str) -> str:
    """Let a label go on from its value: "10 days since last order", "1 order"."""
    unit = value.rpartition(" ")[2].rpartition("\N{NO-BREAK SPACE}")[2]
    if label.startswith(f"{unit} "):
        label = label.removeprefix(f"{unit} ")
    return label.removesuffix("s") if value == "1" and label == "orders" else label


def _lower(label: str) -> str:
    return " ".join(word.lower() if word.istitle() else word for word in label.split(" "))


def _figures(report: Report, persona: Persona, numerals: Numerals) -> Table | None:
    """Tell the features that set the segment apart in figures: its middle half beside everyone's
    median.
    """
    columns = (
        Column("In figures", "strong", 34),
        Column("Typically (median)", "number"),
        Column("Middle half, from", "number"),
        Column("to", "number"),
        Column("All customers, median", "number"),
    )
    names = dict.fromkeys((*(trait.feature for trait in persona.traits), *persona.typical))
    rows = []
    for name in [name for name in names if name in persona.typical][:FIGURES]:
        feature = report.study.table.feature(name)
        bounds = (persona.typical[name], *persona.middle[name], report.findings.base.medians[name])
        some = (
            f" (known for {numerals.percent(persona.known[name])} of them)"
            if name in persona.known
            else ""
        )
        rows.append(
            (
                f"{feature.label}{some}",
                *(numerals.quantity(bound, feature.unit) for bound in bounds),
            )
        )
    return table(f"{persona.name} in figures", columns, rows) if rows else None


def _products(products: tuple[ProductLift, ...], numerals: Numerals) -> tuple[Product, ...]:
    longest = max((sold.lift for sold in products), default=1.0)
    return tuple(
        Product(
            description=(
                sold.description
                if not sold.description.isupper()
                else sold.description.capitalize()
            ),
            lift=numerals.times(sold.lift),
            width=f"{100 * sold.lift / longest:.1f}%",
            share=numerals.percent(sold.share),
        )
        for sold in products
    )


def _recognition(report: Report, persona: Persona, numerals: Numerals) -> Recognition:
    segment = _segment(report, persona.segment)
    neighbour = report.findings.persona(segment.neighbour).name
    return Recognition(
        rule=persona.rule,
        recall=numerals.percent(segment.rule.recall),
        precision=_in_ten(segment.rule.precision, numerals),
        neighbour=neighbour,
        border=next(
            (fact.text for fact in persona.facts if fact.id == f"persona.{persona.segment}.border"),
            "",
        ),
    )


def _segment(report: Report, number: int) -> Segment:
    return next(segment for segment in report.study.segmentation.segments if segment.id == number)


def _in_ten(share: float, numerals: Numerals) -> str:
    """Say a share as people do: all, nearly all, 9 in 10."""
    if share >= 1:
        return "all"
    tenths = round(share * 10)
    if tenths == 10:
        return "nearly all"
    return f"{numerals.count(tenths)} in 10" if tenths else "few"
