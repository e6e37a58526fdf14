"""A sentence of a catalogue in, the text for a reader out, each figure written as what it is and
noted under its key.

Within a sentence ``{key}`` writes a name, ``{key:money}`` an amount, and likewise ``percent``,
``count``, ``decimal`` and ``day``; any other word is a noun that is counted: ``{rows:order line}``
writes "1 order line" or "12 order lines", ``{rows:entry/entries}`` says the plural itself. ``[[ …
]]`` is written where all of its keys are known. ``{items}`` lists the entries, each by a sentence
of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reporter.findings.words.wording import join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.words.draft import Draft

ITEMS = "items"
MOST_ENTRIES = 6
"""So many entries are listed; the rest are counted."""
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
"""A part that is written where all of its keys are known."""
_FIGURE = re.compile(r"\{(\w+)(?::([^}]+))?\}")
"""A key and how its figure is written."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a catalogue."""

    text: str
    each: str = ""
    """How an entry is written."""

    def fill(
        self,
        numbers: Mapping[str, float | str],
        items: Sequence[Mapping[str, float | str]],
        draft: Draft,
    ) -> str:
        """Write the sentence.

        Parameters
        ----------
        numbers
            By key.
        items
            Entries that it lists; their keys are noted with their rank: ``rows_1``.
        draft
            Writes each figure and notes it.

        Raises
        ------
        KeyError
            The sentence names a key that is not among the numbers.
        """
        text = _OPTIONAL.sub(
            lambda part: part[1] if _is_known(part[1], numbers, items) else "", self.text
        )
        return _FIGURE.sub(lambda figure: self._figure(figure, numbers, items, draft), text)

    def _figure(
        self,
        figure: re.Match[str],
        numbers: Mapping[str, float | str],
        items: Sequence[Mapping[str, float | str]],
        draft: Draft,
    ) -> str:
        if figure[1] != ITEMS:
            return _write(figure[1], numbers[figure[1]], figure[2] or "", draft)
        listed = [
            self._entry(rank, item, draft) for rank, item in enumerate(items[:MOST_ENTRIES], 1)
        ]
        more = len(items) - MOST_ENTRIES
        return join([*listed, f"{draft.count('more', more)} more"] if more > 0 else listed)

    def _entry(self, rank: int, item: Mapping[str, float | str], draft: Draft) -> str:
        text = _OPTIONAL.sub(
            lambda part: part[1] if _is_known(part[1], item, ()) else "", self.each
        )
        return _FIGURE.sub(
            lambda figure: _write(f"{figure[1]}_{rank}", item[figure[1]], figure[2] or "", draft),
            text,
        )


def _is_known(text: str, numbers: Mapping[str, float | str], items: Sequence[object]) -> bool:
    return all(bool(items) if key == ITEMS else key in numbers for key, _ in _FIGURE.findall(text))


def _write(key: str, value: float | str, kind: str, draft: Draft) -> str:
    if not kind:
        return draft.name(key, str(value))
    if kind == "day":
        return draft.day(key, date.fromisoformat(str(value)))
    number = float(value)
    writers = {
        "money": draft.money,
        "short": draft.money_short,
        "percent": draft.percent,
        "count": draft.count,
        "decimal": draft.decimal,
        "hundredths": draft.fixed,
    }
    if kind in writers:
        return writers[kind](key, number)
    noun, _, nouns = kind.partition("/")
    written = draft.count(key, number)
    return f"{written} {noun if written == '1' else nouns or noun + 's'}"
