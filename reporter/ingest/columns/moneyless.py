"""Orders in which no column says what they are worth: why that is so, and which column could be
meant.

A column that is named like an amount or a price and is empty, or holds zero in every row, is no
money: the orders are counted instead. One that holds figures which cannot be read is another
matter: it is refused, so that nothing is left out that the client has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.parts import WORDS
from reporter.model import MONEY_ROLES, Reading, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

QUESTION = "money"
_ROLES = (Role.AMOUNT, Role.PRICE)
_FIGURES = 0.5
"""Share of the texts that hold a digit from which they are taken for amounts that cannot be read.
"""
_DIFFERENT = 10
"""Different numbers that amounts have at least."""


def is_worthless(column: ColumnStatistics) -> bool:
    """Say whether a column holds no value at all, or zero in every row."""
    return not column.values or (column.is_number and column.minimum == 0 == column.maximum)


def why(column: ColumnStatistics, role: Role, *, chosen: bool) -> str:
    """Say why such a column is no money, as the evidence for leaving it out."""
    return (
        f"{'set by you as' if chosen else 'named like'} {WORDS[role]}, but"
        f" {'holds 0 in every row' if column.values else 'empty'}"
    )


def reading(judged: Judged, found: Found) -> Reading | None:
    """Say that orders are worth nothing that is known, and why; None where a column says what they
    are worth.
    """
    if MONEY_ROLES & set(found.parts):
        return None
    items = _useless(judged, found)
    numbers: dict[str, float | str] = {} if items else {"columns": len(judged.columns)}
    meant = _could_be_meant(judged, found)
    return Reading(
        question=QUESTION,
        stance=Stance.ADOPTED,
        numbers=numbers,
        items=items,
        weight=1.0,
        setting=f"roles.amount={meant}" if meant else "",
    )


def _useless(judged: Judged, found: Found) -> tuple[dict[str, str], ...]:
    """Return the columns named like money that hold none, each by what is wrong with it."""
    named = [
        column
        for column in judged.columns
        if column.name not in found.parts.values() and _is_named_like_money(judged, column)
    ]
    kinds = {
        "empty": [column for column in named if not column.values],
        "zero": [column for column in named if column.values and is_worthless(column)],
        "words": [column for column in named if column.values and not column.is_number],
    }
    return tuple({kind: column.name} for kind, columns in kinds.items() for column in columns)


def unreadable(label: str, judged: Judged, found: Found) -> IngestError | None:
    """Refuse orders whose only column of money holds figures that cannot be read."""
    if MONEY_ROLES & set(found.parts):
        return None
    for column in judged.columns:
        if (
            column.dtype == "text"
            and column.values
            and column.name not in {*found.parts.values(), *judged.given, *judged.personal}
        ):
            role = next(
                (
                    role
                    for role in _ROLES
                    if judged.known.fit(column.name, role) >= vocabulary.CONTAINED
                ),
                None,
            )
            if role and _share_of_figures(judged, column) >= _FIGURES:
                return _refusal(label, judged, column, role)
    return None


def _refusal(label: str, judged: Judged, column: ColumnStatistics, role: Role) -> IngestError:
    example = next(iter(judged.contents.sample.texts(column.name, 1)), "")
    shown = f" (for instance {example[:40]!r})" if example else ""
    what = (
        f"No number can be read in the column {column.name!r} of {label}, which is named like"
        f" {WORDS[role]}{shown}."
    )
    without = (
        "leave the column out for a report without money:"
        f""" --set roles.ignore='["{column.name}"]'"""
    )
    return IngestError(what, f"Write amounts like 1234.50, or {without}.")


def _share_of_figures(judged: Judged, column: ColumnStatistics) -> float:
    text = judged.contents.table[column.name]
    held = judged.contents.table.filter(text.re_search("[0-9]"))
    return float(judged.contents.compute(held.aggregate(rows=held.count()))[0][0]) / column.values


def _is_named_like_money(judged: Judged, column: ColumnStatistics) -> bool:
    chosen = judged.given.get(column.name)
    if chosen is not None:
        return False
    return column.name in judged.void or any(
        judged.known.fit(column.name, role) >= vocabulary.CONTAINED for role in _ROLES
    )


def _could_be_meant(judged: Judged, found: Found) -> str:
    """Return the column of numbers that could be the amount under a name that is not known;
    decimals first.
    """
    free = [column for column in judged.columns if _is_free(judged, found, column)]
    ordered = sorted(
        free, key=lambda column: (column.dtype != "decimal", -column.distinct, column.name)
    )
    return ordered[0].name if ordered else ""


def _is_free(judged: Judged, found: Found, column: ColumnStatistics) -> bool:
    if not column.is_number or column.distinct < _DIFFERENT or column.minimum < 0:
        return False
    taken = {*found.parts.values(), *found.apart, *judged.given, *judged.personal}
    return column.name not in taken and not speaks_of_else(vocabulary.words(column.name))


def speaks_of_else(own: Iterable[str]) -> bool:
    """Say whether the words of a column's name speak of something else than money: a place, a
    person, a weight, a room, an identifier.
    """
    else_ = ("coordinates", "descriptor", "measure", "numbering", "personal", "physical", "stays")
    return any(set(own) & vocabulary.kind(name) for name in else_)
