"""The colours that pages and drawings share: plain hex values in, CSS variables for light and dark out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.colour import contrast, lab, mix, readable

if TYPE_CHECKING:
    from reporter.settings import Settings

__all__ = ["NEUTRALS", "SERIES", "Tone", "drawn", "palette", "segments", "variables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One colour in both themes."""

    name: str
    light: str
    dark: str


NEUTRALS = (
    Tone(name="ink", light="#1C2126", dark="#E9E7E2"),
    Tone(name="soft", light="#3B4046", dark="#C9C6BF"),
    Tone(name="muted", light="#666B71", dark="#A3A6AA"),
    Tone(name="line", light="#DAD7D0", dark="#3A4046"),
    Tone(name="wash", light="#F6F4EF", dark="#20262B"),
    Tone(name="paper", light="#FFFFFF", dark="#14181B"),
    Tone(name="axis", light="#9A9A95", dark="#70757A"),
)
"""Muted is a little darker than the drawings' #6A6F75, so that it can be read on the wash too."""
DRAWN_MUTED = "#6A6F75"

SERIES = (
    "#0B5D66",
    "#2E8464",
    "#C88730",
    "#3B65AC",
    "#85838A",
    "#8A3F86",
    "#BC4B45",
    "#253A7E",
    "#7F5A12",
    "#BC77AE",
    "#5B3A22",
    "#5691CE",
)
"""Segments in their order, as the charts draw them."""

NEAR = 25.0
"""Distance in CIELAB below which a brand's colour could be taken for a segment's."""
MARK, TEXT = 3.0, 4.5
"""Least contrasts of marks and of text (WCAG 2.2 AA)."""
WHITE = "#FFFFFF"


def palette(brand: str, count: int) -> tuple[str, ...]:
    """Return the segments' colours in their order: the brand's first, unless it is too pale; those near to it last."""
    brand = brand.upper()
    if brand == SERIES[0] or contrast(brand, WHITE) < MARK:
        return SERIES[:count]
    apart = [sum((mine - theirs) ** 2 for mine, theirs in zip(lab(brand), lab(colour), strict=True)) ** 0.5 >= NEAR for colour in SERIES]
    others = [colour for far in (True, False) for colour, is_far in zip(SERIES, apart, strict=True) if is_far is far and colour != brand]
    return (brand, *others)[:count]


def segments(settings: Settings) -> tuple[Tone, ...]:
    """Return the segments' tones; in the dark theme they are lightened until dark text on them can be read."""
    ground = _neutral("paper").dark
    return tuple(
        Tone(name=f"s{number}", light=colour, dark=readable(mix(colour, WHITE, 0.15), ground, TEXT))
        for number, colour in enumerate(palette(settings.brand.colour, len(SERIES)), 1)
    )


def drawn(settings: Settings) -> dict[str, str]:
    """Return the hex values in drawings (upper case) → the variable that takes their place on screen."""
    return {DRAWN_MUTED: "muted", **{tone.light.upper(): tone.name for tone in (*segments(settings), *NEUTRALS)}}


def variables(settings: Settings, *, dark: bool) -> dict[str, str]:
    """Return a theme's CSS variables: every tone, and each segment's and the brand's colour as readable text."""
    tones = {tone.name: tone.dark if dark else tone.light for tone in (*NEUTRALS, *segments(settings))}
    # Text stands on the wash too, which is the harder ground of the two in both themes.
    ground = tones["wash"]
    for tone in segments(settings):
        tones[f"{tone.name}-text"] = readable(tones[tone.name], ground, TEXT)
    brand = settings.brand.colour.upper()
    tones["brand"] = readable(mix(brand, WHITE, 0.25) if dark else brand, ground, TEXT)
    return tones


def _neutral(name: str) -> Tone:
    return next(tone for tone in NEUTRALS if tone.name == name)
