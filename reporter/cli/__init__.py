"""The command line: options in, exit codes out. One file a command.

Exit 0: done. 1: this data or this set-up cannot give a report, and one message says what, where and
what to do. 2: wrong usage.
"""

from __future__ import annotations

import click

from reporter.cli.init import init
from reporter.cli.inspect import inspect
from reporter.cli.playbook import playbook
from reporter.cli.run import run
from reporter.cli.schema import schema
from reporter.cli.score import score
from reporter.cli.send import send
from reporter.cli.words import words

__all__ = ["reporter"]


def _show_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from reporter.provenance import own_version

    click.echo(f"reporter {own_version()}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
def reporter() -> None:
    """Make a customer segmentation report, in HTML and PDF, from a client's file."""


reporter.add_command(init)
reporter.add_command(inspect)
reporter.add_command(playbook)
reporter.add_command(run)
reporter.add_command(schema)
reporter.add_command(score)
reporter.add_command(send)
reporter.add_command(words)
