"""How dates are written in, the DuckDB SQL that reads a column of texts as moments out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.store import quoted
from reporter.ingest.types.rules.dates import (
    DAY_FIRST,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_FIRST,
    MONTHS,
    ORDERED,
    PIVOT_YEAR,
    YEAR_FIRST,
)

if TYPE_CHECKING:
    from datetime import date

    from reporter.ingest.types.rules.dates import Order, Shape

_SHORT = f"({'|'.join(MONTHS)})"
_TIMES = (" %H:%M", " %H:%M:%S", "", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", "T%H:%M:%S")
_FIRST_DAY, _LAST_DAY = f"TIMESTAMP '{FIRST_YEAR}-01-01'", f"TIMESTAMP '{LAST_YEAR + 1}-01-01'"
_PIVOT = f"TIMESTAMP '{PIVOT_YEAR}-01-01'"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSQL:
    """The SQL that reads a text column as dates of a shape."""

    column: str
    shape: Shape
    separator: str = ""
    two_digits: bool = False
    """Whether years of two digits may occur."""
    untidy: bool = False
    """Whether weekdays, commas or blanks have to be taken off dates of numbers first."""
    halves: bool = False
    """Whether times of day may be told by am and pm."""
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
            in_full = f"regexp_matches({quoted(self.column)}, '[0-9]{{4}}')"
            moment = (
                f"CASE WHEN {moment} >= {_PIVOT} AND NOT {in_full} THEN {moment} - INTERVAL 100"
                f" YEAR ELSE {moment} END"
            )
        return f"CASE WHEN {moment} >= {_FIRST_DAY} AND {moment} < {_LAST_DAY} THEN {moment} END"

    def _moment(self, order: Order) -> str:
        text = f"CAST({quoted(self.column)} AS VARCHAR)"
        if self.shape == "iso":
            return self._iso_moment()
        if self.shape == "compact":
            digits = f"regexp_replace({text}, '[TtZz ]', '', 'g')"
            return f"try_strptime({digits}, ['%Y%m%d', '%Y%m%d%H%M', '%Y%m%d%H%M%S'])"
        if self.shape == "epoch":
            number = f"TRY_CAST({text} AS DOUBLE)"
            spans = (
                (1e11, 7.3e12, 1e3),
                (1e8, 7.3e9, 1e6),
            )  # milliseconds and seconds, from 1973 on: a zero is no date
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

    def _iso_moment(self) -> str:
        moment = f"TRY_CAST({self._iso()} AS TIMESTAMP)"
        if not self.halves:
            return moment
        # The engine's cast would leave out what stands behind a time of day.
        formats = "['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p']"
        text = f"regexp_replace({_without_points(self._iso())}, '[Tt]', ' ')"
        return (
            f"CASE WHEN regexp_matches({quoted(self.column)}, '(?i)[ap]\\.?m\\.?$') THEN"
            f" try_strptime({text}, {formats}) ELSE {moment} END"
        )

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
            plain = f"regexp_replace({_without_points(column)}, '^\\s*[^0-9]*', '')"
            return (
                f"trim(regexp_replace(regexp_replace({plain}, ',? +(um )?', ' ', 'g'), '(?i)"
                " ?uhr$', ''))"
            )
        text = self._months_in_english(column)
        if self.shape == "month":
            return f"regexp_replace({text}, '[ /.m-]+([0-9]|$)', '-\\1')"
        for way, order in (
            (DAY_FIRST, "\\2 \\3 \\4"),
            (MONTH_FIRST, "\\3 \\2 \\4"),
            (YEAR_FIRST, "\\4 \\3 \\2"),
        ):
            pattern = way.replace("{month}", _SHORT).replace("'", "''")
            text = (
                f"regexp_replace({text}, '^([a-z]{{2,}}(?:-feira)?\\.?,?\\s+)?{pattern}',"
                f" '{order}')"
            )
        text = f"regexp_replace({_without_points(text)}, ',? +(um )?', ' ', 'g')"
        return f"trim(regexp_replace({text}, ' ?uhr$', ''))"

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
        for short, names in MONTHS.items():
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


def _without_points(text: str) -> str:
    """Write p.m. as pm."""
    return f"regexp_replace({text}, '(?i) *([ap])\\.?m\\.?$', ' \\1m')"


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
        return next((part for part in self.parts if part.shape in ORDERED), None)

    def read(self, order: Order = "month-first") -> str:
        """Read as timestamps; what is none becomes missing."""
        reads = [part.read(order) for part in self.parts]
        return reads[0] if len(reads) == 1 else f"coalesce({', '.join(reads)})"

    def fits(self, order: Order = "month-first") -> str:
        """Whether a value is a date."""
        return f"{self.read(order)} IS NOT NULL"
