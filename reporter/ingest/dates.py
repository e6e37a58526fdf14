"""How dates are written in text columns: shapes to recognise them by, and SQL that reads them.

Whether 3/4/2011 is the third of April or the fourth of March is settled over the whole column: a part
above twelve can only be a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reporter.ingest.numbers import is_missing
from reporter.ingest.store import quoted

Shape = Literal["iso", "numeric", "named", "compact"]
Order = Literal["day-first", "month-first"]

_TIME = r"([T ,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SHAPES: dict[Shape, re.Pattern[str]] = {
    "iso": re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}" + _TIME),
    "numeric": re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})" + _TIME),
    "named": re.compile(rf"(\d{{1,2}}[ -]{_MONTH}[ ,-]+(\d{{4}}|\d{{2}})|{_MONTH} \d{{1,2}},? \d{{4}})" + _TIME, re.IGNORECASE),
    "compact": re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"),
}
_TIMES = (" %H:%M", " %H:%M:%S", "", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", "T%H:%M:%S")
_NAMED = ("%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d-%b-%y", "%d %b %y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d-%B-%Y")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSQL:
    """The SQL that reads a text column as dates of a shape."""

    column: str
    shape: Shape
    separator: str = ""
    two_digits: bool = False
    """Whether years of two digits occur."""

    def read(self, order: Order = "month-first") -> str:
        """Read as timestamps; what is none becomes missing."""
        column = quoted(self.column)
        if self.shape == "iso":
            return f"TRY_CAST({column} AS TIMESTAMP)"
        if self.shape == "compact":
            return f"try_strptime(CAST({column} AS VARCHAR), '%Y%m%d')"
        formats = ", ".join(f"'{format_}'" for format_ in self._formats(order))
        return f"try_strptime({column}, [{formats}])"

    def _formats(self, order: Order) -> list[str]:
        if self.shape == "named":
            return [day + time for day in _NAMED for time in ("", *_TIMES[:2], *_TIMES[3:5])]
        day_month = ("%d", "%m") if order == "day-first" else ("%m", "%d")
        years = ("%y", "%Y") if self.two_digits else ("%Y",)  # %y refuses four digits, while %Y would take 10 for the year 10
        return [self.separator.join((*day_month, year)) + time for year in years for time in _TIMES]

    def fits(self, order: Order = "month-first") -> str:
        """Whether a value is a date."""
        return f"{self.read(order)} IS NOT NULL"


def recognise(column: str, values: list[str], *, named_like_a_date: bool) -> DateSQL | None:
    """Tell from some values which shape of date a column may hold, None for none.

    Half of the values must have the shape where the column is named like a date, otherwise nine in ten.
    """
    given = [value.strip() for value in values if not is_missing(value)]
    for shape, pattern in _SHAPES.items():
        found = [value for value in given if pattern.fullmatch(value)]
        if not found or len(found) < (0.5 if named_like_a_date else 0.9) * len(given):
            continue
        if shape == "compact" and not named_like_a_date:
            continue
        separators = [match[1] for value in found if shape == "numeric" and (match := _SHAPES["numeric"].fullmatch(value))]
        two_digits = any(re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}(\D|$)", value) for value in found)
        separator = max(sorted(set(separators)), key=separators.count) if separators else ""
        return DateSQL(column=column, shape=shape, separator=separator, two_digits=two_digits)
    return None
