"""What a table on a page is: columns, cells already written as text, and a line that says where the
rest is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.model import Finding
    from reporter.wording import Words

__all__ = ["Cell", "Column", "Stat", "Table", "Tag", "labelled", "more", "stat", "table"]

Align = Literal["text", "number", "strong", "quiet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A segment's name with its colour."""

    segment: int
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how its cells are set."""

    label: str
    align: Align = "text"
    width: int = 0
    """Percent of the table; 0 leaves it to the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """A number set large, and what it is."""

    value: str
    label: str


def stat(finding: Finding, words: Words) -> Stat:
    """Set a finding's figure large, and its sentence below."""
    said = words.say(finding)
    return Stat(value=said.figure, label=said.text)


def labelled(words: Words, id_: str, facts: Mapping[str, str]) -> tuple[Stat, ...]:
    """Label those of some facts that are known by the forms of an entry of the catalogue."""
    return tuple(
        Stat(label=words.term(id_, name), value=value) for name, value in facts.items() if value
    )


Cell = str | Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a page shows it."""

    label: str
    """For who cannot see it: what the table holds."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: int | None = None
    """The row that stands out, from 0."""
    quiet: frozenset[int] = frozenset()
    """Rows that stand back, from 0."""
    more: str = ""
    """Where the rows are that are not shown."""


def table(
    words: Words,
    label: str,
    columns: Iterable[Column],
    rows: Iterable[tuple[Cell, ...]],
    *,
    cap: int = 40,
    rest: Claim | None = None,
    marked: int | None = None,
    quiet: Iterable[int] = (),
) -> Table:
    """Make a table of at most `cap` rows; `rest` says where the others are."""
    whole = tuple(rows)
    return Table(
        label=label,
        columns=tuple(columns),
        rows=whole[:cap],
        marked=marked,
        quiet=frozenset(quiet),
        more=more(words, len(whole) - cap, rest),
    )


def more(words: Words, hidden: int, rest: Claim | None = None) -> str:
    """Say how many rows are not shown, and where they are; empty where all of them are."""
    if hidden <= 0:
        return ""
    return words.text(Claim("table.more", {"hidden": Count(hidden), "rest": rest}))
