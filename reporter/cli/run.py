"""`reporter run`: a client's file in, a run folder out."""

from __future__ import annotations

import gc
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter import urls
from reporter.choices import (
    AUTO,
    FEWEST_SEGMENTS,
    MOST_BY_DATA,
    MOST_SEGMENTS,
    AlgorithmName,
    Format,
)
from reporter.cli.data import chosen, data_options, day
from reporter.cli.drift import conclude_drift, versions
from reporter.cli.failure import one_message
from reporter.cli.segment_lines import tell
from reporter.cli.terminal import say

if TYPE_CHECKING:
    from datetime import datetime

    from reporter.model import Replaced, Report, Run
    from reporter.model.claim import Value
    from reporter.wording import Words


def _split(
    _context: click.Context, _option: click.Parameter, formats: str | None
) -> tuple[str, ...] | None:
    if formats is None:
        return None
    names = tuple(name.strip() for name in formats.split(",") if name.strip())
    unknown = [name for name in names if name not in list(Format)]
    if unknown or not names:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is none of {', '.join(Format)}."
        )
    return names


@click.command()
@data_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The run folder. [default: output/CLIENT-OR-DATA/LAST-DAY]",
)
@click.option(
    "-c", "--config", type=click.Path(path_type=Path), help="A client's settings, as TOML."
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help='One setting: --set roles.customer="Client no". Repeatable.',
)
@click.option(
    "--model",
    metavar="RUN",
    type=click.Path(path_type=Path),
    help="Keep the segments, names, colours and settings of an earlier run.",
)
@click.option(
    "--segments",
    type=click.IntRange(FEWEST_SEGMENTS, MOST_SEGMENTS),
    help=f"How many segments. [default: chosen by the data, up to {MOST_BY_DATA}]",
)
@click.option(
    "--algorithm",
    metavar="NAME",
    help=(f"{AUTO}, {', '.join(AlgorithmName)}, or a clusterer's path. [default: {AUTO}]"),
)
@click.option(
    "--formats",
    metavar="LIST",
    callback=_split,
    help=f"What to make, with commas: {','.join(Format)}. [default: all]",
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Where chance starts. [default: 0]")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to count recency to. [default: the day after the last order]",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace another client's run, or put it among files that are no run.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def run(
    data: tuple[str, ...],
    source: dict[str, Any],
    output: Path | None,
    config: Path | None,
    assignments: tuple[str, ...],
    model: Path | None,
    segments: int | None,
    algorithm: str | None,
    formats: tuple[str, ...] | None,
    seed: int | None,
    as_of: datetime | None,
    *,
    force: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Make a report from DATA: orders (one row per line), or a table of customers.

    DATA is a file, a folder or pattern of files, - for standard input, or the URL of a database.
    Files may be CSV and its kin, Excel and OpenDocument workbooks, Parquet, Feather or JSON, also
    packed. Tables with the same columns are put one below the other; orders, order lines and
    customers in tables of their own are joined by their keys. `reporter inspect DATA` shows what is
    understood of it.

    \b
    Examples:
      reporter run orders.csv
      reporter run orders.xlsx -c client.toml -o output/march
      reporter run orders.csv lines.csv customers.csv
      reporter run postgresql://analyst@db.example/shop --table orders
      reporter run june.csv --model output/march -o output/june
      reporter run customers.csv --segments 5 --set segments.features='["Income", "Score"]'
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    if model and (segments or algorithm):
        given = "--segments" if segments else "--algorithm"
        raise click.UsageError(
            f"{given} cannot be given with --model, which keeps the segments of a run."
        )
    gc.set_threshold(
        100_000
    )  # a run makes few cycles and many objects; looking for the former took a second
    with one_message(debug=debug):
        from reporter import history
        from reporter import settings as configuration
        from reporter.cli.progress import observer

        settings = configuration.load(
            config,
            assignments,
            recorded=history.recorded_settings(model) if model and model.is_dir() else None,
            segments__count=segments,
            segments__algorithm=algorithm,
            segments__seed=seed,
            **source,
            report__formats=formats,
            customers__as_of=day(as_of),
        )
        named = chosen(data, settings)
        target = history.Target.of(settings, named, typed=output, config=config, force=force)
        from reporter import pipeline

        finished = pipeline.run(
            named,
            target,
            settings,
            model=model,
            command=_command(),
            observer=observer(quiet=quiet, own_words=settings.findings.words),
        )
        if not quiet:
            _conclude(finished)


def _command() -> str:
    """Return what was typed, with the names of files instead of where they lie: a client reads
    this.
    """
    words = sys.argv[1:]
    # A condition may hold a stroke and is no path.
    shown = (
        word if before == "--where" else _presentable(word)
        for before, word in zip(["", *words], words, strict=False)
    )
    return shlex.join(["reporter", *shown])


def _presentable(word: str) -> str:
    if urls.is_url(word):
        return urls.masked(word)
    return Path(word).name if "/" in word and not word.startswith("-") and "=" not in word else word


def _conclude(finished: Run) -> None:
    from reporter.cli.inspection_text import show_cleaned
    from reporter.cli.screen_words import on_screen
    from reporter.wording import words_of

    report, found = finished.report, finished.report.study.segmentation
    words = words_of(report)
    screen = on_screen(words)
    show_cleaned(finished.understood)
    if found.kept:
        versions(found.kept, screen)
    say(words.text(report.findings.headline))
    _tell_segments(report, words, screen)
    if found.kept and found.drift:
        conclude_drift(found.kept, found.drift, len(found.labels), screen)
    if finished.replaced:
        _tell_replaced(finished.replaced, report.study.clean.dataset.source.name, screen)
    say(f"{_near(finished.folder)}: {', '.join(path.name for path in finished.files)}")


def _tell_segments(report: Report, words: Words, screen: Words) -> None:
    """Say of each segment, called as in the report, how many it has, and what they bring."""
    from reporter.model.claim import Claim, Count, Share

    volume = report.study.table.volume
    lines = []
    for persona in report.findings.personas:
        share = persona.volume_share if volume else None
        values: dict[str, Value] = {
            "customers": Count(persona.customers),
            "share": Share(persona.share),
            "brought": None if share is None else Share(share),
            "volume": volume.noun if volume else "",
        }
        lines.append((words.name(persona.name), persona.customers, Claim("screen.segment", values)))
    tell(lines, screen)


def _near(folder: Path) -> Path:
    """Return a path as it is found from here."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _tell_replaced(replaced: Replaced, data: str, screen: Words) -> None:
    """Say what became of an earlier run in the same folder."""
    from reporter.cli.screen_words import named
    from reporter.model.claim import Claim, Name

    if replaced.data and replaced.data != data:
        say(screen.text(Claim("screen.replaced.data", {"data": Name(replaced.data)})))
    for id_, files in (
        ("screen.replaced.gone", replaced.gone),
        ("screen.replaced.kept", replaced.kept),
        ("screen.replaced.changed", replaced.changed),
    ):
        if files:
            say(screen.text(Claim(id_, {"files": named(files)})))
    for file, kept in replaced.saved:
        saved = Claim("screen.replaced.saved", {"file": Name(file), "kept": Name(kept)})
        say(screen.text(saved))
