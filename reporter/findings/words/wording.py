"""Plain words for shares, ratios, spans of time, labels and product descriptions. Numbers and raw
texts in, phrases out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.findings.words.feature_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.numerals import Numerals

NUMBER_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = {
    0.5: "half", 1 / 3: "a third", 2 / 3: "two thirds", 0.25: "a quarter", 0.75: "three quarters",
    0.2: "a fifth", 0.4: "two fifths",
    0.6: "three fifths", 0.1: "a tenth",
}  # fmt: skip
"""Shares that have a plain word."""
RHYTHMS = ((7, "every week"), (14, "every two weeks"), (21, "every three weeks"),
(30.44, "every month"), (61, "every two months"),
           (91, "every three months"), (122, "every four months"),
           (183, "twice a year"))  # fmt: skip
"""Days between two orders → how often that is."""
RHYTHM_SHARE = 0.16
"""By so much of it a gap may be shorter or longer than the rhythm that it is said to be."""
ALMOST_WHOLE = 0.03
"""Times are said as whole ones when these are at most three per cent away."""
NEAR_SHARE = 0.06
"""A word stands for a number when it is at most six per cent of it away."""


def near(value: float, target: float) -> bool:
    """Tell whether a round number may stand for a value."""
    return abs(value - target) <= NEAR_SHARE * target


def part(share: float) -> str | None:
    """Say a share as a part of a whole: "a third"; None where no plain word is close."""
    return next((word for target, word in PARTS.items() if near(share, target)), None)


def one_in(share: float) -> tuple[str, str] | None:
    """Say a share of people as "one", "eight" (one in eight); None where no plain words
    are close.
    """
    # The plainest first, since a share may lie near several.
    for upper, lower in (
        (1, 2),
        (1, 3),
        (1, 4),
        (1, 5),
        (1, 6),
        (1, 7),
        (1, 8),
        (1, 9),
        (1, 10),
        (2, 3),
        (3, 4),
        (2, 5),
        (3, 5),
    ):
        if near(share, upper / lower):
            return NUMBER_WORDS[upper], NUMBER_WORDS[lower]
    return None


def people(share: float, numerals: Numerals, noun: str = "customer") -> tuple[str, bool]:
    """Say a share of people as a subject: ("one customer in eight", singular) or ("31 % of
    customers", plural).
    """
    words = one_in(share)
    if words is None:
        return f"{numerals.percent(share)} of {noun}s", False
    upper, lower = words
    return (
        (f"one {noun} in {lower}", True)
        if upper == "one"
        else (f"{upper} {noun}s in {lower}", False)
    )


def multiple(ratio: float, numerals: Numerals) -> str:
    """Say a ratio: "six times", "twice", "half", "less than half"; to be followed by "as much", "as
    often".
    """
    if ratio < 1:
        return fraction(ratio)
    whole = round(ratio)
    if 2 <= whole <= 10 and abs(ratio - whole) <= ALMOST_WHOLE * whole:
        return "twice" if whole == 2 else f"{NUMBER_WORDS[whole]} times"
    return f"{numerals.decimal(ratio, 1 if ratio < 20 else 0)} times"


def every(days: float) -> str | None:
    """Say how often somebody orders: "every week", "every two months"; None where no plain word is
    close.
    """
    for length, words in RHYTHMS:
        # Of two that fit, the shorter.
        if abs(days - length) <= RHYTHM_SHARE * length:
            return words
    return None


def join(parts: Sequence[str]) -> str:
    """Join phrases: "a, b and c"."""
    return (
        parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
    )


def capital(text: str) -> str:
    """Begin with a capital letter and leave the rest."""
    return text[:1].upper() + text[1:]


def country(name: str) -> str:
    """Write a country within a sentence: "the United Kingdom"."""
    return (
        f"the {name}"
        if name.startswith(
            ("United ", "Netherlands", "Channel ", "Czech Republic", "Philippines", "USA", "UK")
        )
        else name
    )


def lowered(name: str) -> str:
    """Write a name within a sentence: its first letter small, unless it is an acronym."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def plain_label(label: str) -> str:
    """Write a label within a sentence: no brackets, no underscores, lower case save for
    acronyms.
    """
    bare = re.sub(r"\s*[\(\[].*?[\)\]]", "", label).replace("_", " ")
    words = [word if len(word) > 1 and word.isupper() else word.lower() for word in bare.split()]
    return " ".join(words) or label


def spoken(name: str, label: str) -> str:
    """Write a feature within a sentence; labels that are no nouns get one."""
    words = WORDS.get(name)
    return words.noun if words and words.noun else plain_label(label)


def with_and(words: str) -> str:
    """Give the name of a column that joins two goods its "and" back: "fruits vegetables"."""
    first, _, second = words.partition(" ")
    joins = second and " " not in second and first.endswith("s") and not first.endswith("ss")
    return f"{first} and {second}" if joins else words


def fraction(ratio: float) -> str:
    """Say a ratio below one as a plain part: "half", or "less than half" where none is close."""
    return (
        part(ratio)
        or f"less than {PARTS[min((value for value in PARTS if value > ratio), default=0.75)]}"
    )


def product_name(description: str) -> str:
    """Clean a product's description up: single spaces, sentence case where it shouts.

    Words without a vowel and of at most three letters (BBQ, XL) and single letters before a hyphen
    (T-light) stay in capitals.
    """
    text = " ".join(description.split()).strip(" .,;*-")
    letters = [letter for letter in text if letter.isalpha()]
    # Mostly capitals: the whole text shouts; a single word in capitals is a name.
    if letters and sum(letter.isupper() for letter in letters) > 0.6 * len(letters):
        text = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", _quieten, text)
        text = re.sub(r"\b[a-z](?=-[a-z])", lambda match: match.group().upper(), text)
    return capital(text)


def _quieten(match: re.Match[str]) -> str:
    word = match.group()
    is_acronym = 2 <= len(word) <= 3 and not re.search(r"[AEIOUYaeiouy']", word)
    return word if is_acronym else word.lower()
