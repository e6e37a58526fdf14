"""`reporter schema`: nothing in, the JSON Schema of a configuration out."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a client's settings, with which editors complete and check the TOML
    file.

    \b
    Once, beside your configurations:
      reporter schema > reporter.schema.json
    Then, as the first line of each:
      #:schema ./reporter.schema.json
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    from reporter.settings.schema import FILE

    click.echo(FILE.read_text(encoding="utf-8"), nl=False)
