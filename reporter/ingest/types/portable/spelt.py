"""How dates are written otherwise in, the Ibis expressions that test and read them out: with names
of months, as one number, or as a part of a year.

Their parts are brought to ISO 8601, whose pattern knows the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import ibis

from reporter.ingest.types.portable.dates import ISO
from reporter.ingest.types.portable.patterns import shared, whole
from reporter.ingest.types.rules.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    NAME,
    PIVOT_YEAR,
    SHAPES,
)

if TYPE_CHECKING:
    from datetime import date

    import ibis.expr.types as ir

    from reporter.ingest.types.portable.dates import Habits
    from reporter.ingest.types.rules.dates import Way

DAY = 86_400
"""Seconds."""
_MILLISECONDS = 1e11
"""A count of seconds from here on is one of thousandths."""
_WIDTH = max(len(names) for names in MONTHS.values()) + 2
"""Characters that hold all names of a month."""
_CALLED = {
    "name": [f",{names.replace('|', ',')}," for names in MONTHS.values()],
    "quarter": [f",{month // 3 + 1}," if month % 3 == 0 else "" for month in range(12)],
}
"""How months, or the quarters that begin with them, are called."""
_PIVOT = PIVOT_YEAR % 100 // 10
_THIS_CENTURY, _LAST_CENTURY = (
    rf"^([{digits}][0-9]-)" for digits in (f"0-{_PIVOT - 1}", f"{_PIVOT}-9")
)
"""Years of two digits that belong to this century, and to the one before."""
_ACCENTED, _BARE = (
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜàáâãäåçèéêëìíîïñòóôõöùúûü",
    ("aaaaaaceeeeiiiinooooouuuuaaaaaaceeeeiiiinooooouuuu"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """Days whose parts are found by a pattern."""

    pattern: str
    """The pattern that a text has as a whole, in lower case and without accents."""
    year: int
    month: int
    """Which group of the pattern is the year, and which the number or name of the month."""
    day: int = 0
    """Which group is the day; 0 where there is none, which means the first."""
    clock: int = 0
    """Which group is the time of day."""
    called: Literal["number", "name", "quarter"]
    """How months are told."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a day of the calendar in this shape."""
        return self.is_day(self.sort(words))

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:
        """Read as a moment; what is no such date becomes missing."""
        return self.read_sorted(self.sort(words), words, habits)

    def is_day(self, parts: ir.StringValue) -> ir.BooleanValue:
        """Whether sorted parts are a day of the calendar."""
        return ISO.matches(self._iso(parts))

    def read_sorted(
        self, parts: ir.StringValue, words: ir.StringValue, habits: Habits
    ) -> ir.TimestampValue:
        """Read the sorted parts of texts as moments."""
        moment = _moment(self._iso(parts))
        return moment + _afternoon(words).as_interval("h") if habits.halves else moment

    def sort(self, words: ir.StringValue) -> ir.StringValue:
        """Sort a text's parts: 2011|dec|9 08:26; what has not the pattern stays as it is."""
        clock = rf" \{self.clock}" if self.clock else ""
        day = rf"\{self.day}" if self.day else "1"
        order = rf"\{self.year}|\{self.month}|{day}{clock}"
        # Any word may stand for the month here: a pattern of all names would take far longer.
        pattern = shared(self.pattern.replace(NAME, "([a-z]{3,10})"))
        return bare(words).re_replace(f"^(?:{pattern})$", order)

    def _iso(self, sorted_: ir.StringValue) -> ir.StringValue:
        """Write in ISO 8601; what is not sorted becomes something that no calendar knows."""
        parts = sorted_.split("|")
        year, month = parts[0], parts[1]
        if self.called in _CALLED:
            # The position of a name tells its month: a case for each would read the text as often.
            table = "".join(called.ljust(_WIDTH) for called in _CALLED[self.called])
            position = ibis.literal(table).find("," + month + ",")
            month = (position // _WIDTH + 1).cast("string")
        text = year + "-" + month + "-" + parts[2].strip()
        if self.called != "name":
            return text
        return text.re_replace(_THIS_CENTURY, r"20\1").re_replace(_LAST_CENTURY, r"19\1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact:
    """Days of eight digits, with a time of day of four or six or without."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a day of the calendar in this shape."""
        return whole(words.lower(), SHAPES["compact"].pattern) & ISO.matches(self._iso(words))

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:  # noqa: ARG002 - as other dates are read
        """Read as a moment; what is no such date becomes missing."""
        fits = whole(words.lower(), SHAPES["compact"].pattern)
        return _moment(ibis.ifelse(fits, self._iso(words), ibis.null("string")))

    def _iso(self, words: ir.StringValue) -> ir.StringValue:
        for letter in ("T", "t", "Z", "z", " "):
            words = words.replace(letter, "")
        year, month, day, hour, minute, second = (
            words.substr(start, length)
            for start, length in ((0, 4), (4, 2), (6, 2), (8, 2), (10, 2), (12, 2))
        )
        clock = " " + hour + ":" + minute + ibis.ifelse(words.length() > 12, ":" + second, "")
        return year + "-" + month + "-" + day + ibis.ifelse(words.length() > 8, clock, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Weeks of a year, each of which is taken as its Monday."""

    way: Way

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is a week, of a year in which days lie."""
        year, number = self._parts(words)
        return (
            whole(words.lower(), self.way.pattern)
            & year.between(FIRST_YEAR, LAST_YEAR)
            & number.between(1, 53)
        )

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:  # noqa: ARG002 - as other dates are read
        """Read as a moment; what is no week becomes missing."""
        year, number = self._parts(words)
        # The fourth of January lies in the first week of a year.
        first = ibis.date(year, 1, 4).truncate("W").cast("timestamp")
        monday = first + (7 * (number - 1)).as_interval("D")
        return ibis.ifelse(self.fits(words), monday, ibis.null("timestamp"))

    def _parts(self, words: ir.StringValue) -> tuple[ir.IntegerValue, ir.IntegerValue]:
        year, number = (
            _group(words.lower(), self.way.pattern, group).cast("int64")
            for group in (self.way.year, self.way.part)
        )
        return year, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Moments that are counted: days of a spreadsheet, or seconds since 1970."""

    pattern: str
    since: date
    unit: int
    """Seconds of what is counted."""

    def fits(self, words: ir.StringValue) -> ir.BooleanValue:
        """Whether a text is such a number."""
        return whole(words, self.pattern)

    def read(self, words: ir.StringValue, habits: Habits) -> ir.TimestampValue:  # noqa: ARG002 - as other dates are read
        """Read as a moment; what is no such number becomes missing."""
        number = ibis.ifelse(self.fits(words), words.replace(",", "."), ibis.null("string")).cast(
            "float64"
        )
        number = ibis.ifelse(number >= _MILLISECONDS, number / 1000, number) * self.unit
        if self.unit == DAY:
            number = number.round()  # a spreadsheet's moments are whole seconds
        microseconds = (number * 1e6).round().cast("int64")
        return ibis.timestamp(self.since.isoformat()) + microseconds.as_interval("us")


def _moment(iso: ir.StringValue) -> ir.TimestampValue:
    """Read a text of ISO 8601; what is no day of the calendar becomes missing."""
    return ibis.ifelse(ISO.matches(iso), iso, ibis.null("string")).cast("timestamp")


def _afternoon(words: ir.StringValue) -> ir.IntegerValue:
    """Return the hours that am and pm add to a text's time of day."""
    plain = words.lower()
    noon = plain.re_search("[^0-9]12:[0-9]")
    late, early = plain.re_search(" ?p[.]?m[.]?$"), plain.re_search(" ?a[.]?m[.]?$")
    return ibis.ifelse(late & ~noon, 12, ibis.ifelse(early & noon, -12, 0))


def bare(words: ir.StringValue) -> ir.StringValue:
    """Write in lower case and without accents; not every engine knows capitals with accents."""
    return words.translate(_ACCENTED, _BARE).lower()


def _group(words: ir.StringValue, pattern: str, group: int) -> ir.StringValue:
    """Return what a group of a pattern holds, which the text has as a whole."""
    return words.re_extract(f"^({shared(pattern)})$", group + 1).nullif("")
