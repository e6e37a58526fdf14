"""The folder of an earlier run in; what the run made there, what somebody added or changed since,
and whose it is out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter import workspaces
from reporter.choices import SUMMARY_FILE, Format
from reporter.history.target import of_data, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USUAL = frozenset({*(one.file for one in Format), "model.skops"})
"""What runs make: for a folder whose summary does not say it any more."""


class Earlier:
    """A folder in which a run may lie, and other things."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_run(self) -> bool:
        """Whether a run lies there."""
        return (self.folder / SUMMARY_FILE).is_file()

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies there."""
        return not self.folder.is_dir() or not any(self.folder.iterdir())

    @cached_property
    def summary(self) -> Mapping[str, Any]:
        """What the run says of itself; empty where that cannot be read."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads((self.folder / SUMMARY_FILE).read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}

    @property
    def data(self) -> str:
        """How the run called its data."""
        return str(self._of("input").get("name") or "")

    @property
    def whose(self) -> frozenset[str]:
        """The names that tell its client from others."""
        made = self._of("provenance")
        noted, settings = made.get("whose"), made.get("settings")
        if isinstance(noted, list):
            return frozenset(str(one) for one in noted)
        report = settings.get("report") if isinstance(settings, dict) else None
        return (
            frozenset({part(str(report.get("client") or "")).casefold()} - {""})
            if isinstance(report, dict)
            else frozenset()
        )

    @property
    def client(self) -> str:
        """Its client as a reader knows it; the name of its data where it has none."""
        settings = self._of("provenance").get("settings")
        report = settings.get("report") if isinstance(settings, dict) else None
        named = str(report.get("client") or "") if isinstance(report, dict) else ""
        return named or next(iter(sorted(self.whose)), "") or self.data

    def is_made(self, name: str) -> bool:
        """Tell whether a file is as the run made it: somebody may have changed it since."""
        if name == SUMMARY_FILE:
            return True
        if self._made is None:
            return name in USUAL
        size, digest = self._made.get(name, (-1, ""))
        path = self.folder / name
        if path.is_symlink() or not path.is_file() or path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def was_made(self, name: str) -> bool:
        """Tell whether the run made a file, whatever became of it since."""
        return name in (self._made or {})

    def entries(self) -> Iterator[str]:
        """Return everything there by its path within the folder: files and links, and folders that
        are empty.
        """
        for above, folders, files in os.walk(self.folder):
            links = [name for name in folders if (Path(above) / name).is_symlink()]
            folders[:] = sorted(
                name for name in folders if name not in links and not workspaces.is_ours(name)
            )
            if not folders and not files and not links and Path(above) != self.folder:
                yield Path(above).relative_to(self.folder).as_posix()
            for name in sorted([*files, *links]):
                yield (Path(above) / name).relative_to(self.folder).as_posix()

    @cached_property
    def _made(self) -> Mapping[str, tuple[int, str]] | None:
        files = self.summary.get("files") if self.is_run else []
        if not isinstance(files, list):
            return None
        return {
            str(one.get("name")): (one.get("bytes", -1), str(one.get("sha256")))
            for one in files
            if isinstance(one, dict)
        }

    def _of(self, key: str) -> Mapping[str, Any]:
        found = self.summary.get(key)
        return found if isinstance(found, dict) else {}


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two summaries are of the same data, settings and versions, with the same
    results; only the formats may differ.
    """
    return _without_accidents(one) == _without_accidents(other)


def _without_accidents(summary: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(summary))
    plain.pop("files", None)
    made = plain.get("provenance")
    if isinstance(made, dict):
        for name in ("command", "seconds", "whose"):
            made.pop(name, None)
        settings = made.get("settings")
        if isinstance(settings, dict) and isinstance(settings.get("report"), dict):
            settings["report"].pop("formats", None)
            made["settings"] = {name: table for name, table in settings.items() if table}
    return plain


def bring(source: Path, goal: Path) -> None:
    """Let a file, link or empty folder lie in another folder of the same disk too; what is written
    into one is in the other.
    """
    _make_like(source.parent, goal.parent)
    if source.is_dir() and not source.is_symlink():
        _make_like(source, goal)
        return
    try:
        os.link(source, goal, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without links, or somebody else's file
        shutil.copy2(source, goal, follow_symlinks=False)


def _make_like(source: Path, goal: Path) -> None:
    if not goal.is_dir():
        _make_like(source.parent, goal.parent)
        goal.mkdir()
        shutil.copystat(source, goal)


def free_name(folder: Path, name: str) -> str:
    """Return a name for a file beside another of its own: report.earlier.pdf,
    report.earlier-2.pdf.
    """
    path = Path(name)
    number = 1
    while True:
        mark = "earlier" if number == 1 else f"earlier-{number}"
        free = path.with_name(f"{path.stem}.{mark}{path.suffix}").as_posix()
        if not os.path.lexists(folder / free):
            return free
        number += 1


def is_same_data(one: str, other: str) -> bool:
    """Tell whether two runs call their data alike: the month's export may bear another ending."""
    return bool(one) and bool(other) and of_data([one]) == of_data([other])
