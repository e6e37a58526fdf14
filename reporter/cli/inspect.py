"""`reporter inspect`: data in, what is understood of them out: a screen for people, or JSON."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import click

from reporter.cli.data import chosen, data_options, typed_again
from reporter.cli.failure import one_message
from reporter.cli.terminal import escaped


@click.command()
@data_options
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
@click.option("--json", "machine", is_flag=True, help="Print the same as JSON.")
@click.option("--all", "whole", is_flag=True, help="List every column, also of wide tables.")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def inspect(
    data: tuple[str, ...],
    source: dict[str, Any],
    config: Path | None,
    assignments: tuple[str, ...],
    *,
    machine: bool,
    whole: bool,
    debug: bool,
) -> None:
    """Show what is understood of DATA: how they were read, what each column is taken for and why,
    and what would be cleaned.

    Nothing is written. What is wrong is corrected by a setting, which the last lines name. Where no
    report can be made of the data as they are understood, the exit code is 1.

    \b
    Examples:
      reporter inspect orders.csv
      reporter inspect orders.csv --set roles.customer="Client no"
      reporter inspect exports/ --json
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    gc.set_threshold(100_000)  # see `reporter.cli.run`
    with one_message(debug=debug):
        from reporter import pipeline
        from reporter import settings as configuration

        settings = configuration.load(config, assignments, **source)
        named = chosen(data, settings)
        found = pipeline.inspect(named, settings)
        if machine:
            from reporter.cli.inspection_json import as_json

            click.echo(escaped(as_json(found)))
        else:
            from reporter.cli.inspection_text import show

            show(
                found, typed=typed_again(data, source, config=config, set=assignments), whole=whole
            )
        if found.refusal:
            click.get_current_context().exit(1)
