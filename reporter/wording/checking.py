"""What is wrong with an entry of a catalogue, and with a translation of one: sources in, complaints
out.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from reporter.wording.catalogue import TEXT, form_of
from reporter.wording.filters import CONTEXTS, FILTERS
from reporter.wording.forms import NAMED
from reporter.wording.kinds import OPTIONAL
from reporter.wording.ratios import PARTS
from reporter.wording.sentence import Sentence, SentenceError
from reporter.wording.words import NUMBER, ORDINAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reporter.wording.catalogue import Catalogue
    from reporter.wording.sentence import Used

SPANS = ("day", "week", "month")
"""Nouns that spans of time are written by."""
NAMES = frozenset({"segment", "country", "feature"})
"""Kinds of values whose forms stand in a file of this name, each in an entry of its own."""


def complaints(source: str, values: Mapping[str, str], catalogue: Catalogue) -> Iterator[str]:
    """Say what is wrong with a sentence.

    Parameters
    ----------
    source
        As it stands in a catalogue.
    values
        Name of each value that it may use → its kind.
    catalogue
        Whose nouns, names and phrases it can ask for.
    """
    try:
        sentence = Sentence(source)
        names, filters = sentence.names(), list(sentence.filters())
    except SentenceError as error:
        yield f"it is no sentence: {error}"
        return
    for name in sorted(names - set(values)):
        yield f"it has no value {name!r}"
    for used in filters:
        if used.name not in FILTERS:
            yield f"there is no filter {used.name!r}"
        elif not _takes(used):
            yield f"the filter {used.name!r} does not take {len(used.arguments)} arguments"
        elif used.name in ASKS:
            kind = values.get(used.value, "").removesuffix(OPTIONAL)
            yield from ASKS[used.name](used, kind, catalogue)


def untranslated(catalogue: Catalogue, original: Catalogue) -> Iterator[str]:
    """Say which entries of the original a translation lacks."""
    for id_ in original.entries:
        if id_ not in catalogue.entries:
            yield f"there is no {id_!r}"


def unknown_values(catalogue: Catalogue, original: Catalogue) -> Iterator[str]:
    """Say which values a translation asks for that the original is not given."""
    for id_, entry in catalogue.entries.items():
        if id_ in original.entries:
            for name in sorted(set(entry.values) - set(original.entries[id_].values)):
                yield f"{id_!r} is given no value {name!r}"


def _takes(used: Used) -> bool:
    """Tell whether a filter takes so many arguments, besides the writer and the value."""
    try:
        inspect.signature(FILTERS[used.name]).bind(None, None, *used.arguments)
    except TypeError:
        return False
    return True


def _lacking(id_: str, forms: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """Say which forms an entry lacks."""
    for form in forms:
        if not catalogue.has(id_, form):
            yield f"the lexicon has no {form!r} of {id_!r}"


def _form(used: Used, place: int = 0) -> str:
    """Return the form that a filter asks for; empty where it asks for none."""
    return str(used.arguments[place]) if len(used.arguments) > place else ""


def _noun(noun: str, case: str, catalogue: Catalogue) -> Iterator[str]:
    """Say which plural forms of a noun are missing in a case."""
    if f"noun.{noun}" not in catalogue.entries:
        yield f"the lexicon has no noun {noun!r}"
        return
    forms = [form_of(case, category) for category in catalogue.language.plurals]
    yield from _lacking(f"noun.{noun}", forms, catalogue)


def _plural(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
    needed = catalogue.language.plurals
    if len(used.arguments) != len(needed):
        yield f"a plural has a form for each of {', '.join(needed)}"


def _counted(used: Used, kind: str, catalogue: Catalogue) -> Iterator[str]:
    if kind == "quantity" and not _form(used):
        yield from _span(used, kind, catalogue)
        return
    yield from _noun(_form(used), _form(used, 1), catalogue)


def _span(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
    for noun in SPANS:
        yield from _noun(noun, _form(used), catalogue)


def _name(used: Used, kind: str, catalogue: Catalogue) -> Iterator[str]:
    """Say which names lack a form, and whether those lack it that somebody else gives."""
    form = _form(used)
    if kind in {"days", "quantity"}:
        yield from _span(used, kind, catalogue)
    if kind not in NAMES or not form:
        return
    known = [id_ for id_ in catalogue.entries if id_.rpartition(".")[0] == kind]
    if f"{NAMED}.{kind}" in catalogue.entries:
        known.append(f"{NAMED}.{kind}")
    for id_ in known:
        yield from _lacking(id_, [form], catalogue)


def _month(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
    if (form := _form(used)) and form not in CONTEXTS:
        for month in range(1, 13):
            yield from _lacking(f"month.m{month}", [form], catalogue)


def _weekday(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
    if form := _form(used):
        for day in range(7):
            yield from _lacking(f"weekday.d{day}", [form], catalogue)


def _number_word(id_: str) -> Callable[[Used, str, Catalogue], Iterator[str]]:
    """Return who says that no number has a form; most numbers have but one form."""

    def ask(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
        form = _form(used)
        if form and not any(each.startswith(f"{form}_n") for each in catalogue.entries[id_].forms):
            yield f"the lexicon has no {form!r} of any number in {id_!r}"

    return ask


def _part(used: Used, _: str, catalogue: Catalogue) -> Iterator[str]:
    forms = [form_of(_form(used), word) for word in PARTS.values()]
    yield from _lacking("phrase.part", forms, catalogue)


def _multiple(used: Used, kind: str, catalogue: Catalogue) -> Iterator[str]:
    yield from _part(used, kind, catalogue)
    times = [form_of(_form(used), form) for form in (TEXT, "twice", "figures")]
    yield from _lacking("phrase.times", times, catalogue)
    yield from _lacking("phrase.less_than", [form_of(_form(used), TEXT)], catalogue)


ASKS: Mapping[str, Callable[[Used, str, Catalogue], Iterator[str]]] = {
    "plural": _plural,
    "counted": _counted,
    "people": _counted,
    "of_people": _plural,
    "elapsed": _span,
    "silence": _span,
    "within": _name,
    "form": _name,
    "month_name": _month,
    "weekday": _weekday,
    "words": _number_word(NUMBER),
    "ordinal": _number_word(ORDINAL),
    "part": _part,
    "multiple": _multiple,
    "multiple_of": _multiple,
}
"""Filter → what says whether the lexicon has what it asks for: given the filter as it is used, the
kind of the value before it, and the catalogue.
"""
