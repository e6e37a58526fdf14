"""How to read the report, in a few plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import Format

if TYPE_CHECKING:
    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["guide"]

HURRIED = "In a hurry? The executive summary is the whole report on one page."
MIDDLE = "“Typically” and “median” mean the customer in the middle: half lie below, half above."
LISTED = (
    f"Every customer with their segment stands in {Format.XLSX.file}, which lies beside this"
    " report."
)


def guide(report: Report, words: Words) -> tuple[str, ...]:
    """Set what holds for this report among what holds for each."""
    said = report.findings.guide
    told = tuple(words.text(one) for one in (said.money, said.rounding) if one is not None)
    listed = (LISTED,) if Format.XLSX in report.settings.report.formats else ()
    return (HURRIED, words.text(said.order), MIDDLE, *told, *listed)
