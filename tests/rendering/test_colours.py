"""Colours: text can be read in both themes, whatever the brand; pages and drawings agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.colour import contrast, readable
from reporter.palette import SERIES
from reporter.rendering.palette import drawn, segments, variables
from reporter.settings import Settings

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def branded(colour: str) -> Settings:
    return Settings.model_validate({"brand": {"colour": colour}})


def test_contrast_is_that_of_the_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_readable_reaches_its_contrast_on_any_ground(colour: str, ground: str) -> None:
    assert contrast(readable(colour, ground, 4.5), ground) >= 4.5


def test_readable_leaves_a_dark_brand_alone() -> None:
    assert readable("#0B5D66", "#FFFFFF") == "#0B5D66"


@given(colours, st.booleans())
def test_text_can_be_read_on_paper_and_wash_in_both_themes(brand: str, dark: bool) -> None:
    tones = variables(branded(brand), dark=dark)
    texts = ["ink", "soft", "muted", "brand", *(name for name in tones if name.endswith("-text"))]
    for ground in ("paper", "wash"):
        for text in texts:
            assert contrast(tones[text], tones[ground]) >= 4.5, (text, ground)


@given(colours)
def test_dark_text_on_segments_can_be_read_in_the_dark(brand: str) -> None:
    tones = variables(branded(brand), dark=True)
    assert all(contrast(tones[tone.name], tones["paper"]) >= 4.5 for tone in segments(branded(brand)))


def test_every_segments_colour_has_a_variable() -> None:
    names = drawn(Settings())
    assert [names[colour] for colour in SERIES] == [f"s{number}" for number in range(1, len(SERIES) + 1)]
