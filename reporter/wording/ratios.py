"""How ratios and parts are said in plain words: numbers in, phrases out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Name, Number
from reporter.numerals import rounded
from reporter.wording.catalogue import TEXT, form_of

if TYPE_CHECKING:
    from reporter.wording.words import Words

HALF = 0.5
PARTS = {
    HALF: "half",
    1 / 3: "third",
    2 / 3: "two_thirds",
    0.25: "quarter",
    0.75: "three_quarters",
    0.2: "fifth",
    0.4: "two_fifths",
    0.6: "three_fifths",
    0.1: "tenth",
}
"""Shares that have a plain word, by its form in the catalogue."""
ALMOST_WHOLE = 0.03
"""Times are said as whole ones when these are at most three per cent away."""
NEAR_SHARE = 0.06
"""A word stands for a number when it is at most six per cent of it away."""
MOST_TIMES_IN_WORDS = 10
LARGE_RATIO = 20
"""From here on a ratio is written without decimals."""


def near(value: float, target: float) -> bool:
    """Tell whether a round number may stand for a value."""
    return abs(value - target) <= NEAR_SHARE * target


def multiple(ratio: float, words: Words, form: str = "") -> str:
    """Say a ratio: "six times", "twice", "half", "less than half"; to be followed by "as much".

    Parameters
    ----------
    form
        Of the phrases, where a language has more than one way to say it.
    """
    if ratio < 1:
        return fraction(ratio, words, form)
    whole = round(ratio)
    if 2 <= whole <= MOST_TIMES_IN_WORDS and abs(ratio - whole) <= ALMOST_WHOLE * whole:
        times = Claim("phrase.times", {"times": Number(whole)})
        return words.text(times, form_of(form, "twice" if whole == 2 else TEXT))
    digits = 1 if ratio < LARGE_RATIO else 0
    times = Claim("phrase.times", {"times": Number(float(rounded(ratio, digits)))})
    return words.text(times, form_of(form, "figures"))


def multiple_of(ratio: float, words: Words) -> str:
    """Say a ratio before what it is of: "twice", "half", "a third of"; to be followed by "the
    others’ median".
    """
    told = multiple(ratio, words)
    if ratio >= 1 or near(ratio, HALF):
        return told
    return words.text(Claim("phrase.part_of", {"part": Name(told)}))


def part(share: float, words: Words, form: str = "") -> str | None:
    """Say a share as a part of a whole: "a third"; None where no plain word is close."""
    found = next((word for target, word in PARTS.items() if near(share, target)), None)
    return None if found is None else words.text(Claim("phrase.part"), form_of(form, found))


def fraction(ratio: float, words: Words, form: str = "") -> str:
    """Say a ratio below one as a plain part: "half", or "less than half" where none is close."""
    if told := part(ratio, words, form):
        return told
    above = PARTS[min((value for value in PARTS if value > ratio), default=0.75)]
    told = words.text(Claim("phrase.part"), form_of(form, above))
    return words.text(Claim("phrase.less_than", {"part": Name(told)}), form_of(form, TEXT))
