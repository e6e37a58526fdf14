"""A database's URL in, a `Dataset` out that lies there: nothing is copied, later stages run in its SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Dataset
    from reporter.settings import Settings


def is_url(data: Sequence[str | Path]) -> bool:
    """Say whether a database is meant."""
    return any("://" in str(one) for one in data)


def read(url: str, settings: Settings) -> Dataset:
    """Read a table or query of a database.

    Raises
    ------
    IngestError
        The database cannot be reached, or holds no such table.
    """
    raise IngestError("Databases cannot be read yet.", "Export the table as CSV or Parquet.")
