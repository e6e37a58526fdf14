"""How numbers and dates are written in texts of a database: conditions and readings as Ibis
expressions that any engine runs.

No reading can fail: it is guarded by its condition, so that an engine which stops at the first bad
cell never sees one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import ibis

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

Order = Literal["day-first", "month-first"]

MISSING = ("na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".")
"""What stands for a missing value in columns of numbers and dates, in lower case."""

LONGEST = 40
"""No number or date is written with more characters."""

_BEGINNING = r"^-?[.0-9]"
_WHOLE = (  # a superfluous nought makes an identifier; more digits fit no 64-bit number
    r"-?(0|[1-9][0-9]{0,17})"
)
_YEAR = r"[0-9]{4}"
_LEAP = r"[0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00"
_LONG, _SHORT = r"0?[13578]|1[02]", r"0?[469]|11"
_TO_28, _TO_30, _TO_31 = (
    r"0?[1-9]|1[0-9]|2[0-8]",
    r"0?[1-9]|[12][0-9]|30",
    r"0?[1-9]|[12][0-9]|3[01]",
)
_TIME = (
    r"([T ]([01]?[0-9]|2[0-3]):([0-5][0-9])(:([0-5][0-9])([.,][0-9]{1,9})?)?("
    r" ?([AaPp])[.]?[Mm][.]?)?Z?)?"
)
_FIRST_DAY, _DAY = "1899-12-30", 86_400
"""The day nought of a spreadsheet, and the seconds of one."""
_CENTURY = 69
"""Years of two digits from here on belong to the century before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A way to write numbers."""

    name: str
    description: str
    """A clause for a reader; empty for the plain way."""
    pattern: str
    whole: str
    """The pattern of those without a fraction."""
    grouping: str
    point: str

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is such a number."""
        return words.re_search(f"^({self.pattern})$")

    def fits_whole(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is such a number without a fraction."""
        return words.re_search(f"^({self.whole})$")

    def read(self, words: ir.StringValue, *, whole: bool) -> ir.NumericValue:
        """Read as int64 or float64; what is no such number becomes missing."""
        plain = words.replace(self.grouping, "") if self.grouping else words
        plain = plain if self.point == "." else plain.replace(self.point, ".")
        guard = is_short(words) & (self.fits_whole(words) if whole else self.fits(words))
        if whole:
            return ibis.ifelse(guard, plain.re_replace(r"\.0*$", ""), ibis.null("string")).cast(
                "int64"
            )
        return ibis.ifelse(guard, plain, ibis.null("string")).cast("float64")


PLAIN = Number(
    name="plain",
    description="",
    pattern=rf"({_WHOLE}(\.[0-9]*)?|-?\.[0-9]+)([eE][-+]?[0-9]{{1,2}})?",
    whole=rf"{_WHOLE}(\.0*)?",
    grouping="",
    point=".",
)
GROUPED = Number(
    name="grouped",
    description="commas between thousands",
    pattern=rf"(-?[1-9][0-9]{{0,2}}(,[0-9]{{3}}){{1,5}}|{_WHOLE})(\.[0-9]*)?",
    whole=rf"(-?[1-9][0-9]{{0,2}}(,[0-9]{{3}}){{1,5}}|{_WHOLE})(\.0*)?",
    grouping=",",
    point=".",
)
DECIMAL_COMMA = Number(
    name="decimal comma",
    description="decimal commas",
    pattern=rf"(-?[1-9][0-9]{{0,2}}(\.[0-9]{{3}}){{1,5}}|{_WHOLE})(,[0-9]*)?",
    whole=rf"(-?[1-9][0-9]{{0,2}}(\.[0-9]{{3}}){{1,5}}|{_WHOLE})(,0*)?",
    grouping=".",
    point=",",
)


def is_short(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a text is short enough for a number or a date, and begins like one."""
    return (words.length() <= LONGEST) & words.re_search(_BEGINNING)


def is_missing(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a text stands for a missing value."""
    return words.lower().isin(MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A shape of dates."""

    days: str
    """The pattern of the days that the calendar has."""
    places: tuple[int, int, int]
    """Which of the parts between signs are year, month and day; the time of day has those from 3
    on.
    """
    two_digits: bool = False
    """Whether years may have two digits."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a day of the calendar in this shape."""
        return words.re_search(f"^({self.days}){self._time}$")

    def read(self, words: ir.StringValue, *, halves: bool) -> ir.TimestampValue:
        """Read as a moment; what is no such date becomes missing.

        Parameters
        ----------
        halves
            Whether times of day may be told by am and pm.
        """
        parts = self._parts(words, halves=halves)
        year, month, day = (parts(place) for place in self.places)
        if self.two_digits:
            year = ibis.ifelse(
                year < 100, ibis.ifelse(year < _CENTURY, year + 2000, year + 1900), year
            )
        hour, minute, second = (parts(place).fill_null(0) for place in (3, 4, 5))
        if halves:
            hour = ibis.ifelse(
                has_halves(words),
                hour % 12 + ibis.ifelse(words.lower().re_search("p[.]?m[.]?z?$"), 12, 0),
                hour,
            )
        moment = ibis.timestamp(year, month, day, hour, minute, second)
        return ibis.ifelse(is_short(words) & self.fits(words), moment, ibis.null("timestamp"))

    @property
    def _time(self) -> str:
        return _TIME if self is not COMPACT else ""

    def _parts(self, words: ir.StringValue, *, halves: bool) -> Callable[[int], ir.IntegerValue]:
        """Cut at the signs between parts; patterns would take ten times as long."""
        if self is COMPACT:
            return lambda place: (
                words.substr(*((0, 4), (4, 2), (6, 2))[place]) if place < 3 else ibis.null("string")
            ).cast("int64")
        for sign in ("-", ".", ",", ":", " ", "T"):
            words = words.replace(sign, "/")
        for letter in ("Z", *("APMapm" if halves else "")):
            words = words.replace(letter, "")
        parts = words.split("/")
        return lambda place: parts[place].nullif("").cast("int64")


def _year_first() -> str:
    def days(months: str, last: str) -> str:
        return f"({months})[-/]({last})"

    usual = "|".join((days(_LONG, _TO_31), days(_SHORT, _TO_30), days("0?2", _TO_28)))
    return f"{_YEAR}[-/]({usual})|({_LEAP})[-/]0?2[-/]29"


def _year_last(order: Order) -> str:
    def days(months: str, last: str) -> str:
        first, second = (last, months) if order == "day-first" else (months, last)
        return f"({first})[./-]({second})"

    usual = "|".join((days(_LONG, _TO_31), days(_SHORT, _TO_30), days("0?2", _TO_28)))
    short_leap = "[02468][048]|[13579][26]"
    return f"({usual})[./-]({_YEAR}|[0-9]{{2}})|{days('0?2', '29')}[./-]({_LEAP}|{short_leap})"


ISO = Date(days=_year_first(), places=(0, 1, 2))
COMPACT = Date(
    days=r"(19|20)[0-9]{2}((0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])|(0[469]|11)(0[1-9]|[12][0-9]|30)|02(0[1-9]|1[0-9]|2[0-8]))"
    rf"|({_LEAP})0229",
    places=(0, 1, 2),
)
BY_ORDER: dict[Order, Date] = {
    "day-first": Date(days=_year_last("day-first"), places=(2, 1, 0), two_digits=True),
    "month-first": Date(days=_year_last("month-first"), places=(2, 0, 1), two_digits=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNumber:
    """The day numbers of a spreadsheet, with the time of day as a fraction."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a day number from 1954 to 2119."""
        return words.re_search(r"^[2-7][0-9]{4}([.][0-9]{1,12})?$")

    def read(self, words: ir.StringValue, *, halves: bool) -> ir.TimestampValue:  # noqa: ARG002 - as dates are read
        """Read as a moment; what is no such number becomes missing."""
        number = ibis.ifelse(self.fits(words), words, ibis.null("string")).cast("float64")
        seconds = (number * _DAY).round().cast("int64")
        return ibis.timestamp(_FIRST_DAY) + seconds.as_interval("s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, which is taken as its first day."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a month."""
        return words.re_search(r"^(19|20)[0-9]{2}[-/](0[1-9]|1[0-2])$")

    def read(self, words: ir.StringValue, *, halves: bool) -> ir.TimestampValue:  # noqa: ARG002 - as dates are read
        """Read as a moment; what is no month becomes missing."""
        month = ibis.ifelse(self.fits(words), words, ibis.null("string"))
        year, number = (
            month.substr(start, length).cast("int64") for start, length in ((0, 4), (5, 2))
        )
        return ibis.timestamp(year, number, 1, 0, 0, 0)


SERIAL, MONTH = DayNumber(), Month()


def has_halves(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a time of day is told by am or pm."""
    return words.lower().re_search("[ap][.]?m[.]?z?$")
