"""A run folder in, its summary out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reporter.choices import SUMMARY_FILE
from reporter.errors import HistoryError
from reporter.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def recorded_settings(folder: Path) -> dict[str, Any]:
    """Return the settings that a run recorded, as plain tables, for reading other data alike.

    What belongs to the run's own data is left out: their place, and the day that recency was
    counted to.

    Raises
    ------
    HistoryError
        The folder is no run, or its summary records no settings.
    """
    provenance = load_summary(folder).get("provenance")
    settings = provenance.get("settings") if isinstance(provenance, dict) else None
    if not isinstance(settings, dict) or not all(
        isinstance(table, dict) for table in settings.values()
    ):
        raise HistoryError(f"{folder / SUMMARY_FILE} records no settings.", "Make the run again.")
    tables = {name: dict(table) for name, table in settings.items()}
    tables.get("customers", {}).pop("as_of", None)
    tables.get("source", {}).pop("data", None)
    return tables


def load_summary(folder: Path) -> Mapping[str, Any]:
    """Read a run's summary.json.

    Raises
    ------
    HistoryError
        The folder is no run, its summary is damaged, or it was written by a newer reporter.
    """
    path = folder / SUMMARY_FILE
    try:
        summary = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HistoryError(
            f"{folder} is no run folder: {path.name} cannot be read ({error.strerror}).",
            "Name a folder that `reporter run` made.",
        ) from error
    except ValueError as error:
        raise HistoryError(f"{path} is damaged: {error}.", "Make the run again.") from error
    version = summary.get("schema_version") if isinstance(summary, dict) else None
    if version != SCHEMA_VERSION:
        raise HistoryError(
            f"{path} has schema_version {version!r}; this reporter reads {SCHEMA_VERSION}.",
            "Use the reporter that made the run, or make it again.",
        )
    return dict(summary)
