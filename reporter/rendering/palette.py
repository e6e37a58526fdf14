"""The colours that pages and drawings share: plain hex values in, CSS variables for light and dark out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.colour import mix, readable
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

TEXT = 4.5
"""Least contrast of text (WCAG 2.2 AA)."""


def segments(settings: Settings) -> tuple[Tone, ...]:
    """Return the segments' tones; in the dark theme they are lightened until dark text on them can be read."""
    ground = _neutral("paper").dark
    return tuple(
        Tone(name=f"s{number}", light=colour, dark=readable(mix(colour, PAPER, 0.15), ground, TEXT))
        for number, colour in enumerate(palette(settings.brand.colour, len(SERIES)), 1)
    )


def drawn(settings: Settings) -> dict[str, str]:
    """Return the hex values in drawings (upper case) → the variable that takes their place on screen."""
    return {tone.light.upper(): tone.name for tone in (*segments(settings), *NEUTRALS)}


def variables(settings: Settings, *, dark: bool) -> dict[str, str]:
    """Return a theme's CSS variables: every tone, and each segment's and the brand's colour as readable text."""
    tones = {tone.name: tone.dark if dark else tone.light for tone in (*NEUTRALS, *segments(settings))}
    # Text stands on the wash too, which is the harder ground of the two in both themes.
    ground = tones["wash"]
    for tone in segments(settings):
        tones[f"{tone.name}-text"] = readable(tones[tone.name], ground, TEXT)
    brand = settings.brand.colour.upper()
    tones["brand"] = readable(mix(brand, PAPER, 0.25) if dark else brand, ground, TEXT)
    return tones


def _neutral(name: str) -> Tone:
    return next(tone for tone in NEUTRALS if tone.name == name)
