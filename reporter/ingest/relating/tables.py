"""A table on its way to the run's one table, and how names of tables and columns are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.model import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Loaded tables with the same columns, put one below the other; mostly it is one."""

    table: str
    """Its name in the store."""
    name: str
    """How settings call it, and what stands before a column whose name is taken."""
    label: str
    """How messages call it: "orders.csv", "january.csv and 2 more files"."""
    aliases: tuple[str, ...]
    """The names of all tables in it."""
    types: Mapping[str, str]
    """Columns and their types in the store."""
    rows: int
    is_sheet: bool
    """Whether it came as one of a workbook's several sheets, of which a client may not have meant
    each.
    """

    def columns_like(self, *roles: Role) -> tuple[str, ...]:
        """Return the columns named like one of these roles."""
        likely = vocabulary.likely(self.types, *roles)
        return tuple(name for name in self.types if name in likely)

    def is_of(self, *kinds: str) -> bool:
        """Say whether a word of the table's name is of one of these kinds, such as returns: see
        `vocabulary.table_words`.
        """
        own = {word for alias in self.aliases for word in vocabulary.words(alias)}
        return any(own & vocabulary.table_words(kind) for kind in kinds)

    def has(self, *roles: Role) -> bool:
        """Say whether a column is named like one of these roles."""
        return bool(self.columns_like(*roles))


def plain(name: str) -> str:
    """Write a name without case, accents, blanks and punctuation: "Customer ID" and customer_id are
    the same.
    """
    letters = "".join(
        letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum()
    )
    return letters or name.strip()


def by_plain_name(names: Iterable[str]) -> dict[str, str]:
    """Map plain names to names; a name whose plain form another shares stands for itself."""
    listed = list(names)
    plains = [plain(name) for name in listed]
    return {
        short if plains.count(short) == 1 else name: name
        for short, name in zip(plains, listed, strict=True)
    }


def listed(names: Iterable[str], most: int = 6) -> str:
    """Name the first few and count the rest."""
    every = list(names)
    more = len(every) - most
    return ", ".join(every) if more <= 1 else f"{', '.join(every[:most])} and {more} more"
