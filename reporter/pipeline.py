"""The whole story: a client's file in, a run folder out. The only place that knows the order of the stages."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import charts, customers, findings, history, ingest, provenance, quality, rendering, segments
from reporter.model import Kind, Report, Run
from reporter.numerals import Numerals
from reporter.stopwatch import Stopwatch, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.settings import Settings
    from reporter.stopwatch import Observer


def run(data: Sequence[Path], target: Path, settings: Settings, *, command: str = "", observer: Observer = silent) -> Run:
    """Make a run folder from a client's file.

    Parameters
    ----------
    data
        One file, or several with the same columns.
    target
        The run folder. An earlier run there is replaced when the new one is whole, and stays as it was otherwise.
    settings
        All settings; see `reporter.settings.load`.
    command
        What the user typed, for the report's provenance.
    observer
        Told of each stage as it begins and ends.

    Raises
    ------
    ReporterError
        This data or set-up cannot give a report.
    """
    watch = Stopwatch(observer)
    numerals = Numerals(locale=settings.report.locale, currency=settings.report.currency)
    with history.draft(target) as folder, contextlib.ExitStack() as cleanup:
        workspace = Path(cleanup.enter_context(tempfile.TemporaryDirectory(prefix="reporter-")))
        with watch("read"):
            dataset = ingest.read(data, settings, workspace)
            cleanup.callback(ingest.close, dataset)
        with watch("clean"):
            profiler = quality.start_profile(dataset, settings, workspace) if "profile" in settings.report.formats else None
            if profiler:
                cleanup.callback(profiler.cancel)
            clean = quality.clean(dataset, settings)
        with watch("customers"):
            table = customers.make(clean, settings)
            totals = customers.totals(clean, table, settings)
            if profiler:
                profiler.add_customers(table.frame)
        with watch("segments"):
            segmentation = segments.segment(table, settings)
            purchases = customers.purchases(clean, segmentation.labels) if table.kind is Kind.TRANSACTIONS else None
        with watch("findings"):
            found = findings.find(clean, totals, table, segmentation, purchases, settings, numerals)
        with watch("charts"):
            drawn = charts.draw(clean, totals, table, segmentation, purchases, found, settings, numerals)
        report = Report(
            settings=settings,
            clean=clean,
            totals=totals,
            customers=table,
            segmentation=segmentation,
            purchases=purchases,
            findings=found,
            charts=drawn,
            provenance=provenance.describe(settings, command, watch.seconds),
        )
        with watch("render"):
            history.save_model(report, folder / "model.skops")
            rendering.render(report, folder, settings.report.formats)
        with watch("profile"):
            if profiler:
                profiler.finish(folder / "profile.html")
        rendering.write_summary(report, folder)
    return Run(folder=target, files=tuple(sorted(target.iterdir())), report=report)
