"""How dates are written in text columns: shapes to recognise them by, and SQL that reads them.

Whether 3/4/2011 is the third of April or the fourth of March is settled over the whole column: a
part above twelve can only be a day.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from reporter.ingest.store import quoted
from reporter.ingest.types.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

_MONTHS = {
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
        (name for names in _MONTHS.values() for name in names.split("|")),
        key=lambda name: (-len(name), name),
    )
)
_NAME = f"({MONTH_NAMES})"
_SHORT = f"({'|'.join(_MONTHS)})"
_CLOCK = (
    r"(\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[ap]\.?m\.?)?(\s*uhr)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_TIME = r"([t ,]+(?:um )?" + _CLOCK[1:-2] + ")?"
_WEEKDAY = r"([a-z]{2,}(-feira)?\.?,?\s+)?"
_DAY_FIRST = (
    r"(\d{1,2})(?:st|nd|rd|th|er|o|a)?\.?[ /-]*(?:de |of |d')?{month}\.?[ ,/-]*(?:de |del |of"
    r" )?(\d{4}|\d{2})"
)
_MONTH_FIRST = r"{month}\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?(?:,? +|-)(\d{4})"
_YEAR_FIRST = r"(\d{4})[ /-]*{month}\.?[ /-]*(\d{1,2})"
_SHAPES: dict[Shape, re.Pattern[str]] = {
    "iso": re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}" + _TIME),
    "numeric": re.compile(_WEEKDAY + r"\d{1,2}([./-])\d{1,2}\3(\d{4}|\d{2})" + _TIME),
    "named": re.compile(
        _WEEKDAY
        + "("
        + "|".join(way.replace("{month}", _NAME) for way in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST))
        + ")"
        + _TIME
    ),
    "compact": re.compile(
        r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([t ]?\d{4}(\d{2})?z?)?"
    ),
    "month": re.compile(
        rf"\d{{4}}[-/.](0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/.]\d{{4}}|{_NAME}\.?["
        r" /-]+(\d{4}|\d{2})|(19|20)\d\d ?m(0[1-9]|1[0-2])"
    ),
    "quarter": re.compile(
        r"\d{4}[ /-]?[qt][1-4]|[qt][1-4][ /-]?\d{4}|[1-4]\. ?(quartal|trimestre) \d{4}"
    ),
    "week": re.compile(r"\d{4}[ /-]?k?w\d{1,2}|(kw|w|cw|week|woche) ?\d{1,2}[ /-]\d{4}"),
    "epoch": re.compile(r"[1-3]\d{9}(\.\d+)?|[1-3]\d{12}"),
    "serial": re.compile(r"[2-7]\d{4}([.,]\d+)?"),
    "yearless": re.compile(
        rf"\d{{1,2}}([./-])\d{{1,2}}\.?|\d{{1,2}}\.?[ -]{_NAME}\.?|{_NAME}\.?["
        r" -]\d{1,2}|(0?[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])"
    ),
}
_ONLY_NAMED: frozenset[Shape] = frozenset({"compact", "epoch", "serial", "yearless"})
"""Shapes that any numbers could have: the column's name or other dates in it must speak for them.
"""
EARLIEST, LATEST = "1678-01-01", "2262-01-01"
"""Moments outside cannot be held to the nanosecond; such days stand for "never"."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[/.-])\d\d(?=\s|$)")
_CENTURY = 100
_ORDERED: frozenset[Shape] = frozenset({"numeric", "yearless"})
"""Shapes in which the day may stand before the month or after it."""
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_NEAR = 1
"""Years by which day numbers may lie outside of those that the other dates of a column name."""
_TIMES = (" %H:%M", " %H:%M:%S", "", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", "T%H:%M:%S")
_FIRST_DAY, _LAST_DAY = "TIMESTAMP '1900-01-01'", "TIMESTAMP '2200-01-01'"
_PIVOT_YEAR = 2050
_PIVOT = f"TIMESTAMP '{_PIVOT_YEAR}-01-01'"
"""Years of two digits from here on belong to the century before."""
_MOSTLY, _HALF, _SOME = 0.9, 0.5, 0.01
_AMONG = 0.25
"""Written dates to a plain number from which on the numbers are dates, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSQL:
    """The SQL that reads a text column as dates of a shape."""

    column: str
    shape: Shape
    separator: str = ""
    two_digits: bool = False
    """Whether years of two digits occur."""
    untidy: bool = False
    """Whether weekdays, commas or blanks have to be taken off dates of numbers first."""
    begins: date | None = None
    """The day from which on dates without a year are counted; they lie in the twelve months after
    it.
    """
    example: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether day and month are one plain number: 0301."""
        return self.shape == "yearless" and self.example.isdigit()

    @property
    def way(self) -> tuple[str, ...]:
        """What tells it from other ways to write a date."""
        return self.shape, self.separator, str(self.two_digits), str(self.untidy)

    def read(self, order: Order = "month-first") -> str:
        """Read as timestamps; what is none, or of no year from 1900 to 2199, becomes missing."""
        moment = self._moment(order)
        if self.two_digits:
            moment = (
                f"CASE WHEN {moment} >= {_PIVOT} THEN {moment} - INTERVAL 100 YEAR ELSE"
                f" {moment} END"
            )
        return f"CASE WHEN {moment} >= {_FIRST_DAY} AND {moment} < {_LAST_DAY} THEN {moment} END"

    def _moment(self, order: Order) -> str:
        text = f"CAST({quoted(self.column)} AS VARCHAR)"
        if self.shape == "iso":
            return f"TRY_CAST({self._iso()} AS TIMESTAMP)"
        if self.shape == "compact":
            digits = f"regexp_replace({text}, '[TtZz ]', '', 'g')"
            return f"try_strptime({digits}, ['%Y%m%d', '%Y%m%d%H%M', '%Y%m%d%H%M%S'])"
        if self.shape == "epoch":
            number = f"TRY_CAST({text} AS DOUBLE)"
            spans = (
                (1e11, 7.3e12, 1e3),
                (1e8, 7.3e9, 1e6),
            )  # milliseconds and seconds, from 1973 on: a nought is no date
            cases = " ".join(
                f"WHEN {number} BETWEEN {first} AND {last} THEN {number} * {factor}"
                for first, last, factor in spans
            )
            return f"make_timestamp(CAST(CASE {cases} END AS BIGINT))"
        if self.shape == "serial":
            number = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
            number = f"CASE WHEN {number} BETWEEN 20000 AND 80000 THEN {number} END"
            return (
                f"(TIMESTAMP '1899-12-30' + to_microseconds(CAST(round({number} * 86400) * 1e6 AS"
                " BIGINT)))"
            )
        if self.shape in {"quarter", "week"}:
            return self._part_of_year()
        if self.shape == "yearless":
            return self._in_the_twelve_months(order)
        formats = ", ".join(f"'{format_}'" for format_ in self._formats(order))
        return f"try_strptime({self._tidy()}, [{formats}])"

    def _iso(self) -> str:
        column = (
            f"regexp_replace({quoted(self.column)}, ' ?(UTC|GMT)$', 'Z')"
            if self.untidy
            else quoted(self.column)
        )
        return (
            f"replace({column}, '{self.separator}', '-')"
            if self.separator in {"/", "."}
            else column
        )

    def _tidy(self) -> str:
        """Bring names of months to English, and the parts of a date into one order."""
        column = quoted(self.column)
        if self.shape == "numeric":
            if not self.untidy:
                return column
            plain = f"regexp_replace({column}, '^\\s*[^0-9]*', '')"
            return (
                f"trim(regexp_replace(regexp_replace({plain}, ',? +(um )?', ' ', 'g'), '(?i)"
                " ?uhr$', ''))"
            )
        text = self._months_in_english(column)
        if self.shape == "month":
            return f"regexp_replace({text}, '[ /.m-]+([0-9]|$)', '-\\1')"
        for way, order in (
            (_DAY_FIRST, "\\2 \\3 \\4"),
            (_MONTH_FIRST, "\\3 \\2 \\4"),
            (_YEAR_FIRST, "\\4 \\3 \\2"),
        ):
            pattern = way.replace("{month}", _SHORT).replace("'", "''")
            text = (
                f"regexp_replace({text}, '^([a-z]{{2,}}(?:-feira)?\\.?,?\\s+)?{pattern}',"
                f" '{order}')"
            )
        return f"trim(regexp_replace(regexp_replace({text}, ',? +(um )?', ' ', 'g'), ' ?uhr$', ''))"

    def _part_of_year(self) -> str:
        text = f"lower({quoted(self.column)})"
        year = f"TRY_CAST(regexp_extract({text}, '[0-9]{{4}}') AS INTEGER)"
        part = (
            f"TRY_CAST(regexp_extract(regexp_replace({text}, '[0-9]{{4}}', ''), '[0-9]{{1,2}}') AS"
            " INTEGER)"
        )
        if self.shape == "quarter":
            return (
                f"CAST(CASE WHEN {part} BETWEEN 1 AND 4 THEN make_date({year}, 3 * {part} - 2, 1)"
                " END AS TIMESTAMP)"
            )
        monday = f"date_trunc('week', make_date({year}, 1, 4)) + to_days(7 * ({part} - 1))"
        return f"CAST(CASE WHEN {part} BETWEEN 1 AND 53 THEN {monday} END AS TIMESTAMP)"

    def _in_the_twelve_months(self, order: Order) -> str:
        """Add the year that puts a day into the twelve months from a day on."""
        if self.begins is None:
            return "CAST(NULL AS TIMESTAMP)"
        text = self._months_in_english(f"CAST({quoted(self.column)} AS VARCHAR)")
        text = f"regexp_replace({text}, '^([0-9]?[0-9])([0-9][0-9])$', '\\1-\\2')"
        day = f"regexp_replace(regexp_replace({text}, '[./ -]+', '-', 'g'), '-$', '')"
        numbers = "%d-%m" if order == "day-first" else "%m-%d"
        formats = f"['{numbers}-%Y', '%d-%b-%Y', '%b-%d-%Y']"
        first, second = (
            f"try_strptime({day} || '-{year}', {formats})"
            for year in (self.begins.year, self.begins.year + 1)
        )
        start = f"TIMESTAMP '{self.begins}'"
        return (
            f"CASE WHEN {first} >= {start} THEN {first} WHEN {second} < {start} + INTERVAL 1 YEAR"
            f" THEN {second} END"
        )

    @staticmethod
    def _months_in_english(text: str) -> str:
        text = f"lower(strip_accents(trim({text})))"
        for short, names in _MONTHS.items():
            text = f"regexp_replace({text}, '\\b({names})\\b\\.?', '{short}')"
        return text

    def _formats(self, order: Order) -> list[str]:
        if self.shape == "month":
            return ["%Y-%m", "%m-%Y", "%b-%y", "%b-%Y"]
        years = (
            ("%y", "%Y") if self.two_digits else ("%Y",)
        )  # %y refuses four digits, while %Y would take 10 for the year 10
        if self.shape == "named":
            return [f"%d %b {year}{time}" for year in years for time in _TIMES]
        day_month = ("%d", "%m") if order == "day-first" else ("%m", "%d")
        return [self.separator.join((*day_month, year)) + time for year in years for time in _TIMES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The shapes of dates that a column may hold: one, or two that cannot be taken for
    each other.
    """

    column: str
    parts: tuple[DateSQL, ...]

    @property
    def numeric(self) -> DateSQL | None:
        """The part that may be day-first or month-first."""
        return next((part for part in self.parts if part.shape in _ORDERED), None)

    def read(self, order: Order = "month-first") -> str:
        """Read as timestamps; what is none becomes missing."""
        reads = [part.read(order) for part in self.parts]
        return reads[0] if len(reads) == 1 else f"coalesce({', '.join(reads)})"

    def fits(self, order: Order = "month-first") -> str:
        """Whether a value is a date."""
        return f"{self.read(order)} IS NOT NULL"


def month_number(name: str) -> int:
    """Return which month a name is, in lower case and without accents; nought for none."""
    return next(
        (place for place, names in enumerate(_MONTHS.values(), 1) if name in names.split("|")), 0
    )


def _plain(value: str) -> str:
    decomposed = unicodedata.normalize("NFKD", value.strip().lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def recognise(
    column: str, values: Sequence[str], *, named_like_a_date: bool, begins: date | None = None
) -> Dates | None:
    """Tell from some values which shapes of date a column may hold, None for none.

    Half of the values must have the shapes where the column is named like a date, otherwise nine in
    ten.

    Parameters
    ----------
    begins
        The day from which on dates without a year are counted; None where nothing tells: these are
        no dates then.
    """
    given = [_plain(value) for value in values if not is_missing(value)]
    found = _by_shape(given)
    if begins is None:
        found.pop("yearless", None)
    usual = [shape for shape in found if len(found[shape]) >= _SOME * len(given)]
    if set(usual) & _ONLY_NAMED and not named_like_a_date and not _are_dates_anyway(found, usual):
        return None
    least = _HALF if named_like_a_date else _MOSTLY
    if not usual or sum(len(found[shape]) for shape in usual) < least * len(given):
        return None
    parts = (part for shape in usual for part in _parts(column, shape, found[shape]))
    return Dates(
        column=column,
        parts=tuple(
            replace(part, begins=begins) if part.shape == "yearless" else part for part in parts
        ),
    )


def is_yearless(value: str) -> bool:
    """Whether a value is a day and a month without a year."""
    return _SHAPES["yearless"].fullmatch(_plain(value)) is not None


def widen(known: Dates, beside: Sequence[str], unread: Sequence[str]) -> Dates | None:
    """Add the shapes of some values that the known ones do not read; None where none of them is a
    date.

    Parameters
    ----------
    known
        The shapes that most values have.
    beside
        Values of any shape, which say in what years a plain number may lie.
    unread
        Values that are to be read.
    """
    found = _by_shape([_plain(value) for value in unread if not is_missing(value)])
    found.pop("yearless", None)
    others = {
        shape: values
        for shape, values in _by_shape([_plain(value) for value in beside]).items()
        if shape not in _ONLY_NAMED
    }
    new = [
        part
        for shape in found
        if shape not in _ONLY_NAMED or _are_spoken_for({**others, shape: found[shape]}, [shape])
        for part in _parts(known.column, shape, found[shape])
    ]
    ways = {part.way for part in known.parts}
    parts = tuple(part for part in new if part.way not in ways)
    return Dates(column=known.column, parts=(*known.parts, *parts)) if parts else None


def _by_shape(given: Sequence[str]) -> dict[Shape, list[str]]:
    """Sort plain values by their shape, the commonest first."""
    found: dict[Shape, list[str]] = {}
    for value in given:
        if shape := next(
            (shape for shape, pattern in _SHAPES.items() if pattern.fullmatch(value)), None
        ):
            found.setdefault(shape, []).append(value)
    return {
        shape: found[shape]
        for shape in sorted(found, key=lambda shape: (-len(found[shape]), shape))
    }


def _are_dates_anyway(found: Mapping[Shape, Sequence[str]], usual: Sequence[Shape]) -> bool:
    """Whether plain numbers are dates although the column has another name: enough dates stand
    among them that show what they are.
    """
    counted = sum(len(found[shape]) for shape in usual if shape in _ONLY_NAMED)
    dated = sum(len(values) for shape, values in found.items() if shape not in _ONLY_NAMED)
    return dated >= _AMONG * counted and _are_spoken_for(found, usual)


def _are_spoken_for(found: Mapping[Shape, Sequence[str]], usual: Sequence[Shape]) -> bool:
    """Whether plain numbers stand beside dates that show what they are, and lie in the
    same years.
    """
    dated = [
        value for shape, values in found.items() if shape not in _ONLY_NAMED for value in values
    ]
    counted = [value for shape in usual if shape in _ONLY_NAMED for value in found[shape]]
    years = {_full(int(year)) for value in dated for year in _YEAR.findall(value)}
    return bool(years) and all(
        min(years) - _NEAR <= year <= max(years) + _NEAR for year in map(_year_of, counted)
    )


def _full(year: int) -> int:
    """Write a year of two digits in full, as dates are read."""
    return year if year >= _CENTURY else year + (1900 if year >= _PIVOT_YEAR % _CENTURY else 2000)


def _year_of(number: str) -> int:
    """Return the year of a date that is written as a plain number."""
    if _SHAPES["compact"].fullmatch(number):
        return int(number[:4])
    value = float(number.replace(",", "."))
    if _SHAPES["serial"].fullmatch(number):
        return (_FIRST_SERIAL_DAY + timedelta(days=int(value))).year
    return (date(1970, 1, 1) + timedelta(seconds=value / (1000 if value >= 1e12 else 1))).year


def _parts(column: str, shape: Shape, values: list[str]) -> list[DateSQL]:
    """Return a part for each separator in use."""
    pattern = _SHAPES[shape]
    group = {"iso": 1, "numeric": 3, "yearless": 1}.get(shape, 0)
    by_separator: dict[str, list[str]] = {}
    for value in values:
        if match := pattern.fullmatch(value):
            by_separator.setdefault((match[group] or ".") if group else "", []).append(value)
    two_digits = shape in {"numeric", "named"} and any(
        re.match(r"(.*\D)?\d{1,2}\D+\d{2}(\D|$)|.*[a-z.,]['’ /-]*\d{2}(\D|$)", value)
        for value in values
    )
    untidy = any(
        re.match(r"[a-z]", value) or re.search(r",|  |uhr|utc|gmt|t\d|[ap]\.m", value)
        for value in values
    )
    usual = sorted(by_separator, key=lambda one: (-len(by_separator[one]), one))[:2]
    return [
        DateSQL(
            column=column, shape=shape, separator=separator, two_digits=two_digits, untidy=untidy,
            example=min(by_separator[separator])
        )
        for separator in usual
    ]  # fmt: skip


def are_days(values: list[str]) -> bool:
    """Whether nearly all values are days, written in one way."""
    given = [_plain(value) for value in values]
    shapes: tuple[Shape, ...] = ("iso", "numeric", "named", "compact")
    return any(
        sum(_SHAPES[shape].fullmatch(value) is not None for value in given) >= _MOSTLY * len(given)
        for shape in shapes
    )
