"""A Report in, the files of a run out: report.html, report.pdf, segments.csv, segments.xlsx and
summary.json.

Views prepare what pages show, templates print it, WeasyPrint lays it out. Nothing here computes a
finding. Customers in kept segments become a list.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reporter.choices import Format
from reporter.rendering.assignments import check_kind, write_assignment, write_drift
from reporter.rendering.filters import filters
from reporter.rendering.lists import write_csv
from reporter.rendering.logo import logo
from reporter.rendering.pages import page
from reporter.rendering.pdf import Press, check_press
from reporter.rendering.summary import write_summary
from reporter.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.model import Report

__all__ = [
    "Press",
    "check_kind",
    "check_press",
    "filters",
    "logo",
    "render",
    "write_assignment",
    "write_drift",
    "write_summary",
]


def render(
    report: Report, folder: Path, formats: Sequence[str], press: Press | None = None
) -> None:
    """Write a report into a folder.

    Parameters
    ----------
    report
        All that is shown.
    folder
        An existing folder; files of the same names are replaced.
    formats
        Any of ``html``, ``pdf``, ``xlsx``, ``csv``; others are made elsewhere and passed over.
    press
        What lays the PDF out, where it is warm already. The PDF is then only begun: `Press.finish`
        waits for it.

    Raises
    ------
    RenderingError
        A system library is missing, or the logo cannot be used.
    """
    with contextlib.ExitStack() as cleanup:
        own = cleanup.enter_context(Press()) if Format.PDF in formats and press is None else None
        working = press or own
        if Format.PDF in formats and working:
            working.begin(report, folder / Format.PDF.file)
        if Format.HTML in formats:
            (folder / Format.HTML.file).write_text(page(report, "screen"), encoding="utf-8")
        if Format.CSV in formats:
            write_csv(report, folder / Format.CSV.file)
        if Format.XLSX in formats:
            from reporter.rendering.workbook import write_xlsx

            write_xlsx(report, words_of(report), folder / Format.XLSX.file)
        if own:
            own.finish()
