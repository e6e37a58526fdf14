"""The whole story: a client's file in, a run folder out; or a list of customers in kept segments.

The only place that knows the order of the stages. A stage is imported where it begins, since
importing takes as long as some stages do; while the first ones wait for the database, the later
ones are imported ahead. Two things are made beside the story, each in a process of its own: the
profiler's page and the PDF.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reporter import history, provenance, workspaces
from reporter.adapting import as_kept, by_names, in_currency
from reporter.ahead import import_ahead
from reporter.choices import Format
from reporter.errors import ReporterError
from reporter.model import Inspection, Kind, Report, Run, Scores, Study
from reporter.numerals import Numerals
from reporter.pseudonyms import check_salt
from reporter.refusals import Refusals, check_customers, check_files
from reporter.stopwatch import Stopwatch, silent
from reporter.wording import chosen_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reporter import rendering
    from reporter.model import Charts, CleanDataset, Dataset, Findings, KeptModel
    from reporter.quality import ProfileJob
    from reporter.settings import Settings
    from reporter.stopwatch import Observer

STAGES_OF_A_RUN = (
    "reporter.customers",
    "reporter.segments",
    "reporter.findings",
    "reporter.charts",
    "reporter.rendering",
)
STAGES_OF_SCORING = ("reporter.customers", "reporter.segments", "reporter.rendering")
STAGES_OF_INSPECTION = (
    "reporter.quality",
    "reporter.findings",
    "reporter.customers",
    "reporter.segments",
    "reporter.rendering",
)
"""What is imported while the data are read."""


def run(
    data: Sequence[str | Path],
    target: Path | history.Target,
    settings: Settings,
    *,
    model: Path | None = None,
    command: str = "",
    observer: Observer = silent,
) -> Run:
    """Make a run folder from a client's file.

    Parameters
    ----------
    data
        Files, folders, patterns, ``-`` for standard input, or a database's URL; see `ingest.read`.
    target
        The run folder, or what it follows from. An earlier run there is replaced when the new one
        is whole, and stays as it was otherwise; what somebody else put there stays.
    settings
        All settings; see `reporter.settings.load`.
    model
        An earlier run (or its model.skops) whose segments, names and colours are kept; by default
        segments are made of this data.
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
    check_salt(settings.privacy)
    kept = history.load_model(model) if model else None
    settings = as_kept(settings, kept) if kept else settings
    if not isinstance(target, history.Target):
        target = history.Target.of(settings, data, typed=target)
    with (
        workspaces.workspace() as workspace,
        history.draft(target, workspace) as draft,
        contextlib.ExitStack() as cleanup,
    ):
        profiler = _profiler(settings, workspace, cleanup)
        with _opened(data, settings, workspace, STAGES_OF_A_RUN, watch) as dataset:
            if profiler:
                profiler.add_raw(dataset)
            check_files(settings)
            clean, settings = _cleaned(dataset, settings, kept, watch)
            study = _study(clean, settings, kept, watch, draft, profiler)
        press = _press(settings, cleanup, watch)
        found, drawn, understood = _told(study, settings, watch)
        report = Report(
            settings=settings,
            study=study,
            findings=found,
            charts=drawn,
            provenance=provenance.describe(settings, command, watch.seconds, target.whose),
        )
        _rendered(report, draft, press, profiler, watch)
        names = sorted(path.name for path in draft.folder.iterdir())
    return Run(
        folder=draft.path,
        files=tuple(draft.path / name for name in names),
        report=report,
        understood=understood,
        replaced=draft.replaced,
    )


def score(
    model: Path,
    data: Sequence[str | Path],
    target: Path,
    settings: Settings,
    *,
    machine: Path | None = None,
    observer: Observer = silent,
) -> Scores:
    """Put the customers of a file into the segments of an earlier run, and write a list of them.

    Parameters
    ----------
    model
        The run folder, or its model.skops.
    data
        Files, folders, patterns, ``-`` for standard input, or a database's URL; see `ingest.read`.
    target
        The list: .csv, .parquet or .xlsx. An earlier file there is replaced when the new one is
        whole.
    settings
        How the data are read and cleaned: those of the run, so that customers are not compared with
        others who were counted differently.
    machine
        A JSON file of drift and counts, if any.
    observer
        Told of each stage as it begins and ends.

    Raises
    ------
    ReporterError
        There is no model, or these data do not fit it.
    """
    watch = Stopwatch(observer)
    check_salt(settings.privacy)
    kept = history.load_model(model)
    with workspaces.workspace() as workspace:
        from reporter import rendering

        rendering.check_kind(target)
        for path in (target, *([machine] if machine else [])):
            history.check_file(path)
        with _opened(data, settings, workspace, STAGES_OF_SCORING, watch) as dataset:
            clean, settings = _cleaned(dataset, settings, kept, watch)
            with watch("customers"):
                from reporter import customers

                table = customers.make(clean, settings)
        with watch("score"):
            from reporter import segments

            assignment = segments.assign(table, kept)
        numerals = Numerals(locale=settings.report.locale, currency=kept.currency)
        words = chosen_words(numerals, settings.findings.words)
        beside = history.file_draft(machine, workspace) if machine else contextlib.nullcontext()
        with watch("write"), history.file_draft(target, workspace) as list_path, beside as drift:
            rendering.write_assignment(table, kept, assignment, list_path, settings.privacy, words)
            if drift:
                rendering.write_drift(table, kept, assignment, drift, words)
    filters = tuple(step for step in clean.steps if step.asked)
    return Scores(file=target, model=kept, assignment=assignment, filters=filters)


def inspect(
    data: Sequence[str | Path], settings: Settings, *, observer: Observer = silent
) -> Inspection:
    """Say what is understood of data, what would be cleaned, and whether a run would make a report,
    without making anything of them.

    What a run would refuse is told in the words in which it would refuse it.

    Parameters
    ----------
    data
        See `run`.
    settings
        How they are read and cleaned.
    observer
        Told of each stage as it begins and ends.

    Raises
    ------
    ReporterError
        The data cannot be read at all.
    """
    watch, refusals, own = Stopwatch(observer), Refusals(), settings.findings.words
    with refusals:
        check_salt(settings.privacy)
    with workspaces.workspace() as workspace, contextlib.ExitStack() as cleanup:
        opened = _opened(data, settings, workspace, STAGES_OF_INSPECTION, watch, whole=False)
        try:
            dataset = cleanup.enter_context(opened)
        except ReporterError as error:
            raise refusals.first or error from None
        if dataset.refusal:
            refusal = str(refusals.first or dataset.refusal)
            return Inspection(dataset=dataset, clean=None, refusal=refusal, own_words=own)
        with refusals:
            check_files(settings)
        clean = None
        with refusals:
            clean, settings = _cleaned(dataset, settings, None, watch)
        if clean is None:
            return Inspection(dataset=dataset, clean=None, refusal=refusals.words, own_words=own)
        with watch("customers"), refusals:
            check_customers(clean, settings)
        numerals = Numerals(locale=settings.report.locale, currency=settings.report.currency)
        return _understood(clean, settings, numerals, refusals.words)


def _profiler(
    settings: Settings, workspace: Path, cleanup: contextlib.ExitStack
) -> ProfileJob | None:
    """Start the profiler's process where its page is asked for: its imports take seconds."""
    if "profile" not in settings.report.formats:
        return None
    from reporter import quality

    profiler = quality.start_profiler(settings, workspace)
    cleanup.callback(profiler.cancel)
    return profiler


@contextlib.contextmanager
def _opened(
    data: Sequence[str | Path],
    settings: Settings,
    workspace: Path,
    stages: Sequence[str],
    watch: Stopwatch,
    *,
    whole: bool = True,
) -> Iterator[Dataset]:
    """Read data, and close them when the block ends; import the later stages meanwhile.

    Parameters
    ----------
    whole
        Whether data that cannot make a report are refused here, or told by `Dataset.refusal`.
    """
    with watch("read"):
        from reporter import ingest

        import_ahead(stages)
        dataset = (ingest.read if whole else ingest.look)(data, settings, workspace)
    try:
        yield dataset
    finally:
        ingest.close(dataset)


def _cleaned(
    dataset: Dataset, settings: Settings, kept: KeptModel | None, watch: Stopwatch
) -> tuple[CleanDataset, Settings]:
    """Clean the data; the settings then name the currency that was found."""
    with watch("clean"):
        from reporter import ingest, quality

        clean = quality.clean(dataset, settings)
        ingest.release(dataset)
        return clean, in_currency(settings, clean, kept)


def _study(
    clean: CleanDataset,
    settings: Settings,
    kept: KeptModel | None,
    watch: Stopwatch,
    draft: history.Draft,
    profiler: ProfileJob | None,
) -> Study:
    """Count and segment the customers; the draft learns the period, the profiler the customers."""
    with watch("customers"):
        from reporter import customers

        table = customers.make(clean, settings)
        is_orders = table.kind is Kind.TRANSACTIONS
        draft.settle(table.period if is_orders else None, clean.dataset.source.name)
        totals = customers.totals(clean, table, settings)
        if profiler:
            profiler.add_customers(table.frame)
    with watch("segments"):
        from reporter import segments

        segmentation = (
            segments.resegment(table, kept, settings)
            if kept
            else segments.segment(table, by_names(settings, table))
        )
        purchases = customers.purchases(clean, segmentation.labels) if is_orders else None
    return Study(
        clean=clean,
        totals=totals,
        table=table,
        segmentation=segmentation,
        purchases=purchases,
    )


def _press(
    settings: Settings, cleanup: contextlib.ExitStack, watch: Stopwatch
) -> rendering.Press | None:
    """Start the process that lays out the PDF where one is asked for."""
    with watch("findings"):
        from reporter import rendering

        rendering.check_press(settings.report.formats)
        if "pdf" not in settings.report.formats:
            return None
        return cleanup.enter_context(rendering.Press())


def _told(
    study: Study, settings: Settings, watch: Stopwatch
) -> tuple[Findings, Charts, Inspection]:
    """Say what was found, draw it, and say what was understood of the data."""
    numerals = Numerals(
        locale=settings.report.locale,
        currency=settings.report.currency,
        time=study.clean.grain.time,
    )
    words = chosen_words(numerals, settings.findings.words)
    with watch("findings"):
        from reporter import findings

        found = findings.find(study, settings, numerals, words.text)
        understood = _understood(study.clean, settings, numerals)
    with watch("charts"):
        from reporter import charts

        words = words.overlaid(found.sentences)
        return found, charts.draw(study, found, settings, words), understood


def _rendered(
    report: Report,
    draft: history.Draft,
    press: rendering.Press | None,
    profiler: ProfileJob | None,
    watch: Stopwatch,
) -> None:
    """Write the run's files into the draft, the summary last: it lists the others."""
    from reporter import rendering

    with watch("render"):
        rendering.render(report, draft.folder, report.settings.report.formats, press)
        history.save_model(report, draft.folder / "model.skops")
        if press:
            press.finish()
    with watch("profile"):
        if profiler:
            profiler.finish(draft.folder / Format.PROFILE.file)
    rendering.write_summary(report, draft.folder)
    if draft.take_over():
        rendering.write_summary(report, draft.folder)


def _understood(
    clean: CleanDataset, settings: Settings, numerals: Numerals, refusal: str = ""
) -> Inspection:
    """Say what was understood of data and what was cleaned."""
    from reporter import findings

    return Inspection(
        dataset=clean.dataset,
        clean=clean,
        refusal=refusal,
        amounts=findings.amounts(clean),
        remainder=findings.remainder(clean),
        readings=findings.readings(clean),
        cautions=findings.cautions(clean, settings),
        numerals=numerals,
        own_words=settings.findings.words,
    )
