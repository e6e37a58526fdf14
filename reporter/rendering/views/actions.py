"""What to do, in which order, with which list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.model import Section
from reporter.rendering.views.strategies import Action, action

if TYPE_CHECKING:
    from reporter.model import Chart, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.personas import PersonaPage
    from reporter.wording import Words

__all__ = ["Actions", "actions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Strategies over all segments."""

    answer: str
    charts: tuple[Chart, ...]
    others: tuple[Chart, ...]
    """The section's charts without a place of their own."""
    rows: tuple[Action, ...]
    """Every strategy; those that a persona's page tells in full are named only."""
    worth: bool
    """Whether any strategy's worth is known."""
    partly: bool
    """Whether a strategy addresses a part of its segment."""


def actions(
    report: Report, words: Words, gallery: Gallery, pages: tuple[PersonaPage, ...]
) -> Actions:
    """List every strategy in order; what the personas' pages tell in full is not told again."""
    strategies = report.findings.actions
    told = {(row.tag.segment, row.title, row.action) for page in pages for row in page.strategies}
    rows = tuple(
        action(report, words, strategy, number) for number, strategy in enumerate(strategies, 1)
    )
    return Actions(
        answer=words.answer(report.findings, "actions"),
        charts=gallery.some("actions"),
        others=gallery.rest(Section.ACTIONS),
        rows=tuple(
            (
                replace(row, action="", assumption="")
                if (row.tag.segment, row.title, row.action) in told
                else row
            )
            for row in rows
        ),
        worth=any(row.worth for row in rows),
        partly=any(
            play.audience < report.findings.persona(play.segment).customers for play in strategies
        ),
    )
