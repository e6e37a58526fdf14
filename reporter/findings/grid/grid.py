"""The recency-frequency grid that marketing tools share: the customer table in; scores, named
cells, and their segments out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from reporter.findings.grid.band_words import band_words
from reporter.findings.grid.bands import frequency_bands, monetary_bands, recency_bands
from reporter.findings.grid.cells import named_cells
from reporter.findings.grid.scores import (
    fm_scores,
    frequency_scores,
    monetary_scores,
    recency_scores,
    shared_orders,
    split_orders,
)
from reporter.model import RFM, Crossing, FeatureName, Finding, GridCell, Scoring
from reporter.model.claim import Claim, Count, Number, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.grid.cells import NamedCell
    from reporter.findings.measuring.measured import Measured
    from reporter.model.claim import Value
    from reporter.settings import GridSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All customers by recency and frequency."""

    settings: GridSettings
    scoring: Scoring
    cells: tuple[GridCell, ...]
    crossings: tuple[Crossing, ...]

    @property
    def best(self) -> GridCell:
        """The cell with the best score on both sides."""
        # Cells cover each pair of scores once, so that one of them holds the best of both.
        top = self.scoring.scores
        return next(cell for cell in self.cells if top in cell.recency and top in cell.frequency)

    @property
    def best_called(self) -> Claim:
        """The best cell's name within a sentence."""
        return Claim(
            "grid.cell",
            {"called": self.best.called, "own_cells": bool(self.settings.cells)},
        )

    @property
    def told_apart(self) -> Literal["orders", "money", "id"]:
        """What the scores beside recency rest on besides the number of orders, if anything."""
        notes = {note.id for note in self.scoring.notes}
        if "grid.ties_by_id" in notes:
            return "id"
        return "money" if self.scoring.counts_money or "grid.ties" in notes else "orders"

    def members(self, name: str) -> pd.Series[bool]:
        """Tell of each customer whether a cell holds them."""
        return self.scoring.customers["grid_cell"] == name


def make_grid(measured: Measured, settings: GridSettings) -> Grid | None:
    """Score the customers and count them in each named cell; None where the file holds no orders.

    Parameters
    ----------
    measured
        The base.
    settings
        Axis, number of scores, cuts and cells; checked already.
    """
    frame = measured.frame
    if not measured.transactions or not {FeatureName.RECENCY, FeatureName.FREQUENCY} <= set(
        frame.columns
    ):
        return None
    cells, scoring = named_cells(settings), _scoring(measured, settings)
    revenue = (
        frame[measured.study.table.revenue].astype(float) if measured.study.table.revenue else None
    )
    orders, counted = frame[FeatureName.FREQUENCY].to_numpy(dtype=float), []
    for cell in cells:
        inside = (scoring.customers["grid_cell"] == cell.name).to_numpy()
        counted.append(
            GridCell(
                segment=cell.name,
                called=cell.called,
                recency=cell.recency,
                frequency=cell.frequency,
                customers=int(inside.sum()),
                revenue=None if revenue is None else float(revenue.to_numpy()[inside].sum()),
                orders=int(orders[inside].sum()),
            )
        )
    crossings = _crossings(
        scoring.customers["grid_cell"], measured.labels, revenue, [cell.name for cell in cells]
    )
    return Grid(settings=settings, scoring=scoring, cells=tuple(counted), crossings=crossings)


def _scoring(measured: Measured, settings: GridSettings) -> Scoring:
    """Score recency, frequency and, where the file holds any, money."""
    frame, top = measured.frame, settings.scores
    days, orders = (
        frame[FeatureName.RECENCY].astype(float),
        frame[FeatureName.FREQUENCY].astype(float),
    )
    money = frame[FeatureName.MONETARY].astype(float) if FeatureName.MONETARY in frame else None
    recency = recency_scores(days, top, settings.recency_cuts)
    frequency = frequency_scores(orders, top, settings.frequency_cuts, money)
    held = {"recency_score": recency, "frequency_score": frequency}
    bands = list(recency_bands(days.to_numpy(), recency, top, settings.recency_cuts))
    bands += frequency_bands(orders.to_numpy(), frequency, top, settings.frequency_cuts)
    beside = frequency
    if money is not None:
        held["monetary_score"] = monetary_scores(money, top, settings.monetary_cuts)
        bands += monetary_bands(
            money.to_numpy(), held["monetary_score"], top, settings.monetary_cuts
        )
        if settings.axis == "fm":
            beside = held["fm_score"] = fm_scores(frequency, held["monetary_score"])
    return Scoring(
        axis="fm" if "fm_score" in held else "frequency",
        scores=top,
        own=frozenset(axis for axis in RFM if getattr(settings, f"{axis}_cuts")),
        bands=tuple(replace(band, told=band_words(band, measured.numerals)) for band in bands),
        notes=_notes(measured, settings),
        customers=pd.DataFrame(
            {**held, "grid_cell": _placed(recency, beside, named_cells(settings), top)},
            index=frame.index,
        ),
    )


def _placed(
    recency: np.ndarray, beside: np.ndarray, cells: Sequence[NamedCell], top: int
) -> list[str]:
    """Return the name of each customer's cell."""
    # By both scores; these begin at 1, so that the first row and column stay unused.
    number = np.zeros((top + 1, top + 1), dtype=np.int64)
    for index, cell in enumerate(cells):
        number[np.ix_(cell.recency, cell.frequency)] = index
    return [cells[index].name for index in number[recency, beside]]


def _crossings(
    cell: pd.Series[str],
    labels: pd.Series[int],
    revenue: pd.Series[float] | None,
    names: Sequence[str],
) -> tuple[Crossing, ...]:
    """Count the customers of each pair of cell and segment that has any."""
    spent = pd.Series(0.0, index=cell.index) if revenue is None else revenue
    groups = spent.groupby([cell, labels]).agg(["size", "sum"])
    order = {name: number for number, name in enumerate(names)}
    pairs = sorted(groups.itertuples(name=None), key=lambda row: (order[row[0][0]], row[0][1]))
    return tuple(
        Crossing(
            cell=str(name),
            segment=int(segment),
            customers=int(size),
            revenue=None if revenue is None else float(total),
        )
        for (name, segment), size, total in pairs
    )


def _notes(measured: Measured, settings: GridSettings) -> tuple[Finding, ...]:
    """Say what a reader would not expect: what decides between equal orders, or that there is no
    money.
    """
    notes, orders = [], measured.frame[FeatureName.FREQUENCY].astype(float)
    if not settings.frequency_cuts and (shared := shared_orders(orders, settings.scores)):
        split = split_orders(orders, settings.scores)
        notes.append(_ties(measured, split) if split else _limits(measured, shared))
    if settings.axis == "fm" and FeatureName.MONETARY not in measured.frame:
        notes.append(Finding(id="grid.no_money", claim=Claim("grid.no_money")))
    return tuple(notes)


def _ties(measured: Measured, split: Sequence[float]) -> Finding:
    """Say for how many customers the number of orders does not decide the score, and what does."""
    by_money = FeatureName.MONETARY in measured.frame
    return Finding(
        id="grid.ties" if by_money else "grid.ties_by_id",
        claim=Claim("grid.ties", {"equals": _equals(measured, split), "by_money": by_money}),
    )


def _limits(measured: Measured, shared: Sequence[float]) -> Finding:
    """Say which customers with equally many orders have different scores, and that their id
    decides.
    """
    values: dict[str, Value] = {"equals": _equals(measured, shared), "several": len(shared) > 1}
    return Finding(id="grid.ties_at_limits", claim=Claim("grid.ties_at_limits", values))


def _equals(measured: Measured, values: Sequence[float]) -> tuple[Claim, ...]:
    """Count the customers who ordered so often, for each number of orders."""
    orders = measured.frame[FeatureName.FREQUENCY].astype(float)
    return tuple(
        Claim(
            "grid.equals",
            {
                "customers": Count(int((orders == value).sum())),
                "orders": Number(value),
                "first": not index,
            },
            suffix=f"_{index}",
        )
        for index, value in enumerate(values)
    )


def crossing(
    measured: Measured, grid: Grid | None, names: Mapping[int, SegmentName]
) -> Finding | None:
    """Say among which segment the customers of the grid's best cell stand; None without grid or
    such customers.
    """
    if grid is None or not grid.best.customers:
        return None
    # Sorted, so that of equal counts the first segment is named.
    counts = measured.labels[grid.members(grid.best.segment)].value_counts().sort_index()
    number = int(str(counts.idxmax()))
    values: dict[str, Value] = {
        "cell": Count(grid.best.customers),
        "best": grid.best_called,
        "both": Count(int(counts.max())),
        "name": names[number],
        "share": Share(float(counts.max()) / measured.customers[number]),
    }
    return Finding(id="grid.crossing", claim=Claim("grid.crossing", values))
