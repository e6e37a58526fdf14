"""The sentences of a language: a folder of TOML files in, entries by id out.

An entry is a table with its forms: ``text``, and such as are asked for by name (``figure``, a case,
a plural). ``values`` says which values its sentence may use and of what kind each is (a ``?`` where
it may be missing, choices with ``|`` between them), ``example`` gives one of each. The file's name
is the first part of the id, tables within tables are the next: ``[failed_total]`` in caution.toml
is "caution.failed_total".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from reporter.wording.language import FILE, Language, folder_of, load_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TEXT = "text"
VALUES, EXAMPLE = "values", "example"
"""Keys of an entry that are no forms of its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a catalogue says under an id."""

    id: str
    forms: Mapping[str, str]
    """Sources of its sentence by form."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Name of each value that it may use → its kind."""
    example: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that a language says."""

    language: Language
    entries: Mapping[str, Entry]
    """By id."""

    def source(self, id_: str, form: str = TEXT) -> str:
        """Return a sentence as it stands in the catalogue.

        Raises
        ------
        KeyError
            There is no such sentence.
        """
        return self.entries[id_].forms[form]

    def overlaid(self, sentences: Mapping[str, Mapping[str, str]]) -> Catalogue:
        """Return a catalogue in which other sentences, by id and form, take the place of these."""
        entries = dict(self.entries)
        for id_, forms in sentences.items():
            below = entries.get(id_)
            entries[id_] = (
                Entry(id=id_, forms=forms)
                if below is None
                else replace(below, forms={**below.forms, **forms})
            )
        return replace(self, entries=entries)

    def has(self, id_: str, form: str = TEXT) -> bool:
        """Tell whether there is such a sentence."""
        return id_ in self.entries and form in self.entries[id_].forms


def form_of(name: str, form: str) -> str:
    """Return a form of a form: "genitive_few", "personal_n2"; without a name the form itself, and
    of a text the name alone.
    """
    if form == TEXT:
        return name or TEXT
    return f"{name}_{form}" if name else form


def catalogue(language: str = "en") -> Catalogue:
    """Return the catalogue of one of our languages, read once."""
    return _catalogue(language)


@cache
def _catalogue(language: str) -> Catalogue:
    return load_catalogue(folder_of(language))


def load_catalogue(folder: Path) -> Catalogue:
    """Read a folder of sentences."""
    entries = {
        entry.id: entry
        for path in sorted(folder.glob("*.toml"))
        if path.name != FILE
        for entry in _entries(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    }
    return Catalogue(language=load_language(folder), entries=entries)


def _entries(id_: str, table: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the entry of a table, and those of the tables within."""
    forms = {name: text for name, text in table.items() if isinstance(text, str)}
    if forms:
        yield Entry(
            id=id_,
            forms=forms,
            values=table.get(VALUES, {}),
            example=table.get(EXAMPLE, {}),
        )
    for name, inner in table.items():
        if isinstance(inner, dict) and name not in {VALUES, EXAMPLE}:
            yield from _entries(f"{id_}.{name}", inner)
