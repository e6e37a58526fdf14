"""A command in, what it cost out: wall and CPU seconds, and the memory of its whole process tree.
Linux only (/proc).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERVAL = 0.05
PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a command cost."""

    exit_code: int
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, of the process and all descendants that were waited for."""
    tree: float
    """MB (10⁶ bytes): the highest sum of PSS over all processes of the tree, sampled."""
    largest: float
    """MB: the highest resident set of the largest single process, as the kernel kept it (wait4)."""


def measure(
    command: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end and measure it.

    Parameters
    ----------
    command
        Program and arguments.
    folder
        The working directory.
    log
        A file for what it prints.
    environment
        Variables on top of the present ones.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})}, start_new_session=True,
        )  # fmt: skip
        sampler = Sampler(session=process.pid)
        sampler.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGTERM)
            raise
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        exit_code=process.returncode,
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        tree=sampler.stop() / 1e6,
        largest=usage.ru_maxrss * 1024 / 1e6,
    )


class Sampler(threading.Thread):
    """Add up the memory of all processes of a session every 50 ms and keep the highest sum.

    PSS counts a page that n processes share as 1/n in each, so that libraries and forked memory
    count once.
    """

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._strangers: set[str] = set()
        self._ended = threading.Event()
        self._peak = 0

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._ended.wait(INTERVAL):
            members = self._members()
            # PSS takes the kernel milliseconds and is never above the resident set, which costs
            # nothing to ask for.
            if sum(map(resident_set, members)) > self._peak:
                self._peak = max(self._peak, sum(map(proportional_set, members)))

    def stop(self) -> int:
        """End and return the highest sum in bytes."""
        self._ended.set()
        self.join()
        return self._peak

    def _members(self) -> list[str]:
        members = []
        for process in (entry.name for entry in PROC.iterdir()):
            if not process.isdigit() or process in self._strangers:
                continue
            if _session_of(process) == self._session:
                members.append(process)
            else:
                self._strangers.add(process)
        return members


def _session_of(process: str) -> int | None:
    try:
        stat = (PROC / process / "stat").read_bytes()
    except OSError:
        return None
    # The command's name stands in brackets and may hold anything; state, parent, group and session
    # follow it.
    return int(stat.rpartition(b")")[2].split()[3])


def resident_set(process: str) -> int:
    """Return the resident bytes of a process; 0 when it has just ended."""
    with contextlib.suppress(OSError):
        return int((PROC / process / "statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def proportional_set(process: str) -> int:
    """Return the bytes of a process (PSS); 0 when it has just ended."""
    with contextlib.suppress(OSError):
        for line in (PROC / process / "smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0
