"""The loaded tables in, the run's one table out: tables with the same columns are put one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.store import TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.ingest.loaded import Loaded
    from reporter.ingest.store import Store
    from reporter.model import Join
    from reporter.settings import SourceSettings


def join(loaded: Sequence[Loaded], store: Store, settings: SourceSettings) -> tuple[tuple[str, ...], tuple[Join, ...]]:
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
    labels = list(dict.fromkeys(one.label for one in loaded))
    first, *others = loaded
    columns = set(store.types(first.table))
    for other in others:
        if (own := set(store.types(other.table))) != columns:
            differing = ", ".join(sorted(own ^ columns)[:6])
            what = f"{first.label} and {other.label} do not have the same columns (they differ in {differing})."
            raise IngestError(
                what,
                f"Give only one of them, or files that fit together; there are {', '.join(labels)}.",
            )
    store.join([one.table for one in loaded])
    if store.rows(TABLE) == 0:
        raise IngestError(
            f"{labels[0]} holds columns but no row.",
            "Export the data again, with its rows.",
        )
    return (f"{len(labels)} files joined: {', '.join(labels)}",) if len(labels) > 1 else (), ()
