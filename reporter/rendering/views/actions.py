"""What to do, in which order, with which list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.front import Action, action

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Actions", "actions"]

ACTIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Strategies over all segments."""

    answer: Finding | None
    charts: tuple[Chart, ...]
    rows: tuple[Action, ...]
    more: str
    worth: bool
    """Whether any strategy's worth is known."""
    partly: bool
    """Whether a strategy addresses a part of its segment."""


def actions(report: Report, numerals: Numerals, gallery: Gallery) -> Actions:
    """Order the strategies and say which list belongs to which."""
    strategies = report.findings.actions
    hidden = len(strategies) - ACTIONS
    rows = tuple(action(report, numerals, strategy, number) for number, strategy in enumerate(strategies[:ACTIONS], 1))
    return Actions(
        answer=report.findings.sections.get("actions"),
        charts=gallery.some("actions"),
        rows=rows,
        more=f"{hidden} more stand in segments.xlsx, sheet Strategies." if hidden > 0 else "",
        worth=any(row.worth for row in rows),
        partly=any(play.audience < report.findings.persona(play.segment).customers for play in strategies[:ACTIONS]),
    )
