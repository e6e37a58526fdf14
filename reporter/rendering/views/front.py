"""The report's first pages: the cover and the executive summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.typography import Verbatim
from reporter.rendering.views import page_space
from reporter.rendering.views.strategies import action, are_priced
from reporter.rendering.views.tables import Stat, labelled, stat

if TYPE_CHECKING:
    from reporter.model import Chart, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.strategies import Action
    from reporter.wording import Words

__all__ = [
    "REPORT_NAME",
    "Cover",
    "Summary",
    "cover",
    "summary",
]

REPORT_NAME = "page.name"
"""Where what the report is called stands in the catalogue."""
MOST_FINDINGS, MOST_ACTIONS, MOST_TELLING = 4, 3, 3
"""So much at most stands in the executive summary, which has one page."""


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
    findings: tuple[Stat, ...]
    chart: Chart | None
    actions: tuple[Action, ...]
    heading: str
    certainty: str
    telling: tuple[str, ...]
    """What the data were taken to mean, where much hangs on it; at most `MOST_TELLING`."""
    height: float
    """Millimetres that it is estimated to take."""
    tight: bool
    """Whether its drawing has to be smaller for the page to hold all."""


def cover(report: Report, words: Words, gallery: Gallery) -> Cover:
    """Say whose report this is, about which months, by whom and for whom."""
    settings, period, said = (
        report.settings.report,
        report.study.table.period,
        report.findings.front,
    )
    colophon = {
        "prepared_for": settings.prepared_for,
        "prepared_by": settings.prepared_by,
        "data": "" if period else Verbatim(report.study.clean.dataset.source.name),
        "data_to": words.numerals.day(period.end) if period else "",
        "counted_to": words.numerals.day(period.as_of) if period else "",
        "amounts": words.text(said.amounts) if said.amounts else "",
        "status": settings.confidentiality,
    }
    name = words.term(REPORT_NAME)
    return Cover(
        heading=settings.client or name,
        title=settings.title or words.text(report.findings.title),
        subtitle=(name, words.text(said.about)) if settings.client else (words.text(said.about),),
        colophon=labelled(words, "page.cover", colophon),
        chart=gallery.get("weave"),
        over=words.text(said.customers),
        under=words.text(said.total) if said.total else "",
    )


def summary(report: Report, words: Words, gallery: Gallery) -> Summary:
    """Choose what fits on one page: the leading findings, one chart, the first actions."""
    findings = report.findings
    first = findings.actions[:MOST_ACTIONS]
    chart = gallery.get("shares")
    actions = tuple(
        action(report, words, strategy, number) for number, strategy in enumerate(first, 1)
    )
    told = tuple(stat(one, words) for one in findings.summary[:MOST_FINDINGS])
    telling = tuple(words.text(one) for one in findings.telling[:MOST_TELLING])
    headline, certainty = words.text(findings.headline), words.text(findings.certainty)
    height = (
        page_space.opening(headline)
        + page_space.findings(told)
        + sum(page_space.figures([chart] if chart else []))
        + page_space.strategies(actions, brief=True, priced=are_priced(report))
        + page_space.foot(" ".join(telling))
        + page_space.foot(certainty)
    )
    return Summary(
        headline=headline,
        findings=told,
        chart=chart,
        actions=actions,
        heading=words.text(findings.front.first) if findings.front.first else "",
        certainty=certainty,
        telling=telling,
        height=height,
        tight=height > page_space.CLOSE_FILLED * page_space.page_height(report.settings),
    )
