"""A Report in, `segments.xlsx` out: a summary to read, then the segments, all customers, the
strategies and the features to work with.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reporter.model.claim import Claim, Count, Day, Money, Name
from reporter.pseudonyms import written_ids
from reporter.rendering.added_columns import added_columns
from reporter.rendering.lists import headings, names
from reporter.rendering.typography import typeset
from reporter.rendering.workbook_columns import (
    brought,
    currency_of,
    heading,
    pattern,
    unit_of,
)
from reporter.rendering.workbook_sheets import Book, Column
from reporter.wording.plays import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reporter.model import Persona, Report, Segment
    from reporter.model.claim import Value
    from reporter.rendering.workbook_sheets import Cell
    from reporter.wording import Words

__all__ = ["MOST_ROWS", "write_xlsx"]

MOST_ROWS = 1_048_575
"""A sheet holds so many rows below its header; more customers stand in the CSV alone."""
GRID = "workbook.grid"
SHEETS = (
    "workbook.segments",
    "workbook.customers",
    GRID,
    "workbook.strategies",
    "workbook.features",
)
"""The sheets after the summary: where their words stand in the catalogue."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook without dates of orders says it was made, so that equal runs give equal bytes."""


def write_xlsx(report: Report, words: Words, path: Path) -> Path:
    """Write the workbook; the same report gives the same bytes."""
    period = report.study.table.period
    made = (
        datetime(period.as_of.year, period.as_of.month, period.as_of.day, tzinfo=UTC)
        if period
        else EPOCH
    )
    properties = {
        "title": words.term("workbook.file", "title"),
        "company": report.settings.report.client,
        "created": made.replace(tzinfo=None),
    }
    book = Book(path, words, properties)
    _summary(book, report, words)
    _segments(book, report)
    _customers(book, report)
    if report.findings.crossings:
        _grid(book, report)
    _strategies(book, report, words)
    _features(book, report)
    book.close()
    return path


def _pairs(report: Report) -> list[tuple[Persona, Segment]]:
    segments = {segment.id: segment for segment in report.study.segmentation.segments}
    return [(persona, segments[persona.segment]) for persona in report.findings.personas]


def _summary(book: Book, report: Report, words: Words) -> None:
    """Write the sheet that opens first: whose data, the headline, the segments in a line each, and
    what the other sheets hold.
    """
    named = partial(words.term, "workbook.summary")
    sheet = book.page(named())
    sheet.hide_gridlines(2)
    title = report.settings.report.title or words.text(report.findings.title)
    sheet.write_string(0, 0, _set(title), book.formats.title)
    sheet.write_string(1, 0, _set(words.text(report.findings.headline)), book.formats.lead)
    sheet.write_string(2, 0, words.text(_about(report)), book.formats.quiet)
    last = _personas(book, sheet, report)
    sheet.write_string(last + 2, 0, named("others"), book.formats.header)
    others = [each for each in SHEETS if each != GRID or report.findings.crossings]
    for line, each in enumerate(others, last + 3):
        sheet.write_string(line, 0, words.term(each, "holds"), book.formats.text)


def _about(report: Report) -> Claim:
    """Say whose data these are, how many customers, of which days, and what they brought."""
    totals, period = report.study.totals, report.study.table.period
    client = report.settings.report.client
    values: dict[str, Value] = {
        "client": Name(client) if client else None,
        "customers": Count(totals.customers),
        "start": Day(period.start) if period else None,
        "end": Day(period.end) if period else None,
        "revenue": None if totals.revenue is None else Money(totals.revenue),
        "unnamed": not totals.currency,
        "orders": None if totals.orders is None else Count(totals.orders),
    }
    return Claim("workbook.about", values)


def _personas(book: Book, sheet: Any, report: Report) -> int:
    """Write a line per segment, and return the last row."""
    named = partial(book.words.term, "workbook.summary")
    columns = [
        Column(named("segment"), "whole", 9),
        Column(named("name"), "text", 28),
        Column(named("portrait"), "text", 56),
        Column(named("customers"), "whole", 12),
        Column(named("share"), "share", 12),
    ]
    columns += brought(report, book.words)
    columns.append(Column(named("rule"), "text", 44))
    rows = [
        (
            persona.segment,
            book.words.name(persona.name),
            _set(book.words.text(persona.portrait)),
            persona.customers,
            persona.share,
            *((persona.volume, persona.volume_share) if report.study.table.volume else ()),
            _set(book.words.text(persona.rule)),
        )
        for persona in report.findings.personas
    ]
    return book.table(sheet, columns, rows, top=4)


def _segments(book: Book, report: Report) -> None:
    numeric = [feature for feature in report.study.table.features if feature.unit != "category"]
    named = partial(book.words.term, "workbook.segments")
    columns = [
        Column(named("segment"), "whole", 9),
        Column(named("name"), "text", 28),
        Column(named("customers"), "whole", 12),
        Column(named("share"), "share", 12),
    ]
    columns += brought(report, book.words)
    columns += [
        Column(heading(feature, report, book.words, median=True), pattern(feature, report), 15)
        for feature in numeric
    ]
    columns += [
        Column(named("rule"), "text", 44),
        Column(named("recall"), "share", 16),
        Column(named("precision"), "share", 16),
        Column(named("stability"), "score", 11),
        Column(named("neighbour"), "text", 24),
        Column(named("border"), "share", 12),
    ]

    def rows() -> Iterable[Sequence[Cell]]:
        for persona, segment in _pairs(report):
            row: list[Cell] = [
                persona.segment,
                book.words.name(persona.name),
                persona.customers,
                persona.share,
            ]
            row += [persona.volume, persona.volume_share] if report.study.table.volume else []
            row += [persona.typical.get(feature.name) for feature in numeric]
            neighbour = book.words.name(report.findings.persona(segment.neighbour).name)
            yield (
                *row,
                _set(book.words.text(persona.rule)),
                segment.rule.recall,
                segment.rule.precision,
                segment.stability,
                neighbour,
                segment.borderline,
            )

    book.listing(named(), columns, rows())


def _customers(book: Book, report: Report) -> None:
    frame, features, scores = (
        report.study.table.frame,
        report.study.table.features,
        added_columns(report, book.words),
    )
    named = partial(book.words.term, "workbook.customers")
    columns = [
        Column(named("customer"), "text", 24),
        Column(named("segment"), "whole", 10),
        Column(named("name"), "text", 28),
    ]
    taken = headings(
        [heading(feature, report, book.words) for feature in features],
        [score.label for score in scores],
    )[3:]
    columns += [
        Column(head, pattern(feature, report), 22 if feature.unit == "category" else 15)
        for head, feature in zip(taken, features, strict=False)
    ]
    columns += [
        Column(score.label, "text", 22)
        if score.name == "grid_cell"
        else Column(score.label, "whole", 12)
        for score in scores
    ]
    values = [
        *(frame[feature.name].tolist() for feature in features),
        *(score.cells for score in scores),
    ]
    segments = report.study.segmentation.labels.reindex(frame.index).tolist()
    rows: Iterable[tuple[Any, ...]] = zip(
        written_ids(frame.index, report.settings.privacy),
        segments,
        names(report, book.words),
        *values,
        strict=True,
    )
    if report.settings.privacy.hash_ids:
        rows = sorted(rows, key=itemgetter(0))
    book.listing(named(), columns, islice(rows, MOST_ROWS))


def _grid(book: Book, report: Report) -> None:
    """Write a row per cell and a column per segment, with totals and shares at the ends."""
    personas, cells, customers = (
        report.findings.personas,
        report.findings.grid or (),
        report.study.totals.customers or 1,
    )
    held = {(pair.cell, pair.segment): pair.customers for pair in report.findings.crossings}
    named = partial(book.words.term, GRID)
    columns = [
        Column(named("cell"), "text", 24),
        *(Column(book.words.name(persona.name), "whole", 14) for persona in personas),
    ]
    columns += [Column(named("all"), "whole", 12), Column(named("share"), "share", 12)]
    sheet = book.page(named())
    sheet.freeze_panes(1, 1)
    rows: list[list[Cell]] = [
        [
            book.words.name(cell.called),
            *(held.get((cell.segment, persona.segment), 0) for persona in personas),
            cell.customers,
            cell.customers / customers,
        ]
        for cell in cells
    ]
    rows.append([named("all"), *(persona.customers for persona in personas), customers, 1.0])
    last = book.table(sheet, columns, rows)
    sheet.write_string(last + 1, 0, named("share"), book.formats.text)
    for column, persona in enumerate(personas, 1):
        sheet.write_number(last + 1, column, persona.share, book.formats.of("share"))
    sheet.write_number(last + 1, len(personas) + 1, 1.0, book.formats.of("share"))


def _strategies(book: Book, report: Report, words: Words) -> None:
    money = report.study.totals.revenue is not None
    named = partial(book.words.term, "workbook.strategies")
    columns = [
        Column(named("order"), "whole", 8),
        Column(named("strategy"), "text", 34),
        Column(named("action"), "text", 60),
        Column(named("segment"), "whole", 10),
        Column(named("name"), "text", 28),
        Column(named("audience"), "whole", 12),
        Column(named("customers"), "whole", 12),
        Column(named("channel"), "text", 24),
        Column(named("kpi"), "text", 40),
        Column(named("effort"), "whole", 12),
    ]
    if money:
        extra = Claim("workbook.strategies.worth", {"unit": currency_of(report)})
        columns += [Column(book.words.text(extra, form), "money", 18) for form in ("low", "high")]
    columns.append(Column(named("assumption"), "text", 60))

    def rows() -> Iterable[Sequence[Cell]]:
        for number, play in enumerate(report.findings.actions, 1):
            persona, said = report.findings.persona(play.segment), told(play, words)
            row: list[Cell] = [
                number,
                _set(said.title),
                _set(said.action),
                play.segment,
                book.words.name(persona.name),
                play.audience,
                persona.customers,
            ]
            row += [_set(said.channel), _set(said.kpi), play.effort]
            yield (*row, *((play.low, play.high) if money else ()), _set(said.assumption))

    book.listing(named(), columns, rows())


def _features(book: Book, report: Report) -> None:
    named = partial(book.words.term, "workbook.features")
    columns = [
        Column(named("feature"), "text", 28),
        Column(named("column"), "text", 28),
        Column(named("unit"), "text", 16),
        Column(named("used"), "text", 20),
        Column(named("definition"), "text", 80),
    ]
    used = set(report.study.segmentation.features)
    scores = added_columns(report, book.words)
    heads = headings(
        [feature.name for feature in report.study.table.features], [score.name for score in scores]
    )[3:]
    rows = [
        (
            book.words.label(feature),
            head,
            book.words.text(unit_of(feature, report)),
            named("used_yes" if feature.name in used else "used_no"),
            _set(book.words.definition(feature)),
        )
        for feature, head in zip(report.study.table.features, heads, strict=False)
    ]
    rows += [
        (
            score.label,
            score.name,
            named("unit_name" if score.name == "grid_cell" else "unit_score"),
            named("used_grid"),
            _set(score.definition),
        )
        for score in scores
    ]
    book.listing(named(), columns, rows)


def _set(text: str) -> str:
    return str(typeset(text))
