"""A run folder in, its summary out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reporter.errors import HistoryError
from reporter.history.draft import SUMMARY
from reporter.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_summary(folder: Path) -> Mapping[str, Any]:
    """Read a run's summary.json.

    Raises
    ------
    HistoryError
        The folder is no run, its summary is damaged, or it was written by a newer reporter.
    """
    path = folder / SUMMARY
    try:
        summary = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HistoryError(
            f"{folder} is no run folder: {path.name} cannot be read ({error.strerror}).", "Name a folder that `reporter run` made."
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
