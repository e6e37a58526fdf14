"""The folders that a run needs while it lives: in the temporary folder, and beside a target whose
draft they hold.

Nobody else may look into them, and they go away with the run. Where it is killed they stay until
the next one comes: each begins by removing what dead ones left. Dead is whoever holds no lock any
more, which the system takes away however a process ends; its number would say less, since numbers
are given again. What is not ours in name and owner is left, and so is what cannot be locked.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import platform
import re
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = "segment-reporter.lock"
"""The file that is locked; it says which machine holds it."""
ELSEWHERE = "elsewhere"
"""The list of folders beside targets that go with a workspace: a text of JSON on each line."""
GRACE = 24 * 3600.0
"""Seconds after which a folder is left over too whose maker was killed before it had a lock, or was
another machine, the locks of which a shared disk need not tell us.
"""
LONGEST = 80
"""Letters of a target's name that its draft is called by."""

_PREFIX = "segment-reporter-"
_OURS = re.compile(r"segment-reporter-[a-z0-9_]{8}|\..+\.segment-reporter-[a-z0-9_]{8}")
_log = logging.getLogger(__name__)


@contextlib.contextmanager
def workspace() -> Iterator[Path]:
    """Yield a new folder in the temporary folder; at the end it is gone with all that was noted in
    it.
    """
    with _held(Path(tempfile.gettempdir()), _PREFIX) as folder:
        yield folder


@contextlib.contextmanager
def of_process() -> Iterator[Path]:
    """Yield a workspace that is this process's temporary folder, so that what libraries leave lies
    in it too.

    Only for a process of our own: other threads of somebody else's would lose their files with it.
    """
    variable, chosen = os.environ.get("TMPDIR"), tempfile.tempdir
    with workspace() as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        try:
            yield folder
        finally:
            tempfile.tempdir = chosen
            if variable is None:
                os.environ.pop("TMPDIR", None)
            else:
                os.environ["TMPDIR"] = variable


@contextlib.contextmanager
def beside(target: Path, noted_in: Path | None = None) -> Iterator[Path]:
    """Yield a new hidden folder beside a target, on the same disk.

    Parameters
    ----------
    noted_in
        The run's workspace: whoever sweeps that finds this folder by it, wherever it lies.
    """
    name = re.sub(r"\s", "-", target.name)[:LONGEST]
    with _held(target.parent, f".{name}.{_PREFIX}", noted_in) as folder:
        yield folder


def sweep(parent: Path) -> None:
    """Remove what dead processes of ours left in a folder."""
    try:
        names = [name for name in os.listdir(parent) if is_ours(name)]  # noqa: PTH208 - names only, of which there may be many
    except OSError:
        return
    for name in names:
        _remove_if_dead(parent / name)


def is_ours(name: str) -> bool:
    """Tell whether a folder is called like one of these."""
    return _OURS.fullmatch(name) is not None


def is_at_work(folder: Path) -> bool:
    """Tell whether a living process holds a folder within this one."""
    return any(is_ours(path.name) and _is_held(path / LOCK) for path in folder.iterdir())


def _is_held(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        return _lock(descriptor) is False
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _held(parent: Path, prefix: str, noted_in: Path | None = None) -> Iterator[Path]:
    sweep(parent)
    folder, descriptor = _locked(parent, prefix)
    _log.debug("%s", folder)
    try:
        if noted_in:
            with (noted_in / ELSEWHERE).open("a", encoding="utf-8") as notes:
                notes.write(json.dumps(str(folder.absolute())) + "\n")
        yield folder
    finally:
        try:
            _clear(folder)
        finally:
            os.close(descriptor)


def _locked(parent: Path, prefix: str) -> tuple[Path, int]:
    """Make a folder and lock it. Between the two somebody may sweep it: then it is made again."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        with contextlib.suppress(FileNotFoundError):
            descriptor = os.open(
                folder / LOCK,
                os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0),
                0o600,
            )
            if _lock(descriptor) is not False and _is_there(folder / LOCK, descriptor):
                with contextlib.suppress(OSError):  # the disk may be full
                    os.write(descriptor, _machine())
                return folder, descriptor
            os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Take the lock: False where somebody holds it, None where there are no locks (on Windows, and
    on some network disks).
    """
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


def _is_there(path: Path, descriptor: int) -> bool:
    """Tell whether an open file still lies where it was opened."""
    try:
        found = path.lstat()
    except OSError:
        return False
    held = os.fstat(descriptor)
    return (found.st_dev, found.st_ino) == (held.st_dev, held.st_ino)


def _machine() -> bytes:
    return platform.node().encode(errors="replace")[:200]


def _remove_if_dead(folder: Path) -> None:
    """Remove a folder of ours that nobody holds; what another user made is left alone, and what is
    no folder.
    """
    try:
        seen = folder.lstat()
    except OSError:
        return
    if not stat.S_ISDIR(seen.st_mode) or (hasattr(os, "geteuid") and seen.st_uid != os.geteuid()):
        return
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        if time.time() - seen.st_mtime > GRACE:
            shutil.rmtree(folder, ignore_errors=True)
        return
    except OSError:
        return
    try:
        is_near = (
            os.read(descriptor, 200) in {_machine(), b""}
            or time.time() - os.fstat(descriptor).st_mtime > GRACE
        )
        if is_near and _lock(descriptor) and _is_there(folder / LOCK, descriptor):
            _log.debug("what a dead process left is removed: %s", folder)
            _clear(folder)
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """Remove a folder whose lock we hold, and what was noted in it; the lock goes last, so that
    nobody else begins meanwhile.
    """
    sweep(folder)
    with contextlib.suppress(OSError, ValueError):
        for line in (folder / ELSEWHERE).read_text(encoding="utf-8").splitlines():
            noted = Path(json.loads(line))
            if is_ours(noted.name):
                _remove_if_dead(noted)
    for _ in range(2):  # a process beside the run may have been writing still
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name != LOCK:
                    _remove(entry)
    shutil.rmtree(folder, ignore_errors=True)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            Path(entry.path).unlink()
