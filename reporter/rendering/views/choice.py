"""Appendix: why so many segments. What was found of the choice in, its paragraphs and the table of
the divisions that were tried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.candidates import candidates_table

if TYPE_CHECKING:
    from reporter.model import Report
    from reporter.rendering.views.tables import Table
    from reporter.wording import Words

__all__ = ["Choice", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why so many segments."""

    k: int
    paragraphs: tuple[str, ...]
    other: str
    """What else could be asked for, up to the option that does; empty where nothing stands out."""
    option: str
    elbow: str
    """What the chart of the inertia shows; empty where too few numbers of segments were tried."""
    candidates: Table


def choice(report: Report, words: Words) -> Choice:
    """Set the account of the choice, then what one segment fewer and one more would change."""
    found = report.findings.choice
    return Choice(
        k=report.study.segmentation.k,
        paragraphs=tuple(
            words.text(one) for one in (*found.account, *report.findings.alternatives)
        ),
        other=words.text(found.other) if found.other else "",
        option=found.option,
        elbow=words.text(found.elbow) if found.elbow else "",
        candidates=candidates_table(report, words),
    )
