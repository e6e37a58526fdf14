"""Of how many something may be said: from which number, and which share, on."""

from __future__ import annotations

from enum import StrEnum


class Statement(StrEnum):
    """What is said of so many."""

    FIGURE = "figure"
    """A median, an effect: of the members for whom a feature is known."""
    RATE = "rate"
    """For how many something came about."""
    PRODUCT = "product"
    """That members buy a product more often: of those who bought it."""
    TENTH = "tenth"
    """What the largest tenth brings: of the members."""
    WEEKDAY = "weekday"
    """On which day orders fall: of the orders."""
    SEASON = "season"
    """In which months they buy: of the complete months."""


FEWEST_KNOWN = {
    Statement.FIGURE: 10,
    Statement.RATE: 10,
    Statement.PRODUCT: 10,
    # A tenth of a hundred is ten, as a figure needs.
    Statement.TENTH: 100,
    # Some fourteen orders for each day of the week.
    Statement.WEEKDAY: 100,
    # Less than a year shows no season.
    Statement.SEASON: 12,
}
"""Of fewer, it is neither said nor drawn, nor makes a name."""
LEAST_KNOWN_SHARE = 0.1
"""Nor where it is known for a smaller share of those that it speaks of."""
MOSTLY_KNOWN = 0.5
"""What is known for a smaller share is said with how many that is."""


def is_enough(statement: Statement, count: float, share: float = 1.0) -> bool:
    """Tell whether a statement may be made of so many, who are that share of those that it speaks
    of.

    A figure that is known of all of them may be said however few they are: the page says how small
    the segment is.
    """
    if statement is Statement.FIGURE and share >= 1:
        return True
    return count >= FEWEST_KNOWN[statement] and share >= LEAST_KNOWN_SHARE
