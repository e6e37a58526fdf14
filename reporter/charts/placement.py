"""Boxes of labels in, places where no two overlap out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Box", "overlap", "pushed_up", "settled"]

STEP = 0.5
"""Millimetres that a box is moved at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in millimetres; y grows downwards."""

    x: float
    y: float
    wide: float
    high: float


def overlap(first: Box, second: Box) -> bool:
    """Tell whether two boxes share any room."""
    across = first.x < second.x + second.wide and second.x < first.x + first.wide
    return across and first.y < second.y + second.high and second.y < first.y + first.high


def pushed_up(box: Box, obstacles: Iterable[Box], top: float) -> Box:
    """Move a box upwards until it is clear of the obstacles; at the top it stays."""
    taken = tuple(obstacles)
    while box.y > top and any(overlap(box, other) for other in taken):
        box = replace(box, y=max(top, box.y - STEP))
    return box


def settled(box: Box, obstacles: Iterable[Box], bounds: Box) -> Box:
    """Move a box to the nearest place within bounds that is clear of the obstacles; where there is
    none it stays.
    """
    taken = tuple(obstacles)
    inside = replace(
        box,
        x=min(max(box.x, bounds.x), bounds.x + bounds.wide - box.wide),
        y=min(max(box.y, bounds.y), bounds.y + bounds.high - box.high),
    )
    if not any(overlap(inside, other) for other in taken):
        return inside
    across = [inside.x, *(x for other in taken for x in (other.x - box.wide, other.x + other.wide))]
    down = [inside.y, *(y for other in taken for y in (other.y - box.high, other.y + other.high))]
    free = [
        moved
        for x in across
        for y in down
        if bounds.x <= x <= bounds.x + bounds.wide - box.wide
        and bounds.y <= y <= bounds.y + bounds.high - box.high
        and not any(overlap(moved := replace(box, x=x, y=y), other) for other in taken)
    ]
    return min(
        free,
        key=lambda spot: ((spot.x - box.x) ** 2 + (spot.y - box.y) ** 2, spot.x, spot.y),
        default=inside,
    )
