"""A persona in, its figures out: the strip below its name, and the table of features that set it
apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import FeatureName
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from reporter.model import Persona, Report
    from reporter.numerals import Numerals

__all__ = ["in_figures", "strip"]

STATS, FIGURES = 5, 6
"""So many figures at most stand in the strip, and so many features in the table."""
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


def strip(report: Report, persona: Persona, numerals: Numerals) -> tuple[Stat, ...]:
    """Return how many they are, what they bring, and what says most about one of them."""
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


def in_figures(report: Report, persona: Persona, numerals: Numerals) -> Table | None:
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
