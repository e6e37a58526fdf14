"""A kind of caution in, the function that says it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reporter.model import CautionKind

Sentence = Callable[..., Any]
SENTENCES: dict[CautionKind, Sentence] = {}
"""Filled by `says`, as the package imports its rooms."""


def says(kind: CautionKind) -> Callable[[Sentence], Sentence]:
    """Make a function the one that says a kind of caution.

    Raises
    ------
    ValueError
        Another one says it already.
    """
    if kind in SENTENCES:
        raise ValueError(f"two functions say {kind}")

    def keep(sentence: Sentence) -> Sentence:
        SENTENCES[kind] = sentence
        return sentence

    return keep
