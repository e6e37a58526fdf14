"""How many values of a column must be so before the column is, and what numbers hold exactly."""

from __future__ import annotations

LENIENT = 0.95
"""Share of numbers from which a column that is named like a quantity or an amount is one, whatever
the rest says.
"""
NAMED_DATES, DATES = 0.5, 0.9
"""Share of dates from which a column is one: where it is named so, and otherwise."""
EXACT = 9e15
"""Whole numbers above it are not exact as floats."""
