"""The English of a report: what each sentence says with its example, as it was last read through.

Other tests assert what is known. ``UPDATE_GOLDEN=1 pytest tests/wording/test_english.py`` writes
english.txt anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import TEXT, catalogue
from reporter.wording.kinds import example

FILE = Path(__file__).with_name("english.txt")


def english() -> str:
    """Return all that the catalogue says with its examples, a line each."""
    ours, words = catalogue(), Words.of(Numerals(currency="GBP"))
    return "".join(
        f"{id_ if form == TEXT else f'{id_}.{form}'}: {words.text(example(id_, ours), form)}\n"
        for id_, entry in ours.entries.items()
        for form in entry.forms
    )


def test_every_sentence_says_what_was_read_through() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        FILE.write_text(english(), encoding="utf-8")
    told, kept = english().splitlines(), FILE.read_text(encoding="utf-8").splitlines()
    assert told == kept
