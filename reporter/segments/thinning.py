"""Features in, those that say the same as an earlier one out of it, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import Thinned
from reporter.segments.preparation import fit_preparation

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from reporter.model import Unit
    from reporter.segments.preparation import Prepared
    from reporter.settings import SegmentsSettings

CORRELATED = 0.95
"""An absolute correlation beyond this counts one property twice."""


def thin(
    frame: pd.DataFrame, units: Mapping[str, Unit], settings: SegmentsSettings
) -> tuple[pd.DataFrame, Prepared, tuple[Thinned, ...]]:
    """Prepare the features, and again without the later one of each two numbers whose prepared
    values go together.

    Returns
    -------
    The features that are left, their preparation, and those that were left out.
    """
    whole = settings.model_copy(update={"pca": None})
    prepared = fit_preparation(frame, units, whole)
    numbers = [name for name in map(str, frame.columns) if units[name] != "category"]
    out = _alike(prepared.points[:, : len(numbers)], numbers)
    if not out and settings.pca is None:
        return frame, prepared, ()
    left = frame.drop(columns=[one.feature for one in out])
    return left, fit_preparation(left, units, settings), out


def _alike(points: NDArray[np.float64], names: list[str]) -> tuple[Thinned, ...]:
    if len(names) < 2:
        return ()
    correlations: NDArray[np.float64] = np.asarray(np.corrcoef(points, rowvar=False))
    out: list[Thinned] = []
    kept = [0]
    for index in range(1, len(names)):
        # Of equally near ones the earliest, so that columns' order settles it.
        nearest = max(kept, key=lambda other: (abs(correlations[index, other]), -other))
        if abs(correlations[index, nearest]) > CORRELATED:
            out.append(
                Thinned(
                    feature=names[index],
                    kept=names[nearest],
                    correlation=float(correlations[index, nearest]),
                )
            )
        else:
            kept.append(index)
    return tuple(out)
