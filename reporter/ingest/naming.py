"""The names in a line of a file in, a name for each column out that tells it from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def unique_names(header: Iterable[str | None]) -> tuple[str, ...]:
    """Strip names, number those that are missing, and tell apart those that repeat (without regard
    to case).
    """
    names: list[str] = []
    taken: set[str] = set()
    for rank, raw in enumerate(header, 1):
        base = " ".join((raw or "").split("\0")).strip() or f"column {rank}"
        name, number = base, 2
        while name.lower() in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)
