"""The ruler: as wide as what draws the pages makes a text, in any language, and lines that fill."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.numerals import Numerals
from reporter.rendering.styles import stylesheet
from reporter.ruler import KERNED, POINT, Face, lines, width
from reporter.settings import Settings
from reporter.wording import Words
from tests.rendering.layout import boxes, laid_out

SENTENCES = (
    "Champions, 7 % of customers, account for 65 % of revenue: “£1.07m – twice the others’”",
    "Großkunden bestellten überdurchschnittlich häufig und kauften Weihnachtsschmuck",
    "Les clients fidèles ont dépensé l’équivalent de 1 070 000 € sur l’année écoulée",
    "WWW MMM @@@ iii lll ... 0123456789",
)
STYLES = {
    Face.REGULAR: "400 10pt 'Reporter Sans'",
    Face.SEMIBOLD: "600 10pt 'Reporter Sans'",
    Face.SERIF: "600 10pt 'Reporter Serif'",
    Face.SERIF_ITALIC: "italic 400 10pt 'Reporter Serif'",
}
LONG = "Customers who bought often and much, and who have not been back since the spring of 2011"


def found(html: str, kind: str) -> list[Any]:
    """Return the boxes of a kind that the PDF makes of a page."""
    style = f"<style>{stylesheet(Settings(), Words.of(Numerals()), 'print')}</style>"
    pages = laid_out(f"{style}<body>{html}")
    return [box for box in boxes(pages) if type(box).__name__ == kind]


@pytest.mark.parametrize("face", Face)
def test_a_text_is_as_wide_as_the_pdf_sets_it(face: Face) -> None:
    spans = "".join(
        f'<p><span style="display:inline-block;white-space:nowrap;font:{STYLES[face]}">{text}</span>'
        for text in SENTENCES
    )
    for text, box in zip(SENTENCES, found(spans, "InlineBlockBox"), strict=True):
        # CSS pixels are three quarters of a point. Kerning differs by a few thousandths from its mean.
        assert box.width * 0.75 * POINT == pytest.approx(width(text, 10, face), rel=0.012)


def test_a_letter_is_as_wide_as_its_font_says() -> None:
    assert width("m", 10) == pytest.approx(8.29 * KERNED * POINT)
    assert width("mm", 20) == pytest.approx(33.16 * KERNED * POINT)


@pytest.mark.parametrize("room", [40, 62, 82, 120])
def test_lines_break_where_the_pdf_breaks_them(room: int) -> None:
    text = " ".join(SENTENCES)
    block = f'<p style="width:{room}mm;font:{STYLES[Face.REGULAR]}">{text}'
    broken = [box for box in found(block, "LineBox") if box.element_tag == "p"]
    assert lines(text, room, 10) == tuple(box.children[0].text.rstrip() for box in broken)


def test_a_text_longer_by_two_fifths_takes_more_lines() -> None:
    longer = LONG + LONG[: round(0.4 * len(LONG))]
    assert len(lines(LONG, 50, 10)) == 3
    assert len(lines(longer, 50, 10)) == 5


def test_wide_letters_take_more_room_than_as_many_narrow_ones() -> None:
    assert len(lines("million " * 10, 50, 10)) < len(lines("Wommomm " * 10, 50, 10))


def test_chinese_is_measured_in_squares_and_breaks_anywhere() -> None:
    assert width("客户", 10) == pytest.approx(20 * KERNED * POINT)
    assert lines("客户细分报告", 4 * 10 * POINT + 0.1, 10) == ("客户细分", "报告")


def test_a_mark_on_a_letter_takes_no_room() -> None:
    assert width("กี", 10) == width("ก", 10) > 0


def test_the_space_in_an_amount_does_not_break() -> None:
    assert lines("1\N{NO-BREAK SPACE}000 €", width("1\N{NO-BREAK SPACE}000", 10), 10) == (
        "1\N{NO-BREAK SPACE}000",
        "€",
    )


def test_the_last_of_so_many_lines_holds_the_rest() -> None:
    assert lines("one two three four", 5, 10, most=2) == ("one", "two three four")


@given(st.lists(st.text("aeWm", min_size=1, max_size=9)), st.floats(5, 60))
def test_lines_hold_every_word_and_fit_unless_one_word_does_not(
    words: list[str], room: float
) -> None:
    broken = lines(" ".join(words), room, 10)
    assert " ".join(broken).split() == words
    assert all(width(line, 10) <= room + 1e-9 or " " not in line for line in broken)
