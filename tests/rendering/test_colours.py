"""Colours: text can be read in both themes, whatever the brand; pages and drawings agree."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.colour import contrast, lab, readable
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


@pytest.mark.slow
@given(colours, st.booleans())
def test_text_can_be_read_on_paper_and_wash_in_both_themes(brand: str, dark: bool) -> None:
    tones = variables(branded(brand), dark=dark)
    texts = ["ink", "soft", "muted", "brand", *(name for name in tones if name.endswith("-text"))]
    for ground in ("paper", "wash"):
        for text in texts:
            assert contrast(tones[text], tones[ground]) >= 4.5, (text, ground)


@pytest.mark.slow
@given(colours)
def test_dark_text_on_segments_can_be_read_in_the_dark(brand: str) -> None:
    tones = variables(branded(brand), dark=True)
    assert all(
        contrast(tones[tone.name], tones["paper"]) >= 4.5 for tone in segments(branded(brand))
    )


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@given(brand=colours)
def test_neighbouring_segments_stay_apart_in_both_themes(dark: bool, brand: str) -> None:
    tones = [tone.dark if dark else tone.light for tone in segments(branded(brand))]
    places = [lab(tone) for tone in (tones if dark else SERIES)]
    for mine, theirs in pairwise(places):
        assert abs(mine[0] - theirs[0]) >= 8 or math.dist(mine, theirs) >= 25


@pytest.mark.slow
@given(colours)
def test_segments_marks_can_be_seen_on_paper_in_both_themes(brand: str) -> None:
    light, dark = variables(branded(brand), dark=False), variables(branded(brand), dark=True)
    for tone in segments(branded(brand)):
        assert contrast(tone.light, light["paper"]) >= 3
        assert contrast(tone.dark, dark["paper"]) >= 3


def test_every_segments_colour_has_a_variable() -> None:
    names = drawn(Settings())
    assert [names[colour] for colour in SERIES] == [
        f"s{number}" for number in range(1, len(SERIES) + 1)
    ]
