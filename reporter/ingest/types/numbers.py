"""How numbers are written in text columns: patterns to test every value with, and SQL that reads
them.

A number never begins with a superfluous nought: 00017 is an identifier and stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reporter.ingest.store import literal, quoted

Point = Literal[".", ","]

_SPREADSHEET = ("#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!")
MISSING = (
    "", "na", "n/a", "n.a.", "nan", "<na>", "null", "(null)", "none", "nil", "\\n", "-", "--", "–",
    "—", "?", ".", "...", "missing",
    "(blank)", "(leer)", "(vide)", "unknown", "not available", "not applicable", "k.a.", "k. a.",
    "keine angabe", "unbekannt", "inconnu",
    "desconocido", "desconhecido", "sconosciuto", "onbekend", *_SPREADSHEET,
)  # fmt: skip
"""What stands for a missing value in columns of numbers and dates, in lower case and without blanks
around.
"""
MISSING_TEXTS = (
    "",
    "NULL",
    "null",
    "(null)",
    "\\N",
    "NaN",
    "nan",
    "<NA>",
    "(blank)",
    "(leer)",
    "(vide)",
    *(word.upper() for word in _SPREADSHEET),
)
"""What stands for a missing value in every column: no name and no code is written so."""

_BLANK = r"[ \t\x{a0}\x{202f}\x{2009}]"
_ISO = (
    "USD|EUR|GBP|CHF|JPY|CNY|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|BRL|MXN|ARS|CLP|COP|PEN|UYU|INR|SGD|HKD|TWD|KRW|THB|IDR|MYR"
    "|PHP|VND|ZAR|TRY|RUB|UAH|ILS|AED|SAR|QAR|KWD|EGP|MAD|NGN|KES|GHS|PKR|BDT|LKR"
)
_SIGN = (
    r"(R\$|US\$|C\$|CA\$|A\$|AU\$|NZ\$|HK\$|S\$|[£€$¥₹₽₺₩₪₫₴฿]|zł|Kč|kr\.?|Kr\.?|Fr\.?|Ft|"
    + _ISO
    + ")"
)
CODES = {
    "€": "EUR", "£": "GBP", "₹": "INR", "R$": "BRL", "US$": "USD", "C$": "CAD", "CA$": "CAD",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₫": "VND",
    "₴": "UAH", "฿": "THB", "zł": "PLN", "Kč": "CZK",
    "Fr": "CHF", "Fr.": "CHF", "Ft": "HUF", "kr.": "kr", "Kr": "kr", "Kr.": "kr",
}  # fmt: skip
"""The codes of signs that belong to one currency; $, ¥ and kr belong to several and stay as they
are.
"""
_WHOLE = r"-?(0|[1-9]\d{0,17})"  # more digits fit no 64-bit number: such identifiers stay text


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A way to write numbers."""

    name: str
    pattern: str
    whole: str
    """The pattern of those without a fraction."""
    grouped: str
    """The pattern of those with thousands set apart."""
    point: Point
    dressed: bool
    """Whether signs, blanks and the like have to be taken off first."""

    @property
    def grouping(self) -> str:
        """What may stand between thousands beside blanks and apostrophes."""
        return "." if self.point == "," else ","


PLAIN = Style(
    name="plain",
    pattern=rf"({_WHOLE}(\.\d*)?|-?\.\d+)([eE][-+]?\d+)?",
    whole=rf"{_WHOLE}(\.0*)?",
    grouped="",
    point=".",
    dressed=False,
)


def _dressed(name: str, point: Point) -> Style:
    mark, other = re.escape(point), re.escape("." if point == "," else ",")
    indian = rf"|\d{{1,2}}({other}\d{{2}})+{other}\d{{3}}" if point == "." else ""
    groups = rf"[1-9]\d{{0,2}}(({other}\d{{3}})+|({_BLANK}\d{{3}})+|(['’]\d{{3}})+){indian}"
    before = rf"{_BLANK}*[-−–+]?{_BLANK}*\(?{_BLANK}*({_SIGN}{_BLANK}*)?[-−–+]?{_BLANK}*"
    after = rf"{_BLANK}*%?{_BLANK}*{_SIGN}?{_BLANK}*\)?{_BLANK}*[-−]?{_BLANK}*"
    whole = rf"({groups}|0|[1-9]\d{{0,17}})"
    return Style(
        name=name,
        pattern=rf"{before}({whole}({mark}(\d*|[-–—]{{1,2}}))?|{mark}\d+){after}|{_WHOLE}({mark}\d+)?[eE][-+]?\d+",
        whole=rf"{before}{whole}({mark}(0*|[-–—]{{1,2}}))?{after}",
        grouped=rf"{before}({groups}){after}",
        point=point,
        dressed=True,
    )


DECIMAL_POINT = _dressed("decimal point", ".")
DECIMAL_COMMA = _dressed("decimal comma", ",")
STYLES = (PLAIN, DECIMAL_POINT, DECIMAL_COMMA)
_COMPILED = {
    style.name: re.compile(
        re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), style.pattern)
    )
    for style in STYLES
}


def is_missing(text: str) -> bool:
    """Say whether a text stands for a missing value."""
    return text.strip().lower() in MISSING


def share(values: list[str], style: Style) -> float:
    """Return the share of values that are numbers of a style, among those that are not missing."""
    given = [value for value in values if not is_missing(value)]
    return (
        sum(_COMPILED[style.name].fullmatch(value) is not None for value in given) / len(given)
        if given
        else 0.0
    )


@dataclass(frozen=True, slots=True)
class NumberSQL:
    """The SQL that tests and reads a text column as numbers of a style."""

    column: str
    style: Style

    @property
    def _plain(self) -> str:
        """The number as the engine casts it."""
        text = quoted(self.column)
        if not self.style.dressed:
            return text
        scientific = f"regexp_matches({text}, '[0-9][eE][-+]?[0-9]+$')"
        digits = f"regexp_replace({text}, '[^0-9{self.style.point}]', '', 'g')"
        digits = (
            f"regexp_replace(regexp_extract({digits}, '[0-9].*|[{self.style.point}][0-9]+'),"
            f" '[{self.style.point}]$', '')"
        )
        negative = (
            f"regexp_matches({text},"
            f" '^[^0-9]*[-−–(]|[0-9)]{_BLANK}*%?{_BLANK}*{_SIGN}?{_BLANK}*[-−]{_BLANK}*$')"
        )
        dressed = f"CASE WHEN {negative} THEN '-' ELSE '' END || {digits}"
        read = f"CASE WHEN {scientific} THEN {text} ELSE {dressed} END"
        return read if self.style.point == "." else f"replace({read}, ',', '.')"

    @property
    def fits(self) -> str:
        """Whether a value is such a number."""
        return f"regexp_full_match({quoted(self.column)}, {literal(self.style.pattern)})"

    @property
    def fits_whole(self) -> str:
        """Whether a value is such a number without a fraction."""
        return f"regexp_full_match({quoted(self.column)}, {literal(self.style.whole)})"

    @property
    def fits_grouped(self) -> str:
        """Whether its thousands are set apart."""
        return (
            f"regexp_full_match({quoted(self.column)}, {literal(self.style.grouped)})"
            if self.style.grouped
            else "false"
        )

    @property
    def missing(self) -> str:
        """Whether a value stands for a missing one."""
        return f"lower(trim({quoted(self.column)})) IN ({', '.join(map(literal, MISSING))})"

    @property
    def per_cent(self) -> str:
        """Whether it is followed by a per cent sign."""
        return f"contains({quoted(self.column)}, '%')"

    @property
    def currency(self) -> str:
        """The currency sign or code beside a number; empty where there is none."""
        return (
            f"CASE WHEN {self.fits} THEN regexp_extract({quoted(self.column)}, {literal(_SIGN)})"
            " ELSE '' END"
        )

    def read(self, kind: str, *, guarded: bool) -> str:
        """Read as a BIGINT or DOUBLE; guarded where some values are no such numbers, which then
        become missing.
        """
        text = f"CASE WHEN {self.fits} THEN {self._plain} END" if guarded else self._plain
        return f"TRY_CAST({text} AS {kind})"


def named_currencies(counts: dict[str, int]) -> dict[str, int]:
    """Put signs and codes of one currency together."""
    named: dict[str, int] = {}
    for sign, rows in counts.items():
        code = CODES.get(sign, sign)
        named[code] = named.get(code, 0) + rows
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))
