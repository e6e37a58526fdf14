"""The colours that pages and drawings share: plain hex values in, CSS variables for light and dark
out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reporter.colour import contrast, lab, mix, readable
from reporter.palette import HIGHER, INK, LINE, LOWER, MUTED, PAPER, SERIES, WASH, palette

if TYPE_CHECKING:
    from reporter.settings import Settings

__all__ = ["NEUTRALS", "Tone", "drawn", "segments", "variables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One colour in both themes."""

    name: str
    light: str
    dark: str


NEUTRALS = (
    Tone(name="ink", light=INK, dark="#E9E7E2"),
    Tone(name="soft", light="#3B4046", dark="#C9C6BF"),
    Tone(name="muted", light=MUTED, dark="#A3A6AA"),
    Tone(name="line", light=LINE, dark="#3A4046"),
    Tone(name="wash", light=WASH, dark="#20262B"),
    Tone(name="paper", light=PAPER, dark="#14181B"),
    Tone(name="axis", light="#9A9A95", dark="#70757A"),
    Tone(name="higher", light=HIGHER, dark="#B3A6DE"),
    Tone(name="lower", light=LOWER, dark="#A8A398"),
)

TEXT_CONTRAST = 4.5
"""Least contrast of text (WCAG 2.2 AA)."""

LIGHTNESS_APART, COLOUR_APART, LEAST_APART = 8.0, 25.0, 12.0
"""Neighbouring segments differ by so much lightness, or by so much in CIELAB altogether; any two
differ by the last.
"""

LIGHTENING_STEPS = 50
"""From a colour to the paper's white, of which the first that is legible is taken."""


def segments(settings: Settings) -> tuple[Tone, ...]:
    """Return the segments' tones in both themes."""
    light = palette(settings.brand.colour, len(SERIES), settings.brand.segments)
    return tuple(
        Tone(name=f"s{number}", light=colour, dark=dark)
        for number, (colour, dark) in enumerate(zip(light, _dark(light), strict=True), 1)
    )


@cache
def _dark(colours: tuple[str, ...]) -> tuple[str, ...]:
    """Lighten each colour just until dark text on it can be read and it stands apart from the ones
    before it.
    """
    ground = _neutral("paper").dark
    chosen: list[str] = []
    for colour in colours:
        steps = [mix(colour, PAPER, step / LIGHTENING_STEPS) for step in range(LIGHTENING_STEPS)]
        legible = [step for step in steps if contrast(step, ground) >= TEXT_CONTRAST]
        beside = [step for step in legible if not chosen or _apart(step, chosen[-1])]
        seen = [
            step
            for step in beside
            if all(_distance(step, other) >= LEAST_APART for other in chosen)
        ]
        chosen.append((seen or beside or legible)[0])
    return tuple(chosen)


def _apart(colour: str, other: str) -> bool:
    lighter = abs(lab(colour)[0] - lab(other)[0])  # of L*, from 0 to 100
    return lighter >= LIGHTNESS_APART or _distance(colour, other) >= COLOUR_APART


def _distance(colour: str, other: str) -> float:
    """Return ΔE*ab, the distance of two colours in CIELAB (CIE 1976)."""
    return math.dist(lab(colour), lab(other))


def drawn(settings: Settings) -> dict[str, str]:
    """Return the hex values in drawings (upper case) → the variable that takes their place on
    screen.
    """
    return {tone.light.upper(): tone.name for tone in (*segments(settings), *NEUTRALS)}


def variables(settings: Settings, *, dark: bool) -> dict[str, str]:
    """Return a theme's CSS variables: every tone, and each segment's and the brand's colour as
    readable text.
    """
    tones = {
        tone.name: tone.dark if dark else tone.light for tone in (*NEUTRALS, *segments(settings))
    }
    # Text stands on the wash too, which is the harder ground of the two in both themes.
    ground = tones["wash"]
    for tone in segments(settings):
        tones[f"{tone.name}-text"] = readable(tones[tone.name], ground, TEXT_CONTRAST)
    brand = settings.brand.colour.upper()
    tones["brand"] = readable(mix(brand, PAPER, 0.25) if dark else brand, ground, TEXT_CONTRAST)
    return tones


def _neutral(name: str) -> Tone:
    return next(tone for tone in NEUTRALS if tone.name == name)
