"""Appendix: features, preparation, the candidates, and how sure the segments are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.model import BORDERLINE, Section, Stability
from reporter.rendering.views.accounts import accounts_rule, accounts_table
from reporter.rendering.views.choice import Choice, choice
from reporter.rendering.views.tables import Column, Table, Tag, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Chart, Report, Trait
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.tables import Cell
    from reporter.wording import Words

__all__ = ["Method", "method"]

MOST_FEATURES, LABEL_WIDTH, UNBROKEN_COLUMNS = 40, 22, 6
"""Rows of features at most; percent of a table's width that names take; up to so many columns an
interval stands in one line.
"""
DASH = "–"
TRANSFORMS = {
    "none": "as it is",
    "log1p": "log(1 + x)",
    "yeo-johnson": "Yeo–Johnson",
    "one-hot": "one column a category",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the analyst checks about the method."""

    answer: str
    made: str
    """By which algorithm, and of which features, the segments were made."""
    choice: Choice
    """Why so many segments."""
    structure: str
    steadiness: str
    """How well repeat runs find the segments again."""
    limits: tuple[str, ...]
    """What the segments cannot tell."""
    tree: str
    """How near one decision tree comes to the segments."""
    prepared: str
    """What was done to the features, in sentences."""
    preparation: Table
    accounts: Table | None
    """The key accounts."""
    accounts_rule: str
    sureness: Table
    charts: tuple[Chart, ...]
    silhouettes: Chart | None
    """How close each customer is to the own segment."""
    bands: str
    """The grades of stability, with their bounds."""
    border: str
    """The silhouette below which a customer is near the border."""
    stable: Chart | None
    """How the segments hold."""
    apart: Chart | None
    """How far each stands apart, with intervals."""
    effects: Table | None
    """The same in figures."""
    others: tuple[Chart, ...]
    """The section's charts without a place of their own."""


def _bands() -> str:
    """Say from where to where each grade of stability reaches: "below .60 it dissolves, …"."""
    lowest, *between, highest = Stability
    ends = {one: f"{one.least:.2f}".lstrip("0") for one in Stability}
    inner = [
        f"{ends[one]}–{ends[following]} {one}" for one, following in pairwise([*between, highest])
    ]
    return ", ".join(
        [
            f"below {ends[between[0]]} it {lowest.told}",
            *inner,
            f"above {ends[highest]} {highest}",
        ]
    )


def method(report: Report, words: Words, gallery: Gallery) -> Method:
    """Tell how the segments were made and how well they hold."""
    said, apart = report.findings.appendix, gallery.get("effects")
    return Method(
        answer=words.answer(report.findings, "method"),
        made=words.text(said.made),
        choice=choice(report, words),
        structure=_structure(report, words),
        steadiness=words.text(said.steadiness),
        limits=tuple(words.text(one) for one in said.limits),
        tree=words.text(said.tree),
        prepared=words.text(said.preparation),
        preparation=_preparation(report, words),
        accounts=accounts_table(report, words),
        accounts_rule=accounts_rule(report),
        sureness=_sureness(report, words),
        charts=gallery.some("candidates"),
        silhouettes=gallery.get("silhouettes"),
        bands=_bands(),
        border=words.numerals.decimal(BORDERLINE),
        stable=gallery.get("stability"),
        apart=apart,
        effects=_effects(report, words, apart),
        others=gallery.rest(Section.METHOD),
    )


def _structure(report: Report, words: Words) -> str:
    """Say how far there are groups, in the words of the first pages, and what data without any
    would have shown.
    """
    said = report.findings.sections.get("structure")
    without = words.text(report.findings.appendix.random)
    return f"{words.text(said)} {without}" if said else without


def _effects(report: Report, words: Words, drawn: Chart | None) -> Table | None:
    """Write the effects that the chart draws, each with its interval; down goes what there is more
    of, segments or features.
    """
    if drawn is None or "features" not in drawn.numbers:
        return None
    personas, features = report.findings.personas, tuple(drawn.numbers["features"])
    space = " " if min(len(personas), len(features)) > UNBROKEN_COLUMNS else "\N{NO-BREAK SPACE}"
    tags = [Tag(segment=persona.segment, name=words.name(persona.name)) for persona in personas]
    labels = [report.study.table.feature(name).label for name in features]
    cells = []
    for persona in personas:
        known = {trait.feature: trait for trait in persona.traits}
        cells.append([_interval(known.get(name), words, space) for name in features])
    if len(features) < len(personas):
        return _figured(
            "Segment", labels, [(tag, *row) for tag, row in zip(tags, cells, strict=True)]
        )
    turned: list[tuple[Cell, ...]] = [
        (label, *(row[column] for row in cells)) for column, label in enumerate(labels)
    ]
    return _figured("Feature", [words.name(persona.name) for persona in personas], turned)


def _interval(trait: Trait | None, words: Words, space: str) -> str:
    """Write an effect with its 95 % interval; `space` lets the interval break or keeps it whole."""
    if trait is None:
        return DASH
    effect, low, high = (
        words.numerals.fixed(value, 2) for value in (trait.effect, trait.low, trait.high)
    )
    return f"{effect} ({low}{space}to{space}{high})"


def _figured(first: str, others: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table:
    wide = (100 - LABEL_WIDTH) // max(len(others), 1)
    return table(
        "Effects in figures",
        (Column(first, "strong", LABEL_WIDTH), *(Column(label, "text", wide) for label in others)),
        rows,
    )


def _preparation(report: Report, words: Words) -> Table:
    filling = any(one.imputed for one in report.study.segmentation.preparation)
    columns = (
        Column("Feature", "strong", 22),
        Column("Transformed by", "text", 15),
        Column("Scaling", "text", 10),
        Column("Skew before", "number", 8),
        Column("after", "number", 7),
        *([Column("Filled in", "number", 9)] if filling else []),
        Column("Pulled in", "number", 9),
        Column("Bounds", "number", 20),
    )
    rows, customers = [], max(report.study.segmentation.customers, 1)
    for prepared in report.study.segmentation.preparation:
        feature = report.study.table.feature(prepared.feature)
        skews = (
            DASH if skew is None else words.numerals.fixed(skew, 1)
            for skew in (prepared.skewness_before, prepared.skewness_after)
        )
        filled = (
            words.numerals.percent(prepared.imputed / customers) if prepared.imputed else "none"
        )
        pulled = words.numerals.count(prepared.winsorised) if prepared.upper is not None else DASH
        bounds = DASH
        if prepared.lower is not None and prepared.upper is not None:
            bounds = (
                f"{words.numerals.quantity(prepared.lower, feature.unit)} –"
                f" {words.numerals.quantity(prepared.upper, feature.unit)}"
            )
        rows.append(
            (
                feature.label,
                TRANSFORMS[prepared.transform],
                prepared.scaling,
                *skews,
                *([filled] if filling else []),
                pulled,
                bounds,
            )
        )
    return table(
        "What was done to each feature before distances were measured",
        columns,
        rows,
        cap=MOST_FEATURES,
    )


def _sureness(report: Report, words: Words) -> Table:
    columns = (
        Column("Segment", "text", 24),
        Column("Customers", "number", 10),
        Column("Silhouette", "number", 10),
        Column("Stability", "number", 9),
        Column("which is", "text", 14),
        Column("Near the border", "number", 12),
        Column("Borders on", "text", 21),
    )
    rows = []
    for segment in report.study.segmentation.segments:
        tag = Tag(segment=segment.id, name=words.name(report.findings.persona(segment.id).name))
        scores = (
            words.numerals.fixed(segment.silhouette, 2),
            words.numerals.fixed(segment.stability, 2),
            segment.grade.told,
        )
        neighbour = words.name(report.findings.persona(segment.neighbour).name)
        rows.append(
            (
                tag,
                words.numerals.count(segment.customers),
                *scores,
                words.numerals.percent(segment.borderline),
                neighbour,
            )
        )
    return table("How sure each segment is", columns, rows)
