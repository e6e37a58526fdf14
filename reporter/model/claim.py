"""What is known, before it is said: an id and typed values, without a word of any language.

A `Claim` names a sentence of a catalogue (`templates/words`) and holds what the sentence may write.
What kind of number a value is stands in its class, so that `reporter.wording` knows how to write
it. A ``bool`` or a ``str`` is never written: it chooses between ways to say it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reporter.model.customers import Feature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reporter.model.customers import Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A number; each kind of them is a class of its own."""

    number: float


class Count(Figure):
    """How many: a whole number."""

    __slots__ = ()


class Number(Figure):
    """A number with at most one decimal: a median of counts."""

    __slots__ = ()


class Score(Figure):
    """A number with two decimals: a silhouette, a stability, an effect, a correlation."""

    __slots__ = ()


class Share(Figure):
    """A part of a whole, 0 to 1."""

    __slots__ = ()


class Money(Figure):
    """An amount in the report's currency."""

    __slots__ = ()


class Ratio(Figure):
    """How many times as much."""

    __slots__ = ()


class Days(Figure):
    """A span of time in days."""

    __slots__ = ()


class Year(Figure):
    """A year of the calendar."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a feature's unit."""

    number: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Thousands:
    """A value in thousands of what its column's heading names: 87 in "Annual Income (k$)"."""

    quantity: Quantity
    sign: str


@dataclass(frozen=True, slots=True)
class Range:
    """From one number to another of its kind; they are noted as ``key_low`` and ``key_high``."""

    low: Figure
    high: Figure


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    day: date


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar, by one of its days."""

    day: date


@dataclass(frozen=True, slots=True)
class Name:
    """A name that somebody else gave: a column's, a category's, a file's."""

    text: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product, by the description in the data."""

    description: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country, as the data name it."""

    name: str


@dataclass(frozen=True, slots=True)
class SegmentName:
    """What a segment is called: a claim, or the name that a client gave it."""

    called: Claim | str


@dataclass(frozen=True, slots=True)
class PlayTitle:
    """What a strategy is called: the title of its play."""

    play: Claim


@dataclass(frozen=True, slots=True)
class Claim:
    """What is known: which sentence says it, and with which values."""

    id: str
    """Of its sentence in the catalogue: "caution.few_customers"."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """By the names that the sentence has for them; what is not known is None or left out."""
    suffix: str | None = None
    """In a list, what the names of its numbers end with; None for its rank: ``share_2``."""

    def ending(self, rank: int) -> str:
        """Return what the names of its numbers end with at this place of a list."""
        return f"_{rank}" if self.suffix is None else self.suffix

    def __hash__(self) -> int:
        """Return a hash, so that what is known can be a key; equal claims name equal values."""
        return hash((self.id, tuple(sorted(self.values))))


Value: TypeAlias = (
    Figure
    | Quantity
    | Thousands
    | Range
    | Day
    | Month
    | Name
    | Product
    | Country
    | SegmentName
    | PlayTitle
    | Feature
    | Claim
    | tuple[Claim, ...]
    | bool
    | str
    | None
)
"""What a sentence can be given. Several claims are listed: "a, b and c"."""
