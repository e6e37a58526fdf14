"""What to do, in which order, with which list; and the grid that marketing tools share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.front import Action, action
from reporter.rendering.views.tables import Column, Table, table

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, GridCell, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.figures import Gallery

__all__ = ["Actions", "Grid", "actions", "grid"]

SCORES = 5
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named cell of the grid as it is drawn."""

    name: str
    columns: int
    rows: int
    customers: str
    revenue: str
    level: int
    """0 to 4: the share of customers, for the ground's shade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A frequency score and the cells that begin there."""

    score: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The recency-frequency grid."""

    answer: Finding | None
    charts: tuple[Chart, ...]
    rows: tuple[GridRow, ...]
    crossing: Finding | None
    """How the grid's cells and the segments see the same customers."""
    table: Table


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


def grid(report: Report, numerals: Numerals, gallery: Gallery) -> Grid | None:
    """Lay the named cells out over recency (across) and frequency (up); None for customer tables."""
    cells = report.findings.grid
    if not cells:
        return None
    largest = max(cell.customers for cell in cells) or 1
    rows = tuple(
        GridRow(score=score, fields=tuple(_field(cell, largest, numerals) for cell in _starting(cells, score)))
        for score in range(SCORES, 0, -1)
    )
    return Grid(
        answer=report.findings.sections.get("grid"),
        charts=gallery.some("rfm_grid"),
        rows=rows,
        crossing=report.findings.crossing,
        table=_cells(report, cells, numerals),
    )


def _starting(cells: tuple[GridCell, ...], score: int) -> list[GridCell]:
    return sorted((cell for cell in cells if max(cell.frequency) == score), key=lambda cell: min(cell.recency))


def _field(cell: GridCell, largest: int, numerals: Numerals) -> Field:
    return Field(
        name=cell.segment,
        columns=len(cell.recency),
        rows=len(cell.frequency),
        customers=numerals.count(cell.customers),
        revenue=numerals.money_short(cell.revenue),
        level=round(4 * cell.customers / largest),
    )


def _cells(report: Report, cells: tuple[GridCell, ...], numerals: Numerals) -> Table:
    customers, revenue = report.totals.customers or 1, report.totals.revenue or 1.0
    columns = (
        Column("Cell", "strong", 24),
        Column("Recency and frequency score", "text", 22),
        Column("Customers", "number", 13),
        Column("Share of customers", "number", 13),
        Column("Revenue", "number", 14),
        Column("Share of revenue", "number", 14),
    )
    rows = (
        (
            cell.segment,
            f"{_span(cell.recency)} and {_span(cell.frequency)}",
            numerals.count(cell.customers),
            numerals.percent(cell.customers / customers),
            numerals.money_short(cell.revenue),
            numerals.percent(cell.revenue / revenue),
        )
        for cell in sorted(cells, key=lambda cell: (-cell.revenue, cell.segment))
    )
    return table("The cells of the grid", columns, rows)


def _span(scores: tuple[int, ...]) -> str:
    low, high = min(scores), max(scores)
    return str(low) if low == high else f"{low}–{high}"
