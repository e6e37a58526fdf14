"""A strategy in, the row out that every table of strategies shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Tag
from reporter.wording.plays import told

if TYPE_CHECKING:
    from reporter.model import Report, Strategy
    from reporter.wording import Words

__all__ = ["Action", "action", "are_priced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A strategy as tables show it."""

    number: int
    title: str
    action: str
    tag: Tag
    partly: bool
    """Whether it addresses a part of the segment."""
    channel: str
    kpi: str
    worth: str
    assumption: str
    effort: int
    effort_label: str


def action(report: Report, words: Words, strategy: Strategy, number: int) -> Action:
    """Write a strategy's worth and effort for a reader."""
    persona, said = report.findings.persona(strategy.segment), told(strategy, words)
    known = strategy.low is not None and strategy.high is not None
    return Action(
        number=number,
        title=said.title,
        action=said.action,
        tag=Tag(
            segment=persona.segment,
            name=words.name(persona.name),
            note=words.text(strategy.addressed),
        ),
        partly=strategy.audience < persona.customers,
        channel=said.channel,
        kpi=said.kpi,
        worth=(
            words.numerals.money_range(strategy.low, strategy.high)
            if known and strategy.low is not None and strategy.high is not None
            else ""
        ),
        assumption=said.assumption,
        effort=strategy.effort,
        effort_label=words.term(f"effort.n{strategy.effort}"),
    )


def are_priced(report: Report) -> bool:
    """Return whether the report knows what any of its strategies is worth."""
    return any(play.low is not None and play.high is not None for play in report.findings.actions)
