"""What a case is: a file, and what is right about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

FaultKind = Literal[
    "rows", "money", "whose", "when", "no value", "joins", "due", "words", "settings"
]


class Expect(TypedDict, total=False):
    """What is right about a file; what is not named is not asked."""

    customers: int
    orders: int
    revenue: float | list[float]
    """To the cent. Of a list the first is best, the others are fair where what they rest on is told
    (see `told`).
    """
    period: tuple[str, str]
    """First and last day that count."""
    kind: Literal["transactions", "customers"]
    """What a row is."""
    refused: bool
    refusal: list[str]
    """Patterns that must all be found in a refusal."""
    may_refuse: list[str]
    """A refusal in which all of these are found is as good as the right value."""
    roles: dict[str, str]
    """Some columns by the roles that they play."""
    told: list[str]
    """At least one of these patterns must be found in what is said about the data."""
    not_told: list[str]
    """None of these may be found: each would be a false claim. That the data could be read
    otherwise is none.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file or folder, and what is right about it."""

    name: str
    path: str
    """File or folder, relative to the folder of all."""
    kinds: tuple[FaultKind, ...]
    """What it is about."""
    expect: Expect
    note: str
    """What is right, for a reader."""
    innocent: bool = False
    """Whether it only looks like a fault."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings that the run is given, by their dotted names."""
