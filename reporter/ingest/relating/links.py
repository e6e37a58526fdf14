"""Tables in, the keys between them out: by names that say so, and by values where names say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import TYPE_CHECKING

from reporter.ingest.relating import keys
from reporter.ingest.relating.likeness import likeness
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporter.ingest.relating.keys import Key
    from reporter.ingest.relating.tables import Table
    from reporter.ingest.store import Store

NAMED, UNNAMED = 0.8, 0.95
"""Share of the different values that must be found in the other table: where names say it is a key, and where only values do."""
UNIQUE = 0.98
"""Share of a key's rows that differ from which a table is taken to describe each thing once."""
_FEWEST = 20
"""Different values from which values alone may say that a column is a key."""
_LONG = 4
"""Mean characters from which values alone may say it: shorter numbers are found anywhere."""
_PROBE = 200
_NO_KEYS = (Role.DATE, Role.QUANTITY, Role.PRICE, Role.AMOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A key from a table to one that describes, in one row, what the key names."""

    child: Table
    parent: Table
    keys: tuple[tuple[str, str], ...]
    """Pairs of columns, the child's first."""
    score: float
    """How much speaks for it."""
    matched: float
    """Share of the child's different values that the parent has."""
    key: Key
    """How the key stands in the parent."""
    chosen: bool = False
    """Whether the user named it."""

    @property
    def words(self) -> str:
        """How settings write it."""
        return ", ".join(f"{self.child.name}.{one} = {self.parent.name}.{other}" for one, other in self.keys)

    @property
    def is_unique(self) -> bool:
        """Whether the parent has one row a thing, or nearly."""
        return bool(self.key.values) and self.key.distinct >= UNIQUE * self.key.values

    @property
    def order(self) -> tuple[float, tuple[tuple[str, str], ...], str]:
        """Sorts links by what speaks for them; names settle a tie."""
        return -self.score, self.keys, self.parent.name


def find(tables: Sequence[Table], store: Store, settled: Iterable[frozenset[str]]) -> tuple[list[Link], list[Link]]:
    """Find the keys between tables.

    Parameters
    ----------
    settled
        Pairs of tables whose keys the user has named.

    Returns
    -------
    found, refused
        The best key of each pair of tables in each direction, and all that were tried and do not hold.
    """
    search = _Search(store=store)
    known = set(settled)
    pairs = [pair for pair in permutations(tables, 2) if frozenset((pair[0].table, pair[1].table)) not in known]
    found = [link for child, parent in pairs if (link := search.by_name(child, parent))]
    related = {table.table for link in found for table in (link.child, link.parent)} | {name for pair in known for name in pair}
    apart = [pair for pair in pairs if not {pair[0].table, pair[1].table} <= related]
    found += [link for child, parent in apart if (link := search.by_values(child, parent))]
    return found, search.refused


@dataclass(slots=True, kw_only=True)
class _Search:
    store: Store
    refused: list[Link] = field(default_factory=list)
    counted: dict[tuple[str, str], Key] = field(default_factory=dict)

    def by_name(self, child: Table, parent: Table) -> Link | None:
        """Return the best key that names suggest."""
        pairs = [(one, other, likeness(one, other, parent)) for one in child.types for other in parent.types]
        tried = [self._try(child, parent, one, other, named) for one, other, named in pairs if named]
        return self._best(tried, NAMED)

    def by_values(self, child: Table, parent: Table) -> Link | None:
        """Return the best key that values suggest, whatever the columns are called."""
        unique = [name for name in self._possible(parent) if self._tells(parent, name)]
        own = [name for name in self._possible(child) if unique and self._key(child, name).distinct >= _FEWEST]
        pairs = [(one, other) for other in unique for one in own if self._shared(child, one, parent, other)]
        tried = [self._try(child, parent, one, other, 0.0) for one, other in pairs]
        return self._best(tried, UNNAMED)

    def _best(self, tried: Sequence[Link], least: float) -> Link | None:
        holding = [link for link in tried if link.is_unique and link.matched >= least]
        self.refused += [link for link in tried if link not in holding]
        return min(holding, key=lambda link: link.order, default=None)

    def _try(self, child: Table, parent: Table, one: str, other: str, named: float) -> Link:
        link = Link(child=child, parent=parent, keys=((one, other),), score=named, matched=0.0, key=self._key(parent, other))
        share = keys.matched(child, parent, link.keys, self.store)
        return replace(link, score=round(named + share, 6), matched=share)

    def _key(self, table: Table, column: str) -> Key:
        place = table.table, column
        if place not in self.counted:
            self.counted[place] = keys.count(table, [column], self.store)
        return self.counted[place]

    def _possible(self, table: Table) -> list[str]:
        none = table.columns_like(*_NO_KEYS)
        return [name for name, kind in table.types.items() if name not in none and not kind.startswith(("DATE", "TIMESTAMP", "BOOL"))]

    def _tells(self, table: Table, column: str) -> bool:
        """Say whether a column names each row by something long enough not to be found elsewhere by chance."""
        values = self.store.probe(column, _PROBE, table.table)
        if len(values) < min(_FEWEST, table.rows) or sum(map(len, values)) < _LONG * len(values):
            return False
        key = self._key(table, column)
        return key.distinct >= UNIQUE * key.values and key.values >= UNIQUE * table.rows

    def _shared(self, child: Table, one: str, parent: Table, other: str) -> bool:
        """Look at a few values before all are compared."""
        values = self.store.probe(one, _PROBE, child.table)
        return keys.found_among(values, parent, other, self.store) >= len(values) / 2


def nearest(refused: Sequence[Link]) -> Link | None:
    """Return the pair of columns that came nearest to being a key."""
    return min((link for link in refused if link.matched), key=lambda link: (not link.is_unique, -link.matched, link.order), default=None)
