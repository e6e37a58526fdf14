"""An error in, one message and an exit code out."""

from __future__ import annotations

import contextlib
import sys
import traceback
from typing import TYPE_CHECKING

import click

from reporter.cli.stops import Stops
from reporter.cli.terminal import printable
from reporter.errors import ReporterError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator


ENGINE_LIMITS = ("OutOfMemoryException", "IOException")
"""What the engine raises when memory or disk run out."""


@contextlib.contextmanager
def one_message(*, debug: bool) -> Iterator[None]:
    """Turn any error of the block into one message on standard error and exit 1; with `debug`, a
    traceback comes first.

    A signal ends the block as an error does, so that drafts, workspaces and processes beside the
    run go away. What the block and the libraries put into the temporary folder lies in one
    workspace; with `debug` it is said where.
    """
    stops = Stops()
    with stops, _telling_where() if debug else contextlib.nullcontext():
        try:
            from reporter import workspaces

            with workspaces.of_process(), stops.block():
                yield
        except BaseException as error:
            if stops.received:  # libraries turn it into errors of their own
                with contextlib.suppress(OSError):  # the terminal may be gone
                    click.echo("Stopped; nothing was written.", err=True)
                sys.exit(128 + stops.received)
            _tell(error, debug=debug)
            raise


@contextlib.contextmanager
def _telling_where() -> Iterator[None]:
    """Say on standard error where workspaces and drafts are."""
    import logging

    told, handler = logging.getLogger("reporter.workspaces"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter("Working folder: %(message)s"))
    told.addHandler(handler)
    told.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        told.removeHandler(handler)
        told.setLevel(logging.NOTSET)


def _tell(error: BaseException, *, debug: bool) -> None:
    match error:
        case SettingsError():  # several complaints are a line each
            _show(error.what, error.hint, debug=debug)
        case ReporterError():
            _show(*(" ".join(text.splitlines()) for text in (error.what, error.hint)), debug=debug)
        case OSError():
            file = f" ({error.filename})" if error.filename else ""
            _show(
                f"The system refused: {error.strerror or error}{file}.",
                "Check space and permissions, then run again.",
                debug=debug,
            )
        case MemoryError():
            _show(
                "There is not enough memory for this data.",
                "Run on a larger machine, or on a part of the data.",
                debug=debug,
            )
        case Exception() if type(error).__name__ in ENGINE_LIMITS:
            _show(
                "Memory or disk ran out while the data were worked on"
                f" ({str(error).splitlines()[0]}).",
                "Make room in the temporary folder or name another (TMPDIR), leave out columns that"
                " nobody needs, or use a larger machine.",
                debug=debug,
            )
        case click.ClickException() | click.exceptions.Exit():
            return
        case Exception():
            _show(
                f"An unexpected error came up: {type(error).__name__}: {error}".splitlines()[0],
                "This is a fault of reporter's. Run again with --debug and report what it prints.",
                debug=debug,
            )


def _show(what: str, hint: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {printable(what)}", err=True)
    if hint:
        click.echo(printable(hint), err=True)
    sys.exit(1)
