"""Stages in, a line each on standard error out: live with a terminal, plain without one."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import click

from reporter.cli.screen_words import screen_words
from reporter.stopwatch import silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reporter.stopwatch import Observer


def observer(*, quiet: bool, own_words: Path | None) -> Observer:
    """Choose how progress is shown, and in whose words.

    Raises
    ------
    WordingError
        The file of own words is not valid.
    """
    if quiet:
        return silent
    words, shown = screen_words(own_words), _live if sys.stderr.isatty() else _plain
    return lambda stage: shown(words.term(f"screen.stage.{stage}"))


@contextlib.contextmanager
def _plain(stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    click.echo(f"{stage}: {time.perf_counter() - start:.1f} s", err=True)


@contextlib.contextmanager
def _live(stage: str) -> Iterator[None]:
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    start = time.perf_counter()
    with console.status(f"{escape(stage)} …"):
        yield
    console.print(
        f"[green]✓[/green] {escape(stage)} [dim]{time.perf_counter() - start:.1f} s[/dim]"
    )
