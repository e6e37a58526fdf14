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
    "OWN_CURRENCY",
    "Cover",
    "Summary",
    "cover",
    "no_currency",
    "summary",
]

NAME = "Customer segmentation report"
OWN_CURRENCY = "in the file’s own currency"
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
    settings, period = report.settings.report, report.study.table.period
    about = (
        numerals.period(period.start, period.end)
        if period
        else f"{numerals.count(report.study.totals.customers)} customers"
    )
    colophon = (
        ("Prepared for", settings.prepared_for),
        ("Prepared by", settings.prepared_by),
        ("Data", "" if period else Verbatim(report.study.clean.dataset.source.name)),
        ("Data to", numerals.day(period.end) if period else ""),
        ("Counted to", numerals.day(period.as_of) if period else ""),
        ("Amounts", OWN_CURRENCY if no_currency(report) else ""),
        ("Status", settings.confidentiality),
    )
    return Cover(
        heading=settings.client or NAME,
        title=settings.title or report.findings.title,
        subtitle=(NAME, about) if settings.client else (about,),
        colophon=tuple(Stat(label=label, value=value) for label, value in colophon if value),
        chart=gallery.get("weave"),
        over=f"{numerals.count(report.study.totals.customers)} customers",
        under=_brought(report, numerals),
    )


def _brought(report: Report, numerals: Numerals) -> str:
    """Write what customers brought in all: revenue, or orders where no money is known."""
    totals, volume = report.study.totals, report.study.table.volume
    total = totals.orders if totals.revenue is None else totals.revenue
    return (
        f"{numerals.brought(total, volume.unit)} {volume.noun}"
        if volume and total is not None
        else ""
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
        heading=(
            f"{numerals.words(len(first)).capitalize()} {'thing' if len(first) == 1 else 'things'}"
            " to do first"
        ),
        certainty=findings.certainty,
        telling=telling,
        height=height,
        tight=height > room.CLOSE * room.page_height(report.settings),
    )


def no_currency(report: Report) -> bool:
    """Return whether there are amounts whose currency is not known."""
    return report.study.totals.revenue is not None and not report.study.totals.currency
