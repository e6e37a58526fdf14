"""Columns with their parts in, what is said of each out: why it has its part, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import fitting, personal, vocabulary
from reporter.ingest.columns.parts import WORDS
from reporter.model import Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.model import Personal


def describe(judged: Judged, found: Found) -> dict[str, tuple[Role, str]]:
    """Return each column's role and the evidence for it."""
    parts = {name: role for role, name in found.parts.items()}
    return {
        column.name: (
            (parts[column.name], _evidence(judged, found, column, parts[column.name]))
            if column.name in parts
            else (
                Role.IGNORED,
                found.apart.get(column.name)
                or _left_over(column, judged.personal.get(column.name)),
            )
        )
        for column in judged.columns
    }


def _evidence(judged: Judged, found: Found, column: ColumnStatistics, role: Role) -> str:
    opening = found.why.get(role) or _why(judged, column, role)
    return (
        f"{opening};"
        f" {_held(column, role)}{missing(column)}{judged.contents.rounded_words(column, role)}"
    )


def _why(judged: Judged, column: ColumnStatistics, role: Role) -> str:
    """Say how a column came to its part by its name."""
    match = judged.known.match(column.name, role)
    if role is Role.CUSTOMER:
        kind = judged.personal.get(column.name)
        if kind in fitting.FALLBACKS and match.score < vocabulary.IDENTIFIED:
            return f"no customer id, so the {personal.called(kind)} names the customer"
        if not match.score and fitting.names_customers(judged, column.name):
            return "no customer id, so the name of the customer stands in for it"
    if fitting.score(judged, column, role) > fitting.ONLY_DATE:
        return f"named like {WORDS[role]}{match.clause}"
    return f"the only column that could be {WORDS[role]}"


def _held(column: ColumnStatistics, role: Role) -> str:
    if role is Role.CUSTOMER:
        return (
            different(column.distinct)
            if column.repeats
            else f"{column.distinct:,} values, each once"
        )
    if role is Role.DATE:
        return column.span
    if column.is_number and role in {Role.QUANTITY, Role.PRICE, Role.AMOUNT}:
        kind = "whole numbers" if column.dtype == "integer" else "numbers"
        return f"{kind} {column.span}"
    return different(column.distinct)


def different(distinct: int) -> str:
    """Write how many different values a column has: "one value", "12 different values"."""
    return "one value" if distinct == 1 else f"{distinct:,} different values"


def missing(column: ColumnStatistics) -> str:
    """Write the share of missing values as the end of a clause."""
    if not column.missing:
        return ""
    percent = 100 * column.missing / column.rows
    return f", {percent:.0f} % missing" if percent >= 1 else ", under 1 % missing"


def _left_over(column: ColumnStatistics, kind: Personal | None) -> str:
    if not column.values:
        return "holds no values"
    if kind:
        return personal.reason(kind)
    if column.is_constant:
        return (
            f"one value where it has any{missing(column)}"
            if column.missing
            else "the same in every row"
        )
    if vocabulary.kind("aggregated") & set(vocabulary.words(column.name)):
        return f"already counted for a customer; {different(column.distinct)}{missing(column)}"
    return f"no part in orders; {different(column.distinct)}{missing(column)}"
