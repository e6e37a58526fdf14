"""The grid that marketing tools share: its cells, what its scores stand for, and the same customers
by cell and segment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reporter.choices import Format
from reporter.model import RFM, FeatureName, Section, Volume
from reporter.model.claim import Claim, Count, Name
from reporter.rendering.views.tables import Column, Table, Tag, more, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Chart, GridCell, Persona, Report, ScoreBand
    from reporter.rendering.views.figures import Gallery
    from reporter.wording import Words

__all__ = ["Crossed", "Grid", "grid"]

MOST_NAMED = 6
"""Up to so many segments a column has room for a segment's name; with more it has their number, and
a key stands below.
"""
MOST_CELLS = 40
"""So many cells at most stand in a table."""
OTHER_CELLS = Claim("table.cells.rest", {"file": Name(Format.XLSX.file)})
"""Where those are that have no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named cell of the grid as it is drawn."""

    name: str
    columns: int
    rows: int
    customers: str
    brought: str
    """Its revenue, or its orders where no money is known."""
    level: int
    """0 to 4: customers in quarters of the largest cell's, for the ground's shade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A score of frequency and the cells that begin there."""

    score: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedRow:
    """How many customers of a cell each segment holds."""

    name: str
    counts: tuple[str, ...]
    """In the order of the segments; a dash where there are none."""
    most: int | None
    """Index of the segment that holds most of them."""
    total: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """The same customers by cell of the grid, down, and by segment, across."""

    heads: tuple[Tag, ...]
    key: tuple[Tag, ...]
    """The segments that the numbers over the columns stand for; empty where names stand there."""
    rows: tuple[CrossedRow, ...]
    totals: tuple[str, ...]
    shares: tuple[str, ...]
    customers: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The recency-frequency grid."""

    answer: str
    charts: tuple[Chart, ...]
    others: tuple[Chart, ...]
    """The section's charts without a place of their own."""
    rows: tuple[GridRow, ...]
    scale: tuple[int, ...]
    """The scores from 1 to the best."""
    caption: str
    """What scores and shades stand for, where no chart says so."""
    axes: str
    """What lies across and up there."""
    notes: tuple[str, ...]
    crossing: str
    """How the grid's best cell and the segments see the same customers."""
    table: Table
    crossed: Crossed | None
    bands: Table | None


def grid(report: Report, words: Words, gallery: Gallery) -> Grid | None:
    """Lay the named cells out over recency (across) and frequency (up); None for
    customer tables.
    """
    findings = report.findings
    cells, scoring = findings.grid, findings.scoring
    if not cells:
        return None
    largest = max(cell.customers for cell in cells) or 1
    scores = max(max(cell.recency) for cell in cells)
    rows = tuple(
        GridRow(
            score=score,
            fields=tuple(_field(report, cell, largest, words) for cell in _starting(cells, score)),
        )
        for score in range(scores, 0, -1)
    )
    ordered, fm = (
        sorted(cells, key=lambda cell: (-cell.volume, cell.segment)),
        scoring is not None and scoring.counts_money,
    )
    return Grid(
        answer=words.answer(findings, "grid"),
        charts=gallery.some("rfm_grid"),
        others=gallery.rest(Section.GRID),
        rows=rows,
        scale=tuple(range(1, scores + 1)),
        caption=words.text(findings.grid_caption) if findings.grid_caption else "",
        axes=words.text(findings.grid_axes) if findings.grid_axes else "",
        notes=tuple(words.text(one) for one in scoring.notes) if scoring else (),
        crossing=words.text(findings.crossing) if findings.crossing else "",
        table=_cells(report, ordered, words, fm=fm),
        crossed=_crossed(report, ordered, words),
        bands=_bands(scoring.bands, words, fm=fm) if scoring else None,
    )


def _starting(cells: tuple[GridCell, ...], score: int) -> list[GridCell]:
    return sorted(
        (cell for cell in cells if max(cell.frequency) == score), key=lambda cell: min(cell.recency)
    )


def _field(report: Report, cell: GridCell, largest: int, words: Words) -> Field:
    return Field(
        name=words.name(cell.called),
        columns=len(cell.recency),
        rows=len(cell.frequency),
        customers=words.text(Claim("page.grid.customers", {"customers": Count(cell.customers)})),
        brought=_brought(report, cell, words),
        level=round(4 * cell.customers / largest),  # quarters of the largest cell
    )


def _brought(report: Report, cell: GridCell, words: Words) -> str:
    """Write what a cell's customers brought."""
    match report.study.table.volume:
        case None:
            return ""
        case Volume(noun="orders"):
            return words.text(Claim("page.grid.orders", {"orders": Count(cell.volume)}))
        case volume:
            return words.numerals.brought(cell.volume, volume.unit)


def _cells(report: Report, cells: list[GridCell], words: Words, *, fm: bool) -> Table:
    customers, volume = report.study.totals.customers or 1, report.study.table.volume
    noun, unit = (volume.noun, volume.unit) if volume else ("orders", "count")
    total = sum(cell.volume for cell in cells) or 1.0
    named = partial(words.term, "table.cells")
    columns = (
        Column(named("cell"), "strong", 24),
        Column(named("scores_with_money" if fm else "scores"), "text", 22),
        Column(named("customers"), "number", 13),
        Column(named("share"), "number", 13),
        Column(named(noun), "number", 14),
        Column(named(f"share_of_{noun}"), "number", 14),
    )
    rows = (
        (
            words.name(cell.called),
            words.text(_scored(cell)),
            words.numerals.count(cell.customers),
            words.percent(cell.customers / customers),
            words.numerals.brought(cell.volume, unit),
            words.percent(cell.volume / total),
        )
        for cell in cells
    )
    return table(words, named(), columns, rows, cap=MOST_CELLS, rest=OTHER_CELLS)


def _scored(cell: GridCell) -> Claim:
    """Tell the scores that a cell holds."""
    spans = {"recency": _span(cell.recency), "frequency": _span(cell.frequency)}
    return Claim("table.cells.scored", spans)


def _span(scores: tuple[int, ...]) -> Claim:
    low, high = min(scores), max(scores)
    values = {"low": Count(low), "high": None if low == high else Count(high)}
    return Claim("table.cells.span", values)


def _crossed(report: Report, cells: list[GridCell], words: Words) -> Crossed | None:
    """Count the customers of each cell by segment; cells and segments in the order of the other
    tables.
    """
    if not report.findings.crossings:
        return None
    personas, customers = report.findings.personas, report.study.totals.customers or 1
    heads, key = _crossed_heads(personas, words)
    return Crossed(
        heads=heads,
        key=key,
        rows=_crossed_rows(report, cells[:MOST_CELLS], words),
        totals=tuple(words.numerals.count(persona.customers) for persona in personas),
        shares=tuple(words.percent(persona.share) for persona in personas),
        customers=words.numerals.count(customers),
        more=more(words, len(cells) - MOST_CELLS, OTHER_CELLS),
    )


def _crossed_heads(
    personas: Sequence[Persona], words: Words
) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """Head the columns by the segments' names, or by their numbers, with a key, where there are
    many.
    """
    if len(personas) <= MOST_NAMED:
        return tuple(Tag(segment=one.segment, name=words.name(one.name)) for one in personas), ()
    return (
        tuple(Tag(segment=one.segment, name=str(one.segment)) for one in personas),
        tuple(
            Tag(
                segment=one.segment,
                name=words.text(
                    Claim("table.crossed.key", {"number": Count(one.segment), "name": one.name})
                ),
            )
            for one in personas
        ),
    )


def _crossed_rows(
    report: Report, cells: Sequence[GridCell], words: Words
) -> tuple[CrossedRow, ...]:
    held = {(pair.cell, pair.segment): pair.customers for pair in report.findings.crossings}
    customers, rows = report.study.totals.customers or 1, []
    for cell in cells:
        counts = [held.get((cell.segment, one.segment), 0) for one in report.findings.personas]
        rows.append(
            CrossedRow(
                name=words.name(cell.called),
                counts=tuple(words.numerals.count(count) if count else "–" for count in counts),
                most=counts.index(max(counts)) if any(counts) else None,
                total=words.numerals.count(cell.customers),
                share=words.percent(cell.customers / customers),
            )
        )
    return tuple(rows)


def _bands(bands: tuple[ScoreBand, ...], words: Words, *, fm: bool) -> Table:
    """Say what each score means in days, orders and money; where the grid leaves money out, the
    lists alone have its score.
    """
    by_axis = {axis: {band.score: band for band in bands if band.axis == axis} for axis in RFM}
    money = by_axis[FeatureName.MONETARY]
    named = partial(words.term, "table.bands")
    columns = [
        Column(named("score"), "strong", 10),
        Column(named("recency"), "text", 30),
        Column(named("frequency"), "text", 24),
    ]
    columns += [Column(named("money" if fm else "money_in_lists"), "text", 36)] if money else []
    rows = []
    for score, days in by_axis[FeatureName.RECENCY].items():
        row = [
            str(score),
            _told(days, words),
            _told(by_axis[FeatureName.FREQUENCY][score], words),
        ]
        rows.append((*row, _told(money[score], words)) if money else tuple(row))
    return table(words, named(), columns, rows)


def _told(band: ScoreBand, words: Words) -> str:
    return words.text(band.told) if band.told else ""
