"""Segments in, a line each out: name, how many customers, and what else is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model.claim import Claim
    from reporter.wording import Words

FIGURES = 7
"""So wide stand the numbers that lines begin with below one another: 999,999."""


def tell(segments: Sequence[tuple[str, int, Claim]], words: Words) -> None:
    """Print segments below one another.

    Parameters
    ----------
    segments
        Name, customers, and a sentence that begins with their number.
    words
        Those of the command line.
    """
    width = max(len(name) for name, _, _ in segments)
    for name, customers, told in segments:
        before = " " * (FIGURES - len(words.numerals.count(customers)))
        say(f"  {name:<{width}}  {before}{words.text(told)}")
