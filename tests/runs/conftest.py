"""Whole runs, made once a session by the command line: in a process of its own, as a user makes
them, or, of the many small files that once went wrong, in this one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from reporter.cli import reporter

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
CASES = SHARED.parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished run folder."""

    folder: Path
    summary: dict[str, Any]
    printed: str


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not in ../shared/data")
    return path


def make_run(data: Path, folder: Path, *arguments: str, hash_seed: str = "0") -> Made:
    command = [sys.executable, "-m", "reporter", "run", str(data), "-o", str(folder), *arguments]
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TMPDIR": scratch}
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment
        )
        assert done.returncode == 0, done.stderr
        assert list(Path(scratch).iterdir()) == [], "a finished run leaves nothing"
    return Made(folder=folder, summary=_summary(folder), printed=done.stdout + done.stderr)


def make_run_here(data: Path, folder: Path, *arguments: str) -> Made:
    """Make a run in this process: starting one takes as long as a small file's segments."""
    command = ["run", str(data), "-o", str(folder), *arguments]
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", scratch)
        patch.setattr(tempfile, "tempdir", scratch)
        done = CliRunner().invoke(reporter, command)
        assert done.exit_code == 0, done.output
        assert list(Path(scratch).iterdir()) == [], "a finished run leaves nothing"
    return Made(folder=folder, summary=_summary(folder), printed=done.output)


@pytest.fixture(scope="session")
def run_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """Make a run of a file with arguments; the same run is made once, whichever worker asks first.
    Nobody changes its folder.
    """
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "runs"
    root.mkdir(exist_ok=True)

    def run(data: Path, *arguments: str) -> Made:
        key = hashlib.sha256("\0".join((str(data), *arguments)).encode()).hexdigest()[:16]
        folder, printed = root / key / "run", root / key / "printed"
        folder.parent.mkdir(exist_ok=True)
        with (root / f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not printed.exists():
                make = make_run_here if data.parent == CASES else make_run
                printed.write_text(make(data, folder, *arguments).printed, encoding="utf-8")
        return Made(
            folder=folder, summary=_summary(folder), printed=printed.read_text(encoding="utf-8")
        )

    return run


def _summary(folder: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return summary
