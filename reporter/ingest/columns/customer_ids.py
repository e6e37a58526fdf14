"""The columns of a table of customers in, the one that tells the customers apart out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.parts import CLOSE_SCORES, rival, why_taken
from reporter.ingest.columns.wording import different
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.model import Doubt

_UNIQUE = 0.9
"""Share of values that differ from which a column named like an id is one row per customer."""
_EMAIL = 20
"""How well an e-mail address tells customers apart where no id does."""
_ENOUGH, _LONGEST_CODE = 20, 24
"""Rows of which a code must stand in each, and letters that it has at most, where no name says that
it is the customer's.
"""


def find(judged: Judged, doubts: list[Doubt]) -> ColumnStatistics | None:
    """Return the customer's id, by its name or else by its values; a second one that fits nearly as
    well makes a doubt.
    """
    fits = [(score, column) for column in judged.columns if (score := _score(judged, column))]
    if not fits:
        return _by_elimination(judged)
    fits.sort(key=lambda fit: (-fit[0], fit[1].name))
    (best, taken), *others = fits
    for score, other in others[:1]:
        if best - score <= CLOSE_SCORES and other.name not in judged.personal:
            why = why_taken(says_more=best > score)
            doubts.append(rival(Role.CUSTOMER, taken.name, other.name, why))
    return taken


def _score(judged: Judged, column: ColumnStatistics) -> int:
    """Return how well a column names the customer of each row; 0 where it does not."""
    if column.name in judged.given or vocabulary.is_generic(column.name):
        return 0
    if not _may_be_id(column) or column.distinct < _UNIQUE * column.values:
        return 0
    score = judged.known.fit(column.name, Role.CUSTOMER)
    kind = judged.personal.get(column.name)
    if kind is not None and score < vocabulary.IDENTIFIED:
        return _EMAIL if kind is Personal.EMAIL else 0
    return score


def _may_be_id(column: ColumnStatistics) -> bool:
    """Say whether a column holds whole numbers that are not below zero, or texts."""
    if column.dtype == "integer":
        return column.values > 0 and bool(column.minimum >= 0)
    return column.dtype == "text" and column.values > 0


def _by_elimination(judged: Judged) -> ColumnStatistics | None:
    """Return the column of codes that never repeat, where no name says which column is the
    customer.
    """
    taken = {*judged.given, *judged.personal}
    free = [
        one
        for one in judged.columns
        if one.name not in taken and not vocabulary.is_generic(one.name) and _differs_by_row(one)
    ]
    named = [one for one in free if set(vocabulary.words(one.name)) & vocabulary.IDENTIFYING]
    possible = named or [one for one in free if _holds_codes(judged, one)]
    return min(possible, key=lambda one: one.name, default=None)


def _differs_by_row(column: ColumnStatistics) -> bool:
    return (
        column.rows >= _ENOUGH
        and column.distinct == column.rows
        and column.dtype in {"integer", "text"}
    )


def _holds_codes(judged: Judged, column: ColumnStatistics) -> bool:
    """Say whether texts are short, without blanks and with digits."""
    return (
        column.dtype == "text"
        and column.length <= _LONGEST_CODE
        and all(
            " " not in text and any(letter.isdigit() for letter in text)
            for text in judged.contents.sample.texts(column.name, _ENOUGH)
        )
    )


def evidence(judged: Judged, customer: ColumnStatistics) -> str:
    """Say why a column is the customer's id."""
    clause = judged.known.match(customer.name, Role.CUSTOMER).clause
    kind = judged.personal.get(customer.name)
    named = judged.known.fit(customer.name, Role.CUSTOMER)
    opening = f"named like a customer id{clause}"
    if not named and not kind:
        opening = "codes that never repeat, so that they tell customers apart"
    if kind and not clause and named < vocabulary.THING:
        opening = f"no customer id, so the {kind.value} names the customer"
    return f"{opening}; {different(customer.distinct)} in {customer.rows:,} rows"
