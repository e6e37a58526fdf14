"""What stands about the grid where it is set as a table: the scoring in, claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from reporter.model import Scoring
    from reporter.model.claim import Value


def caption(scoring: Scoring) -> Finding:
    """Say what scores and shades stand for."""
    values: dict[str, Value] = {"lowest": Count(1), "scores": Count(scoring.scores)}
    return Finding(id="grid.caption", claim=Claim("grid.caption", values))


def axes(scoring: Scoring) -> Finding:
    """Say what lies across and up."""
    values: dict[str, Value] = {"scores": Count(scoring.scores), "money": scoring.counts_money}
    return Finding(id="grid.axes", claim=Claim("grid.axes", values))
