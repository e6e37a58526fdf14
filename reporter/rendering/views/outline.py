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
    grid = (_part("grid", words),) if report.findings.grid else ()
    return (
        _part("summary", words),
        _part("base", words),
        _part("segments", words),
        *personas,
        *grid,
        _part("actions", words),
        *(_part(part, words, appendix=True) for part in ("data", "method", "terms")),
    )


def _part(part: str, words: Words, *, appendix: bool = False) -> Entry:
    return Entry(id=part, label=words.term("page.part", part), appendix=appendix)
