"""An error in, one message and an exit code out."""

from __future__ import annotations

import contextlib
import sys
import traceback
from typing import TYPE_CHECKING

import click

from reporter.errors import ReporterError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def one_message(*, debug: bool) -> Iterator[None]:
    """Turn any error of the block into one message on standard error and exit 1; with `debug`, a traceback comes first."""
    try:
        yield
    except ReporterError as error:
        _show(error.what, error.hint, debug=debug)
    except KeyboardInterrupt:
        click.echo("\nInterrupted; nothing was written.", err=True)
        sys.exit(130)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        _show(f"The system refused: {error.strerror or error}{place}.", "Check space and permissions, then run again.", debug=debug)
    except MemoryError:
        _show("There is not enough memory for this data.", "Run on a larger machine, or on a part of the data.", debug=debug)
    except Exception as error:  # noqa: BLE001 - a user must never see a traceback unasked
        _show(
            f"An unexpected error came up: {type(error).__name__}: {error}".splitlines()[0],
            "This is a fault of reporter's. Run again with --debug and report what it prints.",
            debug=debug,
        )


def _show(what: str, hint: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {what}", err=True)
    if hint:
        click.echo(hint, err=True)
    sys.exit(1)
