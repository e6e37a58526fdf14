"""One file, whole or not at all: it is written beside its target and takes the target's place at
the end.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import workspaces
from reporter.errors import HistoryError
from reporter.history.draft import make_writable

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_file(target: Path) -> None:
    """Refuse a target that cannot be written, before any work is done for it.

    Raises
    ------
    HistoryError
        The target is a folder or something else than a file, or its folder cannot be made or
        written to.
    """
    if target.is_dir():
        raise HistoryError(f"{target} is a folder.", "Name a file in it.")
    if target.exists() and not target.is_file():
        raise HistoryError(
            f"{target} is no ordinary file.", "Name another file; nothing there was touched."
        )
    make_writable(target.parent, "Name a file elsewhere.")


@contextlib.contextmanager
def file_draft(target: Path, workspace: Path | None = None) -> Iterator[Path]:
    """Yield a path on the target's disk; put what was written there in the target's place when the
    block ends well.

    When the block fails, an earlier file stays as it was and nothing else is left.

    Parameters
    ----------
    workspace
        The run's workspace, in which the draft is noted.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a symlinked parent stays the user's own path
    check_file(target)
    # A link's own file is replaced, not the link.
    target = target.resolve() if target.is_symlink() else target
    with workspaces.beside(target, workspace) as room:
        path = room / target.name
        yield path
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.replace(target)
