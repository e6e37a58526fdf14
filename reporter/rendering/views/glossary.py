"""Appendix: the features and the terms, as far as this report uses them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reporter.choices import Format
from reporter.model import FeatureName
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Name
from reporter.rendering.views import page_space
from reporter.rendering.views.tables import Column, Stat, Table, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["Glossary", "glossary"]

MOST_FEATURES = 40
"""So many features at most are defined."""
NEARLY_HALF, OVER_HALF = 0.43, 0.54
"""Shares of a page's height between which terms are set more openly, so that they take half of it.
"""
AXES = {FeatureName.RECENCY: "recency", FeatureName.FREQUENCY: "frequency"}
METHOD = (
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "stability",
    "bootstrap",
    "jaccard",
    "skew",
)
"""Terms of the method that stand in every report."""
TRANSFORMS = ("log1p", "yeo-johnson")
"""Transformations that are terms."""


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
    terms = (*_everyday(report, words), *_grid(report, words), *_method(report, words))
    share = page_space.terms(terms) / page_space.page_height(report.settings)
    return Glossary(
        features=_features(report, words),
        terms=terms,
        fills=share > NEARLY_HALF,
        airy=NEARLY_HALF < share < OVER_HALF,
    )


def _features(report: Report, words: Words) -> Table:
    used, named = set(report.study.segmentation.features), partial(words.term, "table.features")
    columns = (
        Column(named("feature"), "strong", 26),
        Column(named("definition")),
        Column(named("used"), "quiet", 20),
    )
    rows = (
        (
            words.label(feature),
            words.definition(feature),
            named("used_yes" if feature.name in used else "used_no"),
        )
        for feature in report.study.table.features
    )
    rest = Claim("table.features.rest", {"file": Name(Format.XLSX.file)})
    return table(words, named(), columns, rows, cap=MOST_FEATURES, rest=rest)


def _term(words: Words, name: str, meaning: str = "") -> Stat:
    """Return a term of the catalogue, with what it means there unless that is given."""
    id_ = f"term.{name}"
    return Stat(label=words.term(id_, "name"), value=meaning or words.term(id_))


def _everyday(report: Report, words: Words) -> Iterator[Stat]:
    yield _term(words, "segment")
    yield _term(words, "median")
    if report.study.totals.revenue is not None:
        yield _term(words, "revenue", words.text(report.findings.appendix.terms["revenue"]))
        yield _term(words, "revenue_share")
    elif report.study.table.volume is not None:
        yield _term(words, "order_share")


def _grid(report: Report, words: Words) -> Iterator[Stat]:
    if not report.findings.grid:
        return
    # The axes of the grid are what the features are.
    for name in (FeatureName.RECENCY, FeatureName.FREQUENCY):
        if report.study.table.has(name):
            yield _term(words, AXES[name], words.definition(report.study.table.feature(name)))
    yield _term(words, "score", words.text(report.findings.appendix.terms["score"]))
    scoring = report.findings.scoring
    if scoring and scoring.counts_money:
        yield _term(words, "frequency_and_money")


def _method(report: Report, words: Words) -> Iterator[Stat]:
    found = report.study.segmentation
    made_by = algorithm_called(found.algorithm)
    # Of a class of another library nothing is known.
    if words.catalogue.has(made_by.id, "does"):
        yield Stat(label=words.text(made_by, "term"), value=words.text(made_by, "does"))
    for name in METHOD:
        yield _term(words, name)
    yield from _comparing(report, words)
    if found.key_accounts:
        yield _term(words, "key_account")
    transforms = {prepared.transform for prepared in found.preparation}
    for name in TRANSFORMS:
        if name in transforms:
            yield _term(words, name)


def _comparing(report: Report, words: Words) -> Iterator[Stat]:
    """Explain what divisions are compared by."""
    yield _term(words, "gap")
    yield _term(words, "valley")
    if useful := report.findings.appendix.terms.get("useful"):
        yield _term(words, "useful", words.text(useful))
    if any(one.bic is not None for one in report.study.segmentation.candidates):
        yield _term(words, "bic")
    if any(one.scaling == "weighted" for one in report.study.segmentation.preparation):
        yield _term(words, "weighted")
