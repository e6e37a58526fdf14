"""Appendix: the features and the terms, as far as this report uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views import room
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from reporter.model import Report

__all__ = ["Glossary", "glossary"]

FEATURES = 40
NEARLY, HALF = 0.43, 0.48
"""Shares of a page."""
REFUNDS = {"net": ", refunds taken off", "drop": ", before refunds", "keep": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """What words mean."""

    features: Table
    terms: tuple[Stat, ...]
    """Each term and its definition."""
    fills: bool
    """Whether the terms take half a page by themselves, or would if they were set more openly."""
    airy: bool
    """Whether they have to be."""


def glossary(report: Report) -> Glossary:
    """Define the features and every term that stands in the report."""
    terms = (*_everyday(report), *_grid(report), *_method(report))
    share = room.terms([meaning for _, meaning in terms]) / room.page_height(report.settings)
    return Glossary(
        features=_features(report),
        terms=tuple(Stat(label=term, value=meaning) for term, meaning in terms),
        fills=share > NEARLY,
        airy=NEARLY < share < HALF,
    )


def _features(report: Report) -> Table:
    used = set(report.segmentation.features)
    columns = (Column("Feature", "strong", 26), Column("Definition"), Column("Used to form segments", "quiet", 20))
    rows = (
        (feature.label, feature.definition, "yes" if feature.name in used else "no, describes them")
        for feature in report.customers.features
    )
    return table("Features and their definitions", columns, rows, cap=FEATURES, rest="segments.xlsx, sheet Features, holds all.")


def _everyday(report: Report) -> list[tuple[str, str]]:
    terms = [
        ("Segment", "A group of customers who are alike. Every customer belongs to exactly one."),
        (
            "Median, typically",
            "The value in the middle: half of the customers lie below it. A few very large ones do not move it, as they do an average.",
        ),
    ]
    if report.totals.revenue is not None:
        taken = REFUNDS[report.settings.quality.returns] if report.totals.orders else ""
        terms.append(("Revenue", f"The money that customers spent{taken}."))
        terms.append(("Share of revenue", "A segment’s part of what all customers together spent."))
    return terms


def _grid(report: Report) -> list[tuple[str, str]]:
    if not report.findings.grid:
        return []
    return [
        ("Recency", "Days from a customer’s last order to the day that the report counts to."),
        ("Frequency", "The number of a customer’s orders in the period."),
        ("Score", "All customers in five equal parts, from 1 to 5; 5 is the most recent, or the most frequent."),
    ]


def _method(report: Report) -> list[tuple[str, str]]:
    terms = [
        ("Silhouette", "How much closer customers are to their own segment than to the next, from −1 to 1."),
        ("Calinski–Harabasz", "Spread between segments over spread within them; higher is better."),
        ("Davies–Bouldin", "How much each segment overlaps with the one most like it; lower is better."),
        ("Stability", "How much of a segment comes back when the customers are drawn anew: 1 is all of it."),
        ("Bootstrap", "Drawing as many customers again at random, some twice and some not at all, to see what a result owes to chance."),
        ("Jaccard similarity", "Of the customers that either of two groups holds, the share that both hold."),
        ("Skew", "How lopsided a feature’s values are; 0 is even on both sides."),
    ]
    if report.segmentation.algorithm == "kmeans":
        terms.insert(
            0, ("k-means", "Puts each customer into the group whose centre is nearest, and moves the centres until nothing changes.")
        )
    transforms = {prepared.transform for prepared in report.segmentation.preparation}
    if "log1p" in transforms:
        terms.append(
            ("log(1 + x)", "The logarithm, which counts differences in proportion: from 10 to 100 is as far as from 100 to 1,000.")
        )
    if "yeo-johnson" in transforms:
        terms.append(("Yeo–Johnson", "A transformation that makes a lopsided feature even, for values of either sign."))
    return terms
