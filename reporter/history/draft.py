"""Nothing half-written: a run is built in a folder beside its target and put in its place at the
end.

Of an earlier run there, what it made goes; what somebody else put there, or changed since, stays.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from reporter import workspaces
from reporter.choices import SUMMARY_FILE
from reporter.errors import HistoryError
from reporter.history.earlier import Earlier, bring, free_name, is_same_data, says_the_same
from reporter.model import Replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reporter.history.target import Target
    from reporter.model import Period

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_AWAY = "Name another folder with -o."


class Draft:
    """A run in the making: a folder to write into, and the place that it takes at the end."""

    def __init__(self, target: Target, room: Path) -> None:
        self.folder = room / "run"
        """Where the run is written."""
        self.folder.mkdir()
        self.replaced: Replaced | None = None
        """What became of what lay there, when the draft has taken its place."""
        self._target = target
        self._path = target.folder
        self._taken: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where the run goes."""
        if self._path is None:
            raise ValueError("the days of the data are not settled")
        return self._path

    def settle(self, period: Period | None, data: str) -> None:
        """Say from when to when the orders go, if they are orders, and how the data are called.

        Raises
        ------
        HistoryError
            The folder that follows cannot take the run: it holds something else, or another
            client's.
        """
        self._path = self._target.at(period)
        check_target(self._target, self._path, data)

    def take_over(self) -> bool:
        """Take files over from an earlier run that was not asked for them, where it is the same but
        for the formats: they still hold.

        Call it when the summary is written; where it returns True, there are more files to be
        listed.
        """
        earlier, own = Earlier(self.path), Earlier(self.folder)
        if not earlier.is_run or not says_the_same(earlier.summary, own.summary):
            return False
        self._taken = tuple(
            name
            for name in earlier.entries()
            if not (self.folder / name).exists() and earlier.is_made(name)
        )
        for name in self._taken:
            bring(earlier.folder / name, self.folder / name)
        return bool(self._taken)

    def publish(self) -> None:
        """Put the run in its place.

        Raises
        ------
        HistoryError
            It cannot be put there.
        """
        target = (
            self.path.resolve() if self.path.is_symlink() else self.path
        )  # a link's own folder is replaced, not the link
        _sync(self.folder)
        try:
            if not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                self.folder.rename(target)
                return
            check_target(self._target, self.path)
            earlier, own = Earlier(target), frozenset(Earlier(self.folder).entries())
            self.replaced = (
                None
                if earlier.is_empty
                else replace(_carry(earlier, self.folder, own), kept=self._taken)
            )
            shutil.copymode(target, self.folder)
            if not _exchange(self.folder, target):
                _swap(self.folder, target)
            _carry_late(Earlier(self.folder), target)
        except OSError as error:
            raise HistoryError(
                f"The run cannot be put into {target}: {error.strerror}.",
                f"Free the folder, or {_AWAY.lower()}",
            ) from error


@contextlib.contextmanager
def draft(target: Target, workspace: Path | None = None) -> Iterator[Draft]:
    """Yield a draft of a run; put it in the target's place when the block ends well.

    When the block fails, or the process is killed, an earlier run in the target stays as it was.

    Parameters
    ----------
    target
        Where the run goes. Where that depends on the data's days, `Draft.settle` has to be called.
    workspace
        The run's workspace, in which the draft is noted.
    """
    if target.folder:
        check_target(target, target.folder)
    with workspaces.beside(_place(target), workspace) as room:
        made = Draft(target, room)
        yield made
        made.publish()


def _place(target: Target) -> Path:
    """Return the path beside which the draft lies, on the disk of the run folder."""
    known = target.known.resolve() if target.known.is_symlink() else target.known
    return (known if known.is_dir() and target.folder is None else _nearest(known)) / (
        known.name or "run"
    )


def check_target(target: Target, path: Path, data: str = "") -> None:
    """Refuse a folder that cannot take the run.

    Parameters
    ----------
    path
        The folder.
    data
        How the run's data are called, where that is known.

    Raises
    ------
    HistoryError
        It is a file, holds another client's run or other people's files, or cannot be written.
    """
    if path.is_dir():
        earlier = Earlier(path)
        if not target.force and not earlier.is_empty:
            _check_earlier(target, earlier, data)
        if workspaces.is_at_work(path):
            raise HistoryError(
                f"Another run is at work in the folder {path}.",
                "Wait for it, or name another folder with -o.",
            )
    elif os.path.lexists(path):
        raise HistoryError(f"{path} is not a folder.", "Name a folder for the run with -o.")
    _nearest(path)


def _check_earlier(target: Target, earlier: Earlier, data: str) -> None:
    if not earlier.is_run:
        raise HistoryError(
            f"The folder {earlier.folder} holds files that are no earlier run (it has no"
            f" {SUMMARY_FILE}).",
            "Name a new or empty folder with -o, or put the run beside them with --force; nothing"
            " there was touched.",
        )
    way_out = "Name another folder with -o, or replace it with --force; nothing there was touched."
    if earlier.whose and not earlier.whose & target.whose:
        unknown = "" if target.whose else ", and these data name no client (report.client)"
        raise HistoryError(
            f"The folder {earlier.folder} holds a run for another client,"
            f" {earlier.client}{unknown}.",
            way_out,
        )
    if data and not target.is_typed and not is_same_data(earlier.data, data):
        raise HistoryError(
            f"The folder {earlier.folder} holds a run of other data, {earlier.data}.", way_out
        )


def _nearest(path: Path) -> Path:
    """Return the folder above a path that is there already, in which the missing ones
    will be made.
    """
    folder = next(above for above in path.parents if os.path.lexists(above))
    if not folder.is_dir():
        raise HistoryError(
            f"The folder {path.parent} cannot be made: {folder} is not a folder.", _AWAY
        )
    if not os.access(folder, os.W_OK):
        raise HistoryError(f"The folder {folder} cannot be written to.", _AWAY)
    return folder


def make_writable(folder: Path, hint: str) -> None:
    """Make a folder where there is none, or say that it cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HistoryError(
            f"The folder {folder} cannot be made: {error.strerror}.", hint
        ) from error
    if not os.access(folder, os.W_OK):
        raise HistoryError(f"The folder {folder} cannot be written to.", hint)


def _carry(earlier: Earlier, folder: Path, own: frozenset[str]) -> Replaced:
    """Bring what no run made into the new folder, and say what becomes of the rest."""
    gone, changed, saved = [], [], []
    for name in earlier.entries():
        if earlier.is_made(name):
            gone += [name] if name not in own else []
        elif name in own:
            free = free_name(earlier.folder, name)
            bring(earlier.folder / name, folder / free)
            saved.append((name, free))
        else:
            bring(earlier.folder / name, folder / name)
            changed += [name] if earlier.was_made(name) else []
    return Replaced(data=earlier.data, gone=tuple(gone), changed=tuple(changed), saved=tuple(saved))


def _carry_late(earlier: Earlier, target: Path) -> None:
    """Bring what came while the folders were exchanged."""
    for name in earlier.entries():
        if not earlier.is_made(name) and not os.path.lexists(target / name):
            bring(earlier.folder / name, target / name)


def _sync(folder: Path) -> None:
    """Have the files on disk before the name points to them, so that a power cut leaves no empty
    report.
    """
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _exchange(folder: Path, target: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); the earlier run is then in the
    draft's place.
    """
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(
        rename(_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
        == 0
    )


def _swap(folder: Path, target: Path) -> None:
    earlier = folder.with_name("earlier")
    target.rename(earlier)
    try:
        folder.rename(target)
    except BaseException:
        earlier.rename(target)
        raise
    earlier.rename(folder)
