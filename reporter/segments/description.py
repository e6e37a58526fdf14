"""Customers in segments in, what can be said of each segment out: silhouettes, neighbour, border,
valley and rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from reporter.model import BORDERLINE, Segment
from reporter.segments.rules import fidelity, rules
from reporter.segments.silhouettes import silhouettes
from reporter.segments.space import balanced_rows
from reporter.segments.valleys import NONE, valleys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from reporter.model import Unit
    from reporter.segments.space import Space

SILHOUETTES = 6_000
"""Customers up to which silhouettes are exact; beyond, those of so many, evenly over the segments.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What can be said of the segments."""

    segments: tuple[Segment, ...]
    fidelity: float
    widths: pd.DataFrame
    """segment, width, neighbour; indexed by customer."""

    @property
    def stability(self) -> float:
        """Return the mean over customers of their segment's stability."""
        return float(
            np.average(
                [one.stability for one in self.segments],
                weights=[one.customers for one in self.segments],
            )
        )


def describe(
    frame: pd.DataFrame,
    space: Space,
    labels: pd.Series[int],
    stabilities: NDArray[np.float64],
    units: Mapping[str, Unit],
    seed: int,
) -> Described:
    """Describe segments.

    Parameters
    ----------
    frame
        The features that made them, in original units.
    labels
        Segment ids, indexed like the frame. An id that nobody has is left out.
    stabilities
        Of each segment, from id 1 on.
    """
    numbers: NDArray[np.intp] = np.asarray(labels, dtype=np.intp)
    widths = _widths(space, numbers, frame.index, seed)
    found, inside = rules(frame, numbers, units), dict(tuple(widths.groupby("segment")))
    between = valleys(
        space.smeared[frame.index.get_indexer(widths.index)],
        widths["segment"].to_numpy(dtype=np.intp) - 1,
    )
    segments = []
    for number in sorted(set(numbers.tolist())):
        borders = _borders(inside[number])
        # Where members stand at a border, the neighbour is whom most of them are close to.
        neighbour = borders[0][0] if borders else _commonest(inside[number]["neighbour"])
        pair = (min(number, neighbour) - 1, max(number, neighbour) - 1)
        segments.append(
            Segment(
                id=number,
                customers=int((numbers == number).sum()),
                stability=float(stabilities[number - 1]),
                silhouette=float(inside[number]["width"].mean()),
                neighbour=neighbour,
                valley=between.get(pair, NONE).depth,
                borderline=float((inside[number]["width"] < BORDERLINE).mean()),
                rule=found[number],
                borders=borders,
            )
        )
    return Described(
        segments=tuple(segments), fidelity=fidelity(frame, numbers, units), widths=widths
    )


def _widths(
    space: Space, numbers: NDArray[np.intp], customers: pd.Index[str], seed: int
) -> pd.DataFrame:
    rows = balanced_rows(numbers - 1, SILHOUETTES, seed)
    present, places = np.unique(numbers[rows], return_inverse=True)
    scored = silhouettes(space.prepared[rows], [places.reshape(-1).astype(np.intp)])[0]
    columns = {
        "segment": numbers[rows],
        "width": scored.widths,
        "neighbour": present[scored.neighbours],
    }
    return pd.DataFrame(columns, index=customers[rows])


def _borders(members: pd.DataFrame) -> tuple[tuple[int, float], ...]:
    near = members.loc[members["width"] < BORDERLINE, "neighbour"].value_counts()
    shares = [(int(str(number)), int(count) / len(members)) for number, count in near.items()]
    return tuple(sorted(shares, key=lambda one: (-one[1], one[0])))


def _commonest(numbers: pd.Series[int]) -> int:
    return int(np.bincount(numbers.to_numpy(dtype=np.intp)).argmax())
