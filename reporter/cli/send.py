"""`reporter send`: a run folder in, an e-mail with its PDF out."""

from __future__ import annotations

from pathlib import Path

import click

from reporter.cli.failure import one_message


@click.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="A client's settings, as TOML; its [delivery] names the mail server.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="One setting: --set delivery.host=mail.example. Repeatable.",
)
@click.option(
    "--to",
    multiple=True,
    metavar="ADDRESS",
    help="A recipient, instead of delivery.to. Repeatable.",
)
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def send(
    folder: Path,
    config: Path | None,
    assignments: tuple[str, ...],
    to: tuple[str, ...],
    *,
    debug: bool,
) -> None:
    """E-mail the PDF of a finished RUN."""
    with one_message(debug=debug):
        from reporter import delivery, history
        from reporter import settings as configuration
        from reporter.cli.screen_words import screen_words
        from reporter.model.claim import Claim, Name

        settings = configuration.load(config, assignments, delivery__to=to or None)
        words = screen_words(settings.findings.words)
        message = delivery.compose(folder, history.load_summary(folder), settings.delivery, words)
        delivery.send(message, settings.delivery)
        click.echo(words.text(Claim("screen.sent", {"to": Name(message["To"])})))
