"""The report's parts in their order: what the contents, the navigation and the bookmarks list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.personas import anchor

if TYPE_CHECKING:
    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["Entry", "outline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A part of the report."""

    id: str
    label: str
    segment: int | None = None
    """The segment that the part is about."""
    appendix: bool = False


def outline(report: Report, words: Words) -> tuple[Entry, ...]:
    """List the parts that this report has."""
    personas = (
        Entry(id=anchor(persona.segment), label=words.name(persona.name), segment=persona.segment)
        for persona in report.findings.personas
    )
    grid = (
        (Entry(id="grid", label="The recency and frequency grid"),) if report.findings.grid else ()
    )
    return (
        Entry(id="summary", label="Executive summary"),
        Entry(id="base", label="The customer base"),
        Entry(id="segments", label="The segments at a glance"),
        *personas,
        *grid,
        Entry(id="actions", label="What to do, in which order"),
        Entry(id="data", label="Appendix: the data", appendix=True),
        Entry(id="method", label="Appendix: the method", appendix=True),
        Entry(id="terms", label="Appendix: terms and provenance", appendix=True),
    )
