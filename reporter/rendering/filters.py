"""Numerals in, Jinja filters out: templates write numbers as sentences and charts do."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from reporter.numerals import Numerals

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["filters"]


def filters(numerals: Numerals) -> dict[str, Callable[..., str]]:
    """Return every public method of `Numerals`, bound, by its name."""
    methods: list[tuple[str, Any]] = inspect.getmembers(Numerals, inspect.isfunction)
    return {name: getattr(numerals, name) for name, _ in methods if not name.startswith("_")}
