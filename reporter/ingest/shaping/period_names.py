"""The name of a column in, the period that it names out: "Sales Jan 2023" is January 2023 of
"Sales", "M3" the third month of some year.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reporter.ingest.types.rules import dates
from reporter.model import Grain

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 6
"""Columns named after periods from which they are one measure over time."""
_CENTURY = 100
_MONTHS, _QUARTERS, _WEEKS = 12, 4, 53
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"['’]?(?P<short>\d\d)"
_NAME = f"(?P<name>{dates.MONTH_NAMES})"
_CUT = r"[ _./-]*"
_DAY = r"(?:[t ]00:00(?::00)?(?:\.0+)?)?"
_PATTERNS: tuple[tuple[Grain, re.Pattern[str]], ...] = tuple(
    (
        grain,
        re.compile(rf"(?P<before>.*?)(?<![a-z0-9]){pattern}(?![a-z0-9])(?P<after>.*)", re.DOTALL),
    )
    for grain, pattern in (
        (Grain.DAY, rf"{_YEAR}[-/._](?P<month>0?[1-9]|1[0-2])[-/._](?P<day>\d\d?){_DAY}"),
        (Grain.DAY, rf"(?P<day>\d\d?)[-/.](?P<month>0?[1-9]|1[0-2])[-/.]{_YEAR}{_DAY}"),
        (
            Grain.WEEK,
            rf"{_YEAR}{_CUT}(?:kw|w|cw|wk|week|woche|sem|semaine|semana){_CUT}(?P<number>\d\d?)",
        ),
        (
            Grain.WEEK,
            rf"(?:kw|w|cw|wk|week|woche|sem|semaine|semana){_CUT}(?P<number>\d\d?){_CUT}{_YEAR}",
        ),
        (Grain.QUARTER, rf"{_YEAR}{_CUT}[qt](?P<number>[1-4])"),
        (Grain.QUARTER, rf"[qt](?P<number>[1-4]){_CUT}(?:{_YEAR}|{_SHORT_YEAR})"),
        (Grain.QUARTER, rf"(?P<number>[1-4])\. ?(?:quartal|trimestre){_CUT}{_YEAR}"),
        (Grain.MONTH, rf"{_NAME}\.?{_CUT}(?:{_YEAR}|{_SHORT_YEAR})"),
        (Grain.MONTH, rf"{_YEAR}{_CUT}{_NAME}\.?"),
        (Grain.MONTH, rf"{_YEAR}(?:[-/._ ]|m)?(?P<month>0[1-9]|1[0-2])"),
        (Grain.MONTH, rf"(?P<month>0?[1-9]|1[0-2])[-/._]{_YEAR}"),
        (Grain.WEEK, rf"(?:kw|w|cw|wk|week|woche|semaine|semana){_CUT}(?P<number>\d\d?)"),
        (Grain.MONTH, rf"(?:m|month|monat|mois|mes|mese|maand){_CUT}(?P<number>\d\d?)"),
        (Grain.MONTH, rf"{_NAME}\.?"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodName:
    """A period as a column's name tells it."""

    grain: Grain
    start: date | None
    """Its first day; None where the name tells no year."""
    number: int
    """Its place in the year, or in a count that may run beyond one."""
    family: str
    """What else the name says: "sales"."""
    is_counted: bool = False
    """Whether it is one of a count (M1 … M24), not a month by its name."""

    @property
    def key(self) -> tuple[Grain, str, bool, bool]:
        """What columns of one measure share."""
        return self.grain, self.family, self.start is None, self.is_counted

    def begins(self, first: date) -> date:
        """Return the first day where the name tells no year: within the twelve months from a day
        on, or counted from there.
        """
        if self.start is not None:
            return self.start
        if self.grain is Grain.WEEK:
            starts = (_monday(first.year + ahead, self.number) for ahead in (0, 1))
            return next((day for day in starts if day and day > first - timedelta(days=7)), first)
        if self.is_counted:
            months = first.month - 1 + self.number - 1
            return date(first.year + months // _MONTHS, months % _MONTHS + 1, 1)
        day = date(first.year, self.number, 1)
        return day if day >= first.replace(day=1) else day.replace(year=first.year + 1)


def read(name: str) -> PeriodName | None:
    """Return the period that a column's name tells; None where it tells none."""
    plain = _plain(name)
    for grain, pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found and (period := _period(grain, found)):
            return period
    return None


def are_periods(names: Sequence[str]) -> bool:
    """Whether cells name different periods of one kind, and nothing else."""
    known = [one for one in map(read, names) if one]
    different = {(one.start, one.number) for one in known}
    return (
        len(known) == len(names) > 1
        and len({one.key for one in known}) == 1
        and len(different) == len(names)
    )


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _period(grain: Grain, found: re.Match[str]) -> PeriodName | None:
    parts = found.groupdict()
    family = " ".join(re.findall(r"[a-z0-9]+", f"{parts['before']} {parts['after']}"))
    year = _year(parts)
    number = int(parts.get("number") or parts.get("month") or 0) or dates.month_number(
        parts.get("name") or ""
    )
    start = _start(grain, year, number, int(parts.get("day") or 1)) if year else None
    most = {Grain.WEEK: _WEEKS, Grain.QUARTER: _QUARTERS}.get(grain, _MONTHS if year else _CENTURY)
    if not 1 <= number <= most or (year and start is None):
        return None
    return PeriodName(
        grain=grain,
        start=start,
        number=number,
        family=family,
        is_counted=not year and bool(parts.get("number")),
    )


def _year(parts: dict[str, str | None]) -> int | None:
    if parts.get("year"):
        return int(parts["year"] or 0)
    return 2000 + int(parts["short"] or 0) if parts.get("short") else None


def _start(grain: Grain, year: int, number: int, day: int) -> date | None:
    if grain is Grain.WEEK:
        return _monday(year, number)
    try:
        return date(year, 3 * number - 2 if grain is Grain.QUARTER else number, day)
    except ValueError:
        return None


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
