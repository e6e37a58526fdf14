"""What is wrong with an entry of a catalogue: its source in, complaints out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.wording.filters import FILTERS
from reporter.wording.sentence import Sentence, SentenceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reporter.wording.catalogue import Catalogue

NOUNS = frozenset({"counted", "people"})
"""The filters that ask for a noun of the lexicon."""


def complaints(source: str, allowed: Collection[str], catalogue: Catalogue) -> Iterator[str]:
    """Say what is wrong with a sentence.

    Parameters
    ----------
    source
        As it stands in a catalogue.
    allowed
        Names of the values that it may use.
    catalogue
        Whose nouns it can ask for.
    """
    try:
        sentence = Sentence(source)
        names, filters = sentence.names(), list(sentence.filters())
    except SentenceError as error:
        yield f"it is no sentence: {error}"
        return
    for name in sorted(names - set(allowed)):
        yield f"it has no value {name!r}"
    for name, arguments in filters:
        if name not in FILTERS:
            yield f"there is no filter {name!r}"
        elif name in NOUNS and f"noun.{arguments[0]}" not in catalogue.entries:
            yield f"the lexicon has no noun {arguments[0]!r}"
