"""The customer base as a whole, and the segments side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Column, Stat, Table, Tag, table

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Base", "Glance", "base", "glance"]

STATS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """All customers together."""

    answer: Finding | None
    stats: tuple[Stat, ...]
    charts: tuple[Chart, ...]
    distributions: tuple[Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """All segments on a page or two."""

    answer: Finding | None
    table: Table
    charts: tuple[Chart, ...]


def base(report: Report, numerals: Numerals, gallery: Gallery) -> Base:
    """Count the base in a strip of key figures."""
    counted = _orders(report, numerals) if report.totals.orders else _measures(report, numerals)
    stats = (Stat(value=numerals.count(report.totals.customers), label="customers"), *counted)
    return Base(
        answer=report.findings.sections.get("base"),
        stats=stats[:STATS],
        charts=gallery.some("revenue_over_time", "concentration"),
        distributions=gallery.under("distribution"),
    )


def _orders(report: Report, numerals: Numerals) -> list[Stat]:
    totals, frame, period = report.totals, report.customers.frame, report.customers.period
    orders = totals.orders or 0
    stats = [Stat(value=numerals.count(orders), label="orders")]
    if totals.revenue is not None:
        stats.append(Stat(value=numerals.money_short(totals.revenue), label="net revenue"))
        stats.append(Stat(value=numerals.money(totals.revenue / orders), label="an order, on average"))
    if "frequency" in frame:
        stats.append(Stat(value=numerals.percent(float((frame["frequency"] > 1).mean())), label="ordered more than once"))
    if period:
        months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
        stats.append(Stat(value=numerals.count(months), label="month covered" if months == 1 else "months covered"))
    return stats


def _measures(report: Report, numerals: Numerals) -> list[Stat]:
    frame, totals = report.customers.frame, report.totals
    stats = [] if totals.revenue is None else [Stat(value=numerals.money_short(totals.revenue), label="spent in all")]
    for feature in report.customers.features:
        if feature.unit != "category" and feature.behaviour:
            median = float(frame[feature.name].median())
            stats.append(Stat(value=numerals.quantity(median, feature.unit), label=f"{feature.label}, median"))
    return stats


def glance(report: Report, numerals: Numerals, gallery: Gallery) -> Glance:
    """Set the segments side by side."""
    return Glance(
        answer=report.findings.sections.get("glance"),
        table=_sizes(report, numerals),
        charts=gallery.some("sizes", "heatmap", "map"),
    )


def _sizes(report: Report, numerals: Numerals) -> Table:
    money = report.totals.revenue is not None
    columns = [Column("Segment", "text", 20), Column("In one line"), Column("Customers", "number", 11), Column("Share", "number", 8)]
    if money:
        columns += [Column("Revenue", "number", 10), Column("Share", "number", 8)]
    rows = []
    for persona in report.findings.personas:
        row: list[str | Tag] = [Tag(segment=persona.segment, name=persona.name), persona.portrait]
        row += [numerals.count(persona.customers), numerals.percent(persona.share)]
        if money:
            row += [numerals.money_short(persona.revenue or 0.0), numerals.percent(persona.revenue_share or 0.0)]
        rows.append(tuple(row))
    return table("The segments, their size and value", columns, rows)
