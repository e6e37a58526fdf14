"""A Report in, `segments.xlsx` out: the segments, all customers, the strategies and the features' definitions."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from reporter.rendering.lists import headings, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reporter.model import Report, Unit
    from reporter.numerals import Numerals

__all__ = ["ROWS", "write_xlsx"]

ROWS = 1_048_575
"""A sheet holds so many rows below its header; more customers stand in the CSV alone."""

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Rows = "Iterable[Sequence[str | float | int | None]]"


def write_xlsx(report: Report, numerals: Numerals, path: Path) -> Path:
    """Write the workbook; the same report gives the same bytes."""
    book = xlsxwriter.Workbook(path, OPTIONS)
    period = report.customers.period
    made = datetime(period.as_of.year, period.as_of.month, period.as_of.day, tzinfo=UTC) if period else EPOCH
    book.set_properties({"title": "Customer segments", "company": report.settings.report.client, "created": made.replace(tzinfo=None)})
    formats = _Formats(book, numerals.sign)
    _summary(book, formats, report)
    _customers(book, formats, report)
    _strategies(book, formats, report)
    _features(book, formats, report)
    book.close()
    return path


class _Formats:
    """The workbook's cell formats, one a unit."""

    def __init__(self, book: Any, sign: str) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.text = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        money = f'"{sign}"#,##0.00' if sign else "#,##0.00"
        patterns = {"money": money, "days": "#,##0", "count": "#,##0.##", "share": "0.0%", "number": "#,##0.##", "whole": "#,##0"}
        self.numbers = {unit: book.add_format({"num_format": pattern, "valign": "top"}) for unit, pattern in patterns.items()}

    def of(self, unit: str) -> Any:
        return self.numbers.get(unit, self.text)


def _sheet(book: Any, name: str, formats: _Formats, columns: Sequence[tuple[str, str, int]]) -> Any:
    """Add a sheet with a frozen, filtered header; columns are heading, unit and width in letters."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for place, (heading, unit, width) in enumerate(columns):
        sheet.set_column(place, place, width, formats.of(unit))
        sheet.write_string(0, place, heading, formats.header)
    return sheet


def _fill(sheet: Any, rows: Iterable[Sequence[str | float | int | None]], columns: int, styles: Sequence[Any]) -> None:
    """Write rows of texts and numbers below the header; what is missing stays empty."""
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, place, value, styles[place])
            elif value is not None and math.isfinite(value):
                sheet.write_number(last, place, value, styles[place])
    sheet.autofilter(0, 0, last, columns - 1)


def _write(
    book: Any, name: str, formats: _Formats, columns: Sequence[tuple[str, str, int]], rows: Iterable[Sequence[str | float | int | None]]
) -> None:
    sheet = _sheet(book, name, formats, columns)
    styles = [formats.wrapped if unit == "text" and width > 30 else formats.of(unit) for _, unit, width in columns]
    _fill(sheet, rows, len(columns), styles)


def _summary(book: Any, formats: _Formats, report: Report) -> None:
    numeric = [feature for feature in report.customers.features if feature.unit != "category"]
    columns = [
        ("Segment", "whole", 9),
        ("Name", "text", 24),
        ("Portrait", "text", 50),
        ("Customers", "whole", 12),
        ("Share of customers", "share", 12),
    ]
    columns += [("Revenue", "money", 14), ("Share of revenue", "share", 12)]
    columns += [
        ("How to recognise one", "text", 44),
        ("The rule finds", "share", 10),
        ("and is right", "share", 10),
        ("Stability", "number", 10),
    ]
    columns += [(f"{feature.label}, median", feature.unit, 14) for feature in numeric]
    segments = {segment.id: segment for segment in report.segmentation.segments}

    def rows() -> Iterable[Sequence[str | float | int | None]]:
        for persona in report.findings.personas:
            segment = segments[persona.segment]
            medians = [persona.typical.get(feature.name) for feature in numeric]
            about = (
                persona.segment,
                persona.name,
                persona.portrait,
                persona.customers,
                persona.share,
                persona.revenue,
                persona.revenue_share,
            )
            yield (*about, persona.rule, segment.rule.recall, segment.rule.precision, segment.stability, *medians)

    _write(book, "Summary", formats, columns, rows())


def _customers(book: Any, formats: _Formats, report: Report) -> None:
    frame, features = report.customers.frame, report.customers.features
    labels = [feature.label for feature in features]
    heads = ["Customer", "Segment", "Name", *headings(labels)[3:]]
    units: list[Unit | str] = ["text", "whole", "text", *(feature.unit for feature in features)]
    columns = [(head, unit, 24 if unit in {"text", "category"} else 13) for head, unit in zip(heads, units, strict=True)]
    values = [frame[feature.name].tolist() for feature in features]
    segments = report.segmentation.labels.reindex(frame.index).tolist()
    rows = zip([str(customer) for customer in frame.index], segments, names(report), *values, strict=True)
    _write(book, "Customers", formats, columns, (row for row, _ in zip(rows, range(ROWS), strict=False)))


def _strategies(book: Any, formats: _Formats, report: Report) -> None:
    columns = [
        ("Order", "whole", 8),
        ("Strategy", "text", 32),
        ("What to do", "text", 60),
        ("Segment", "whole", 9),
        ("Name", "text", 24),
        ("Customers", "whole", 12),
        ("Channel", "text", 24),
        ("Measured by", "text", 40),
        ("Effort (1–3)", "whole", 10),
        ("Worth a year, from", "money", 14),
        ("Worth a year, to", "money", 14),
        ("Rests on", "text", 60),
    ]

    def rows() -> Iterable[Sequence[str | float | int | None]]:
        for number, play in enumerate(report.findings.actions, 1):
            persona = report.findings.persona(play.segment)
            about = (number, play.title, play.action, play.segment, persona.name, persona.customers)
            yield (*about, play.channel, play.kpi, play.effort, play.low, play.high, play.assumption)

    _write(book, "Strategies", formats, columns, rows())


def _features(book: Any, formats: _Formats, report: Report) -> None:
    columns = [
        ("Feature", "text", 28),
        ("Name in segments.csv", "text", 28),
        ("Unit", "text", 12),
        ("Makes the segments", "text", 12),
        ("Definition", "text", 80),
    ]
    used = set(report.segmentation.features)
    heads = headings([feature.name for feature in report.customers.features])[3:]
    rows = (
        (feature.label, head, feature.unit, "yes" if feature.name in used else "no", feature.definition)
        for feature, head in zip(report.customers.features, heads, strict=True)
    )
    _write(book, "Features", formats, columns, rows)
