"""How each kind of value is written where the sentence does not say: values in, texts out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reporter.clients_names import product_name
from reporter.model.claim import (
    Claim,
    Count,
    Country,
    Day,
    Days,
    Figure,
    Money,
    Month,
    Name,
    Number,
    PlayTitle,
    Product,
    Quantity,
    Range,
    Ratio,
    Score,
    SegmentName,
    Share,
    Thousands,
    Year,
)
from reporter.model.customers import Feature
from reporter.numerals import DASH, NBSP, rounded
from reporter.wording.catalogue import TEXT
from reporter.wording.labels import country, spoken
from reporter.wording.plays import part
from reporter.wording.ratios import multiple
from reporter.wording.spans import elapsed

if TYPE_CHECKING:
    from reporter.model.claim import Value
    from reporter.wording.writing import Writer

SPANS = frozenset({"days", "weeks", "months", "years"})
"""Units of time."""
LARGE_COUNT = 10
"""From here on the median of counts is written without decimals."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A value under the name that the sentence has for it."""

    name: str
    value: Value


def number_of(value: object) -> float:
    """Return a value's number.

    Raises
    ------
    TypeError
        It has none.
    """
    if isinstance(value, Figure | Quantity):
        return value.number
    raise TypeError(f"{value!r} is no number")


def written(writer: Writer, bound: Bound) -> str:
    """Write a value as what it is.

    Raises
    ------
    TypeError
        It is nothing that can be written.
    """
    match bound.value:
        case Figure() as figure:
            return _figure(writer, bound.name, figure)
        case Quantity() as quantity:
            return _quantity(writer, bound.name, quantity)
        case Thousands(quantity, sign):
            # As the heading has it: the sign before the number, the letter after.
            return f"{sign}{_quantity(writer, bound.name, quantity)}k"
        case Range() as between:
            return _range(writer, between)
        case Day(day):
            return writer.words.numerals.day(day)
        case Month(day):
            return writer.words.numerals.month(day)
        case Claim() as claim:
            return writer.nested(claim)
        case tuple() as claims:
            return writer.words.language.listed(listed(writer, claims))
        case value:
            return _name(writer, value)


def listed(writer: Writer, claims: tuple[Claim, ...], form: str = TEXT) -> list[str]:
    """Write each claim of a list, in a form; its numbers are noted with its rank, or a suffix of
    its own.
    """
    return [writer.nested(claim, claim.ending(rank), form) for rank, claim in enumerate(claims, 1)]


def _figure(writer: Writer, name: str, value: Figure) -> str:
    numerals = writer.words.numerals
    match value:
        case Count(number):
            return numerals.count(number)
        case Number(number):
            return numerals.decimal(number)
        case Score(number):
            return numerals.fixed(number, 2)
        case Share(number):
            return writer.percent(number)
        case Money(number):
            return numerals.money(number)
        case Ratio(number):
            return multiple(number, writer.words)
        case Days():
            return elapsed(writer, Bound(name, value))
        case Year(number):
            return str(int(number))
        case _:
            raise TypeError(f"{value!r} cannot be written in a sentence")


def _name(writer: Writer, value: Value) -> str:
    match value:
        case Name(text):
            return text
        case Product(description):
            return product_name(description)
        case Country(name):
            return country(name, writer.words)
        case SegmentName(called):
            return called if isinstance(called, str) else writer.words.text(called)
        case PlayTitle(play):
            return part(play, "title", writer.words)
        case Feature() as feature:
            return spoken(feature, writer.words)
        case _:
            raise TypeError(f"{value!r} cannot be written in a sentence")


def _quantity(writer: Writer, name: str, value: Quantity) -> str:
    """Write a value in a feature's unit; a large count without decimals, a median between two small
    ones as "8 or 9".
    """
    if value.unit in SPANS:
        return span_of(writer, value)
    if value.unit == "share":
        return writer.words.percent(value.number)
    if value.unit == "count":
        if value.number >= LARGE_COUNT:
            return writer.words.numerals.count(value.number)
        if between := writer.between(Bound(name, value)):
            return between
    return writer.words.numerals.quantity(value.number, value.unit)


def span_of(writer: Writer, value: Quantity, case: str = "") -> str:
    """Write a feature's span of time: "25 days", in a case."""
    numerals, number, unit = writer.words.numerals, value.number, value.unit.removesuffix("s")
    if unit == "day" and numerals.time != "day":
        number, unit = numerals.elapsed(number), numerals.time
    if unit == "day":
        figure, digits = numerals.count(number), 0
    else:
        figure, digits = numerals.span(number), 1 if abs(number) < LARGE_COUNT else 0
    exact = rounded(number, digits)
    return f"{figure}{NBSP}{writer.noun(unit, whole_where_it_is(exact), case)}"


def whole_where_it_is(exact: Decimal) -> Decimal:
    """Drop the zeros behind a number's point, by which it would count as a decimal one."""
    return Decimal(int(exact)) if exact == int(exact) else exact.normalize()


def _range(writer: Writer, value: Range) -> str:
    """Write an estimate from low to high in two digits, shares by the decimals that they have."""
    numerals, low, high = writer.words.numerals, value.low.number, value.high.number
    if isinstance(value.low, Money):
        return numerals.money_range(low, high)
    last = numerals.percent(high, decimals(high))
    return last if low == high else f"{numerals.decimal(low * 100, decimals(low))}{DASH}{last}"


def decimals(share: float) -> int:
    """Return how many decimals a share has in per cent, three at most."""
    return next(
        digits
        for digits in range(4)
        if digits == 3 or abs(share * 100 - round(share * 100, digits)) < 1e-9
    )
