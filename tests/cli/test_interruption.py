"""A run that is told to stop leaves the earlier run, no draft, no workspace and no process; of one
that is killed the next removes all.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from reporter.cli.stops import PATIENCE, Stopped, Stops

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DATA = ROOT / "sample_data" / "mall_customers.csv"
QUICK = ("--segments", "3", "--algorithm", "kmeans", "--set", "segments.resamples=5")

MOMENTS = ("", "Reading the data", "Finding the segments", "Drawing", "Rendering")
"""What a run has said that it has done when the signal comes; at the first, it has just made its
workspace.
"""


class Running:
    """A run in a process of its own, with a temporary folder of its own, over an earlier run."""

    def __init__(self, place: Path) -> None:
        self.target, self.scratch = place / "runs" / "run", place / "scratch"
        self.target.mkdir(parents=True)
        self.scratch.mkdir()
        (self.target / "summary.json").write_text("{}", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reporter", "run", str(DATA), "-o", str(self.target), *QUICK],
            cwd=ROOT, env={**os.environ, "TMPDIR": str(self.scratch)}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def wait_for(self, moment: str) -> None:
        """Wait until the run is so far, or over."""
        if moment:
            stderr: IO[str] | None = self.process.stderr
            assert stderr is not None
            while (line := stderr.readline()) and not line.startswith(moment):
                pass
        while not list(self.scratch.glob("segment-reporter-*")) and self.process.poll() is None:
            time.sleep(0.005)

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal and wait for the end; return the exit code and what was said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=120)
        return self.process.returncode, said

    def has_left_the_earlier_run(self) -> bool:
        return [path.name for path in self.target.iterdir()] == ["summary.json"] and (
            self.target / "summary.json"
        ).read_text() == "{}"

    def left(self) -> list[str]:
        """Return what the run left in the temporary folder and beside its target."""
        return sorted(
            path.name
            for folder in (self.scratch, self.target.parent)
            for path in folder.iterdir()
            if path != self.target
        )

    def living(self) -> list[str]:
        """Return the processes of the run that still live (Linux), after a moment in which they
        notice.
        """
        deadline = time.monotonic() + 20
        while (found := list(_members(self.process.pid))) and time.monotonic() < deadline:
            time.sleep(0.05)
        return found


def _members(session: int) -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, _, own = (
                (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            )
            if own == str(session) and state != "Z":
                yield folder.name


def _stopped(running: Running, number: signal.Signals) -> None:
    code, said = running.end(number)
    if code == 0:
        pytest.skip("the run was done before it could be stopped")
    assert code == 128 + number, said
    assert said.splitlines()[-1] == "Stopped; nothing was written."
    assert "Traceback" not in said
    assert running.has_left_the_earlier_run()
    assert running.left() == []
    assert running.living() == []


def _killed(running: Running, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    code, _ = running.end(signal.SIGKILL)
    if code == 0:
        pytest.skip("the run was done before it could be killed")
    assert running.has_left_the_earlier_run()
    assert running.living() == []
    left = running.left()
    assert left, "a killed process can remove nothing"
    monkeypatch.setattr(tempfile, "tempdir", str(running.scratch))
    assert CliRunner().invoke(reporter, ["inspect", str(data)]).exit_code == 0
    assert running.left() == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a file for the next run."""
    path = tmp_path / "small.csv"
    path.write_text(
        "customer,income,score\n" + "".join(f"{n},{n % 7 * 10},{n * n % 11}\n" for n in range(60)),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("number", "moment"), [(signal.SIGTERM, MOMENTS[2])])
def test_a_stopped_run_leaves_nothing_behind(
    number: signal.Signals, moment: str, tmp_path: Path
) -> None:
    running = Running(tmp_path)
    running.wait_for(moment)
    _stopped(running, number)


@pytest.mark.slow
@pytest.mark.parametrize("moment", [MOMENTS[3]])
def test_the_next_command_removes_what_a_killed_run_left(
    moment: str, tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Running(tmp_path)
    running.wait_for(moment)
    _killed(running, monkeypatch, small)


@pytest.mark.slow
def test_a_command_that_shall_outlive_its_terminal_does(small: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = ["nohup", sys.executable, "-m", "reporter", "inspect", str(small)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not list(scratch.glob("segment-reporter-*")) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGHUP)
    shown, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert b"What next" in shown
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
def test_debug_says_where_the_run_works(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = CliRunner().invoke(reporter, ["inspect", str(small), "--debug"])
    assert told.exit_code == 0
    assert told.stderr.startswith(f"Working folder: {tmp_path}/segment-reporter-")
    assert "Working folder" not in CliRunner().invoke(reporter, ["inspect", str(small)]).output
    assert list(tmp_path.iterdir()) == [small]


class Final:
    """What is told to stop while it is being forgotten."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


def test_a_stop_that_comes_where_python_drops_exceptions_comes_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stops, begun, hook = Stops(), time.monotonic(), sys.unraisablehook
    with stops:
        with (  # noqa: PT012 - the stop comes after the finaliser
            pytest.raises(Stopped),
            stops.block(),
        ):
            Final()
            time.sleep(PATIENCE + 10)
        assert time.monotonic() - begun < PATIENCE
    assert (stops.received, sys.unraisablehook) == (signal.SIGTERM, hook)
    assert capsys.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_a_run_leaves_nothing_whenever_it_is_stopped(
    number: signal.Signals, moment: str, tmp_path: Path
) -> None:
    running = Running(tmp_path)
    running.wait_for(moment)
    time.sleep(random.Random(f"{number}{moment}").random())
    _stopped(running, number)


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("turn", range(2))
def test_nothing_is_left_whenever_a_run_is_killed(
    turn: int, moment: str, tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Running(tmp_path)
    running.wait_for(moment)
    time.sleep(random.Random(f"{turn}{moment}").random())
    _killed(running, monkeypatch, small)
