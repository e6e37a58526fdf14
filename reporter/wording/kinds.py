"""The kinds of values that a catalogue names: an entry's example in, the values of a claim out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.model.claim import (
    Claim,
    Count,
    Country,
    Day,
    Days,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reporter.model.claim import Value
    from reporter.wording.catalogue import Catalogue, Entry

OPTIONAL = "?"
"""After a kind: the value may be missing."""
CHOICE = "|"
"""Between the words of a choice."""
FLAG, CLAIM, CLAIMS, PLAY, SEGMENT = "flag", "claim", "claims", "play", "segment"

KINDS: Mapping[str, Callable[[Any], Value]] = {
    "count": Count,
    "number": Number,
    "score": Score,
    "share": Share,
    "money": Money,
    "ratio": Ratio,
    "days": Days,
    "year": Year,
    "quantity": lambda example: Quantity(example["number"], example["unit"]),
    "thousands": lambda example: Thousands(Quantity(example["number"], "number"), example["sign"]),
    "shares": lambda example: Range(Share(example[0]), Share(example[1])),
    "amounts": lambda example: Range(Money(example[0]), Money(example[1])),
    "scores": lambda example: Range(Score(example[0]), Score(example[1])),
    "day": Day,
    "month": Month,
    "name": Name,
    "product": Product,
    "country": Country,
    SEGMENT: lambda example: SegmentName(Claim("phrase.own", {"text": Name(example)})),
    "feature": lambda example: Feature(
        name=example, heading=example, unit="number", behaviour=True
    ),
    FLAG: bool,
}
"""By the word that a catalogue has for it; choices, claims, lists of them and plays besides."""


def is_kind(kind: str) -> bool:
    """Tell whether a catalogue may name it."""
    return kind in KINDS or kind in {CLAIM, CLAIMS, PLAY} or CHOICE in kind


def examples(entry: Entry, catalogue: Catalogue) -> Iterator[Claim]:
    """Yield claims that an entry's sentence can be given: with all that it may use, with each
    choice, each flag turned, and without what may be missing.

    Raises
    ------
    KeyError
        The example lacks a value, or names a sentence that is not there.
    """
    whole = {name: _value(entry, name, catalogue) for name in entry.values}
    yield Claim(entry.id, whole)
    for name, kind in entry.values.items():
        plain = kind.removesuffix(OPTIONAL)
        if CHOICE in plain:
            for choice in plain.split(CHOICE):
                yield Claim(entry.id, {**whole, name: choice})
        if plain == FLAG:
            yield Claim(entry.id, {**whole, name: not whole[name]})
        if kind.endswith(OPTIONAL):
            yield Claim(entry.id, {**whole, name: None})
    if any(kind.endswith(OPTIONAL) for kind in entry.values.values()):
        yield Claim(
            entry.id,
            {name: whole[name] for name, kind in entry.values.items() if kind[-1:] != OPTIONAL},
        )


def example(id_: str, catalogue: Catalogue) -> Claim:
    """Return the claim of an entry's example."""
    return next(examples(catalogue.entries[id_], catalogue))


def _value(entry: Entry, name: str, catalogue: Catalogue) -> Value:
    kind, given = entry.values[name].removesuffix(OPTIONAL), entry.example[name]
    if CHOICE in kind:
        return str(given)
    if kind == CLAIM:
        return example(str(given), catalogue)
    if kind == PLAY:
        return PlayTitle(example(str(given), catalogue))
    if kind == CLAIMS:
        named: Any = given
        return tuple(example(each, catalogue) for each in named)
    if kind == SEGMENT and given in catalogue.entries:
        return SegmentName(example(str(given), catalogue))
    return KINDS[kind](given)
