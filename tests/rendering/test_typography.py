"""Texts come out as a printer sets them: curly quotes, apostrophes, true minus signs; what is
verbatim stays.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from reporter.numerals import Numerals
from reporter.rendering.pages import environment
from reporter.rendering.typography import Verbatim, typeset
from reporter.settings import Settings
from reporter.wording import Words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Can't lose", "Can’t lose"),
        ("the others' spend", "the others’ spend"),
        ('They say "yes" ("no")', "They say “yes” (“no”)"),
        ("'held out'", "‘held out’"),
        ("-80,995", "−80,995"),
        ("from -£12 to 3", "from −£12 to 3"),
        ("(-0.3)", "(−0.3)"),
        ("7-10 days in 2010-12-01", "7-10 days in 2010-12-01"),
        ("one-time", "one-time"),
    ],
)
def test_quotes_and_signs(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@given(st.text())
def test_no_straight_quote_is_left_and_a_second_pass_changes_nothing(text: str) -> None:
    once = typeset(text)
    assert isinstance(once, str)
    assert not set("\"'") & set(once)
    assert typeset(once) == once


@pytest.mark.parametrize(
    "kept", [Verbatim("reporter run 'a b.csv' -o x"), Markup("<b title='x'>"), 5, None]
)
def test_commands_markup_and_what_is_no_text_stay_as_they_are(kept: object) -> None:
    assert typeset(kept) is kept


def test_templates_print_everything_typeset() -> None:
    made = environment(Settings(), Words.of(Numerals()), "screen")
    assert made.from_string("{{ text }}").render(text="Can't") == "Can’t"
