"""The loaded tables in, the run's one table out: tables with the same columns are put one below the
other, others joined by keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.relating import (
    attaching,
    filling,
    join_settings,
    relations,
    returns,
    stacking,
)
from reporter.ingest.store import TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store
    from reporter.model import Join
    from reporter.settings import SourceSettings


def join(
    loaded: Sequence[Loaded], store: Store, settings: SourceSettings
) -> tuple[tuple[str, ...], tuple[Join, ...]]:
    """Make the run's one table of all that was loaded.

    Returns
    -------
    notes, joins
        Clauses for a reader, and the joins by keys.

    Raises
    ------
    IngestError
        The tables do not fit together, or there is no row.
    """
    stacks, notes = stacking.stack(loaded, store, join_settings.kept_apart(settings, loaded))
    tables = []
    for stacked in stacks:
        table, filled = filling.fill(stacked, store)
        tables.append(table)
        notes = (*notes, *filled)
    wanted = join_settings.links(settings.joins, tables, store)
    main = join_settings.main(settings.main, tables)
    joins: tuple[Join, ...] = ()
    if len(tables) == 1:
        store.rename(tables[0].table)
    else:
        spared = {table.table for link in wanted for table in (link.child, link.parent)} | (
            {main.table} if main else set()
        )
        settled = returns.settle(tables, store, frozenset(spared))
        tree = relations.relate(settled.tables, store, wanted, main, settled.links)
        joins, said = attaching.attach(tree, store)
        notes = (*notes, *settled.notes, *said)
    if store.rows(TABLE) == 0:
        raise IngestError(
            f"{loaded[0].label} holds columns but no row.",
            "Export the data again, with its rows.",
        )
    return notes, joins
