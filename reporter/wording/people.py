"""How shares of people are said: a share in, a subject out, and the words that agree with it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reporter.model.claim import Count, Name
from reporter.wording.ratios import near

if TYPE_CHECKING:
    from reporter.wording.writing import Writer

PLAINEST = (
    *((1, lower) for lower in range(2, 11)),
    (2, 3),
    (3, 4),
    (2, 5),
    (3, 5),
)
"""So many in so many, the plainest first, since a share may lie near several."""


def one_in(share: float) -> tuple[int, int] | None:
    """Say a share as one in eight; None where no plain numbers are close."""
    return next(
        ((upper, lower) for upper, lower in PLAINEST if near(share, upper / lower)),
        None,
    )


def people(writer: Writer, share: float, noun: str) -> str:
    """Write a share of people: "one customer in eight", or "31 % of customers"."""
    words, category = writer.words, _category(writer, share)
    who = Name(words.catalogue.source(f"noun.{noun}", category))
    found = one_in(share)
    if found is None:
        return writer.phrase("phrase.people", share=Name(words.numerals.percent(share)), who=who)
    upper, lower = (Count(number) for number in found)
    return writer.phrase("phrase.people", "one_in", upper=upper, who=who, lower=lower)


def of_people(writer: Writer, share: float, *forms: str) -> str:
    """Choose the word that agrees with a share of people as `people` writes it: a form for each
    category of the language in CLDR's order.
    """
    named = dict(zip(writer.words.language.plurals, forms, strict=True))
    return named[_category(writer, share)]


def _category(writer: Writer, share: float) -> str:
    found = one_in(share)
    return "other" if found is None else writer.words.language.plural(Decimal(found[0]))
