"""Tables in, the keys between them out: by names that say so, and by values where names say
nothing.

A key is more than numbers that happen to be the same: whatever is numbered from 1 finds its number
everywhere. Either the names of both columns say that they mean one thing, and then a table that
knows a part of the customers is as good as one that knows all; or the values are so long and so
rare that chance cannot have brought them together: see `CHANCE`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating import keys
from reporter.ingest.relating.likeness import (
    ALIKE,
    KINDRED,
    LOOKUP,
    SYNONYM,
    identifies,
    is_email,
    is_no_key,
    likeness,
    names_customer,
)
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporter.ingest.relating.keys import Key, Overlap, Room
    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

NAMED = 0.8
"""Share of the different values that must be found in the other table, where names only suggest a
key.
"""
SOME, NEARLY = 0.1, 0.5
"""Where both names say the same thing: so large a share of the child's values is found, or so large
a share of the parent's.
"""
UNNAMED = 0.5
"""Share of the different values of either side that must be found on the other, where only values
say that it is a key.
"""
CHANCE = 0.001
"""The same share as chance may bring it about there: B / R for the B keys of the parent in a room
of R keys that could be written so.
"""
RARE_VALUES = 5
"""How many times the values that chance brings about are the same, where two names of one thing
share a part of them.
"""
SMALL_SHARE = 0.2
"""That share, above which numbers are too small to tell an order from a receipt."""
UNIQUE = 0.98
"""Share of a key's rows that differ from which a table is taken to describe each thing once."""
CONTRADICTING = 0.5
"""Share of the rows joined whose customer must be the same in both tables, where both name one."""
_FEWEST = 20
"""Different values that must be found, where values alone say that a column is a key."""
_LONG = 6
"""Their mean characters."""
_PROBE = 200
_NO_KEYS = (Role.DATE, Role.QUANTITY, Role.PRICE, Role.AMOUNT, Role.COUNTRY, Role.CATEGORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A key from a table to one that describes, in one row, what the key names."""

    child: Table
    parent: Table
    keys: tuple[tuple[str, str], ...]
    """Pairs of columns, the child's first."""
    named: float = 0.0
    """How well their names agree: see `likeness`."""
    overlap: Overlap
    key: Key
    """How the key stands in the parent."""
    folded: bool = False
    """Whether case and leading zeros are passed over."""
    chosen: bool = False
    """Whether the user named it."""
    against: str = ""
    """Why it does not hold, a clause for a reader."""

    @property
    def matched(self) -> float:
        """Share of the child's different values that the parent has."""
        return self.overlap.matched

    @property
    def score(self) -> float:
        """How much speaks for it."""
        return round((10.0 if self.chosen else self.named) + self.matched, 6)

    @property
    def words(self) -> str:
        """How settings write it."""
        return ", ".join(
            f"{self.child.name}.{one} = {self.parent.name}.{other}" for one, other in self.keys
        )

    @property
    def is_unique(self) -> bool:
        """Whether the parent has one row a thing, or nearly."""
        return bool(self.key.values) and self.key.distinct >= UNIQUE * self.key.values

    @property
    def order(self) -> tuple[float, tuple[tuple[str, str], ...], str]:
        """Sorts links by what speaks for them; names settle a tie."""
        return -self.score, self.keys, self.parent.name


def find(
    tables: Sequence[Table], store: Store, settled: Iterable[frozenset[str]]
) -> tuple[list[Link], list[Link]]:
    """Find the keys between tables.

    Parameters
    ----------
    settled
        Pairs of tables whose keys are known already.

    Returns
    -------
    found, refused
        The best key of each pair of tables in each direction, and all that were tried and do not
        hold.
    """
    search = _Search(store=store)
    known = set(settled)
    pairs = [
        pair
        for pair in permutations(tables, 2)
        if frozenset((pair[0].table, pair[1].table)) not in known
    ]
    found = [link for child, parent in pairs if (link := search.by_name(child, parent))]
    related = {table.table for link in found for table in (link.child, link.parent)} | {
        name for pair in known for name in pair
    }
    apart = [pair for pair in pairs if not {pair[0].table, pair[1].table} <= related]
    found += [link for child, parent in apart if (link := search.by_values(child, parent))]
    return found, search.refused


@dataclass(slots=True, kw_only=True)
class _Search:
    store: Store
    refused: list[Link] = field(default_factory=list)
    counted: dict[tuple[str, str, bool], Key] = field(default_factory=dict)

    def by_name(self, child: Table, parent: Table) -> Link | None:
        """Return the best key that names suggest."""
        pairs = [
            (one, other, likeness(one, other, parent))
            for one in child.types
            for other in parent.types
        ]
        return self._best(
            [
                self._by_name(child, parent, one, other, named)
                for one, other, named in pairs
                if named
            ]
        )

    def by_values(self, child: Table, parent: Table) -> Link | None:
        """Return the best key that values suggest, whatever the columns are called."""
        unique = [name for name in self._possible(parent) if self._tells(parent, name)]
        own = [
            name
            for name in self._possible(child)
            if unique and self._key(child, name).distinct >= _FEWEST
        ]
        pairs = [
            (one, other)
            for other in unique
            for one in own
            if self._shared(child, one, parent, other)
        ]
        return self._best([self._by_values(child, parent, one, other) for one, other in pairs])

    def _best(self, tried: Sequence[Link]) -> Link | None:
        holding = [link for link in tried if not link.against]
        self.refused += [link for link in tried if link not in holding]
        return min(holding, key=lambda link: link.order, default=None)

    def _by_name(self, child: Table, parent: Table, one: str, other: str, named: float) -> Link:
        link = self._link(
            child, parent, one, other, named, folded=is_email(one) and is_email(other)
        )
        if named >= SYNONYM and not link.folded and link.is_unique and link.matched < NAMED:
            folded = self._link(child, parent, one, other, named, folded=True)
            link = folded if folded.is_unique and folded.overlap.both > link.overlap.both else link
        return replace(link, against=self._against(link))

    def _by_values(self, child: Table, parent: Table, one: str, other: str) -> Link:
        link = self._link(child, parent, one, other, 0.0, folded=False)
        enough = link.overlap.both >= _FEWEST and max(link.matched, link.overlap.found) >= UNNAMED
        if not link.is_unique or not enough:
            return replace(link, against=f"too few values of {one} and {other} are the same")
        room = self._room(link)
        by_chance = room.length < _LONG or link.key.distinct > CHANCE * room.size
        return replace(
            link,
            against=f"values as those of {one} and {other} agree by chance" if by_chance else "",
        )

    def _link(
        self, child: Table, parent: Table, one: str, other: str, named: float, *, folded: bool
    ) -> Link:
        pair = ((one, other),)
        found = keys.overlap(child, parent, pair, self.store, folded=folded)
        return Link(
            child=child,
            parent=parent,
            keys=pair,
            named=named,
            overlap=found,
            key=self._key(parent, other, folded=folded),
            folded=folded,
        )

    def _against(self, link: Link) -> str:
        """Say why a key that names suggest does not hold; an empty text where it does."""
        [(one, other)] = link.keys
        there = (
            f"those of {link.parent.label}"
            if one == other
            else f"the {other} of {link.parent.label}"
        )
        if not link.overlap.both:
            return f"none of the {one} of {link.child.label} is among {there}"
        if not link.is_unique:
            return f"several rows of {link.parent.label} have one {other}"
        enough = link.matched >= NAMED
        if link.named == SYNONYM:
            enough = enough or link.overlap.found >= NAMED or self._is_rare(link)
        elif link.named >= ALIKE:
            enough = enough or link.matched >= SOME or link.overlap.found >= NEARLY
        if not enough:
            return (
                f"only {link.overlap.both:,} of the {link.overlap.child:,} different {one} of"
                f" {link.child.label} are among {there}"
            )
        if link.named == LOOKUP and _describes_people(link.parent):
            return f"{link.parent.label} is about people, whom {other} does not tell apart"
        if self._may_be_chance(link):
            return (
                f"{one} and {other} need not mean the same, and numbers as small as these agree by"
                " chance"
            )
        return self._contradiction(link)

    def _may_be_chance(self, link: Link) -> bool:
        """Say whether numbers may agree only because both are counted from 1."""
        others = names_customer(link.keys[0][0]) and link.parent.is_of("others")
        if link.named != KINDRED and not others:
            return False
        room = self._room(link)
        return not room.lettered and link.key.distinct > SMALL_SHARE * room.size

    def _is_rare(self, link: Link) -> bool:
        """Say whether two names of one thing share a good part of their values, and far more than
        chance brings about.
        """
        found = link.overlap
        if found.both < _FEWEST or (link.matched < SOME and found.found < NEARLY):
            return False
        return found.both >= RARE_VALUES * found.child * found.parent / max(
            self._room(link).size, 1.0
        )

    def _contradiction(self, link: Link) -> str:
        """Say where rows that a key brings together name different customers."""
        [(one, other)] = link.keys
        pairs = [
            (left, right)
            for left in link.child.types
            for right in link.parent.types
            if left != one
            and right != other
            and likeness(left, right, link.parent) >= ALIKE
            and names_customer(left)
        ]
        for left, right in pairs[:1]:
            rows, agree = keys.agreeing(
                link.child, link.parent, link.keys, (left, right), self.store, folded=link.folded
            )
            if agree < CONTRADICTING * rows:
                return f"rows of one {one} have different {left}: {rows - agree:,} of {rows:,}"
        return ""

    def _room(self, link: Link) -> Room:
        return keys.room(link.child, link.parent, link.keys, self.store)

    def _key(self, table: Table, column: str, *, folded: bool = False) -> Key:
        known = table.table, column, folded
        if known not in self.counted:
            self.counted[known] = keys.count(table, [column], self.store, folded=folded)
        return self.counted[known]

    def _possible(self, table: Table) -> list[str]:
        none = {name for name in table.types if is_no_key(name) or not _may_identify(name)} | {
            *table.columns_like(*_NO_KEYS)
        }
        return [
            name
            for name, kind in table.types.items()
            if name not in none and not kind.startswith(("DATE", "TIMESTAMP", "BOOL"))
        ]

    def _tells(self, table: Table, column: str) -> bool:
        """Say whether a column names each row by something long enough not to be found elsewhere by
        chance.
        """
        values = self.store.probe(column, _PROBE, table.table)
        if len(values) < min(_FEWEST, table.rows) or sum(map(len, values)) < _LONG * len(values):
            return False
        key = self._key(table, column)
        return key.distinct >= UNIQUE * key.values and key.values >= UNIQUE * table.rows

    def _shared(self, child: Table, one: str, parent: Table, other: str) -> bool:
        """Look at a few values of either side before all are compared."""
        values, there = (
            self.store.probe(name, _PROBE, table.table)
            for name, table in ((one, child), (other, parent))
        )
        return (
            keys.found_among(values, parent, other, self.store) >= UNNAMED * len(values)
            or keys.found_among(there, child, one, self.store) >= UNNAMED * len(there)
        )  # fmt: skip


def _may_identify(name: str) -> bool:
    """Say whether a column may tell things apart by its values: not by a place, nor a part of a
    name, nor a kind.
    """
    own = set(vocabulary.words(name))
    return not own & (
        vocabulary.table_words("places") | vocabulary.kind("descriptor")
    ) or identifies(name)


def _describes_people(table: Table) -> bool:
    """Say whether a table's rows are people, by names, births or addresses that it holds."""
    return any(
        vocabulary.has_phrase(name, vocabulary.personal("part_of_a_name")["phrases"])
        or is_email(name)
        or names_customer(name)
        for name in table.types
    ) or bool(
        {"dob", "birth", "birthday", "gender"}
        & {word for name in table.types for word in vocabulary.words(name)}
    )


def nearest(refused: Sequence[Link]) -> Link | None:
    """Return the pair of columns that came nearest to being a key."""
    tried = [link for link in refused if link.named or link.overlap.both]
    return min(
        tried, key=lambda link: (not link.is_unique, -link.matched, link.order), default=None
    )
