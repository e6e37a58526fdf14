"""What stands about the grid where it is set as a table: the scoring in, phrases out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from reporter.model import Finding, Scoring
    from reporter.numerals import Numerals


def caption(scoring: Scoring, numerals: Numerals) -> Finding:
    """Say what scores and shades stand for."""
    draft = Draft(numerals)
    lowest, best = draft.count("lowest", 1), draft.count("scores", scoring.scores)
    shade = "the shade shows how many stand in a cell"
    return draft.finding("grid.caption", f"Scores from {lowest} to {best}, the best; {shade}")


def axes(scoring: Scoring, numerals: Numerals) -> Finding:
    """Say what lies across and up."""
    draft = Draft(numerals)
    best = draft.count("scores", scoring.scores)
    text = f"Across: recency, {best} = most recent. Up: {scoring.beside}, {best} = most."
    return draft.finding("grid.axes", text)
