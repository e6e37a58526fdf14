"""What the titles over charts of all customers and of all segments are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.grid.grid import Grid
    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, Strategy
    from reporter.model.claim import SegmentName


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known when charts get their titles."""

    measured: Measured
    names: Mapping[int, SegmentName] = field(default_factory=dict)
    """Of segments, by their numbers."""
    grid: Grid | None = None
    """None where there are no orders."""
    actions: Sequence[Strategy] = ()
    """Of all segments, the first to do first."""
    outcomes: Sequence[Outcome] = ()
    """What became of customers, in the order of the file."""
