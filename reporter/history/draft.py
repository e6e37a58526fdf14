"""Nothing half-written: a run is built in a folder beside its target and put in its place at the end."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import workspaces
from reporter.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator

SUMMARY = "summary.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def check_target(target: Path) -> None:
    """Refuse a target that holds something else than an earlier run.

    Raises
    ------
    HistoryError
        The target is a file, or a folder with other people's files, or cannot be written.
    """
    if target.is_dir():
        if any(target.iterdir()) and not (target / SUMMARY).is_file():
            raise HistoryError(
                f"The folder {target} holds files that are no earlier run (it has no {SUMMARY}).",
                "Name a new or empty folder with -o; nothing there was touched.",
            )
    elif target.exists() or target.is_symlink():
        raise HistoryError(f"{target} is not a folder.", "Name a folder for the run with -o.")
    make_writable(target.parent, "Name another folder with -o.")


def make_writable(folder: Path, hint: str) -> None:
    """Make a folder where there is none, or say that it cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HistoryError(f"The folder {folder} cannot be made: {error.strerror}.", hint) from error
    if not os.access(folder, os.W_OK):
        raise HistoryError(f"The folder {folder} cannot be written to.", hint)


@contextlib.contextmanager
def draft(target: Path, workspace: Path | None = None) -> Iterator[Path]:
    """Yield an empty folder beside the target; put it in the target's place when the block ends well.

    When the block fails, or the process is killed, an earlier run in the target stays as it was.

    Parameters
    ----------
    workspace
        The run's workspace, in which the draft is noted.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a symlinked parent stays the user's own path
    check_target(target)
    with workspaces.beside(target, workspace) as room:
        folder = room / "run"
        folder.mkdir()
        yield folder
        _sync(folder)
        _publish(folder, target)


def _sync(folder: Path) -> None:
    """Have the files on disk before the name points to them, so that a power cut leaves no empty report."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _publish(folder: Path, target: Path) -> None:
    try:
        if not target.exists():
            folder.rename(target)
        elif not _exchange(folder, target):
            _swap(folder, target)
    except OSError as error:
        raise HistoryError(f"The run cannot be put into {target}: {error.strerror}.", "Free the folder or name another with -o.") from error


def _exchange(folder: Path, target: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); the earlier run is then in the draft's place."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0)


def _swap(folder: Path, target: Path) -> None:
    earlier = folder.with_name("earlier")
    target.rename(earlier)
    try:
        folder.rename(target)
    except BaseException:
        earlier.rename(target)
        raise
