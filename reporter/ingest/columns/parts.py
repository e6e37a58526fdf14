"""The parts of a file of orders, what columns are judged by, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.model import Doubt, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape
    from reporter.ingest.columns.vocabulary import Vocabulary
    from reporter.model import Personal
    from reporter.settings import MeaningSettings

PARTS = (
    Role.CUSTOMER, Role.ORDER, Role.DATE, Role.PRODUCT, Role.DESCRIPTION,
    Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.CATEGORY, Role.COUNTRY,
)  # fmt: skip
WORDS = {
    Role.CUSTOMER: "a customer id", Role.ORDER: "an order number", Role.DATE: "an order date",
    Role.PRODUCT: "a product code",
    Role.DESCRIPTION: "a product's description", Role.QUANTITY: "a quantity",
    Role.PRICE: "a unit price", Role.AMOUNT: "an amount",
    Role.CATEGORY: "a category", Role.COUNTRY: "a country",
}  # fmt: skip
CLOSE_SCORES = 5
"""Scores that differ by so little could as well be the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What there is to judge the columns by."""

    label: str
    """How messages call the file."""
    columns: Sequence[ColumnStatistics]
    unreadable: Mapping[str, str]
    """Columns named like a date without a readable one, each with a value to show."""
    shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]]
    """Measures how the numbers of columns lie; a query, so it is asked only where it is needed."""
    contents: Contents
    """Some rows, and what columns say about each other."""
    known: Vocabulary
    """The words that columns are named with."""
    personal: Mapping[str, Personal]
    """The columns that identify people."""
    meaning: MeaningSettings
    """The user's last word on what columns mean."""
    date_order: str = "auto"
    """The order that dates were set to be written in."""
    away: bool = False
    """Whether the table lies in a client's database."""


@dataclass(slots=True)
class Found:
    """The parts found so far, and why."""

    parts: dict[Role, str]
    why: dict[Role, str] = field(default_factory=dict)
    """What else speaks for a column, a clause."""
    apart: dict[str, str] = field(default_factory=dict)
    """Columns that have the name of a part and do not play it, with the reason."""
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the columns are judged by."""

    columns: Sequence[ColumnStatistics]
    given: Mapping[str, Role]
    contents: Contents
    known: Vocabulary
    personal: Mapping[str, Personal]
    void: frozenset[str] = frozenset()
    """Columns that the user set as money and that hold none; they are not among `given`."""


def rival(role: Role, taken: str, other: str, why: str) -> Doubt:
    """Say that another column would fit a part as well."""
    return Doubt(
        about=taken, question=f"whether {taken} or {other} is the {role.value}", taken=taken,
        why=why,
        setting=f"roles.{role.value}={other}",
    )  # fmt: skip


def why_taken(*, says_more: bool) -> str:
    """Say why the one of two columns was taken whose names fit a part nearly as well."""
    if says_more:
        return "its name says more"
    return "both are named like it; the first by name was taken"
