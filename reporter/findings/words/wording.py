"""Names within a sentence: texts in, texts out."""

from __future__ import annotations


def capital(text: str) -> str:
    """Begin with a capital letter and leave the rest."""
    return text[:1].upper() + text[1:]


def with_and(words: str) -> str:
    """Give the name of a column that joins two goods its "and" back: "fruits vegetables"."""
    first, _, second = words.partition(" ")
    joins = second and " " not in second and first.endswith("s") and not first.endswith("ss")
    return f"{first} and {second}" if joins else words
