"""A column and a part of orders in, how well the one fits the other by its name and type out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.ingest.columns import goods, ledger, vocabulary
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

OWN_WORDS = vocabulary.EXACT + 10
"""The score of a client's own words, which stand whatever a column holds."""
FALLBACKS = {Personal.EMAIL: 25, Personal.PHONE: 12, Personal.NAME: 10}
"""What names a customer where nothing better does, and how well."""
_NAMED = 15
"""The same for names of companies, which tell them apart better than names of people."""
ONLY_DATE = 2
"""The score of a date whose name says nothing."""
_FLAG = 2
"""Different values of a flag."""


def score(judged: Judged, column: ColumnStatistics, role: Role) -> int:
    """Return how well a column's name fits a part, given what sort of values it holds; 0 where it
    does not.
    """
    named = judged.known.fit(column.name, role)
    if role is Role.CUSTOMER:
        return _as_customer(judged, column, named)
    if column.name in judged.personal:
        return 0
    if role is Role.DATE and column.dtype == "date" and named < vocabulary.EXACT:
        return _as_date(column, named)
    if role in {Role.PRODUCT, Role.DESCRIPTION} and named < OWN_WORDS:
        return goods.score(judged, column, role, named)
    if role in {Role.AMOUNT, Role.PRICE}:
        return _as_money(judged, column, role, named)
    return named


def _as_customer(judged: Judged, column: ColumnStatistics, named: int) -> int:
    kind = judged.personal.get(column.name)
    if kind in FALLBACKS and named < vocabulary.IDENTIFIED:
        return FALLBACKS[kind] if _may_stand_in(judged, column, kind) else 0
    is_free_text = kind is None and column.dtype == "text"
    if not named and is_free_text and names_customers(judged, column.name):
        return _NAMED if _may_stand_in(judged, column, Personal.NAME) else 0
    if named == vocabulary.BARE:  # an "id" for every line numbers the lines
        return named if column.repeats and not vocabulary.is_generic(column.name) else 0
    return named


def _as_money(judged: Judged, column: ColumnStatistics, role: Role, named: int) -> int:
    sales = ledger.holds_sales(judged, column.name) if column.is_number else None
    if sales is not None:  # the side of a ledger with sales is the amount, the other side nothing
        return max(named, vocabulary.CONTAINED) if sales and role is Role.AMOUNT else 0
    if role is Role.AMOUNT and not named and "monetary" in vocabulary.words(column.name):
        return vocabulary.BARE
    return named


def _as_date(column: ColumnStatistics, named: int) -> int:
    """Let a date under another name be one, and the day of arrival come before the day of
    departure.
    """
    if not named and vocabulary.foreign(Role.DATE) & set(vocabulary.words(column.name)):
        return 0
    return (named or ONLY_DATE) + _is_arrival(column.name)


def _is_arrival(name: str) -> bool:
    own = vocabulary.words(name)
    return bool(vocabulary.kind("arrivals") & {*own, "".join(own[:2])})


def _may_stand_in(judged: Judged, column: ColumnStatistics, kind: Personal) -> bool:
    """Say whether an e-mail, a phone or the customer's name may name the customer of
    dated orders.
    """
    dates = [one.name for one in judged.columns if one.dtype == "date"]
    dated = any(
        judged.known.fit(name, Role.DATE) >= vocabulary.CONTAINED or _is_arrival(name)
        for name in dates
    )
    telling = kind is Personal.EMAIL or names_customers(judged, column.name)
    return dated and telling and (column.distinct > _FLAG or column.rows <= 10 * _FLAG)


def names_customers(judged: Judged, name: str) -> bool:
    """Say whether a column is called the name of the customer, or of a company."""
    if judged.known.fit(f"{name} id", Role.CUSTOMER) >= vocabulary.CONTAINED:
        return True
    own = vocabulary.words(name)
    tail = next(
        (
            word
            for word in sorted(vocabulary.kind("called"), key=len, reverse=True)
            if own and own[-1].endswith(word)
        ),
        "",
    )
    if not tail:
        return bool({*own, *map("".join, pairwise(own))} & vocabulary.kind("firms"))
    rest = " ".join((*own[:-1], own[-1].removesuffix(tail))).strip()
    return (
        bool(set(rest.split()) & vocabulary.kind("firms"))
        or judged.known.fit(f"{rest} id", Role.CUSTOMER) >= vocabulary.IDENTIFIED
    )


def can_be(judged: Judged, column: ColumnStatistics, role: Role) -> bool:
    """Say whether the type of a column allows the part."""
    if role in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT} and column.dtype == "decimal":
        return judged.known.fit(column.name, role) >= vocabulary.THING and judged.contents.is_whole(
            column
        )
    if role is Role.DATE:
        return column.dtype == "date"
    if role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        return column.is_number
    if role in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT, Role.CATEGORY}:
        return column.dtype in {"integer", "text"}
    return column.dtype == "text"
