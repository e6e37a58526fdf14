"""Stages in, a line each on standard error out: live with a terminal, plain without one."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import click

from reporter.stopwatch import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.stopwatch import Observer

WORDS = {
    "read": "Reading the data",
    "clean": "Cleaning",
    "customers": "Making one row per customer",
    "segments": "Finding the segments",
    "score": "Putting them into the kept segments",
    "write": "Writing the list",
    "findings": "Naming and describing them",
    "charts": "Drawing",
    "render": "Rendering",
    "profile": "Waiting for the data profile",
}


def observer(*, quiet: bool) -> Observer:
    """Choose how progress is shown."""
    if quiet:
        return silent
    return _live if sys.stderr.isatty() else _plain


@contextlib.contextmanager
def _plain(stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    click.echo(f"{WORDS.get(stage, stage)}: {time.perf_counter() - start:.1f} s", err=True)


@contextlib.contextmanager
def _live(stage: str) -> Iterator[None]:
    from rich.console import Console

    console = Console(stderr=True)
    start = time.perf_counter()
    with console.status(f"{WORDS.get(stage, stage)} …"):
        yield
    console.print(
        f"[green]✓[/green] {WORDS.get(stage, stage)} [dim]{time.perf_counter() - start:.1f} s[/dim]"
    )
