"""A Report in, a tagged PDF out, laid out by a process of its own so that the rest of the run goes
on meanwhile.

A persona or the executive summary that runs over one page is set closer and laid out again; a
persona that still does says less.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import subprocess
import sys
from pathlib import Path
from platform import freedesktop_os_release
from typing import IO, TYPE_CHECKING, Any, Self

from reporter import beside, resources, workspaces
from reporter.choices import Format
from reporter.errors import RenderingError
from reporter.rendering.drawings import DRAWING_SCHEME
from reporter.rendering.pages import page
from reporter.rendering.styles import FONT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from reporter.model import Report

__all__ = ["Press", "check_press"]

SYSTEM_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
)
"""What draws the letters, by the names that Linux gives it."""
LAYOUT_SCRIPT = Path(__file__).with_name("layout_process.py")

INSTALL_COMMANDS = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
}


class Press:
    """The process that lays out PDFs. It warms up as soon as it is made.

    Use it as a context manager, or call `cancel` at the end. Hand it a report with `begin`;
    `finish` waits for the file.
    """

    def __init__(self) -> None:
        self._cleanup = contextlib.ExitStack()
        # What lays pages out writes its fonts into the temporary folder, and is ended before it
        # would remove them.
        workspace = self._cleanup.enter_context(workspaces.workspace())
        self._complaints: IO[bytes] = self._cleanup.enter_context(
            (workspace / "complaints").open("w+b")
        )
        self._process = beside.start(
            LAYOUT_SCRIPT,
            temporary=workspace,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the pipes were asked for above")
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._report: Report | None = None
        self._target = Path()

    def begin(self, report: Report, target: Path) -> None:
        """Start laying a report out, to be written to `target`."""
        self._report, self._target = report, target
        self._ask(report, frozenset(), single_pages(report))

    def finish(self) -> Path:
        """Wait for the report that was begun, and return its file.

        Raises
        ------
        RenderingError
            Pango, which draws the letters, is missing from the system, or the layout failed.
        """
        if self._report is None:
            raise ValueError("nothing was begun")
        over = frozenset(self._answer()["over"])
        if over:
            personas = {f"segment-{persona.segment}" for persona in self._report.findings.personas}
            # Personas look alike: when one is set closer, all are.
            dense = over | personas if over & personas else over
            single = single_pages(self._report)
            self._ask(
                self._report, dense, {part: single[part] for part in single if part in personas}
            )
            still = frozenset(self._answer()["over"])
            if still:
                self._ask(self._report, dense, {}, still)
                self._answer()
        return self._target

    def cancel(self) -> None:
        """End the process."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._cleanup.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _ask(
        self,
        report: Report,
        dense: AbstractSet[str],
        single: dict[str, str],
        short: AbstractSet[str] = frozenset(),
    ) -> None:
        request = {
            "html": page(report, "print", dense, short),
            "drawings": {
                f"{DRAWING_SCHEME}:{name}": chart.svg for name, chart in report.charts.items()
            },
            "fonts": {
                f"{FONT_SCHEME}:{path.name}": str(path)
                for path in sorted(resources.fonts().glob("*.ttf"))
            },
            "single": single,
            "target": str(self._target),
        }
        try:
            self._requests.write(json.dumps(request) + "\n")
            self._requests.flush()
        except OSError:
            self._process.wait()  # the answer says why it ended

    def _answer(self) -> dict[str, Any]:
        line = self._answers.readline()
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        self._process.wait()
        self._complaints.seek(0)
        raise failure(self._complaints.read().decode(errors="replace"))


def check_press(formats: Sequence[str]) -> None:
    """Refuse a PDF where the libraries that lay it out are missing, before the work for it is done.

    Raises
    ------
    RenderingError
        Pango is missing from the system.
    """
    if Format.PDF not in formats or all(map(_is_there, SYSTEM_LIBRARIES)):
        return
    # Other systems have other names for them: only the press itself knows.
    with workspaces.workspace() as workspace:
        process = beside.start(
            LAYOUT_SCRIPT,
            temporary=workspace,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            errors="replace",
        )
        complaints = process.communicate()[1]
    if process.returncode:
        raise failure(complaints)


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def single_pages(report: Report) -> dict[str, str]:
    """Return the parts that should stand on one page, each with the part that follows it."""
    personas = [f"segment-{persona.segment}" for persona in report.findings.personas]
    after = "grid" if report.findings.grid else "actions"
    return {"summary": "base", **dict(zip(personas, [*personas[1:], after], strict=True))}


def failure(complaints: str) -> RenderingError:
    """Tell why the press ended, from what it left on standard error."""
    last = complaints.strip().splitlines()[-1] if complaints.strip() else "it ended without a word"
    if "cannot load library" in complaints:
        return RenderingError(
            "The PDF needs the system library Pango, which is not installed.",
            f"Run: {install_command()}",
        )
    return RenderingError(
        f"The PDF could not be laid out: {last}.",
        "Leave it out with --formats html,xlsx,csv, and report this as a fault.",
    )


def install_command() -> str:
    """Return the command that installs Pango on this platform."""
    if sys.platform == "darwin":
        return "brew install pango"
    try:
        release = freedesktop_os_release()
    except OSError:
        return INSTALL_COMMANDS["debian"]
    family = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".replace(
        "rhel", "fedora"
    ).replace("ubuntu", "debian")
    known = (command for name, command in INSTALL_COMMANDS.items() if name in family)
    return next(known, INSTALL_COMMANDS["debian"])
