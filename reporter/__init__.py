"""Make a customer segmentation report from a client's file.

>>> import reporter
>>> settings = {"report": {"currency": "GBP"}}
>>> run = reporter.run("orders.csv", "output/orders", settings)  # doctest: +SKIP
>>> words = reporter.words_of(run.report)  # doctest: +SKIP
>>> [words.name(persona.name) for persona in run.report.findings.personas]  # doctest: +SKIP
['Champions', 'Repeat buyers', 'One- and two-time buyers']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reporter.errors import (
    ChartsError,
    CustomersError,
    DeliveryError,
    FindingsError,
    HistoryError,
    IngestError,
    QualityError,
    RenderingError,
    ReporterError,
    SegmentsError,
    SettingsError,
    WordingError,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from reporter.model import Report, Run
    from reporter.settings import Settings
    from reporter.wording import words_of

__all__ = [
    "ChartsError",
    "CustomersError",
    "DeliveryError",
    "FindingsError",
    "HistoryError",
    "IngestError",
    "QualityError",
    "RenderingError",
    "Report",
    "ReporterError",
    "Run",
    "SegmentsError",
    "Settings",
    "SettingsError",
    "WordingError",
    "run",
    "words_of",
]

_LAZY = {
    "Report": "reporter.model",
    "Run": "reporter.model",
    "Settings": "reporter.settings",
    "words_of": "reporter.wording",
}


def run(
    data: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    target: str | os.PathLike[str],
    settings: Settings | Mapping[str, Any] | None = None,
    *,
    force: bool = False,
) -> Run:
    """Make a run folder from a client's file.

    Parameters
    ----------
    data
        A file, or several with the same columns.
    target
        The run folder. An earlier run there is replaced when the new one is whole; what somebody
        else put there stays.
    settings
        Settings, or their tables as plain values; defaults otherwise.
    force
        Whether another client's run there may be replaced.

    Raises
    ------
    ReporterError
        This data or set-up cannot give a report; nothing is written then.
    """
    from pathlib import Path

    from reporter import history, pipeline
    from reporter import settings as configuration

    paths = (
        [Path(data)]
        if isinstance(data, str) or hasattr(data, "__fspath__")
        else [Path(path) for path in data]
    )
    if not isinstance(settings, configuration.Settings):
        settings = configuration.from_values(settings or {})
    place = history.Target.of(settings, paths, typed=Path(target), force=force)
    return pipeline.run(paths, place, settings, command="reporter.run(...)")


def __getattr__(name: str) -> Any:
    """Import what else there is when it is asked for, so that the command line starts at once."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'reporter' has no attribute {name!r}")
