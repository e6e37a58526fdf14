"""A feature, or what segments bring, in; the heading of its column in the workbook, with the unit,
and the format of its cells out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.rendering.workbook_sheets import Column

if TYPE_CHECKING:
    from reporter.model import Feature, Report

__all__ = ["UNNAMED_CURRENCY", "brought", "heading", "in_money", "pattern", "unit"]

UNNAMED_CURRENCY = "file’s currency"
TIME_UNITS = {"days", "weeks", "months", "years"}


def heading(feature: Feature, report: Report, what: str = "") -> str:
    """Name a column with its unit, unless the label or the cells say it."""
    if feature.unit == "money":
        return in_money(feature.label + what, report)
    told = feature.unit not in TIME_UNITS or feature.unit.removesuffix("s") in feature.label.lower()
    return feature.label + what if told else f"{feature.label}{what} ({feature.unit})"


def in_money(label: str, report: Report) -> str:
    """Add the currency to a heading."""
    return f"{label} ({report.study.totals.currency or UNNAMED_CURRENCY})"


def pattern(feature: Feature, report: Report) -> str:
    """Return the format of a column: decimals only where there are any."""
    if feature.unit in {"money", "days", "share", "category"}:
        return feature.unit
    values = report.study.table.frame[feature.name].dropna()
    return "whole" if (values == values.round()).all() else "fraction"


def unit(feature: Feature, report: Report) -> str:
    """Say a feature's unit in words."""
    if feature.unit == "money":
        return report.study.totals.currency or UNNAMED_CURRENCY
    return {"share": "share of 100 %", "number": "as in the file", "scale": "on a scale"}.get(
        feature.unit, feature.unit
    )


def brought(report: Report) -> list[Column]:
    """Return the columns of what segments bring: revenue, or orders where no money is known; none
    where neither is.
    """
    volume = report.study.table.volume
    if volume is None:
        return []
    return [
        Column(in_money("Revenue", report), "money", 16)
        if volume.noun == "revenue"
        else Column("Orders", "whole", 12),
        Column(f"Share of {volume.noun}", "share", 12),
    ]
