"""A Report in, `segments.xlsx` out: a summary to read, then the segments, all customers, the
strategies and the features to work with.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reporter.pseudonyms import written_ids
from reporter.rendering.added_columns import added_columns
from reporter.rendering.lists import headings, names
from reporter.rendering.typography import typeset
from reporter.rendering.workbook_columns import (
    UNNAMED_CURRENCY,
    brought,
    heading,
    in_money,
    pattern,
    unit,
)
from reporter.rendering.workbook_sheets import Book, Column
from reporter.wording.plays import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reporter.model import Persona, Report, Segment
    from reporter.rendering.workbook_sheets import Cell
    from reporter.wording import Words

__all__ = ["MOST_ROWS", "SHEETS", "write_xlsx"]

MOST_ROWS = 1_048_575
"""A sheet holds so many rows below its header; more customers stand in the CSV alone."""
GRID = "Grid and segments"
SHEETS = {
    "Summary": "",
    "Segments": "the segments with the median of every feature",
    "Customers": "every customer with their segment; filter the column Segment name for a list",
    GRID: "the same customers by cell of the recency and frequency grid, and by segment",
    "Strategies": "what to do, for whom, and what it may bring",
    "Features": "what each column of the sheet Customers means",
}
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
        "title": "Customer segments",
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
    sheet = book.page("Summary")
    sheet.hide_gridlines(2)
    title = report.settings.report.title or words.text(report.findings.title)
    sheet.write_string(0, 0, _set(title), book.formats.title)
    sheet.write_string(1, 0, _set(words.text(report.findings.headline)), book.formats.lead)
    sheet.write_string(2, 0, " · ".join(_about(report, words)), book.formats.quiet)
    last = _personas(book, sheet, report)
    sheet.write_string(last + 2, 0, "The other sheets", book.formats.header)
    others = [
        (name, holds)
        for name, holds in SHEETS.items()
        if holds and (name != GRID or report.findings.crossings)
    ]
    for line, (name, holds) in enumerate(others, last + 3):
        sheet.write_string(line, 0, f"{name}: {holds}.", book.formats.text)


def _about(report: Report, words: Words) -> list[str]:
    """Say whose data these are, how many customers, of which days, and what they brought."""
    totals, period = report.study.totals, report.study.table.period
    about = [
        report.settings.report.client or "Customer segmentation report",
        f"{words.numerals.count(totals.customers)} customers",
    ]
    if period:
        about.append(
            f"orders from {words.numerals.day(period.start)} to {words.numerals.day(period.end)}"
        )
    if totals.revenue is not None:
        whose = "" if totals.currency else f" in the {UNNAMED_CURRENCY}"
        about.append(f"{words.numerals.money_short(totals.revenue)} revenue{whose}")
    elif totals.orders is not None:
        about.append(f"{words.numerals.count(totals.orders)} orders")
    return about


def _personas(book: Book, sheet: Any, report: Report) -> int:
    """Write a line per segment, and return the last row."""
    columns = [
        Column("Segment", "whole", 9),
        Column("Segment name", "text", 28),
        Column("In one line", "text", 56),
        Column("Customers", "whole", 12),
        Column("Share of customers", "share", 12),
    ]
    columns += brought(report)
    columns.append(Column("How to recognise one", "text", 44))
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
    columns = [
        Column("Segment", "whole", 9),
        Column("Segment name", "text", 28),
        Column("Customers", "whole", 12),
        Column("Share of customers", "share", 12),
    ]
    columns += brought(report)
    columns += [
        Column(heading(feature, report, ", median"), pattern(feature, report), 15)
        for feature in numeric
    ]
    columns += [
        Column("Rule", "text", 44),
        Column("Share of the segment that the rule finds", "share", 16),
        Column("Share of those found that belong", "share", 16),
        Column("Stability (0–1)", "score", 11),
        Column("Borders on", "text", 24),
        Column("Share near the border", "share", 12),
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

    book.listing("Segments", columns, rows())


def _customers(book: Book, report: Report) -> None:
    frame, features, scores = (
        report.study.table.frame,
        report.study.table.features,
        added_columns(report),
    )
    columns = [
        Column("Customer", "text", 24),
        Column("Segment", "whole", 10),
        Column("Segment name", "text", 28),
    ]
    taken = headings(
        [heading(feature, report) for feature in features], [score.label for score in scores]
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
    book.listing("Customers", columns, islice(rows, MOST_ROWS))


def _grid(book: Book, report: Report) -> None:
    """Write a row per cell and a column per segment, with totals and shares at the ends."""
    personas, cells, customers = (
        report.findings.personas,
        report.findings.grid or (),
        report.study.totals.customers or 1,
    )
    held = {(pair.cell, pair.segment): pair.customers for pair in report.findings.crossings}
    columns = [
        Column("Grid cell", "text", 24),
        *(Column(book.words.name(persona.name), "whole", 14) for persona in personas),
    ]
    columns += [Column("All customers", "whole", 12), Column("Share of customers", "share", 12)]
    sheet = book.page(GRID)
    sheet.freeze_panes(1, 1)
    rows: list[list[Cell]] = [
        [
            cell.segment,
            *(held.get((cell.segment, persona.segment), 0) for persona in personas),
            cell.customers,
            cell.customers / customers,
        ]
        for cell in cells
    ]
    rows.append(["All customers", *(persona.customers for persona in personas), customers, 1.0])
    last = book.table(sheet, columns, rows)
    sheet.write_string(last + 1, 0, "Share of customers", book.formats.text)
    for column, persona in enumerate(personas, 1):
        sheet.write_number(last + 1, column, persona.share, book.formats.of("share"))
    sheet.write_number(last + 1, len(personas) + 1, 1.0, book.formats.of("share"))


def _strategies(book: Book, report: Report, words: Words) -> None:
    money = report.study.totals.revenue is not None
    columns = [
        Column("Order", "whole", 8),
        Column("Strategy", "text", 34),
        Column("What to do", "text", 60),
        Column("Segment", "whole", 10),
        Column("Segment name", "text", 28),
        Column("Customers addressed", "whole", 12),
        Column("Customers in the segment", "whole", 12),
        Column("Channel", "text", 24),
        Column("Measured by", "text", 40),
        Column("Effort (1 little, 3 much)", "whole", 12),
    ]
    if money:
        extra = in_money("Extra revenue a year before cost", report)
        columns += [Column(f"{extra}, from", "money", 18), Column(f"{extra}, to", "money", 18)]
    columns.append(Column("Assumption", "text", 60))

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

    book.listing("Strategies", columns, rows())


def _features(book: Book, report: Report) -> None:
    columns = [
        Column("Feature", "text", 28),
        Column("Column in segments.csv", "text", 28),
        Column("Unit", "text", 16),
        Column("Used to form segments", "text", 20),
        Column("Definition", "text", 80),
    ]
    used = set(report.study.segmentation.features)
    scores = added_columns(report)
    heads = headings(
        [feature.name for feature in report.study.table.features], [score.name for score in scores]
    )[3:]
    rows = [
        (
            feature.label,
            head,
            unit(feature, report),
            "yes" if feature.name in used else "no, describes them",
            _set(feature.definition),
        )
        for feature, head in zip(report.study.table.features, heads, strict=False)
    ]
    rows += [
        (
            score.label,
            score.name,
            "name" if score.name == "grid_cell" else "score",
            "no, of the grid",
            _set(score.definition),
        )
        for score in scores
    ]
    book.listing("Features", columns, rows)


def _set(text: str) -> str:
    return str(typeset(text))
