"""`reporter init`: data in, a commented configuration that says what was understood of them out,
ready to edit.
"""

from __future__ import annotations

import gc
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.data import chosen, data_options
from reporter.cli.failure import one_message
from reporter.cli.terminal import say

if TYPE_CHECKING:
    from reporter.model import Inspection
    from reporter.model.claim import Value

SCHEMA = "reporter.schema.json"


@click.command()
@data_options
@click.option(
    "-o",
    "--output",
    default="client.toml",
    show_default=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The configuration.",
)
@click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="Settings to begin with, as TOML; they are kept.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help='One setting: --set roles.customer="Client no". Repeatable.',
)
@click.option(
    "--schema",
    "with_schema",
    is_flag=True,
    help=f"Also write {SCHEMA} beside it, by which editors complete and check.",
)
@click.option("--force", is_flag=True, help="Replace a configuration that is there.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def init(
    data: tuple[str, ...],
    source: dict[str, Any],
    output: Path,
    config: Path | None,
    assignments: tuple[str, ...],
    *,
    with_schema: bool,
    force: bool,
    quiet: bool,
    debug: bool,
) -> None:
    """Write a configuration for DATA: what each column was taken for and why, what was left open,
    and what else can be set.

    \b
    Examples:
      reporter init orders.csv
      reporter init orders.csv --set report.currency=GBP -o harbour/client.toml
      reporter run -c client.toml
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    gc.set_threshold(100_000)  # see `reporter.cli.run`
    with one_message(debug=debug):
        from reporter import history, pipeline
        from reporter import settings as configuration
        from reporter.cli.init_text import toml_for
        from reporter.cli.progress import observer
        from reporter.settings.schema import FILE

        settings = configuration.load(config, assignments, **source)
        named = chosen(data, settings)
        _check(output, force=force)
        history.check_file(output)
        watched = observer(quiet=quiet, own_words=settings.findings.words)
        found = pipeline.inspect(named, settings, observer=watched)
        text = toml_for(found, settings, named, output, schema_file=SCHEMA if with_schema else "")
        if with_schema:
            with history.file_draft(output.parent / SCHEMA) as path:
                path.write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
        with history.file_draft(output) as path:
            _check(output, force=force)
            path.write_text(text, encoding="utf-8")
        if not quiet:
            _conclude(found, output)


def _check(output: Path, *, force: bool) -> None:
    """Refuse to replace a configuration that somebody may have edited."""
    from reporter.errors import SettingsError

    if not force and (output.exists() or output.is_symlink()):
        raise SettingsError(
            f"{output} is there already.", "Name another file with -o, or replace it with --force."
        )


def _conclude(found: Inspection, output: Path) -> None:
    from reporter.cli.screen_words import screen_words
    from reporter.model import Role
    from reporter.model.claim import Claim, Count, Name

    words, columns = screen_words(found.own_words), found.dataset.columns
    doubts = len(found.dataset.doubts)
    written: dict[str, Value] = {
        "file": Name(str(output)),
        "used": Count(sum(column.role is not Role.IGNORED for column in columns)),
        "columns": Count(len(columns)),
        "open": Count(doubts) if doubts else None,
    }
    say(words.text(Claim("screen.configuration", written)))
    if found.refusal:
        refused = {"refusal": Name(found.refusal)}
        say(words.text(Claim("screen.configuration.refused", refused)))
    else:
        command = Name(f"reporter run -c {shlex.quote(str(output))}")
        say(words.text(Claim("screen.configuration.next", {"command": command})))
