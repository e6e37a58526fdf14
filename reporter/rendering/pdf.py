"""A Report in, a tagged PDF out (PDF/UA-1), by WeasyPrint.

Nothing is fetched: fonts come from the package, drawings from the report, the logo is a data URI.
A persona or the executive summary that runs over one page is set closer and laid out again.
"""

from __future__ import annotations

import sys
from platform import freedesktop_os_release
from typing import TYPE_CHECKING, Any

from reporter import resources
from reporter.errors import RenderingError
from reporter.rendering.drawings import DRAWING_SCHEME
from reporter.rendering.pages import page
from reporter.rendering.styles import FONT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from reporter.model import Report

__all__ = ["write_pdf"]

COMMANDS = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
}


def write_pdf(report: Report, path: Path) -> Path:
    """Lay the report out and write it.

    Raises
    ------
    RenderingError
        Pango, which draws the letters, is missing from the system.
    """
    weasyprint = _weasyprint()
    document = _layout(weasyprint, report, frozenset())
    crowded = _crowded(document, report)
    if crowded:
        document = _layout(weasyprint, report, crowded)
    document.write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise RenderingError("The PDF needs the system library Pango, which is not installed.", f"Run: {_command()}") from error
    return weasyprint


def _command() -> str:
    if sys.platform == "darwin":
        return "brew install pango"
    try:
        release = freedesktop_os_release()
    except OSError:
        return COMMANDS["debian"]
    family = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".replace("rhel", "fedora").replace("ubuntu", "debian")
    return next((command for name, command in COMMANDS.items() if name in family), COMMANDS["debian"])


def _layout(weasyprint: Any, report: Report, dense: AbstractSet[str]) -> Any:
    html = weasyprint.HTML(string=page(report, "print", dense), url_fetcher=_fetcher(report))
    return html.render(pdf_variant="pdf/ua-1")


def _fetcher(report: Report) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {path.name: path for path in resources.fonts().glob("*.ttf")}

    class OwnFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint carries no types
        """Serve the package's fonts, the report's drawings and data URIs, and refuse everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme == FONT_SCHEME and name in fonts:
                return URLFetcherResponse(url, fonts[name].read_bytes(), {"Content-Type": "font/ttf"})
            if scheme == DRAWING_SCHEME and name in report.charts:
                return URLFetcherResponse(url, report.charts[name].svg, {"Content-Type": "image/svg+xml"})
            return super().fetch(url, headers)

    return OwnFetcher(allowed_protocols={"data"})


def _crowded(document: Any, report: Report) -> frozenset[str]:
    """Return the parts that should stand on one page and do not."""
    starts: dict[str, int] = {}
    for number, laid in enumerate(document.pages):
        for name in laid.anchors:
            starts.setdefault(name, number)
    personas = [f"segment-{persona.segment}" for persona in report.findings.personas]
    after = "grid" if report.findings.grid else "actions"
    single = {"summary": "base", **dict(zip(personas, [*personas[1:], after], strict=True))}
    over = {part for part, following in single.items() if starts[following] - starts[part] > 1}
    return frozenset(over | set(personas)) if over.intersection(personas) else frozenset(over)
