"""Appendix: the features and the terms, as far as this report uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.choices import Format, algorithm_words
from reporter.model import FeatureName
from reporter.rendering.views import page_space
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["Glossary", "glossary"]

MOST_FEATURES = 40
"""So many features at most are defined."""
NEARLY_HALF, OVER_HALF = 0.43, 0.54
"""Shares of a page's height between which terms are set more openly, so that they take half of it.
"""


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


def glossary(report: Report, words: Words) -> Glossary:
    """Define the features and every term that stands in the report."""
    defined = (*_everyday(report, words), *_grid(report, words), *_method(report, words))
    terms = tuple(Stat(label=term, value=meaning) for term, meaning in defined)
    share = page_space.terms(terms) / page_space.page_height(report.settings)
    return Glossary(
        features=_features(report),
        terms=terms,
        fills=share > NEARLY_HALF,
        airy=NEARLY_HALF < share < OVER_HALF,
    )


def _features(report: Report) -> Table:
    used = set(report.study.segmentation.features)
    columns = (
        Column("Feature", "strong", 26),
        Column("Definition"),
        Column("Used to form segments", "quiet", 20),
    )
    rows = (
        (feature.label, feature.definition, "yes" if feature.name in used else "no, describes them")
        for feature in report.study.table.features
    )
    return table(
        "Features and their definitions",
        columns,
        rows,
        cap=MOST_FEATURES,
        rest=f"{Format.XLSX.file}, sheet Features, holds all.",
    )


def _everyday(report: Report, words: Words) -> list[tuple[str, str]]:
    terms = [
        ("Segment", "A group of customers who are alike. Every customer belongs to exactly one."),
        (
            "Median, typically",
            (
                "The value in the middle: half of the customers lie below it. A few very large ones"
                " do not move it, as they do an average."
            ),
        ),
    ]
    if report.study.totals.revenue is not None:
        terms.append(("Revenue", words.text(report.findings.appendix.terms["revenue"])))
        terms.append(("Share of revenue", "A segment’s part of what all customers together spent."))
    elif report.study.table.volume is not None:
        terms.append(("Share of orders", "A segment’s part of all orders that customers placed."))
    return terms


def _grid(report: Report, words: Words) -> list[tuple[str, str]]:
    if not report.findings.grid:
        return []
    scoring = report.findings.scoring
    terms = [
        *_from_features(report),
        ("Score", words.text(report.findings.appendix.terms["score"])),
    ]
    if scoring and scoring.counts_money:
        terms.append(
            (
                "Frequency and money score",
                "The mean of the scores of frequency and of money spent; halves are rounded up.",
            )
        )
    return terms


def _from_features(report: Report) -> list[tuple[str, str]]:
    """Define the axes of the grid as the features are defined."""
    return [
        (term, report.study.table.feature(name).definition)
        for term, name in (("Recency", FeatureName.RECENCY), ("Frequency", FeatureName.FREQUENCY))
        if report.study.table.has(name)
    ]


def _method(report: Report, words: Words) -> list[tuple[str, str]]:
    terms = [
        (
            "Silhouette",
            "How much closer customers are to their own segment than to the next, from −1 to 1.",
        ),
        ("Calinski–Harabasz", "Spread between segments over spread within them; higher is better."),
        (
            "Davies–Bouldin",
            "How much each segment overlaps with the one most like it; lower is better.",
        ),
        (
            "Stability",
            "How much of a segment comes back when the customers are drawn anew: 1 is all of it.",
        ),
        (
            "Bootstrap",
            (
                "Drawing as many customers again at random, some twice and some not at all, to see"
                " what a result owes to chance."
            ),
        ),
        (
            "Jaccard similarity",
            "Of the customers that either of two groups holds, the share that both hold.",
        ),
        ("Skew", "How lopsided a feature’s values are; 0 is even on both sides."),
    ]
    found = report.study.segmentation
    made_by = algorithm_words(found.algorithm)
    if made_by.does:
        terms.insert(0, (made_by.term, made_by.does))
    terms += _comparing(report, words)
    if found.key_accounts:
        terms.append(
            (
                "Key account",
                (
                    "A customer beyond twice of what all but the largest half percent, or all but"
                    " the three largest, have in money or counts."
                ),
            )
        )
    transforms = {prepared.transform for prepared in found.preparation}
    if "log1p" in transforms:
        terms.append(
            (
                "log(1 + x)",
                (
                    "The logarithm, which counts differences in proportion: from 10 to 100 is as"
                    " far as from 100 to 1,000."
                ),
            )
        )
    if "yeo-johnson" in transforms:
        terms.append(
            (
                "Yeo–Johnson",
                "A transformation that makes a lopsided feature even, for values of either sign.",
            )
        )
    return terms


def _comparing(report: Report, words: Words) -> list[tuple[str, str]]:
    """Explain what divisions are compared by."""
    candidates = report.study.segmentation.candidates
    terms = [
        (
            "Gap",
            (
                "Gap statistic: how much tighter the segments are than those of evenly spread"
                " points; higher is better."
            ),
        ),
        (
            "Valley",
            (
                "How much emptier the space between two segments is than their middles, for the two"
                " hardest to tell apart: 0 is no gap."
            ),
        ),
    ]
    if useful := report.findings.appendix.terms.get("useful"):
        terms.append(("Useful", words.text(useful)))
    if any(one.bic is not None for one in candidates):
        terms.append(
            (
                "BIC",
                (
                    "How well a mixture fits for the parameters it needs (Bayesian information"
                    " criterion); lower is better."
                ),
            )
        )
    if any(one.scaling == "weighted" for one in report.study.segmentation.preparation):
        terms.append(
            (
                "Weighted",
                (
                    "A category’s columns are weighed so that together they count as much as one"
                    " number."
                ),
            )
        )
    return terms
