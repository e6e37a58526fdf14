"""What was typed in, the files that are meant out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was given."""

    path: Path
    label: str
    """How messages and the report call it."""


def find(data: Sequence[str | Path], workspace: Path) -> list[Given]:
    """Return the files that are meant.

    Parameters
    ----------
    data
        Paths of files.
    workspace
        Where what comes from elsewhere is put.
    """
    return [Given(path=Path(one), label=Path(one).name) for one in data]


def label(given: Sequence[Given]) -> str:
    """Call all of them together."""
    names = [one.label for one in given]
    return ", ".join(names) if len(names) <= 3 else f"{names[0]} and {len(names) - 1} more files"
