"""What data a command works on: typed, or named in the settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reporter.settings import Settings


def data_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument DATA and the options that choose a table of it."""
    command = click.option("--query", metavar="SQL", help="The query of a database whose answer is the table.")(command)
    command = click.option("--table", metavar="NAME", help="The table or view of a database.")(command)
    return click.argument("data", nargs=-1)(command)


def chosen(data: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return what was typed, or what the settings name."""
    found = tuple(data) or settings.source.data
    if not found:
        raise click.UsageError("Missing argument 'DATA...': name a file, or set source.data in the configuration.")
    return found


def run_name(data: Sequence[str]) -> str:
    """Return a folder's name for a run of these data: that of the first file, folder or database."""
    first = urls.database(data[0]) if urls.is_url(data[0]) else data[0].partition("?")[0].rstrip("/")
    plain = re.sub(r"[^\w.-]+", "-", Path(first).name.partition(".")[0]).strip("-")
    return plain or ("standard-input" if first == "-" else "report")
