"""A feature, or what segments bring, in; the heading of its column in the workbook, with the unit,
and the format of its cells out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Name
from reporter.rendering.workbook_sheets import Column

if TYPE_CHECKING:
    from reporter.model import Feature, Report
    from reporter.model.claim import Value
    from reporter.wording import Words

__all__ = ["brought", "currency_of", "heading", "pattern", "unit_of"]

TIME_UNITS = {"days", "weeks", "months", "years"}


def heading(feature: Feature, report: Report, words: Words, *, median: bool = False) -> str:
    """Name a column with its unit, unless the label or the cells say it."""
    told = feature.unit not in TIME_UNITS or _says_its_unit(feature)
    values: dict[str, Value] = {
        "label": Name(words.label(feature)),
        "median": median,
        "unit": None if told and feature.unit != "money" else unit_of(feature, report),
    }
    return words.text(Claim("workbook.column", values))


def _says_its_unit(feature: Feature) -> bool:
    """Tell whether a label says in what its time is: "Days since …" does, "Time since …" not."""
    if not feature.entry:
        return feature.unit.removesuffix("s") in feature.heading.lower()
    return feature.called is None


def currency_of(report: Report) -> Claim:
    """Name the currency; the file's where it is not known."""
    currency = report.study.totals.currency
    if not currency:
        return Claim("workbook.unit.money")
    return Claim("workbook.unit.currency", {"currency": Name(currency)})


def unit_of(feature: Feature, report: Report) -> Claim:
    """Name a feature's unit."""
    if feature.unit == "money":
        return currency_of(report)
    return Claim(f"workbook.unit.{feature.unit}")


def pattern(feature: Feature, report: Report) -> str:
    """Return the format of a column: decimals only where there are any."""
    if feature.unit in {"money", "days", "share", "category"}:
        return feature.unit
    values = report.study.table.frame[feature.name].dropna()
    return "whole" if (values == values.round()).all() else "fraction"


def brought(report: Report, words: Words) -> list[Column]:
    """Return the columns of what segments bring: revenue, or orders where no money is known; none
    where neither is.
    """
    volume, headed = report.study.table.volume, "workbook.brought"
    if volume is None:
        return []
    revenue = Claim(f"{headed}.revenue", {"unit": currency_of(report)})
    return [
        Column(words.text(revenue), "money", 16)
        if volume.noun == "revenue"
        else Column(words.term(headed, "orders"), "whole", 12),
        Column(words.term(headed, f"share_of_{volume.noun}"), "share", 12),
    ]
