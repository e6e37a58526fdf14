"""The cells of the recency-frequency grid: the client's own, or ten that cover all 25 pairs of
scores exactly once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reporter.model.claim import Claim, SegmentName

if TYPE_CHECKING:
    from reporter.settings import GridSettings


class NamedCell(NamedTuple):
    """A name for a block of scores."""

    called: SegmentName
    name: str
    """What tells it from the others."""
    recency: tuple[int, ...]
    """The highest = most recent."""
    frequency: tuple[int, ...]
    """The highest = most orders, or most orders and money."""


def _ours(name: str) -> SegmentName:
    return SegmentName(Claim(f"grid_cell.{name}"))


CELLS = (
    NamedCell(_ours("champions"), "champions", (5,), (4, 5)),
    NamedCell(_ours("loyal"), "loyal", (3, 4), (4, 5)),
    NamedCell(_ours("potential_loyalists"), "potential_loyalists", (4, 5), (2, 3)),
    NamedCell(_ours("new"), "new", (5,), (1,)),
    NamedCell(_ours("promising"), "promising", (4,), (1,)),
    NamedCell(_ours("need_attention"), "need_attention", (3,), (3,)),
    NamedCell(_ours("about_to_sleep"), "about_to_sleep", (3,), (1, 2)),
    NamedCell(_ours("at_risk"), "at_risk", (1, 2), (3, 4)),
    NamedCell(_ours("cant_lose"), "cant_lose", (1, 2), (5,)),
    NamedCell(_ours("hibernating"), "hibernating", (1, 2), (1, 2)),
)


def named_cells(settings: GridSettings) -> tuple[NamedCell, ...]:
    """Return the client's own cells, or else the ten that marketing tools share."""
    own = (
        NamedCell(
            SegmentName(cell.name),
            cell.name,
            tuple(sorted(cell.recency)),
            tuple(sorted(cell.frequency)),
        )
        for cell in settings.cells
    )
    return tuple(own) if settings.cells else CELLS
