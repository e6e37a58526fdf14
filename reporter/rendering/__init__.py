"""A Report in, the files of a run out: report.html, report.pdf, segments.csv, segments.xlsx and summary.json.

Views prepare what pages show, templates print it, WeasyPrint lays it out. Nothing here computes a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.numerals import Numerals
from reporter.rendering.filters import filters
from reporter.rendering.lists import write_csv
from reporter.rendering.pages import page
from reporter.rendering.summary import write_summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Report

__all__ = ["filters", "render", "write_summary"]


def render(report: Report, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write a report into a folder.

    Parameters
    ----------
    report
        All that is shown.
    folder
        An existing folder; files of the same names are replaced.
    formats
        Any of ``html``, ``pdf``, ``xlsx``, ``csv``; others are made elsewhere and passed over.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    RenderingError
        A system library is missing, or the logo cannot be used.
    """
    written: list[Path] = []
    if "html" in formats:
        path = folder / "report.html"
        path.write_text(page(report, "screen"), encoding="utf-8")
        written.append(path)
    if "csv" in formats:
        written.append(write_csv(report, folder / "segments.csv"))
    if "xlsx" in formats:
        from reporter.rendering.workbook import write_xlsx

        written.append(
            write_xlsx(report, Numerals(locale=report.settings.report.locale, currency=report.totals.currency), folder / "segments.xlsx")
        )
    if "pdf" in formats:
        from reporter.rendering.pdf import write_pdf

        written.append(write_pdf(report, folder / "report.pdf"))
    return tuple(written)
