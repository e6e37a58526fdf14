"""How the recency-frequency grid scores customers and names its cells, checked before anything
runs.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError, model_validator

from reporter.settings.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class GridCellSettings(Table):
    """A named cell of a client's own grid: a block of scores that lie side by side."""

    name: str = Field(min_length=1, max_length=40, examples=["Champions"])
    """What the cell is called."""
    recency: tuple[int, ...] = Field(min_length=1, examples=[[4, 5]])
    """Scores of recency that lie side by side."""
    frequency: tuple[int, ...] = Field(min_length=1, examples=[[4, 5]])
    """Scores of frequency, or of frequency and money together where that is the axis."""


class GridSettings(Table):
    """How the recency-frequency grid scores customers, and which cells it names.

    A score is a whole number from 1 to `scores`, the highest being the best. By default it is a
    customer's place in equal parts of all customers; with cuts of your own, the limits are those.
    """

    axis: Literal["frequency", "fm"] = "frequency"
    """What recency is crossed with; fm: the mean of the scores of frequency and money, (F + M) / 2,
    halves rounded up.
    """
    scores: int = Field(default=5, ge=3, le=10)
    """How many scores there are; the highest is the best."""
    recency_cuts: tuple[int, ...] = Field(default=(), examples=[[14, 30, 90, 180]])
    """The most days of each score but the lowest, best first: [30, 90] makes 3 up to 30 days, 2 up
    to 90 days, 1 more than that.
    """
    frequency_cuts: tuple[int, ...] = Field(default=(), examples=[[2, 3, 5, 9]])
    """The fewest orders of each score but the lowest, lowest first: [2, 5] makes 1 one order, 2
    from 2 orders, 3 from 5 orders.
    """
    monetary_cuts: tuple[float, ...] = Field(default=(), examples=[[50, 150, 400, 1000]])
    """The least money of each score but the lowest, lowest first, in the report's currency."""
    cells: tuple[GridCellSettings, ...] = Field(
        default=(),
        examples=[
            [
                {"name": "Lately here", "recency": [4, 5], "frequency": [1, 2, 3, 4, 5]},
                {"name": "Long gone", "recency": [1, 2, 3], "frequency": [1, 2, 3, 4, 5]},
            ]
        ],
    )
    """Own cells, which cover every pair of scores once; by default the ten that marketing tools
    share, for five scores.
    """

    def with_cuts(self, earlier: Mapping[str, Sequence[float]]) -> GridSettings:
        """Return the grid with the limits of an earlier one, on each axis that has none of its own
        and that they can part.

        Parameters
        ----------
        earlier
            recency, frequency, monetary → ascending limits, as in the settings.
        """
        grid = self
        for axis in ("recency", "frequency", "monetary"):
            key, cuts = f"{axis}_cuts", tuple(earlier.get(axis, ()))
            if not cuts or getattr(self, key):
                continue
            # Limits that lie among equally many orders part customers by their id, not by a number.
            with contextlib.suppress(ValidationError):
                grid = GridSettings.model_validate({**grid.model_dump(), key: cuts})
        return grid

    @model_validator(mode="after")
    def _cuts_part_the_customers(self) -> GridSettings:
        for name, least in (
            ("recency_cuts", 0),
            ("frequency_cuts", 2),
            ("monetary_cuts", -math.inf),
        ):
            cuts: tuple[float, ...] = getattr(self, name)
            if not cuts:
                continue
            if len(cuts) != self.scores - 1:
                raise ValueError(
                    f"{name} has {_counted(len(cuts), 'cut')}, but {self.scores} scores need"
                    f" {self.scores - 1}"
                )
            if not all(math.isfinite(cut) for cut in cuts) or any(
                low >= high for low, high in itertools.pairwise(cuts)
            ):
                raise ValueError(f"{name} must rise from cut to cut, not {_listed(cuts)}")
            if cuts[0] < least:
                raise ValueError(
                    f"{name} must begin at {least} or above, not {_listed(cuts[:1])}; else a score"
                    " could hold nobody"
                )
        return self

    @model_validator(mode="after")
    def _cells_cover_every_pair_of_scores_once(self) -> GridSettings:
        if not self.cells:
            if self.scores != 5:
                raise ValueError(
                    f"the ten named cells are made for 5 scores; for {self.scores}, name your own"
                    " in findings.grid.cells"
                )
            return self
        holder: dict[tuple[int, int], str] = {}
        for cell in self.cells:
            self._check(cell)
            for pair in itertools.product(cell.recency, cell.frequency):
                if pair in holder:
                    both = f"{holder[pair]} and {cell.name} both cover"
                    raise ValueError(
                        f"two cells are called {cell.name}"
                        if cell.name == holder[pair]
                        else f"{both} {_pair(pair)}"
                    )
                holder[pair] = cell.name
        names = [cell.name for cell in self.cells]
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"two cells are called {twice[0]}")
        scores = range(1, self.scores + 1)
        if gaps := [pair for pair in itertools.product(scores, scores) if pair not in holder]:
            more = (
                f" (nor {_counted(len(gaps) - 1, 'other pair')} of scores)" if len(gaps) > 1 else ""
            )
            raise ValueError(f"no cell covers {_pair(gaps[0])}{more}")
        return self

    def _check(self, cell: GridCellSettings) -> None:
        """Refuse a cell without a name, with scores that there are not, or in more than
        one piece.
        """
        if not cell.name.strip() or not cell.name.isprintable():
            raise ValueError("every cell needs a name that can be read")
        for called, scores in (("recency", cell.recency), ("frequency", cell.frequency)):
            if wrong := [score for score in scores if not 1 <= score <= self.scores]:
                raise ValueError(
                    f"{cell.name} has the {called} score {wrong[0]}, but scores go from 1 to"
                    f" {self.scores}"
                )
            if sorted(scores) != list(range(min(scores), max(scores) + 1)):
                raise ValueError(
                    f"{cell.name} has the {called} scores {_listed(scores)}, which do not lie side"
                    " by side, each once"
                )


def _pair(pair: tuple[int, int]) -> str:
    return f"recency {pair[0]}, frequency {pair[1]}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)
