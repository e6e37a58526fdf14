"""What data a command works on: typed, or named in the settings."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from reporter import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from reporter.settings import Settings


def data_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument DATA, and the options that choose a table and rows of it: the command gets
    these as ``source``, settings by key.
    """
    days = click.DateTime(["%Y-%m-%d"])

    @click.argument("data", nargs=-1)
    @click.option("--table", metavar="NAME", help="The table or view of a database.")
    @click.option(
        "--query", metavar="SQL", help="The query of a database whose answer is the table."
    )
    @click.option(
        "--where",
        multiple=True,
        metavar="CONDITION",
        help="Rows that count: --where \"Country = 'France'\". Repeatable.",
    )
    @click.option(
        "--since", type=days, metavar="DATE", help="The first day of the orders that count."
    )
    @click.option(
        "--until", type=days, metavar="DATE", help="The last day of the orders that count."
    )
    @functools.wraps(command)
    def with_source(
        *,
        table: str | None,
        query: str | None,
        where: tuple[str, ...],
        since: datetime | None,
        until: datetime | None,
        **others: Any,
    ) -> Any:
        source = {
            "table": table,
            "query": query,
            "where": where or None,
            "since": day(since),
            "until": day(until),
        }
        return command(
            source={f"source__{key}": value for key, value in source.items() if value is not None},
            **others,
        )

    return with_source


def day(moment: datetime | None) -> date | None:
    """Return the day of a moment."""
    return moment.date() if moment else None


def chosen(data: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return what was typed, or what the settings name."""
    found = tuple(data) or settings.source.data
    if not found:
        raise click.UsageError(
            "Missing argument 'DATA...': name a file, or set source.data in the configuration."
        )
    return found


def typed_again(
    data: Sequence[str], source: Mapping[str, Any], **options: str | Path | Sequence[str] | None
) -> tuple[str, ...]:
    """Return the data and options of a command as somebody would type them for another one; a
    password in clear is hidden.

    Parameters
    ----------
    data
        As they were typed.
    source
        What chose a table and rows, as the command got it.
    options
        Values by long option: ``config="client.toml"`` is ``--config client.toml``; several are
        repeated, and None is left out.
    """
    options = {**{key.removeprefix("source__"): value for key, value in source.items()}, **options}
    words = [
        urls.masked(one) if urls.is_url(one) and urls.has_password(one) else one for one in data
    ]
    for name, given in options.items():
        values = given if isinstance(given, (list, tuple)) else (given,)
        words += [
            word for value in values if value is not None for word in (f"--{name}", str(value))
        ]
    return tuple(words)
