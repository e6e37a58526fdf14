"""The cells of the recency-frequency grid: the client's own, or ten that cover all 25 pairs of
scores exactly once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reporter.settings import GridSettings


class NamedCell(NamedTuple):
    """A name for a block of scores."""

    name: str
    recency: tuple[int, ...]
    """The highest = most recent."""
    frequency: tuple[int, ...]
    """The highest = most orders, or most orders and money."""


CELLS = (
    NamedCell("Champions", (5,), (4, 5)),
    NamedCell("Loyal", (3, 4), (4, 5)),
    NamedCell("Potential loyalists", (4, 5), (2, 3)),
    NamedCell("New", (5,), (1,)),
    NamedCell("Promising", (4,), (1,)),
    NamedCell("Need attention", (3,), (3,)),
    NamedCell("About to sleep", (3,), (1, 2)),
    NamedCell("At risk", (1, 2), (3, 4)),
    NamedCell("Can't lose", (1, 2), (5,)),
    NamedCell("Hibernating", (1, 2), (1, 2)),
)


def named_cells(settings: GridSettings) -> tuple[NamedCell, ...]:
    """Return the client's own cells, or else the ten that marketing tools share."""
    own = (
        NamedCell(cell.name, tuple(sorted(cell.recency)), tuple(sorted(cell.frequency)))
        for cell in settings.cells
    )
    return tuple(own) if settings.cells else CELLS
