"""The report's first pages: the cover and the executive summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Stat, Tag

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report, Strategy
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Action", "Cover", "Summary", "action", "cover", "summary"]

FINDINGS = 4
ACTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page."""

    client: str
    title: str
    subtitle: str
    colophon: tuple[Stat, ...]
    chart: Chart | None
    over: str
    under: str
    """What the drawing's upper and lower edge stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A strategy as tables show it."""

    number: int
    title: str
    action: str
    tag: Tag
    channel: str
    kpi: str
    worth: str
    assumption: str
    effort: int
    effort_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page that the executive reads."""

    headline: str
    findings: tuple[Finding, ...]
    chart: Chart | None
    actions: tuple[Action, ...]
    heading: str
    certainty: Finding


def cover(report: Report, numerals: Numerals, gallery: Gallery) -> Cover:
    """Say whose report this is, about which months, by whom and for whom."""
    settings, period = report.settings.report, report.customers.period
    about = numerals.period(period.start, period.end) if period else f"{numerals.count(report.totals.customers)} customers"
    colophon = (
        ("Prepared for", settings.prepared_for or settings.client),
        ("Prepared by", settings.prepared_by),
        ("As of", numerals.day(period.as_of) if period else ""),
        ("Status", settings.confidentiality),
    )
    return Cover(
        client=settings.client,
        title=settings.title or report.findings.title,
        subtitle=f"Customer segmentation report · {about}",
        colophon=tuple(Stat(label=label, value=value) for label, value in colophon if value),
        chart=gallery.get("weave"),
        over=f"{numerals.count(report.totals.customers)} customers",
        under="" if report.totals.revenue is None else f"{numerals.money_short(report.totals.revenue)} revenue",
    )


def summary(report: Report, numerals: Numerals, gallery: Gallery) -> Summary:
    """Choose what fits on one page: the leading findings, one chart, the first actions."""
    findings = report.findings
    first = findings.actions[:ACTIONS]
    return Summary(
        headline=findings.headline,
        findings=findings.summary[:FINDINGS],
        chart=gallery.get("shares"),
        actions=tuple(action(report, numerals, strategy, number) for number, strategy in enumerate(first, 1)),
        heading=f"{numerals.words(len(first)).capitalize()} {'thing' if len(first) == 1 else 'things'} to do first",
        certainty=findings.certainty,
    )


def action(report: Report, numerals: Numerals, strategy: Strategy, number: int) -> Action:
    """Write a strategy's worth and effort for a reader."""
    persona = report.findings.persona(strategy.segment)
    known = strategy.low is not None and strategy.high is not None
    return Action(
        number=number,
        title=strategy.title,
        action=strategy.action,
        tag=Tag(segment=persona.segment, name=persona.name, note=f"{numerals.count(persona.customers)} customers"),
        channel=strategy.channel,
        kpi=strategy.kpi,
        worth=numerals.money_range(strategy.low, strategy.high) if known and strategy.low is not None and strategy.high is not None else "",
        assumption=strategy.assumption,
        effort=strategy.effort,
        effort_label=("", "little", "some", "much")[strategy.effort],
    )
