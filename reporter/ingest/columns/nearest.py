"""Columns that were not taken for the customer or the date in, those that a person would have named
out, the likeliest first.

A column comes near by its name, which resembles a known one, and by what it holds: values that come
again, or could be days.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.columns.wording import different
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from reporter.ingest.columns.parts import Found, Judged
    from reporter.ingest.columns.statistics import ColumnStatistics

NAMED = 3
"""So many columns are named."""
_LIKE = 0.7
"""Likeness of two names from which on it says something."""
_AGAIN, _OFTEN = 1.2, 500.0
"""Rows that a customer has, on average."""
_FEWEST, _MANY = 3, 10
"""Different values from which a column could name customers, and from which it may well."""
_LONG = 40
_PEOPLE = frozenset({Personal.EMAIL, Personal.NAME, Personal.PHONE})
_DAY_NUMBERS = (
    (1900, 2100),
    (190_001, 210_012),
    (19_000_101, 21_001_231),
    (30_000, 60_000),
    (900_000_000, 2_100_000_000),
)
"""Whole numbers that are years, months, days, a spreadsheet's days, or seconds since 1970."""
_LIKE_DAYS = re.compile(
    r"\d{1,4}\D{1,2}\d{1,2}|\d{6,8}|(jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.IGNORECASE,
)
_WORDS = {
    "integer": "whole numbers",
    "decimal": "numbers",
    "text": "text",
    "date": "dates",
    "boolean": "true or false",
}


def customers(judged: Judged, found: Found) -> list[ColumnStatistics]:
    """Return the columns that could name the customer."""
    scores = {column.name: _as_customer(judged, column) for column in _free(judged, found)}
    return _likeliest(judged, scores)


def dates(judged: Judged, found: Found) -> list[ColumnStatistics]:
    """Return the columns that could hold the date."""
    scores = {column.name: _as_date(judged, column) for column in _free(judged, found)}
    return _likeliest(judged, scores)


def described(column: ColumnStatistics, role: Role, found: Found) -> str:
    """Write a column with what it holds: 'Member no' (text, 812 different values)."""
    if column.name in found.apart and role is Role.CUSTOMER:
        return f"{column.name!r} ({found.apart[column.name]})"
    kind = _WORDS[column.dtype]
    if role is Role.DATE and column.dtype == "integer":
        return (  # years have no thousands
            f"{column.name!r} ({kind} from {column.minimum} to {column.maximum})"
        )
    if role is Role.DATE and column.dtype == "date":
        return f"{column.name!r} ({kind} {column.span})"
    held = (
        different(column.distinct) if column.repeats else f"{column.distinct:,} values, each once"
    )
    return f"{column.name!r} ({kind}, {held})"


def _free(judged: Judged, found: Found) -> list[ColumnStatistics]:
    taken = set(found.parts.values())
    return [
        column
        for column in judged.columns
        if column.name not in taken and column.values and not column.is_constant
    ]


def _likeliest(judged: Judged, scores: dict[str, float]) -> list[ColumnStatistics]:
    by_name = {column.name: column for column in judged.columns}
    ordered = sorted(
        (name for name, score in scores.items() if score > 0),
        key=lambda name: (-scores[name], name),
    )
    return [by_name[name] for name in ordered[:NAMED]]


def _likeness(name: str, role: Role) -> float:
    """Return how far a name resembles one that is known, from 0 to 1; zero where it
    hardly does.
    """
    own = "".join(
        word for word in vocabulary.words(name) if word not in vocabulary.IDENTIFYING
    ) or "".join(vocabulary.words(name))
    best = max(
        (difflib.SequenceMatcher(None, own, known).ratio() for known in vocabulary.phrases(role)),
        default=0.0,
    )
    return best if best >= _LIKE else 0.0


def _as_customer(judged: Judged, column: ColumnStatistics) -> float:
    if (
        column.dtype not in {"integer", "text"}
        or (column.dtype == "integer" and column.minimum < 0)
        or column.distinct < _FEWEST
    ):
        return 0.0
    kind = judged.personal.get(column.name)
    if column.length > _LONG or (kind and kind not in _PEOPLE):
        return 0.0
    again = _AGAIN <= column.values / column.distinct <= _OFTEN
    name = _likeness(column.name, Role.CUSTOMER) + bool(kind) + 0.5 * _names_something(column.name)
    if set(vocabulary.words(column.name)) & (
        vocabulary.kind("descriptor") | vocabulary.kind("coordinates")
    ):
        name -= 1
    return name + again + 0.5 * (column.distinct >= _MANY) - (not again)


def _names_something(name: str) -> bool:
    """Say whether a name ends, or begins, like that of an identifier."""
    own = vocabulary.words(name)
    return bool(own) and bool({own[0], own[-1]} & vocabulary.IDENTIFYING)


def _as_date(judged: Judged, column: ColumnStatistics) -> float:
    name = _likeness(column.name, Role.DATE)
    if column.dtype == "date":
        return 2 + name
    if column.dtype == "integer":
        days = any(low <= column.minimum and column.maximum <= high for low, high in _DAY_NUMBERS)
        return name + days if name or (days and column.distinct > 1) else 0.0
    if column.dtype != "text":
        return 0.0
    texts = judged.contents.sample.texts(column.name, 20)
    days = bool(texts) and sum(bool(_LIKE_DAYS.search(text)) for text in texts) > len(texts) / 2
    return name + 0.5 * days if name else 0.0
