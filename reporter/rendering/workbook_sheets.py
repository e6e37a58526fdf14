"""Columns and rows in, a sheet of a workbook out: cells by their units, the header frozen and
filtered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reporter.wording import Words

__all__ = ["Book", "Cell", "Column", "Formats"]

Cell = str | float | int | None

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WRAPPED_WIDTH = 30
"""Letters from which a column of texts is wrapped."""
PATTERNS = {
    "days": "#,##0",
    "share": "0.0%",
    "whole": "#,##0",
    "fraction": "#,##0.0",
    "score": "0.00",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how its cells are set."""

    heading: str
    unit: str
    """What the cells count, by which they are written; text where no pattern knows it."""
    width: int
    """Letters."""


class Formats:
    """The workbook's cell formats, one per unit."""

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
        """Return the format of a unit; texts of wide columns are wrapped."""
        return self.numbers.get(unit, self.wrapped if width > WRAPPED_WIDTH else self.text)


class Book:
    """A workbook that is being written, with its cell formats.

    Parameters
    ----------
    path
        Where the file is written when the book is closed.
    words
        Say what is known, and write the currency's sign.
    properties
        What the file says about itself.
    """

    def __init__(self, path: Path, words: Words, properties: dict[str, Any]) -> None:
        self._book = xlsxwriter.Workbook(path, OPTIONS)
        self._book.set_properties(properties)
        self.words = words
        self.formats = Formats(self._book, words.numerals.sign)

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def page(self, name: str) -> Any:
        """Add an empty sheet, printed in landscape and one page wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def listing(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet that is one table, its header frozen and filtered."""
        sheet = self.page(name)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        last = self.table(sheet, columns, rows)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        # Ids of digits alone are texts, and a spreadsheet would mark each of them. Rows begin at 1.
        sheet.ignore_errors({"number_stored_as_text": f"A1:A{last + 1}"})

    def table(
        self,
        sheet: Any,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        top: int = 0,
    ) -> int:
        """Write a header at a row and rows of texts and numbers below it, missing ones empty;
        return the last row.
        """
        styles = [self.formats.of(column.unit, column.width) for column in columns]
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(top, number, column.heading, self.formats.header)
        last = top
        for last, row in enumerate(rows, top + 1):
            for number, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(last, number, value, styles[number])
                elif value is not None and math.isfinite(value):
                    sheet.write_number(last, number, value, styles[number])
        return last
