"""How to read the report, in a few plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import Format
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["guide"]


def guide(report: Report, words: Words) -> tuple[str, ...]:
    """Set what holds for this report among what holds for each."""
    said = report.findings.guide
    told = tuple(words.text(one) for one in (said.money, said.rounding) if one is not None)
    listed = Claim("guide.listed", {"file": Name(Format.XLSX.file)})
    return (
        words.term("guide.hurried"),
        words.text(said.order),
        words.term("guide.middle"),
        *told,
        *((words.text(listed),) if Format.XLSX in report.settings.report.formats else ()),
    )
