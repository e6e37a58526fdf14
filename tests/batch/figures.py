"""Whole cents in; texts as files have them, and patterns for what is said of them, out."""

from __future__ import annotations

from typing import Any

_GAP = r"[.,'\u2019\s]?"


def figure(cents: int) -> str:
    """Return a pattern for a sum of money, to the cent or rounded to the whole, however its
    thousands are set apart.
    """
    whole, rest = divmod(cents, 100)
    return rf"(?<![\d.,])(?:{_grouped(whole)}[.,]{rest:02d}(?!\d)|{_grouped((cents + 50) // 100)}(?![.,]?\d))"


def count(number: int) -> str:
    """Return a pattern for a number of things."""
    return rf"(?<![\d.,]){_grouped(number)}(?![.,]?\d)"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", _GAP)


def money(cents: Any) -> float:
    """Return an amount; the cents may be any whole number, of Python or of numpy."""
    return round(int(cents) / 100, 2)


def point(cents: int) -> str:
    """Write an amount as English files have it: 1234.50."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def comma(cents: int, thousands: str = "") -> str:
    """Write an amount with a decimal comma: 1234,50, or 1.234,50 with thousands set apart."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}".replace(",", thousands) + f",{abs(cents) % 100:02d}"
