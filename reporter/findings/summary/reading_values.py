"""Of what kind each number of a `Reading` is: a question's numbers by name in, typed values out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reporter.model.claim import Count, Day, Money, Name, Number, Score, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Figure, Value

KINDS: Mapping[str, type[Figure]] = {
    **dict.fromkeys(
        (
            "amount",
            "sold_amount",
            "redeemed_amount",
            "revenue",
            "revenue_taken",
            "revenue_otherwise",
            "revenue_apart",
            "otherwise",
        ),
        Money,
    ),
    **dict.fromkeys(("share", "money_share", "empty"), Share),
    "mean": Score,
    "rate": Number,
}
"""By what a number is called in a reading; others are counts, and texts are names."""
DAYS = frozenset({"day", "as_read", "put_right"})
"""Texts that are days, in any question."""
DAYS_OF: Mapping[str, frozenset[str]] = {"lone_dates": frozenset({"first", "last"})}
"""Those of a question alone; elsewhere such a text is a column's name."""

CHOICES: Mapping[str, Mapping[str, str]] = {
    "columns_of_periods": {"how": "done"},
    "date_order": {"order": "first"},
    "grain": {"grain": "period"},
    "sign_column": {"what": "counted"},
    "swapped_dates": {"how": "done"},
    "time_unit": {"unit": "each"},
}
"""Texts of a question that are one of few → under what name a sentence chooses by them."""


def values_of(question: str, numbers: Mapping[str, float | str]) -> dict[str, Value]:
    """Return each number of a reading, or of an entry of its list, as what it is."""
    days = DAYS | DAYS_OF.get(question, frozenset())
    return {
        **{key: _value(key, number, days) for key, number in numbers.items()},
        **{
            choice: str(numbers[key])
            for key, choice in CHOICES.get(question, {}).items()
            if key in numbers
        },
    }


def _value(key: str, number: float | str, days: frozenset[str]) -> Value:
    if not isinstance(number, str):
        return KINDS.get(key, Count)(float(number))
    # words: a role, and which dates name no year ("Dates in Day"), are phrases and no names
    return Day(date.fromisoformat(number)) if key in days else Name(number)
