"""Tests are called the same whenever and wherever they are collected: side by side, each process
collects them for itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _collected(seed: int, folder: Path) -> list[str]:
    """Return the names of all tests in a folder, the slow ones too."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-m",
        "",
        "--assert=plain",
        "-p",
        "no:xdist",
        str(folder),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTEST_ADDOPTS": ""}
    for name in [name for name in environment if name.startswith("PYTEST_XDIST")]:
        del environment[name]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return [line for line in done.stdout.splitlines() if "::" in line]


def _differing(folder: Path) -> list[tuple[str, str]]:
    """Collect twice, in another second and with other hashes, and return the names that differ."""
    earlier = _collected(1, folder)
    time.sleep(1.1)
    later = _collected(2, folder)
    assert len(earlier) == len(later)
    return [(one, other) for one, other in zip(earlier, later, strict=True) if one != other]


@pytest.mark.slow
def test_no_name_of_a_test_depends_on_clock_hashes_or_memory() -> None:
    assert _differing(ROOT / "tests") == []


def test_such_names_would_be_found(tmp_path: Path) -> None:
    ways = {
        "hashes": "sorted('abcdefgh', key=hash)",
        "clock": "[str(time.time())]",
        "memory": "[repr(object())]",
    }
    tests = [
        f"@pytest.mark.parametrize('value', {values})\ndef test_{name}(value): pass\n"
        for name, values in ways.items()
    ]
    (tmp_path / "test_ways.py").write_text(
        "\n".join(["import time, pytest", *tests]), encoding="utf-8"
    )
    differing = _differing(tmp_path)
    assert {name for name in ways for one, _ in differing if f"test_{name}[" in one} == set(ways)
