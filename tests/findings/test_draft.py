"""A sentence while it is written: what is remembered of it."""

from __future__ import annotations

from reporter.findings.words.draft import Draft
from reporter.numerals import Numerals


def test_a_year_is_written_without_a_thousands_separator() -> None:
    draft = Draft(Numerals())
    assert draft.year("founded", 2011) == "2011"
    assert draft.numbers == {"founded": 2011}
