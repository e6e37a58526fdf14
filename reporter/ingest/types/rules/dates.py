"""How dates are written: shapes to recognise them by, names of months, and the calendar's limits.

Patterns are of plain texts: in lower case and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

Shape = Literal[
    "iso", "numeric", "named", "compact", "month", "quarter", "week", "epoch", "serial", "yearless"
]
Order = Literal["day-first", "month-first"]

COARSE: dict[Shape, str] = {"month": "months", "quarter": "quarters", "week": "weeks"}
"""Shapes that hold no days, and what they hold."""
BY_NUMBER: dict[Shape, str] = {
    "epoch": "seconds since 1970",
    "serial": "day numbers of a spreadsheet",
}
"""Shapes that count from a day on, and what they count."""

MONTHS = {
    "jan": "jan|january|januar|janner|janvier|janv|enero|ene|janeiro|gennaio|genn|gen|januari",
    "feb": "feb|february|februar|fevrier|fevr|fev|febrero|fevereiro|febbraio|febbr|februari",
    "mar": "mar|march|marz|mrz|maerz|mars|marzo|marco|maart|mrt",
    "apr": "apr|april|avril|avr|abril|abr|aprile",
    "may": "may|mai|mayo|maio|maggio|magg|mag|mei",
    "jun": "jun|june|juni|juin|junio|junho|giugno|giu",
    "jul": "jul|july|juli|juillet|juil|julio|julho|luglio|lug",
    "aug": "aug|august|aout|agosto|ago|augustus",
    "sep": "sep|sept|september|septembre|septiembre|setiembre|setembro|settembre|sett|set",
    "oct": "oct|october|okt|oktober|octobre|octubre|outubro|out|ottobre|ott",
    "nov": "nov|november|novembre|noviembre|novembro",
    "dec": "dec|december|dez|dezember|decembre|diciembre|dic|dezembro|dicembre|dicbre",
}
"""Names of months in English, German, French, Spanish, Portuguese, Italian and Dutch, in lower case
and without accents.
"""
MONTH_NAMES = "|".join(
    sorted(
        (name for names in MONTHS.values() for name in names.split("|")),
        key=lambda name: (-len(name), name),
    )
)
NAME = f"({MONTH_NAMES})"
"""The pattern of a month's name."""
_CLOCK = (
    r"(\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[ap]\.?m\.?)?(\s*uhr)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_TIME = r"([t ,]+(?:um )?" + _CLOCK[1:-2] + ")?"
WEEKDAY = r"([a-z]{2,}(-feira)?\.?,?\s+)?"
"""The pattern of a day of the week before a date."""
DAY_FIRST = (
    r"(\d{1,2})(?:st|nd|rd|th|er|o|a)?\.?[ /-]*(?:de |of |d')?{month}\.?[ ,/-]*(?:de |del |of"
    r" )?(\d{4}|\d{2})"
)
MONTH_FIRST = r"{month}\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?(?:,? +|-)(\d{4})"
YEAR_FIRST = r"(\d{4})[ /-]*{month}\.?[ /-]*(\d{1,2})"
"""The patterns of days whose month has a name, which stands for {month}."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to write a part of a year."""

    pattern: str
    year: int
    part: int
    """Which group of the pattern is the year, and which the number or name of its part."""


COARSE_WAYS: dict[Shape, tuple[Way, ...]] = {
    "month": (
        Way(r"(\d{4})[-/.](0[1-9]|1[0-2])", 1, 2),
        Way(r"(0?[1-9]|1[0-2])[-/.](\d{4})", 2, 1),
        Way(rf"{NAME}\.?[ /-]+(\d{{4}}|\d{{2}})", 2, 1),
        Way(r"((?:19|20)\d\d) ?m(0[1-9]|1[0-2])", 1, 2),
    ),
    "quarter": (
        Way(r"(\d{4})[ /-]?[qt]([1-4])", 1, 2),
        Way(r"[qt]([1-4])[ /-]?(\d{4})", 2, 1),
        Way(r"([1-4])\. ?(?:quartal|trimestre) (\d{4})", 2, 1),
    ),
    "week": (
        Way(r"(\d{4})[ /-]?k?w(\d{1,2})", 1, 2),
        Way(r"(?:kw|w|cw|week|woche) ?(\d{1,2})[ /-](\d{4})", 2, 1),
    ),
}
"""How months, quarters and weeks are written."""
SHAPES: dict[Shape, re.Pattern[str]] = {
    "iso": re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}" + _TIME),
    "numeric": re.compile(WEEKDAY + r"\d{1,2}([./-])\d{1,2}\3(\d{4}|\d{2})" + _TIME),
    "named": re.compile(
        WEEKDAY
        + "("
        + "|".join(way.replace("{month}", NAME) for way in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST))
        + ")"
        + _TIME
    ),
    "compact": re.compile(
        r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([t ]?\d{4}(\d{2})?z?)?"
    ),
    "month": re.compile("|".join(way.pattern for way in COARSE_WAYS["month"])),
    "quarter": re.compile("|".join(way.pattern for way in COARSE_WAYS["quarter"])),
    "week": re.compile("|".join(way.pattern for way in COARSE_WAYS["week"])),
    "epoch": re.compile(r"[1-3]\d{9}(\.\d+)?|[1-3]\d{12}"),
    "serial": re.compile(r"[2-7]\d{4}([.,]\d+)?"),
    "yearless": re.compile(
        rf"\d{{1,2}}([./-])\d{{1,2}}\.?|\d{{1,2}}\.?[ -]{NAME}\.?|{NAME}\.?["
        r" -]\d{1,2}|(0?[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])"
    ),
}
"""How each shape is recognised; whether the calendar has such a day is left to the engine."""
ONLY_NAMED: frozenset[Shape] = frozenset({"compact", "epoch", "serial", "yearless"})
"""Shapes that any numbers could have: the column's name or other dates in it must speak for them.
"""
EARLIEST, LATEST = "1678-01-01", "2262-01-01"
"""Moments outside cannot be held to the nanosecond; such days stand for "never"."""
ORDERED: frozenset[Shape] = frozenset({"numeric", "yearless"})
"""Shapes in which the day may stand before the month or after it."""
FIRST_SERIAL_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Days that are written as text lie in these years, or are none."""
PIVOT_YEAR = 2050
"""Years of two digits from here on belong to the century before."""


def month_number(name: str) -> int:
    """Return which month a name is, in lower case and without accents; 0 for none."""
    return next(
        (number for number, names in enumerate(MONTHS.values(), 1) if name in names.split("|")), 0
    )


def plain(value: str) -> str:
    """Write a text in lower case, without accents and blanks around."""
    decomposed = unicodedata.normalize("NFKD", value.strip().lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
