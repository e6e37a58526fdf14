"""How to read the report, in a few plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import Format
from reporter.rendering.views.front import OWN_CURRENCY, no_currency

if TYPE_CHECKING:
    from reporter.model import Report

__all__ = ["guide"]

WHOLE = 100


def guide(report: Report) -> tuple[str, ...]:
    """Say what a reader should know before the first page."""
    value, feature = "as they were found", report.study.table.value
    if feature is not None:
        value = (
            "by value"
            if report.study.totals.revenue is not None
            else f"by “{report.study.table.feature(feature).label}”"
        )
    lines = [
        "In a hurry? The executive summary is the whole report on one page.",
        (
            "Each segment has a page: who they are, how to recognise one, what to do. They are"
            f" ordered {value} and keep their colour."
        ),
        "“Typically” and “median” mean the customer in the middle: half lie below, half above.",
    ]
    if report.study.totals.revenue is not None:
        came_back = any(step.rows for step in report.study.clean.steps if step.is_of_returns)
        returns = report.settings.quality.returns.money + " " if came_back else ""
        own = f" Amounts are {OWN_CURRENCY}." if no_currency(report) else ""
        lines.append(
            f"{returns}What a strategy is worth is extra revenue a year before its cost, on an"
            f" assumption that is stated beside it.{own}"
        )
    if not _adds_up(report):
        lines.append(
            "Shares are rounded each by itself, so that those of all segments need not add up to"
            " 100."
        )
    if Format.XLSX in report.settings.report.formats:
        lines.append(
            f"Every customer with their segment stands in {Format.XLSX.file}, which lies beside"
            " this report."
        )
    return tuple(lines)


def _adds_up(report: Report) -> bool:
    """Tell whether the segments' shares add up to a hundred as they are printed."""
    personas = report.findings.personas
    kinds = (
        [one.share for one in personas],
        [one.volume_share for one in personas if one.volume_share is not None],
    )
    return all(sum(round(100 * share) for share in shares) == WHOLE for shares in kinds if shares)
