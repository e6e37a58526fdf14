"""Prepared features in, a plane to draw customers on out: their first two principal components."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


def project(prepared: NDArray[np.float64], index: pd.Index[str]) -> tuple[pd.DataFrame, float]:
    """Return x and y for each customer, and the share of variance that they keep.

    The direction of a component is arbitrary: it is turned so that the feature with the largest
    weight points up. With a single feature, y is 0.
    """
    centred = prepared - prepared.mean(axis=0)
    variances, axes = np.linalg.eigh(centred.T @ centred)
    leading = axes[:, ::-1][:, :2]
    largest = leading[np.abs(leading).argmax(axis=0), np.arange(leading.shape[1])]
    points = centred @ (leading * np.where(largest < 0, -1.0, 1.0))
    if points.shape[1] == 1:
        points = np.column_stack([points, np.zeros(len(points))])
    kept = float(variances[::-1][:2].sum() / variances.sum())
    return pd.DataFrame(points, columns=["x", "y"], index=index), min(kept, 1.0)
