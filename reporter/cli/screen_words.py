"""The words of a report in, those of the command line out: the same sentences, with numbers as a
terminal shows them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Name
from reporter.numerals import Numerals
from reporter.wording import chosen_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from reporter.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenNumerals(Numerals):
    """Write numbers alike in every locale, without signs that a terminal may lack: 1,507, 12%,
    2011-12-09. Amounts are written as the report's.
    """

    def count(self, value: float) -> str:
        """Write a whole number with commas: 4,338."""
        return f"{int(value):,}"

    def fixed(self, value: float, digits: int) -> str:
        """Write a number with exactly so many decimals: 2.50."""
        return f"{value:.{digits}f}"

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share (0-1) as percent, a small one as 0%, too."""
        return f"{share:.{digits}%}"

    def day(self, value: date) -> str:
        """Write a day: 2011-12-09."""
        return value.isoformat()[:10]


def on_screen(words: Words) -> Words:
    """Return the same words, with numbers as a screen has them."""
    given = {one.name: getattr(words.numerals, one.name) for one in fields(words.numerals)}
    return replace(words, numerals=ScreenNumerals(**given))


def screen_words(own: Path | None) -> Words:
    """Return the words of the command line: ours, or a consultant's own in the place of some.

    Raises
    ------
    WordingError
        The file of own words is not valid.
    """
    return on_screen(chosen_words(Numerals(), own))


def named(texts: Iterable[str]) -> tuple[Claim, ...]:
    """Return what somebody else wrote as a list that a sentence can hold."""
    return tuple(Claim("phrase.own", {"text": Name(text)}) for text in texts)
