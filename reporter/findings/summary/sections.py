"""The answer that each section opens with: measurements in, one finding per section out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.findings.method.structure import structure
from reporter.findings.strategies.ranking import FIRST_READ
from reporter.findings.summary.remainder import amounts, orders
from reporter.model import RFM, FeatureName, Finding, Stance
from reporter.model.claim import Claim, Count, Days, Money, Name, Number, Score, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.grid.grid import Grid
    from reporter.findings.measuring.measured import Measured
    from reporter.model import GridCell, Outcome, Strategy
    from reporter.model.claim import Value


SLIPPING_CELLS = ("at_risk", "cant_lose")
"""Cells of customers who have not ordered for long, however well they score for the rest."""


def section_answers(
    measured: Measured,
    names: Mapping[int, SegmentName],
    opening: Finding,
    grid: Grid | None,
    actions: Sequence[Strategy],
    became: Sequence[Outcome] = (),
) -> dict[str, Finding]:
    """Return the opening sentences by section: summary, base, glance, grid, actions, data, amounts,
    orders, method, structure, glossary.
    """
    found = {
        "summary": opening,
        "base": _base(measured, became),
        "glance": _glance(measured, names),
        "grid": _grid(measured, grid),
        "actions": _actions(measured, actions),
        "data": _data(measured),
        "amounts": amounts(measured.study.clean),
        "orders": orders(measured.study.clean),
        "method": _method(measured),
        "structure": structure(measured),
        "glossary": _glossary(measured),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def _section(name: str, claim: str, **values: Value) -> Finding:
    return Finding(id=f"section.{name}", claim=Claim(f"section.{claim}", values))


def _base(measured: Measured, became: Sequence[Outcome]) -> Finding:
    totals, revenue = measured.study.totals, measured.revenue
    customers, earned = Count(totals.customers), None if revenue is None else sum(revenue.values())
    amount = None if earned is None else Money(earned)
    if totals.orders is not None:
        return _section(
            "base",
            "base.orders",
            customers=customers,
            orders=Count(totals.orders),
            revenue=amount,
            repeat=_repeat(measured),
            summed=measured.summed,
        )
    if earned is None:
        return _section("base", "base.rows", customers=customers)
    return _section(
        "base",
        "base.spend",
        customers=customers,
        revenue=amount,
        time="month" if measured.monthly else "since" if measured.rate else "period",
        mean=Money(earned / totals.customers),
        left=_left(became) if measured.monthly else None,
    )


def _repeat(measured: Measured) -> Share | None:
    """Return how many of the customers came back."""
    if FeatureName.FREQUENCY not in measured.frame:
        return None
    frequency = measured.frame[FeatureName.FREQUENCY].astype(float)
    return Share(float((frequency >= ONE_ORDER_TOLERANCE).mean()))


def _left(became: Sequence[Outcome]) -> Count | None:
    """Return how many of those who pay a month have left, where a column says so."""
    left = next((one for one in became if one.bad and one.rate), None)
    return None if left is None else Count(round(left.rate * left.known))


def _glance(measured: Measured, names: Mapping[int, SegmentName]) -> Finding:
    sizes = sorted(measured.customers, key=lambda number: (measured.customers[number], number))
    least, most = sizes[0], sizes[-1]
    alike = [
        number for number, size in measured.customers.items() if size == measured.customers[least]
    ]
    values: dict[str, Value] = {
        "k": Count(len(names)),
        "smallest": Count(measured.customers[least]),
        "least": names[least],
        "largest": Count(measured.customers[most]),
        "most": names[most],
    }
    if len(names) == 2:
        return _section("glance", "glance.two", **values)
    return _section("glance", "glance.several", **values, alone=len(alike) == 1)


def _grid(measured: Measured, grid: Grid | None) -> Finding | None:
    if grid is None:
        return None
    slipping = [cell for cell in grid.cells if cell.segment in SLIPPING_CELLS and cell.customers]
    held, values = sum(cell.customers for cell in slipping), _scored(grid)
    # The client's own cells and limits mean what the client says, not what tools say of theirs.
    if grid.settings.cells or grid.scoring.own or held < 2:
        return _section("grid", "grid", **values)
    claim = _long_ago(measured, grid, slipping)
    return _section("grid", "grid", **values, slipping=Count(held), long_ago=claim)


def _scored(grid: Grid) -> dict[str, Value]:
    """Return what the grid scores, and by which limits: parts of all customers, or limits of the
    client's.
    """
    scoring = grid.scoring
    used = set(RFM) if scoring.counts_money else {FeatureName.RECENCY, FeatureName.FREQUENCY}
    by_parts = not used <= scoring.own
    return {
        "money": scoring.counts_money,
        "money_decides": grid.told_apart == "money",
        "parts": Claim("grid.parts", {"scores": Count(scoring.scores)}) if by_parts else None,
        "own_limits": bool(used & scoring.own),
    }


def _long_ago(measured: Measured, grid: Grid, slipping: Sequence[GridCell]) -> Claim:
    """Return how much customers who slip away have ordered, or score for it, and how long ago."""
    members = measured.frame[grid.scoring.customers["grid_cell"].isin(SLIPPING_CELLS)]
    values: dict[str, Value] = {
        "days": Days(float(members[FeatureName.RECENCY].min())),
        "orders": Number(float(members[FeatureName.FREQUENCY].min())),
    }
    if grid.told_apart == "orders":
        return Claim("section.long_ago.orders", values)
    # Where money or ids decide between equally many orders, only scores part the cells.
    values |= {
        "score": Count(min(min(cell.frequency) for cell in slipping)),
        "scores": Count(grid.scoring.scores),
        "money": grid.scoring.counts_money,
    }
    return Claim("section.long_ago.scores", values)


def _actions(measured: Measured, actions: Sequence[Strategy]) -> Finding | None:
    if not actions:
        return None
    priced = sum(each.high is not None for each in actions)
    values: dict[str, Value] = {
        "actions": Count(len(actions)),
        "priced": Count(priced),
        "of_kinds": _brought_forward(actions),
    }
    if priced:
        values |= {"some": priced < len(actions), "overlap": priced > 1}
        return _section("actions", "actions.priced", **values)
    money = any(feature.unit == "money" for feature in measured.numeric)
    ranked = measured.transactions or measured.priced or money
    return _section("actions", "actions.unpriced", **values, no_revenue=not ranked)


def _brought_forward(actions: Sequence[Strategy]) -> bool:
    """Tell whether another measure stands among the first three for being another, and the order
    shows it.
    """
    # Ordered by the middle of the estimate over effort; those without one by reach over effort.
    shown = [
        (
            each.high is not None,
            (each.audience if each.high is None else ((each.low or 0.0) + each.high) / 2)
            / each.effort,
        )
        for each in actions[: FIRST_READ + 1]
    ]
    return any(one < other for one, other in pairwise(shown))


def _data(measured: Measured) -> Finding:
    clean, gaps = measured.study.clean, _gaps(measured)
    came, gone = clean.dataset.rows, clean.dataset.rows - clean.rows
    if not gone:
        return _section("data", "data.all", rows=Count(came), missing=gaps)
    removed = [step for step in clean.steps if step.removed and step.rows]
    largest = max(removed, key=lambda step: step.rows)
    return _section(
        "data",
        "data.removed",
        rows=Count(came),
        removed=Count(gone),
        largest=Count(largest.rows),
        rule=largest.told,
        by_one_rule=largest.rows == gone,
        kept=Count(clean.rows),
        missing=gaps,
    )


def _gaps(measured: Measured) -> Claim:
    """Return in how many columns values are missing, and where most."""
    columns, rows = measured.study.clean.profile.columns, measured.study.clean.dataset.rows
    gaps = [column for column in columns if column.missing]
    if gaps:
        worst = max(gaps, key=lambda column: column.missing)
        values: dict[str, Value] = {
            "missing_share": Share(worst.missing / rows),
            "column": Name(worst.name),
        }
        if len(gaps) == 1:
            return Claim("section.gaps.one", values)
        return Claim("section.gaps.several", {**values, "gaps": Count(len(gaps))})
    stand_in = any(
        reading.question == "no_value" and reading.stance is not Stance.TOLD
        for reading in measured.study.clean.readings
    )
    if stand_in:
        return Claim("section.gaps.stand_in")
    return Claim("section.gaps.none" if columns else "section.gaps.uncounted")


def _method(measured: Measured) -> Finding:
    found = measured.study.segmentation
    return _section(
        "method",
        "method",
        k=Count(found.k),
        features=Count(len(found.features)),
        basis=found.basis.name.lower(),
        silhouette=Score(found.silhouette),
        lowest_stability=Score(found.least_sure.stability),
    )


def _glossary(measured: Measured) -> Finding:
    return _section("glossary", "glossary", features=Count(len(measured.study.table.features)))
