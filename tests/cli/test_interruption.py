"""A run that is told to stop leaves the earlier run, no draft, no workspace and no process."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "sample_data" / "online_retail.csv"


@pytest.mark.parametrize("seconds", [0.6, 1.5, 3.0])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_leaves_nothing_behind(number: signal.Signals, seconds: float, tmp_path: Path) -> None:
    target, scratch = tmp_path / "runs" / "run", tmp_path / "scratch"
    target.mkdir(parents=True)
    scratch.mkdir()
    (target / "summary.json").write_text("{}", encoding="utf-8")
    command = [sys.executable, "-m", "reporter", "run", str(DATA), "-o", str(target), "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT, env={"TMPDIR": str(scratch), "PATH": "/usr/bin:/bin"}, start_new_session=True)
    time.sleep(seconds)
    process.send_signal(number)
    code = process.wait(timeout=60)
    if code == 0:
        pytest.skip("the run was done before it could be stopped")
    assert code in {143, 130, -signal.SIGINT, -signal.SIGTERM}
    assert (target / "summary.json").read_text(encoding="utf-8") == "{}"
    assert [path.name for path in target.parent.iterdir()] == ["run"]
    if code > 0:  # the signal came when Python was up and could tidy
        assert list(scratch.iterdir()) == []
        assert _members(process.pid) == []


def _members(session: int) -> list[str]:
    """Return the processes of a session that still live (Linux)."""
    living = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, _, own = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            if own == str(session) and state != "Z":
                living.append(folder.name)
    return living
