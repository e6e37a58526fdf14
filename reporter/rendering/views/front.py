"""The report's first pages: the cover and the executive summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.typography import Verbatim
from reporter.rendering.views import room
from reporter.rendering.views.strategies import action, are_priced
from reporter.rendering.views.tables import Stat

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.strategies import Action

__all__ = [
    "NAME",
    "Cover",
    "Summary",
    "cover",
    "summary",
]

NAME = "Customer segmentation report"
FINDINGS = 4
ACTIONS = 3
TELLING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page."""

    heading: str
    """Whose report it is; what it is, where that is not known."""
    title: str
    subtitle: tuple[str, ...]
    """A line each."""
    colophon: tuple[Stat, ...]
    chart: Chart | None
    over: str
    under: str
    """What the drawing's upper and lower edge stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page that the executive reads."""

    headline: str
    findings: tuple[Finding, ...]
    chart: Chart | None
    actions: tuple[Action, ...]
    heading: str
    certainty: Finding
    telling: tuple[Finding, ...]
    """What the data were taken to mean, where much hangs on it; at most `TELLING`."""
    height: float
    """Millimetres that it is estimated to take."""
    tight: bool
    """Whether its drawing has to be smaller for the page to hold all."""


def cover(report: Report, numerals: Numerals, gallery: Gallery) -> Cover:
    """Say whose report this is, about which months, by whom and for whom."""
    settings, period, said = (
        report.settings.report,
        report.study.table.period,
        report.findings.front,
    )
    colophon = (
        ("Prepared for", settings.prepared_for),
        ("Prepared by", settings.prepared_by),
        ("Data", "" if period else Verbatim(report.study.clean.dataset.source.name)),
        ("Data to", numerals.day(period.end) if period else ""),
        ("Counted to", numerals.day(period.as_of) if period else ""),
        ("Amounts", said.amounts.text if said.amounts else ""),
        ("Status", settings.confidentiality),
    )
    return Cover(
        heading=settings.client or NAME,
        title=settings.title or report.findings.title,
        subtitle=(NAME, said.about.text) if settings.client else (said.about.text,),
        colophon=tuple(Stat(label=label, value=value) for label, value in colophon if value),
        chart=gallery.get("weave"),
        over=said.customers.text,
        under=said.total.text if said.total else "",
    )


def summary(report: Report, numerals: Numerals, gallery: Gallery) -> Summary:
    """Choose what fits on one page: the leading findings, one chart, the first actions."""
    findings = report.findings
    first = findings.actions[:ACTIONS]
    chart = gallery.get("shares")
    actions = tuple(
        action(report, numerals, strategy, number) for number, strategy in enumerate(first, 1)
    )
    told, telling = findings.summary[:FINDINGS], findings.telling[:TELLING]
    height = (
        room.opening(findings.headline)
        + room.findings(told)
        + sum(room.figures([chart] if chart else []))
        + room.strategies(actions, brief=True, priced=are_priced(report))
        + room.foot(" ".join(finding.text for finding in telling))
        + room.foot(findings.certainty.text)
    )
    return Summary(
        headline=findings.headline,
        findings=told,
        chart=chart,
        actions=actions,
        heading=findings.front.first.text if findings.front.first else "",
        certainty=findings.certainty,
        telling=telling,
        height=height,
        tight=height > room.CLOSE * room.page_height(report.settings),
    )
