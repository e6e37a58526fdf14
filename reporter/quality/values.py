"""Raw columns in, the house's types out: ids as text, texts without margins, amounts exact."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

MONEY = "decimal(18, 4)"
"""Exact to a hundredth of a cent, so that sums do not depend on the order of rows."""

_LARGEST_AMOUNT = 1e13
_LARGEST_WHOLE = 9e15
"""Whole numbers above it are not exact as floats."""


def identifier(column: ir.Column) -> ir.StringValue:
    """Write an id as text; 13085.0 becomes 13085, blank becomes missing."""
    words = text(column)
    if column.type().is_string():
        return ibis.ifelse(words.endswith(".0"), words.re_replace(r"^([0-9]+)\.0$", r"\1"), words)
    return words


def text(column: ir.Column) -> ir.StringValue:
    """Write a value as text without margins; whole numbers without decimals, blank
    becomes missing.
    """
    kind = column.type()
    if kind.is_floating() or kind.is_decimal():
        number = column.cast("float64")
        small = ibis.ifelse(
            number.abs() < _LARGEST_WHOLE, number, 0.0
        )  # PostgreSQL rounds by way of whole numbers, which have an end
        whole = (number.abs() < _LARGEST_WHOLE) & (small == small.round())
        written = ibis.ifelse(whole, small.cast("int64").cast("string"), number.cast("string"))
        return ibis.ifelse(number.isnan(), ibis.null("string"), written)
    words = column if kind.is_string() else column.cast("string")
    return _without_margins(words).nullif("")


def _without_margins(words: ir.StringValue) -> ir.StringValue:
    """Strip only where there is something to strip: stripping each of a million texts takes ten
    times as long as looking.
    """
    margins = (edge(blank) for blank in (" ", "\t") for edge in (words.startswith, words.endswith))
    return ibis.ifelse(reduce(lambda left, right: left | right, margins), words.strip(), words)


def number(column: ir.Column) -> ir.FloatingValue:
    """Return a number, missing where it is none or beyond all measure."""
    value = column.cast("float64")
    return ibis.ifelse(value.abs() < _LARGEST_AMOUNT, value, ibis.null("float64"))


def money(value: ir.FloatingValue) -> ir.DecimalValue:
    """Return an exact amount, missing where it is beyond all measure."""
    return ibis.ifelse(value.abs() < _LARGEST_AMOUNT, value, ibis.null("float64")).cast(MONEY)
