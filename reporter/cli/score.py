"""`reporter score`: a run folder and a client's file in, a list of customers in the run's segments
out.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.data import chosen, data_options, day
from reporter.cli.drift import conclude_drift, versions
from reporter.cli.failure import one_message
from reporter.cli.segment_lines import tell
from reporter.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from reporter.model import Scores
    from reporter.model.claim import Value
    from reporter.wording import Words


@click.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@data_options
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The list: .csv, .parquet or .xlsx.",
)
@click.option(
    "--json",
    "machine",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write drift and counts for machines.",
)
@click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="Settings that differ from those of the run, as TOML.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="One setting that differs. Repeatable.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to count recency to. [default: the day after the last order in DATA]",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def score(
    folder: Path,
    data: tuple[str, ...],
    source: dict[str, Any],
    output: Path,
    machine: Path | None,
    config: Path | None,
    assignments: tuple[str, ...],
    as_of: datetime | None,
    *,
    quiet: bool,
    debug: bool,
) -> None:
    """Put the customers in DATA into the segments of a finished RUN, and say how far they have
    moved.

    DATA is read and cleaned by the settings of the run. The list says for each customer the
    segment, how sure that is (0 to 1), the second best segment, and in which features the customer
    lies outside of the range that the segments were made from.

    \b
    Examples:
      reporter score output/march june.csv -o june_segments.csv
      reporter score output/march june.csv -o june_segments.parquet --json june_drift.json
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    gc.set_threshold(100_000)  # see `reporter.cli.run`
    with one_message(debug=debug):
        from reporter import history, pipeline
        from reporter import settings as configuration
        from reporter.cli.progress import observer

        recorded = history.recorded_settings(folder) if folder.is_dir() else None
        settings = configuration.load(
            config, assignments, recorded=recorded, **source, customers__as_of=day(as_of)
        )
        scores = pipeline.score(
            folder,
            chosen(data, settings),
            output,
            settings,
            machine=machine,
            observer=observer(quiet=quiet, own_words=settings.findings.words),
        )
        if not quiet:
            _conclude(scores, settings.findings.words)


def _conclude(scores: Scores, own_words: Path | None) -> None:
    from reporter.cli.screen_words import on_screen
    from reporter.model.claim import Claim, Count, Name
    from reporter.numerals import Numerals
    from reporter.wording import chosen_words

    report_words = chosen_words(Numerals(), own_words)
    kept, words = scores.model, on_screen(report_words)
    names = {number: report_words.name(name) for number, name in kept.names.items()}
    versions(kept, words)
    for step in scores.filters:
        left_out: dict[str, Value] = {
            "description": step.told,
            "rows": Count(step.rows),
        }
        say(words.text(Claim("screen.left_out", left_out)))
    _tell_segments(scores, names, words)
    customers = len(scores.assignment.segments)
    conclude_drift(kept, scores.assignment.drift, customers, words)
    made: dict[str, Value] = {"file": Name(str(scores.file)), "customers": Count(customers)}
    say(words.text(Claim("screen.scored.list", made)))


def _tell_segments(scores: Scores, names: Mapping[int, str], words: Words) -> None:
    """Say of each segment how many it has now, and which share it had."""
    from reporter.model.claim import Claim, Count, Share

    kept, told = scores.model, scores.assignment.segments
    counts = told["segment"].value_counts()
    lines = []
    for number, name in sorted(names.items()):
        customers = int(counts.get(number, 0))
        values = {
            "customers": Count(customers),
            "share": Share(customers / len(told)),
            "before": Share(kept.shares[number]),
        }
        lines.append((name, customers, Claim("screen.scored", values)))
    tell(lines, words)
