"""Places of many customers in, the outline of where half of them stand most densely out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from contourpy import LineType, contour_generator

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["half"]

CELL, REACH = 1.0, 14
"""Millimetres of a cell, and cells that the kernel reaches to either side."""
NARROWEST, WIDEST, OF_ONE = 3.5, 6.5, 14.0
"""Standard deviation of the Gaussian kernel in millimetres: least, most, and for one customer
before it shrinks with their number to the power of a sixth (Scott 1992, two dimensions).
"""
ISLAND = 30.0
"""Square millimetres: smaller islands of the outline are left out."""


def half(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return closed lines, an array of (x, y) each, around the densest region that holds half of
    the places.

    Its density is the median of those at the places themselves (Hyndman 1996, "Computing and
    graphing highest density regions"), so that the lines hold half of them however far the kernel
    spreads what stands close together. Places all but alike have none.
    """
    blur = min(max(OF_ONE * len(xs) ** (-1 / 6), NARROWEST), WIDEST)
    across, down = (
        np.arange(values.min() - REACH, values.max() + REACH + CELL, CELL) for values in (xs, ys)
    )
    counted, _, _ = np.histogram2d(ys, xs, bins=(down, across))
    density = _blurred(_blurred(counted, blur).T, blur).T
    level = float(np.median(density[_cells(ys, down), _cells(xs, across)]))
    middles = [edges[:-1] + CELL / 2 for edges in (across, down)]
    lines = contour_generator(middles[0], middles[1], density, line_type=LineType.Separate).lines(
        level
    )
    return [line for line in lines if isinstance(line, np.ndarray) and abs(_area(line)) >= ISLAND]


def _cells(values: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the cell that each value falls into."""
    return np.asarray((values - edges[0]) / CELL, dtype=np.intp)


def _blurred(cells: NDArray[np.float64], blur: float) -> NDArray[np.float64]:
    """Spread each row's counts by a Gaussian kernel."""
    steps = np.arange(-REACH, REACH + 1) * CELL
    kernel = np.exp(-0.5 * (steps / blur) ** 2)
    kernel /= kernel.sum()
    # "same" would be as long as the longer of both, and customers on a line are narrower than the
    # kernel.
    return np.array([np.convolve(row, kernel)[REACH:-REACH] for row in cells])


def _area(line: NDArray[np.float64]) -> float:
    """Return the area that a closed line encloses (shoelace formula)."""
    x, y = line[:, 0], line[:, 1]
    return float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2
