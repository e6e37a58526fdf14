r"""How numbers are written: patterns that every engine's compiler writes in its own words.

A number never begins with a superfluous zero: 00017 is an identifier and stays text. Patterns
speak the language of DuckDB's: `\d` is a digit of ASCII, `\x{a0}` a character by its code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reporter.ingest.types.rules.words import is_missing

Point = Literal[".", ","]

_BLANK = r"[ \t\x{a0}\x{202f}\x{2009}]"
_ISO = (
    "USD|EUR|GBP|CHF|JPY|CNY|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|BRL|MXN|ARS|CLP|COP|PEN|UYU|INR|SGD|HKD|TWD|KRW|THB|IDR|MYR"
    "|PHP|VND|ZAR|TRY|RUB|UAH|ILS|AED|SAR|QAR|KWD|EGP|MAD|NGN|KES|GHS|PKR|BDT|LKR"
)
SIGN = (
    r"(R\$|US\$|C\$|CA\$|A\$|AU\$|NZ\$|HK\$|S\$|[£€$¥₹₽₺₩₪₫₴฿]|zł|Kč|kr\.?|Kr\.?|Fr\.?|Ft|"
    + _ISO
    + ")"
)
"""The pattern of a currency's sign or code."""
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
    before = rf"{_BLANK}*[-−–+]?{_BLANK}*\(?{_BLANK}*({SIGN}{_BLANK}*)?[-−–+]?{_BLANK}*"
    after = rf"{_BLANK}*%?{_BLANK}*{SIGN}?{_BLANK}*\)?{_BLANK}*[-−]?{_BLANK}*"
    whole = rf"({groups}|0|[1-9]\d{{0,17}})"
    return Style(
        name=name,
        pattern=rf"{before}({whole}({mark}(\d*|[-–—]{{1,2}}))?|{mark}\d+){after}|{_WHOLE}({mark}\d+)?[eE][-+]?\d+",
        whole=rf"{before}{whole}({mark}(0*|[-–—]{{1,2}}))?{after}",
        grouped=rf"{before}({groups}){after}",
        point=point,
        dressed=True,
    )


NEGATIVE = rf"^[^0-9]*[-−–(]|[0-9)]{_BLANK}*%?{_BLANK}*{SIGN}?{_BLANK}*[-−]{_BLANK}*$"
"""What a dressed number has that is below zero: a minus before or after it, or brackets."""
SCIENTIFIC = "[0-9][eE][-+]?[0-9]+$"
"""How a number with an exponent ends; nothing is taken off it."""
ABBREVIATED = r"(kr|Kr|Fr)\."
"""Signs of currencies with a point that belongs to no number."""
DECIMAL_POINT = _dressed("decimal point", ".")
DECIMAL_COMMA = _dressed("decimal comma", ",")
STYLES = (PLAIN, DECIMAL_POINT, DECIMAL_COMMA)
_COMPILED = {
    style.name: re.compile(
        re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), style.pattern)
    )
    for style in STYLES
}


def share(values: list[str], style: Style) -> float:
    """Return the share of values that are numbers of a style, among those that are not missing."""
    given = [value for value in values if not is_missing(value)]
    return (
        sum(_COMPILED[style.name].fullmatch(value) is not None for value in given) / len(given)
        if given
        else 0.0
    )


def named_currencies(counts: dict[str, int]) -> dict[str, int]:
    """Put signs and codes of one currency together."""
    named: dict[str, int] = {}
    for sign, rows in counts.items():
        code = CODES.get(sign, sign)
        named[code] = named.get(code, 0) + rows
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))
