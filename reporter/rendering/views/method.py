"""Appendix: features, preparation, the candidates, and how sure the segments are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.model import BORDERLINE, Section, Stability
from reporter.model.claim import Claim, Name, Number, Quantity, Score
from reporter.rendering.views.accounts import accounts_rule, accounts_table
from reporter.rendering.views.choice import Choice, choice
from reporter.rendering.views.tables import Column, Table, Tag, table
from reporter.wording.catalogue import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Chart, Report, Trait
    from reporter.model.claim import Value
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.tables import Cell
    from reporter.wording import Words

__all__ = ["Method", "method"]

MOST_FEATURES, LABEL_WIDTH, UNBROKEN_COLUMNS = 40, 22, 6
"""Rows of features at most; percent of a table's width that names take; up to so many columns an
interval stands in one line.
"""
DASH = "–"


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
    grades: str
    """What stability is, its grades with their bounds, and who is near the border."""
    stable: Chart | None
    """How the segments hold."""
    apart: Chart | None
    """How far each stands apart, with intervals."""
    effects: Table | None
    """The same in figures."""
    others: tuple[Chart, ...]
    """The section's charts without a place of their own."""


def _grades(words: Words) -> str:
    """Say from where to where each grade of stability reaches: "below .60 it dissolves, …"."""
    lowest, *between, highest = Stability
    ends = {one: Name(f"{one.least:.2f}".lstrip("0")) for one in Stability}
    named = {one: Name(words.term(f"grade.{one}")) for one in Stability}
    dissolves = Name(words.term(f"grade.{lowest}", "does"))
    grades = (
        Claim("page.method.lowest", {"end": ends[between[0]], "grade": dissolves}),
        *(
            Claim(
                "page.method.between",
                {"start": ends[one], "end": ends[following], "grade": named[one]},
            )
            for one, following in pairwise([*between, highest])
        ),
        Claim("page.method.highest", {"start": ends[highest], "grade": named[highest]}),
    )
    values: dict[str, Value] = {"grades": grades, "border": Number(BORDERLINE)}
    return words.text(Claim("page.method.stability", values))


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
        accounts_rule=accounts_rule(report, words),
        sureness=_sureness(report, words),
        charts=gallery.some("candidates"),
        silhouettes=gallery.get("silhouettes"),
        grades=_grades(words),
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
    form = TEXT if min(len(personas), len(features)) > UNBROKEN_COLUMNS else "unbroken"
    tags = [Tag(segment=persona.segment, name=words.name(persona.name)) for persona in personas]
    labels = [words.label(report.study.table.feature(name)) for name in features]
    cells = []
    for persona in personas:
        known = {trait.feature: trait for trait in persona.traits}
        cells.append([_interval(known.get(name), words, form) for name in features])
    if len(features) < len(personas):
        down: list[tuple[Cell, ...]] = [(tag, *row) for tag, row in zip(tags, cells, strict=True)]
        return _figured(words, "segment", labels, down)
    turned: list[tuple[Cell, ...]] = [
        (label, *(row[column] for row in cells)) for column, label in enumerate(labels)
    ]
    return _figured(words, "feature", [words.name(persona.name) for persona in personas], turned)


def _interval(trait: Trait | None, words: Words, form: str) -> str:
    """Write an effect with its 95 % interval, which may break or, unbroken, is kept whole."""
    if trait is None:
        return DASH
    values = {"effect": Score(trait.effect), "low": Score(trait.low), "high": Score(trait.high)}
    return words.text(Claim("table.effect", values), form)


def _figured(
    words: Words, first: str, others: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> Table:
    named = partial(words.term, "table.effects")
    wide = (100 - LABEL_WIDTH) // max(len(others), 1)
    columns = (
        Column(named(first), "strong", LABEL_WIDTH),
        *(Column(label, "text", wide) for label in others),
    )
    return table(words, named(), columns, rows)


def _preparation(report: Report, words: Words) -> Table:
    filling = any(one.imputed for one in report.study.segmentation.preparation)
    named = partial(words.term, "table.preparation")
    columns = (
        Column(named("feature"), "strong", 22),
        Column(named("transformed"), "text", 15),
        Column(named("scaling"), "text", 10),
        Column(named("skew_before"), "number", 8),
        Column(named("skew_after"), "number", 7),
        *([Column(named("filled"), "number", 9)] if filling else []),
        Column(named("pulled"), "number", 9),
        Column(named("bounds"), "number", 20),
    )
    rows, customers = [], max(report.study.segmentation.customers, 1)
    for prepared in report.study.segmentation.preparation:
        feature = report.study.table.feature(prepared.feature)
        skews = (
            DASH if skew is None else words.numerals.fixed(skew, 1)
            for skew in (prepared.skewness_before, prepared.skewness_after)
        )
        filled = (
            words.percent(prepared.imputed / customers)
            if prepared.imputed
            else named("filled_none")
        )
        pulled = words.numerals.count(prepared.winsorised) if prepared.upper is not None else DASH
        bounds = DASH
        if prepared.lower is not None and prepared.upper is not None:
            ends = {
                "low": Quantity(prepared.lower, feature.unit),
                "high": Quantity(prepared.upper, feature.unit),
            }
            bounds = words.text(Claim("table.bounds", ends))
        rows.append(
            (
                words.label(feature),
                words.term("table.transform", prepared.transform),
                words.term("table.scaling", prepared.scaling),
                *skews,
                *([filled] if filling else []),
                pulled,
                bounds,
            )
        )
    return table(words, named(), columns, rows, cap=MOST_FEATURES)


def _sureness(report: Report, words: Words) -> Table:
    named = partial(words.term, "table.sureness")
    columns = (
        Column(named("segment"), "text", 24),
        Column(named("customers"), "number", 10),
        Column(named("silhouette"), "number", 10),
        Column(named("stability"), "number", 9),
        Column(named("grade"), "text", 14),
        Column(named("border"), "number", 12),
        Column(named("neighbour"), "text", 21),
    )
    rows = []
    for segment in report.study.segmentation.segments:
        tag = Tag(segment=segment.id, name=words.name(report.findings.persona(segment.id).name))
        scores = (
            words.numerals.fixed(segment.silhouette, 2),
            words.numerals.fixed(segment.stability, 2),
            words.term(f"grade.{segment.grade}", "does"),
        )
        neighbour = words.name(report.findings.persona(segment.neighbour).name)
        rows.append(
            (
                tag,
                words.numerals.count(segment.customers),
                *scores,
                words.percent(segment.borderline),
                neighbour,
            )
        )
    return table(words, named(), columns, rows)
