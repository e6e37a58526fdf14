"""What libraries warn programmers of is not for whoever asks for a report; with `--debug` or
Python's own -W it is shown.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMAND = """
import warnings
import reporter.__main__
import reporter.cli

reporter.cli.reporter = lambda **_: warnings.warn("two columns are collinear", RuntimeWarning, stacklevel=1)
reporter.__main__.main()
"""


@pytest.mark.parametrize(
    ("options", "arguments", "shown"),
    [((), ("--quiet",), False), ((), ("--debug",), True), (("-W", "default"), (), True)],
)
def test_warnings_reach_those_who_ask_for_them(
    options: tuple[str, ...], arguments: tuple[str, ...], shown: bool
) -> None:
    done = subprocess.run(
        [sys.executable, *options, "-c", COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("collinear" in done.stderr) is shown
    assert bool(done.stderr) is shown
