"""Labels and descriptions as a client wrote them in, as they stand within a sentence out."""

from __future__ import annotations

import re


def plain_label(label: str) -> str:
    """Write a label within a sentence: no brackets, no underscores, lower case save for
    acronyms.
    """
    bare = re.sub(r"\s*[\(\[].*?[\)\]]", "", label).replace("_", " ")
    words = [word if len(word) > 1 and word.isupper() else word.lower() for word in bare.split()]
    return " ".join(words) or label


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
    return text[:1].upper() + text[1:]


def _quieten(match: re.Match[str]) -> str:
    word = match.group()
    is_acronym = 2 <= len(word) <= 3 and not re.search(r"[AEIOUYaeiouy']", word)
    return word if is_acronym else word.lower()
