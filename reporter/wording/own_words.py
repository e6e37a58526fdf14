"""A consultant's own words: a TOML file in, sentences that take the place of ours out; whatever is
wrong with it is told at once.

A key is the id of a sentence, or that and the name of a form:

    caution.few_customers = "Only {customers|counted('customer')}."
    noun.customer.other = "clients"
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reporter.errors import WordingError, all_at_once
from reporter.numerals import Numerals
from reporter.settings.layers import lines
from reporter.wording.catalogue import EXAMPLE, TEXT, VALUES, Catalogue
from reporter.wording.checking import complaints
from reporter.wording.kinds import OPTIONAL, examples
from reporter.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reporter.wording.catalogue import Entry

LARGEST = 1_000_000
"""Bytes of a file of words; ours are together about half of it."""
LONGEST = 5_000
"""Letters of a sentence."""
MOST_NESTED = 8
"""Tables within tables: ids have no more parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A sentence of the file."""

    id: str
    form: str
    source: str
    where: str
    """File and line."""


def with_own_words(ours: Catalogue, path: Path) -> Catalogue:
    """Lay a consultant's sentences over ours.

    Raises
    ------
    WordingError
        The file cannot be read, is no TOML, names what is not there, or a sentence is none: one
        message for all that is wrong.
    """
    mistakes: list[tuple[str, str]] = []
    given: list[_Given] = []
    text = _read(path)
    numbers = lines(text)
    for key, value in _leaves(_parsed(text, path), ()):
        where = f"{path.name}, line {numbers[key]}" if key in numbers else path.name
        named = _named(key, ours)
        if named is None:
            mistakes.append(_unknown(".".join(key), where, ours))
        elif not isinstance(value, str):
            mistakes.append(
                (f"{where}: {'.'.join(key)} is no text.", "Write it in quotation marks.")
            )
        else:
            given.append(_Given(id=named[0], form=named[1], source=value, where=where))
    laid = ours.overlaid(_by_id(given))
    mistakes += [mistake for one in given for mistake in _mistakes(one, laid)]
    if mistakes:
        raise WordingError(*all_at_once(mistakes, "words"))
    return laid


def _by_id(given: list[_Given]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in given:
        found.setdefault(one.id, {})[one.form] = one.source
    return found


def _read(path: Path) -> str:
    hint = "Check findings.words."
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        what = f"The words {path} cannot be read: {error.strerror}."
        raise WordingError(what, hint) from error
    if len(content) > LARGEST:
        what = f"The words {path} are too many: the file has more than {LARGEST:,} bytes."
        raise WordingError(what, hint)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"The words {path} are not written in UTF-8 (line {line})."
        raise WordingError(what, "Save the file as UTF-8.") from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        what = f"The words {path} are nested too deeply."
        raise WordingError(what, "A sentence's id has a few parts.") from None
    except ValueError as error:
        what = f"The words {path} are not valid TOML: {error}."
        hint = "Mend that line; an id stands once in a file."
        raise WordingError(what, hint) from None


def _leaves(
    table: Mapping[str, Any], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each value that is no table, with its keys."""
    for key, value in table.items():
        # What an exported file says of a sentence beside its words changes nothing.
        if key in {VALUES, EXAMPLE} and above:
            continue
        if isinstance(value, dict) and len(above) < MOST_NESTED:
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _named(key: tuple[str, ...], ours: Catalogue) -> tuple[str, str] | None:
    """Return id and form of what a key names; None where there is no such sentence."""
    whole, before = ".".join(key), ".".join(key[:-1])
    if ours.has(before, key[-1]):
        return before, key[-1]
    return (whole, TEXT) if ours.has(whole) else None


def _unknown(name: str, where: str, ours: Catalogue) -> tuple[str, str]:
    known = {
        id_ if form == TEXT else f"{id_}.{form}"
        for id_, entry in ours.entries.items()
        for form in entry.forms
    }
    near = difflib.get_close_matches(name.removesuffix(f".{TEXT}"), known, n=1)
    hint = f"Did you mean {near[0]}?" if near else "`reporter words` shows all."
    return f"{where}: there is no sentence {name:.80}.", hint


def _mistakes(one: _Given, laid: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a sentence, and what to do."""
    entry, name = laid.entries[one.id], one.id if one.form == TEXT else f"{one.id}.{one.form}"
    if len(one.source) > LONGEST:
        yield f"{one.where}: {name} is longer than {LONGEST:,} letters.", "Shorten it."
        return
    found = list(complaints(one.source, entry.values, laid))
    allowed = f"It may use {', '.join(entry.values)}." if entry.values else "It may use no values."
    yield from ((f"{one.where}: {name}: {complaint}.", allowed) for complaint in found)
    if not found and (missing := _cannot_be_said(entry, one.form, laid)):
        yield f"{one.where}: {name} cannot be said {missing}.", _what_may_be_missing(entry)


def _cannot_be_said(entry: Entry, form: str, laid: Catalogue) -> str:
    """Say with which of its examples a sentence cannot be said; empty where it can with all."""
    words = Words.in_(laid, Numerals())
    for claim in examples(entry, laid):
        try:
            words.said(claim, form)
        except (KeyError, TypeError, ValueError) as error:
            gone = [name for name, value in claim.values.items() if value is None]
            without = [name for name in entry.values if name not in claim.values] or gone
            return f"without {', '.join(without)}" if without else f"({error})"
    return ""


def _what_may_be_missing(entry: Entry) -> str:
    optional = [name for name, kind in entry.values.items() if kind.endswith(OPTIONAL)]
    if not optional:
        return (
            f"Its values: {', '.join(f'{name} ({kind})' for name, kind in entry.values.items())}."
        )
    first = optional[0]
    way = f"{{% if {first} %}}… {{{first}}} …{{% endif %}}"
    return f"{', '.join(optional)} may be missing: write {way}."
