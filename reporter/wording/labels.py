"""Names that others gave within a sentence: labels and descriptions in, texts out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.clients_names import plain_label

if TYPE_CHECKING:
    from reporter.model.customers import Feature
    from reporter.wording.language import Language
    from reporter.wording.words import Words


def spoken(feature: Feature, words: Words) -> str:
    """Write a feature within a sentence; labels that are no nouns have one in the lexicon."""
    own = feature.called.id if feature.called else ""
    for id_ in (own, f"feature.{feature.name}"):
        if words.catalogue.has(id_):
            return words.catalogue.source(id_)
    label = words.label(feature)
    if not words.language.lowers_names:
        return bare_label(label)
    plain = plain_label(label)
    return with_and(plain, words.language) if feature.in_revenue else plain


def country(name: str, words: Words) -> str:
    """Write a country within a sentence: as the lexicon has it, or else as the data name it."""
    id_ = f"country.{lexicon_key(name)}"
    if words.catalogue.has(id_):
        return words.catalogue.source(id_)
    return words.language.country(name)


def lexicon_key(name: str) -> str:
    """Return under which key the lexicon holds a name of the data: "united_kingdom"."""
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def bare_label(label: str) -> str:
    """Write a label without brackets and underscores, its capitals as they are."""
    bare = re.sub(r"\s*[\(\[].*?[\)\]]", "", label).replace("_", " ")
    return " ".join(bare.split()) or label


def things(feature: Feature, category: str, words: Words) -> str:
    """Write the things that a feature counts, in a form of the plural."""
    id_ = f"feature.{feature.name}"
    if words.catalogue.has(id_, category):
        return words.catalogue.source(id_, category)
    plain = plain_label(words.label(feature))
    return words.language.singular(plain) if category == "one" else plain


def beside(written: str, label: str) -> str:
    """Let a label go on from the figure above it: "10 days", "since last order"."""
    text = " ".join(word.lower() if word.istitle() else word for word in label.split(" "))
    unit = written.rpartition(" ")[2].rpartition("\N{NO-BREAK SPACE}")[2]
    return text.removeprefix(f"{unit} ") if unit else text


def with_and(words: str, language: Language) -> str:
    """Give the name of a column that joins two goods its "and" back: "fruits vegetables"."""
    first, _, second = words.partition(" ")
    joins = second and " " not in second and first.endswith("s") and not first.endswith("ss")
    return language.listed([first, second]) if joins else words
