"""Yes and no in the languages of clients: a cell's text in, whether it is either out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

YES = frozenset({"yes", "y", "true", "t", "1", "ja", "j", "oui", "si", "sí", "sim", "s"})
NO = frozenset({"no", "n", "false", "f", "0", "nein", "non", "não", "nao", "nee"})


def is_yes(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text.strip().casefold() in YES


def is_no(text: str) -> bool:
    """Tell whether a cell says no."""
    return text.strip().casefold() in NO


def are_yes_and_no(texts: Iterable[str]) -> bool:
    """Tell whether cells say yes or no and nothing else, and both."""
    said = set(texts)
    return len(said) == 2 and any(map(is_yes, said)) and any(map(is_no, said))
