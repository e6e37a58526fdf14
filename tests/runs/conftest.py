"""Whole runs, made once a session by the command line in a process of its own, as a user makes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"


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
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
        assert done.returncode == 0, done.stderr
        assert list(Path(scratch).iterdir()) == [], "a finished run leaves nothing"
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return Made(folder=folder, summary=summary, printed=done.stdout + done.stderr)


@pytest.fixture(scope="session")
def run_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """Make a run of a file with arguments; the same run is made once."""
    made: dict[tuple[str, ...], Made] = {}

    def run(data: Path, *arguments: str) -> Made:
        key = (str(data), *arguments)
        if key not in made:
            made[key] = make_run(data, tmp_path_factory.mktemp("runs") / "run", *arguments)
        return made[key]

    return run
