"""How dates are written in, the Ibis expressions that test and read a column of texts out.

Days of numbers are tested by one pattern of the whole calendar and cut at their signs, which is
quickest; whatever else occurs is brought to ISO 8601 first. No reading can fail: it is guarded by
its condition, so that an engine which stops at the first bad cell never sees one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import ibis

from reporter.ingest.types.rules.dates import FIRST_YEAR, LAST_YEAR, PIVOT_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from reporter.ingest.types.rules.dates import Order

_CENTURIES = range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1)
_YEAR = f"({'|'.join(map(str, _CENTURIES))})[0-9]{{2}}"
_LEAP = f"({'|'.join(map(str, _CENTURIES))})(0[48]|[2468][048]|[13579][26])|" + "|".join(
    f"{century}00" for century in _CENTURIES if century % 4 == 0
)
_SHORT_LEAP = r"[02468][048]|[13579][26]"
_LONG_MONTHS, _SHORT_MONTHS = r"0?[13578]|1[02]", r"0?[469]|11"
_TO_28, _TO_30, _TO_31 = (
    r"0?[1-9]|1[0-9]|2[0-8]",
    r"0?[1-9]|[12][0-9]|30",
    r"0?[1-9]|[12][0-9]|3[01]",
)
_HOUR = (
    r"([01]?[0-9]|2[0-3]):([0-5][0-9])(:([0-5][0-9])([.,][0-9]{1,9})?)?( ?([AaPp])[.]?[Mm][.]?)?"
)
_ISO_TIME = rf"([Tt ]{_HOUR}( ?([Zz]|UTC|GMT)|[-+][0-9]{{2}}:?[0-9]{{2}})?)?"
_TIME = rf"(([Tt]|,? +(um )?){_HOUR}Z?( ?[Uu][Hh][Rr])?)?"
_WEEKDAY = r"([A-Za-z]{2,}(-feira)?[.]?,?[ \t]+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What occurs in a column's dates of numbers, so that only that is looked for in each."""

    halves: bool = False
    """Whether times of day are told by am and pm."""
    untidy: bool = False
    """Whether weekdays, commas, words or zones stand beside."""
    fractions: bool = False
    """Whether seconds have fractions."""


class Reader(Protocol):
    """A way to write a day."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is written so, and is a day of the calendar."""

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:
        """Read as a moment; what is written otherwise becomes missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfNumbers:
    """Days of three numbers between signs, with a time of day or without."""

    days: str
    """The pattern of the days that the calendar has."""
    time: str
    """The pattern of the times of day behind them."""
    places: tuple[int, int, int]
    """Which of the numbers are year, month and day."""
    before: str = ""
    """The pattern of what may stand before them."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a day of the calendar in this shape."""
        even = r"^[^0-9]*[0-9]{1,4}(-[0-9]{1,2}-|/[0-9]{1,2}/|[.][0-9]{1,2}[.])[0-9]"
        return words.re_search(even) & self.matches(words)

    def matches(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text fits, whose signs between the numbers may differ."""
        return words.re_search(f"^{self.before}({self.days}){self.time}$")

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:
        """Read as a moment; what is no such date becomes missing."""
        parts = self._parts(words, habits)
        year, month, day = (parts(group) for group in self.places)
        if self.places[0]:  # years that stand last may have two digits
            year = ibis.ifelse(year < 100, _in_full(year), year)
        hour, minute, second = (parts(group).fill_null(0) for group in (3, 4, 5))
        if habits.halves:
            afternoon = words.lower().re_search("p[.]?m[.]?( ?(z|utc|gmt|uhr))?$")
            hour = ibis.ifelse(has_halves(words), hour % 12 + ibis.ifelse(afternoon, 12, 0), hour)
        moment = ibis.timestamp(year, month, day, hour, minute, second)
        if habits.fractions:
            moment = moment + _microseconds(words).as_interval("us")
        return ibis.ifelse(self.fits(words), moment, ibis.null("timestamp"))

    def _parts(self, words: ir.StringValue, habits: Habits) -> Callable[[int], ir.IntegerValue]:
        """Cut at the signs between parts; patterns would take ten times as long."""
        if habits.untidy:
            words = words.re_replace(r"^[^0-9]*", "")
            words = words.re_replace(r"(:[0-9]{2}([.,][0-9]+)?)[-+][0-9]{2}:?[0-9]{2}$", r"\1")
            words = words.re_replace(r",? +(um )?", " ").re_replace(" ?([Uu][Hh][Rr]|UTC|GMT)$", "")
        for sign in ("-", ".", ",", ":", " ", "T", "t"):
            words = words.replace(sign, "/")
        for letter in ("Z", "z", *("APMapm" if habits.halves else "")):
            words = words.replace(letter, "")
        parts = words.split("/")
        return lambda group: parts[group].nullif("").cast("int64")


def _year_first() -> str:
    def days(months: str, last: str) -> str:
        return f"({months})[-/.]({last})"

    usual = "|".join((days(_LONG_MONTHS, _TO_31), days(_SHORT_MONTHS, _TO_30), days("0?2", _TO_28)))
    return f"{_YEAR}[-/.]({usual})|({_LEAP})[-/.]0?2[-/.]29"


def _year_last(order: Order) -> str:
    def days(months: str, last: str) -> str:
        first, second = (last, months) if order == "day-first" else (months, last)
        return f"({first})[-/.]({second})"

    usual = "|".join((days(_LONG_MONTHS, _TO_31), days(_SHORT_MONTHS, _TO_30), days("0?2", _TO_28)))
    return f"({usual})[-/.]({_YEAR}|[0-9]{{2}})|{days('0?2', '29')}[-/.]({_LEAP}|{_SHORT_LEAP})"


ISO = OfNumbers(days=_year_first(), time=_ISO_TIME, places=(0, 1, 2))
BY_ORDER: dict[Order, OfNumbers] = {
    "day-first": OfNumbers(
        days=_year_last("day-first"), time=_TIME, places=(2, 1, 0), before=_WEEKDAY
    ),
    "month-first": OfNumbers(
        days=_year_last("month-first"), time=_TIME, places=(2, 0, 1), before=_WEEKDAY
    ),
}


def has_halves(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a time of day is told by am or pm."""
    return words.lower().re_search("[ap][.]?m[.]?( ?(z|utc|gmt|uhr))?$")


def has_fractions(words: ir.StringValue) -> ir.BooleanValue:
    """Whether seconds have a fraction."""
    return words.re_search(":[0-9]{2}[.,][0-9]")


def is_untidy(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a weekday, commas, words or a zone stand beside a date of numbers."""
    return words.re_search("^[A-Za-z]|,| {2}|um |[Uu][Hh][Rr]$|UTC$|GMT$|:[0-9.]+[-+][0-9:]+$")


def _microseconds(words: ir.StringValue) -> ir.IntegerValue:
    """Return the fraction of a text's seconds."""
    fraction = "0." + words.re_extract(":[0-9]{2}[.,]([0-9]{1,6})", 1).nullif("")
    return (fraction.cast("float64") * 1e6).round().cast("int64").fill_null(0)


def _in_full(year: ir.IntegerValue) -> ir.IntegerValue:
    """Return a year of two digits in full."""
    return ibis.ifelse(year < PIVOT_YEAR % 100, year + 2000, year + 1900)
