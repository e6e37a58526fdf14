"""The colours of drawings: a fixed set of plain hex values, so that a page can put its theme's own in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.settings import Settings

__all__ = ["INK", "LINE", "MUTED", "PAPER", "SERIES", "WASH", "contrast", "lab", "palette"]

INK, MUTED, LINE, WASH, PAPER = "#1C2126", "#6A6F75", "#DAD7D0", "#F6F4EF", "#FFFFFF"

SERIES = (
    "#0B5D66", "#2E8464", "#C88730", "#3B65AC", "#85838A", "#8A3F86", "#BC4B45", "#253A7E", "#7F5A12", "#BC77AE", "#5B3A22", "#5691CE",
)  # fmt: skip
"""Segments in their order. Each has a contrast of 3 with paper; neighbours differ in lightness by 8 at least, the first five all
differ in grey, and any two stay apart under the three kinds of colour blindness (the tests measure all that)."""

NEAR = 25.0
"""Distance in CIELAB below which a brand's colour could be taken for a segment's."""


def palette(settings: Settings, count: int) -> tuple[str, ...]:
    """Return the colours of the segments in their order, as upper-case hex.

    The brand's colour is the first, unless it is too pale to be seen on paper; colours that are near to it come last.

    Parameters
    ----------
    settings
        `brand.colour` is read.
    count
        How many segments; at most 12.
    """
    brand = settings.brand.colour.upper()
    if brand in SERIES[:1] or contrast(brand, PAPER) < 3:
        return SERIES[:count]
    ground = lab(brand)
    apart = [sum((mine - theirs) ** 2 for mine, theirs in zip(ground, lab(colour), strict=True)) ** 0.5 >= NEAR for colour in SERIES]
    others = [colour for far in (True, False) for colour, is_far in zip(SERIES, apart, strict=True) if is_far is far and colour != brand]
    return (brand, *others)[:count]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour: str) -> tuple[float, float, float]:
    """Return lightness (0–100) and the two chroma axes of a hex colour in CIELAB under D65."""
    red, green, blue = _linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    bent = [value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)]
    return 116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return red, green, blue
