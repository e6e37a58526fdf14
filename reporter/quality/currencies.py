"""The columns of a table in, those that name a currency out, and how the rows are spread over the
currencies.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import ibis

from reporter.model import Kind, Role
from reporter.numerals import is_currency
from reporter.quality.currency_names import named_in_columns
from reporter.quality.values import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from reporter.model import Column, Dataset

NAMES = re.compile(
    r"(?<![a-z])(currency|currencies|curr|ccy|wahrung|waehrung|devise|moneda|divisa|moeda|valuta|munteenheid)(?![a-z])"
)
"""Within a name without accents, in English, German, French, Spanish, Portuguese, Italian and
Dutch.
"""
CODE = re.compile(r"[A-Z]{3}")
SIGNS = frozenset(
    {
        "£",
        "€",
        "$",
        "¥",
        "₹",
        "₽",
        "₺",
        "₩",
        "₪",
        "₫",
        "₴",
        "zł",
        "kr",
        "Kč",
        "Ft",
        "Fr",
        "Fr.",
        "R$",
        "US$",
        "A$",
        "C$",
    }
)
CODES = {"€": "EUR", "£": "GBP", "₹": "INR", "R$": "BRL", "US$": "USD"}
"""Signs of one currency only: a column may hold both."""
MOST_VALUES = 50
"""A column of more different values is no currency."""


def only_currency(dataset: Dataset) -> str:
    """Return the ISO 4217 code of the one currency that the data name; empty where they name none,
    several, or by a sign of several.

    Cells name it, or a column beside them, or the names of the columns of money; of customers,
    those of any money that they have.
    """
    named = named_in_columns(dataset)
    if dataset.has_money:
        named |= {name for counts in currency_counts(dataset).values() for name in counts}
    if dataset.kind is Kind.CUSTOMERS:
        named |= {
            CODES.get(name, name) for counts in dataset.currencies.values() for name in counts
        }
    return named.pop() if len(named) == 1 and all(is_currency(name) for name in named) else ""


def currency_counts(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Return column → currency → rows, for columns of money whose cells show currencies, and for
    those that name them.
    """
    money = {column.name for column in dataset.columns_of(Role.AMOUNT, Role.PRICE, Role.SPEND)}
    found = {name: _merged(counts) for name, counts in dataset.currencies.items() if name in money}
    found |= {
        column.name: _merged(_counted(dataset, column))
        for column in dataset.columns
        if _is_named(column)
    }
    return {name: counts for name, counts in found.items() if counts}


def _merged(counts: Mapping[str, int]) -> dict[str, int]:
    merged: dict[str, int] = {}
    for name, rows in counts.items():
        merged[CODES.get(name, name)] = merged.get(CODES.get(name, name), 0) + rows
    return merged


def _is_named(column: Column) -> bool:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.name).replace("_", " ")
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return column.dtype == "text" and NAMES.search(plain) is not None


def _counted(dataset: Dataset, column: Column) -> dict[str, int]:
    """Count the rows of each currency; nothing where the column holds other words."""
    named = dataset.table.select(currency=text(dataset.table[column.name]).upper())
    counted: ir.Table = (
        named.filter(named.currency.notnull()).group_by("currency").agg(rows=ibis._.count())
    )
    rows = (
        counted.order_by(counted["rows"].desc(), counted.currency)
        .limit(MOST_VALUES + 1)
        .to_pyarrow()
        .to_pylist()
    )
    counts = {str(row["currency"]): int(row["rows"]) for row in rows}
    signs = {sign.upper() for sign in SIGNS}
    return (
        counts
        if len(counts) <= MOST_VALUES
        and all(CODE.fullmatch(name) or name in signs for name in counts)
        else {}
    )
