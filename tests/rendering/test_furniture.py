"""Words that templates ask for: by their place in the catalogue, with what stands inside them."""

from __future__ import annotations

from markupsafe import Markup

from reporter.numerals import Numerals
from reporter.rendering.furniture import furniture
from reporter.rendering.styles import stylesheet
from reporter.settings import Settings
from reporter.wording import Words

WORDS = Words.of(Numerals())


def test_a_text_is_left_to_be_escaped_by_the_page() -> None:
    said = furniture(WORDS, "page.data.profiled", file="<b>", paper=False)
    assert not isinstance(said, Markup)
    assert ": <b>." in said


def test_a_count_is_written_as_the_sentence_has_it() -> None:
    assert furniture(WORDS, "page.method.why", segments=5) == "Why five segments"


def test_a_link_stands_in_its_sentence_and_nothing_else_is_markup() -> None:
    said = furniture(
        WORDS, "page.lists.workbook", workbook=Markup("<a>x</a>"), csv="<b>", partly=False
    )
    assert isinstance(said, Markup)
    assert said.startswith("Customer lists: <a>x</a>, sheet Customers")
    assert "; &lt;b&gt; holds the same customers." in said


def test_pages_are_numbered_in_the_words_of_the_language() -> None:
    style = stylesheet(Settings(), WORDS, "print")
    assert '{content:"Page " counter(page) " of " counter(pages)}' in style
    assert '{content:", page " target-counter(attr(href),page)}' in style
