"""Forms that the lexicon has of names, phrases and spans of time: a value and the name of a form
in, a text out.

What a language calls its forms is its own affair: "genitive", "from", "gender". A name that the
lexicon does not know cannot be declined. It is put behind a word that can, by an entry of
phrase.toml: ``[named.segment]`` with ``genitive = "der Kunden in „{name}“"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Country, Days, Name, Quantity, SegmentName
from reporter.model.customers import Feature
from reporter.wording.catalogue import TEXT
from reporter.wording.labels import bare_label, lexicon_key
from reporter.wording.spans import elapsed
from reporter.wording.values import SPANS, Bound, listed, span_of, written

if TYPE_CHECKING:
    from reporter.wording.writing import Writer

WITHIN = "within"
"""The form of a segment's name that does not stand at a sentence's start."""
NAMED = "phrase.named"
"""Entries below it say how names are written that the lexicon does not know."""


def in_form(writer: Writer, bound: Bound, form: str) -> str:
    """Write a value in a form.

    Raises
    ------
    KeyError
        The lexicon has no such form of it.
    TypeError
        Values of its kind have no forms.
    """
    match bound.value:
        case SegmentName(called=Claim() as called):
            return writer.words.text(called, form)
        case SegmentName(called=str() as called):
            return named(writer, "segment", called, form)
        case Country(name):
            return _of_lexicon(writer, f"country.{lexicon_key(name)}", form) or named(
                writer, "country", name, form
            )
        case Feature() as feature:
            return _of_lexicon(writer, f"feature.{feature.name}", form) or named(
                writer, "feature", bare_label(writer.words.label(feature)), form
            )
        case Claim() as claim:
            return writer.nested(claim, form=form)
        case tuple() as claims:
            return writer.words.language.listed(listed(writer, claims, form))
        case Days():
            return elapsed(writer, bound, form)
        case Quantity() as quantity:
            in_time = quantity.unit in SPANS
            return span_of(writer, quantity, form) if in_time else written(writer, bound)
        case _:
            raise TypeError(f"{bound.value!r} has no forms")


def name_within(writer: Writer, name: SegmentName) -> str:
    """Write a segment's name within a sentence: in its form "within", where the lexicon has that;
    elsewhere as the language has it for all names.
    """
    words = writer.words
    if isinstance(name.called, str):
        own = words.catalogue.has(f"{NAMED}.segment", WITHIN)
        return named(writer, "segment", name.called, WITHIN if own else TEXT)
    if words.catalogue.has(name.called.id, WITHIN):
        return words.text(name.called, WITHIN)
    return words.language.within(words.text(name.called))


def named(writer: Writer, kind: str, name: str, form: str) -> str:
    """Write a name that the lexicon does not know; as it stands, where the language has no words
    around such names.
    """
    id_ = f"{NAMED}.{kind}"
    if not writer.words.catalogue.has(id_, form):
        return name
    return writer.phrase(id_, form, name=Name(name))


def _of_lexicon(writer: Writer, id_: str, form: str) -> str:
    """Return the form of an entry; empty where there is no such entry."""
    catalogue = writer.words.catalogue
    return catalogue.source(id_, form) if id_ in catalogue.entries else ""
