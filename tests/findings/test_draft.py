"""A sentence while it is written: what is remembered of it, and how titles get their names."""

from __future__ import annotations

from reporter.findings.words.draft import Draft, titled
from reporter.model import Base
from reporter.numerals import Numerals


def test_a_year_is_written_without_a_thousands_separator() -> None:
    draft = Draft(Numerals())
    assert draft.year("founded", 2011) == "2011"
    assert draft.numbers == {"founded": 2011}


def test_a_title_has_its_charts_name_and_says_what_it_was_counted_over() -> None:
    months = Base(of="months", count=12)
    found = titled({"volume": Draft(Numerals()).title("May was best", months), "repeat": None})
    assert {name: (one.id, one.base) for name, one in found.items()} == {
        "volume": ("title.volume", months)
    }
