"""A Report in, `segments.xlsx` out: a summary to read, then the segments, all customers, the
strategies and the features to work with.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import xlsxwriter

from reporter.pseudonyms import written_ids
from reporter.rendering.added_columns import added_columns
from reporter.rendering.lists import headings, names
from reporter.rendering.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reporter.model import Feature, Persona, Report, Segment
    from reporter.numerals import Numerals

    Cell = str | float | int | None

__all__ = ["ROWS", "SHEETS", "write_xlsx"]

ROWS = 1_048_575
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
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WRAPPED = 30
"""Letters from which a column of texts is wrapped."""
PATTERNS = {
    "days": "#,##0",
    "share": "0.0%",
    "whole": "#,##0",
    "fraction": "#,##0.0",
    "score": "0.00",
}
OWN = "file’s currency"
TIMES = {"days", "weeks", "months", "years"}


def write_xlsx(report: Report, numerals: Numerals, path: Path) -> Path:
    """Write the workbook; the same report gives the same bytes."""
    book = xlsxwriter.Workbook(path, OPTIONS)
    period = report.study.table.period
    made = (
        datetime(period.as_of.year, period.as_of.month, period.as_of.day, tzinfo=UTC)
        if period
        else EPOCH
    )
    book.set_properties(
        {
            "title": "Customer segments",
            "company": report.settings.report.client,
            "created": made.replace(tzinfo=None),
        }
    )
    formats = _Formats(book, numerals.sign)
    _summary(book, formats, report, numerals)
    _segments(book, formats, report)
    _customers(book, formats, report)
    if report.findings.crossings:
        _grid(book, formats, report)
    _strategies(book, formats, report)
    _features(book, formats, report)
    book.close()
    return path


class _Formats:
    """The workbook's cell formats, one a unit."""

    def __init__(self, book: Any, sign: str) -> None:
        self.header = book.add_format(
            {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}
        )
        self.text = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.lead = book.add_format({"font_size": 12})
        self.quiet = book.add_format({"font_color": "#666B71"})
        # A sign in quotes is text to a spreadsheet: a currency's letters are never taken for a
        # pattern.
        patterns = {"money": f'"{sign}"#,##0.00' if sign else "#,##0.00", **PATTERNS}
        self.numbers = {
            unit: book.add_format({"num_format": pattern, "valign": "top"})
            for unit, pattern in patterns.items()
        }

    def of(self, unit: str, width: int = 0) -> Any:
        return self.numbers.get(unit, self.wrapped if width > WRAPPED else self.text)


Columns = "Sequence[tuple[str, str, int]]"


def _table(
    sheet: Any,
    formats: _Formats,
    columns: Sequence[tuple[str, str, int]],
    rows: Iterable[Sequence[Cell]],
    *,
    top: int = 0,
) -> int:
    """Write a header at a row and rows of texts and numbers below it, missing ones empty; return
    the last row.

    Columns are heading, unit and width in letters.
    """
    styles = [formats.of(unit, width) for _, unit, width in columns]
    for place, (heading, _, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, heading, formats.header)
    last = top
    for last, row in enumerate(rows, top + 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, place, value, styles[place])
            elif value is not None and math.isfinite(value):
                sheet.write_number(last, place, value, styles[place])
    return last


def _sheet(
    book: Any,
    name: str,
    formats: _Formats,
    columns: Sequence[tuple[str, str, int]],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """Add a sheet that is one table, its header frozen and filtered."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    last = _table(sheet, formats, columns, rows)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{last + 1}"})


def _pairs(report: Report) -> list[tuple[Persona, Segment]]:
    segments = {segment.id: segment for segment in report.study.segmentation.segments}
    return [(persona, segments[persona.segment]) for persona in report.findings.personas]


def _summary(book: Any, formats: _Formats, report: Report, numerals: Numerals) -> None:
    """Write the sheet that opens first: whose data, the headline, the segments in a line each, and
    what the other sheets hold.
    """
    sheet = book.add_worksheet("Summary")
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    about = [
        report.settings.report.client or "Customer segmentation report",
        f"{numerals.count(report.study.totals.customers)} customers",
    ]
    if period := report.study.table.period:
        about.append(f"orders from {numerals.day(period.start)} to {numerals.day(period.end)}")
    if report.study.totals.revenue is None and report.study.totals.orders is not None:
        about.append(f"{numerals.count(report.study.totals.orders)} orders")
    if report.study.totals.revenue is not None:
        about.append(
            f"{numerals.money_short(report.study.totals.revenue)}"
            f" revenue{'' if report.study.totals.currency else f' in the {OWN}'}"
        )
    sheet.write_string(
        0, 0, _set(report.settings.report.title or report.findings.title), formats.title
    )
    sheet.write_string(1, 0, _set(report.findings.headline), formats.lead)
    sheet.write_string(2, 0, " · ".join(about), formats.quiet)
    columns = [
        ("Segment", "whole", 9),
        ("Segment name", "text", 28),
        ("In one line", "text", 56),
        ("Customers", "whole", 12),
        ("Share of customers", "share", 12),
    ]
    columns += _brought(report)
    columns.append(("How to recognise one", "text", 44))
    rows = [
        (
            persona.segment,
            persona.name,
            _set(persona.portrait),
            persona.customers,
            persona.share,
            *((persona.volume, persona.volume_share) if report.study.table.volume else ()),
            _set(persona.rule),
        )
        for persona in report.findings.personas
    ]
    last = _table(sheet, formats, columns, rows, top=4)
    sheet.write_string(last + 2, 0, "The other sheets", formats.header)
    others = [
        (name, holds)
        for name, holds in SHEETS.items()
        if holds and (name != GRID or report.findings.crossings)
    ]
    for line, (name, holds) in enumerate(others, last + 3):
        sheet.write_string(line, 0, f"{name}: {holds}.", formats.text)


def _segments(book: Any, formats: _Formats, report: Report) -> None:
    numeric = [feature for feature in report.study.table.features if feature.unit != "category"]
    columns = [
        ("Segment", "whole", 9),
        ("Segment name", "text", 28),
        ("Customers", "whole", 12),
        ("Share of customers", "share", 12),
    ]
    columns += _brought(report)
    columns += [
        (_heading(feature, report, ", median"), _pattern(feature, report), 15)
        for feature in numeric
    ]
    columns += [
        ("Rule", "text", 44),
        ("Share of the segment that the rule finds", "share", 16),
        ("Share of those found that belong", "share", 16),
        ("Stability (0–1)", "score", 11),
        ("Borders on", "text", 24),
        ("Share near the border", "share", 12),
    ]

    def rows() -> Iterable[Sequence[Cell]]:
        for persona, segment in _pairs(report):
            row: list[Cell] = [persona.segment, persona.name, persona.customers, persona.share]
            row += [persona.volume, persona.volume_share] if report.study.table.volume else []
            row += [persona.typical.get(feature.name) for feature in numeric]
            neighbour = report.findings.persona(segment.neighbour).name
            yield (
                *row,
                _set(persona.rule),
                segment.rule.recall,
                segment.rule.precision,
                segment.stability,
                neighbour,
                segment.borderline,
            )

    _sheet(book, "Segments", formats, columns, rows())


def _customers(book: Any, formats: _Formats, report: Report) -> None:
    frame, features, scores = (
        report.study.table.frame,
        report.study.table.features,
        added_columns(report),
    )
    columns = [("Customer", "text", 24), ("Segment", "whole", 10), ("Segment name", "text", 28)]
    taken = headings(
        [_heading(feature, report) for feature in features], [score.label for score in scores]
    )[3:]
    columns += [
        (head, _pattern(feature, report), 22 if feature.unit == "category" else 15)
        for head, feature in zip(taken, features, strict=False)
    ]
    columns += [
        (score.label, "text", 22) if score.name == "grid_cell" else (score.label, "whole", 12)
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
        names(report),
        *values,
        strict=True,
    )
    if report.settings.privacy.hash_ids:
        rows = sorted(rows, key=itemgetter(0))
    _sheet(
        book,
        "Customers",
        formats,
        columns,
        (row for row, _ in zip(rows, range(ROWS), strict=False)),
    )


def _grid(book: Any, formats: _Formats, report: Report) -> None:
    """Write a row each cell and a column each segment, with totals and shares at the ends."""
    personas, cells, customers = (
        report.findings.personas,
        report.findings.grid or (),
        report.study.totals.customers or 1,
    )
    held = {(pair.cell, pair.segment): pair.customers for pair in report.findings.crossings}
    columns = [("Grid cell", "text", 24), *((persona.name, "whole", 14) for persona in personas)]
    columns += [("All customers", "whole", 12), ("Share of customers", "share", 12)]
    sheet = book.add_worksheet(GRID)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
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
    last = _table(sheet, formats, columns, rows)
    sheet.write_string(last + 1, 0, "Share of customers", formats.text)
    for place, persona in enumerate(personas, 1):
        sheet.write_number(last + 1, place, persona.share, formats.of("share"))
    sheet.write_number(last + 1, len(personas) + 1, 1.0, formats.of("share"))


def _strategies(book: Any, formats: _Formats, report: Report) -> None:
    money = report.study.totals.revenue is not None
    columns = [
        ("Order", "whole", 8),
        ("Strategy", "text", 34),
        ("What to do", "text", 60),
        ("Segment", "whole", 10),
        ("Segment name", "text", 28),
        ("Customers addressed", "whole", 12),
        ("Customers in the segment", "whole", 12),
        ("Channel", "text", 24),
        ("Measured by", "text", 40),
        ("Effort (1 little, 3 much)", "whole", 12),
    ]
    if money:
        extra = _money("Extra revenue a year before cost", report)
        columns += [(f"{extra}, from", "money", 18), (f"{extra}, to", "money", 18)]
    columns.append(("Assumption", "text", 60))

    def rows() -> Iterable[Sequence[Cell]]:
        for number, play in enumerate(report.findings.actions, 1):
            persona = report.findings.persona(play.segment)
            row: list[Cell] = [
                number,
                _set(play.title),
                _set(play.action),
                play.segment,
                persona.name,
                play.audience,
                persona.customers,
            ]
            row += [_set(play.channel), _set(play.kpi), play.effort]
            yield (*row, *((play.low, play.high) if money else ()), _set(play.assumption))

    _sheet(book, "Strategies", formats, columns, rows())


def _features(book: Any, formats: _Formats, report: Report) -> None:
    columns = [
        ("Feature", "text", 28),
        ("Column in segments.csv", "text", 28),
        ("Unit", "text", 16),
        ("Used to form segments", "text", 20),
        ("Definition", "text", 80),
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
            _unit(feature, report),
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
    _sheet(book, "Features", formats, columns, rows)


def _unit(feature: Feature, report: Report) -> str:
    if feature.unit == "money":
        return report.study.totals.currency or OWN
    return {"share": "share of 100 %", "number": "as in the file", "scale": "on a scale"}.get(
        feature.unit, feature.unit
    )


def _heading(feature: Feature, report: Report, what: str = "") -> str:
    """Name a column with its unit, unless the label or the cells say it."""
    if feature.unit == "money":
        return _money(feature.label + what, report)
    told = feature.unit not in TIMES or feature.unit.removesuffix("s") in feature.label.lower()
    return feature.label + what if told else f"{feature.label}{what} ({feature.unit})"


def _brought(report: Report) -> list[tuple[str, str, int]]:
    """Return the columns of what segments bring: revenue, or orders where no money is known; none
    where neither is.
    """
    volume = report.study.table.volume
    if volume is None:
        return []
    heading = (
        (_money("Revenue", report), "money", 16)
        if volume.noun == "revenue"
        else ("Orders", "whole", 12)
    )
    return [heading, (f"Share of {volume.noun}", "share", 12)]


def _money(label: str, report: Report) -> str:
    return f"{label} ({report.study.totals.currency or OWN})"


def _pattern(feature: Feature, report: Report) -> str:
    """Return the format of a column: decimals only where there are any."""
    if feature.unit in {"money", "days", "share", "category"}:
        return feature.unit
    values = report.study.table.frame[feature.name].dropna()
    return "whole" if (values == values.round()).all() else "fraction"


def _set(text: str) -> str:
    return str(typeset(text))
