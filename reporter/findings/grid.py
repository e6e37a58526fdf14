"""The recency-frequency grid that marketing tools share: the customer table in, ten named cells out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.findings.draft import Draft
from reporter.findings.grid_cells import CELLS
from reporter.model import GridCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from reporter.findings.measured import Measured
    from reporter.model import Finding

SCORES = 5
CHAMPIONS = "Champions"


def grid_cells(measured: Measured) -> tuple[GridCell, ...] | None:
    """Count customers and revenue in each named cell; None where the file holds no orders.

    Recency is scored by its quintiles (5 = most recent; equal days get equal scores), frequency by the quintiles of its
    rank, where customers with equally many orders rank by their id.
    """
    frame = measured.frame
    if not measured.transactions or not {"recency", "frequency"} <= set(frame.columns):
        return None
    revenue = frame[measured.table.revenue].to_numpy(dtype=float) if measured.table.revenue else np.zeros(len(frame))
    cells = []
    for name, recencies, frequencies in CELLS:
        inside = in_cell(measured, name)
        cells.append(
            GridCell(
                segment=name,
                recency=recencies,
                frequency=frequencies,
                customers=int(inside.sum()),
                revenue=float(revenue[inside].sum()),
            )
        )
    return tuple(cells)


def in_cell(measured: Measured, name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell of each customer whether a named cell holds them."""
    _, recencies, frequencies = next(cell for cell in CELLS if cell[0] == name)
    recency, frequency = recency_scores(measured.frame["recency"]), frequency_scores(measured.frame["frequency"])
    return np.asarray(np.isin(recency, recencies) & np.isin(frequency, frequencies), dtype=np.bool_)


def crossing(measured: Measured, grid: tuple[GridCell, ...] | None, names: Mapping[int, str]) -> Finding | None:
    """Say among which segment the customers of the grid's champions cell stand; None without grid or champions."""
    if grid is None:
        return None
    labels = measured.labels[in_cell(measured, CHAMPIONS)]
    if labels.empty:
        return None
    counts = labels.value_counts().sort_index()
    number = int(str(counts.idxmax()))
    draft, share = Draft(measured.numerals), float(counts.max()) / measured.customers[number]
    cell, both = draft.plural("cell", len(labels), "customer"), draft.count("both", int(counts.max()))
    name, part = draft.name("name", names[number]), draft.percent("share", share)
    verb = "is" if both == "1" else "are"
    text = f"Of the {cell} in the grid’s champions cell, {both} {verb} among our {name}; that is {part} of this segment."
    return draft.finding("grid.crossing", text)


def recency_scores(days: pd.Series[float]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Score days since the last order from 5 (the most recent fifth) to 1."""
    values = days.to_numpy(dtype=float)
    edges = np.quantile(values, np.arange(1, SCORES) / SCORES)
    return np.asarray(SCORES - np.searchsorted(edges, values, side="left"), dtype=np.int64)


def frequency_scores(orders: pd.Series[float]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Score the number of orders from 5 (the fifth with most) to 1; the index breaks ties."""
    ranks = orders.sort_index().rank(method="first").reindex(orders.index).to_numpy(dtype=float)
    return np.asarray(np.ceil(ranks * SCORES / len(ranks)), dtype=np.int64)
