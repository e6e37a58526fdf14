"""The whole story: a client's file in, a run folder out. The only place that knows the order of the stages.

A stage is imported where it begins, since importing takes as long as some stages do; while the first ones wait for the
database, the later ones are imported ahead. Two things are made beside the story, each in a process of its own: the
profiler's page and the PDF.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import history, provenance
from reporter.ahead import import_ahead
from reporter.model import Kind, Report, Run
from reporter.numerals import Numerals
from reporter.stopwatch import Stopwatch, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.settings import Settings
    from reporter.stopwatch import Observer

LATER_STAGES = ("reporter.customers", "reporter.segments", "reporter.findings", "reporter.charts", "reporter.rendering")


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
            from reporter import quality

            profiler = quality.start_profiler(settings, workspace) if "profile" in settings.report.formats else None
            if profiler:
                cleanup.callback(profiler.cancel)
            from reporter import ingest

            import_ahead(LATER_STAGES)
            dataset = ingest.read(data, settings, workspace)
            cleanup.callback(ingest.close, dataset)
            if profiler:
                profiler.add_raw(dataset)
        with watch("clean"):
            clean = quality.clean(dataset, settings)
            ingest.release(dataset)
        with watch("customers"):
            from reporter import customers

            table = customers.make(clean, settings)
            totals = customers.totals(clean, table, settings)
            if profiler:
                profiler.add_customers(table.frame)
        with watch("segments"):
            from reporter import segments

            segmentation = segments.segment(table, settings)
            purchases = customers.purchases(clean, segmentation.labels) if table.kind is Kind.TRANSACTIONS else None
            ingest.close(dataset)
        with watch("findings"):
            from reporter import rendering

            press = cleanup.enter_context(rendering.Press()) if "pdf" in settings.report.formats else None
            from reporter import findings

            found = findings.find(clean, totals, table, segmentation, purchases, settings, numerals)
        with watch("charts"):
            from reporter import charts

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
            rendering.render(report, folder, settings.report.formats, press)
            history.save_model(report, folder / "model.skops")
            if press:
                press.finish()
        with watch("profile"):
            if profiler:
                profiler.finish(folder / "profile.html")
        rendering.write_summary(report, folder)
    return Run(folder=target, files=tuple(sorted(target.iterdir())), report=report)
