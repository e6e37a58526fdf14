"""A process beside the run: it is started here, and ends with the run even when that is killed.

This file is also what such a process begins with: it watches the run, then goes through the script.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LOOK = 0.25
"""Seconds between two looks at whether the run still lives."""
_STACK = 256 << 10
"""Bytes for the watching thread, which does nearly nothing: some scripts count their memory."""


def start(
    script: Path,
    *arguments: str,
    temporary: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **streams: Any,
) -> subprocess.Popen[str]:
    """Run one of our own files in a process beside this one, speaking with it in text.

    Parameters
    ----------
    script
        The file; it imports nothing of the package.
    arguments
        What it finds in `sys.argv`.
    temporary
        Where it puts temporary files; by default where this process does.
    environment
        Variables that it finds beside those of this process.
    streams
        ``stdin``, ``stdout`` and ``stderr``, as `subprocess.Popen` takes them.
    """
    command = [
        sys.executable,
        "-P",
        "-W",
        "ignore",
        __file__,
        str(os.getpid()),
        str(script),
        *arguments,
    ]
    variables = {
        **os.environ,
        **(environment or {}),
        **({"TMPDIR": str(temporary)} if temporary else {}),
    }
    return subprocess.Popen(command, encoding="utf-8", env=variables, **streams)  # noqa: S603 - our own file, no shell


def _watch(run: int) -> None:
    """End this process when the run has ended, whose child it then is no more."""
    while os.getppid() == run:
        time.sleep(LOOK)
    os._exit(1)


def _main() -> None:
    run, script = int(sys.argv[1]), sys.argv[2]
    sys.argv = sys.argv[2:]
    usual = threading.stack_size(_STACK)
    threading.Thread(target=_watch, args=(run,), name="watch", daemon=True).start()
    threading.stack_size(usual)
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    _main()
