"""One file, whole or not at all: it is written beside its target and takes the target's place at the end."""

from __future__ import annotations

import contextlib
import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.errors import HistoryError
from reporter.history.draft import alive, make_writable

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_file(target: Path) -> None:
    """Refuse a target that cannot be written, before any work is done for it.

    Raises
    ------
    HistoryError
        The target is a folder or something else than a file, or its folder cannot be made or written to.
    """
    if target.is_dir():
        raise HistoryError(f"{target} is a folder.", "Name a file in it.")
    if target.exists() and not target.is_file():
        raise HistoryError(f"{target} is no ordinary file.", "Name another file; nothing there was touched.")
    make_writable(target.parent, "Name a file elsewhere.")


@contextlib.contextmanager
def file_draft(target: Path) -> Iterator[Path]:
    """Yield a path beside the target; put what was written there in the target's place when the block ends well.

    When the block fails, an earlier file stays as it was and nothing else is left. Drafts of processes that no longer live are removed.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a symlinked parent stays the user's own path
    check_file(target)
    # A link's own file is replaced, not the link.
    target = target.resolve() if target.is_symlink() else target
    for left in target.parent.glob(f".{glob.escape(target.stem)}.draft-*{glob.escape(target.suffix)}"):
        owner = left.stem.rpartition("-")[2]
        if owner.isdigit() and not alive(int(owner)):
            left.unlink(missing_ok=True)
    path = target.parent / f".{target.stem}.draft-{os.getpid()}{target.suffix}"
    try:
        yield path
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)
