"""Colours in, colours out: WCAG contrast, distance as eyes see it, and a colour made readable on
its ground.
"""

from __future__ import annotations

__all__ = ["contrast", "lab", "mix", "readable"]

BLACK, WHITE = "#000000", "#FFFFFF"
STEPS = 50


def contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Mix two hex colours; the share is the other's."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02X}" for mine, theirs in parts)


def readable(colour: str, ground: str, ratio: float = 4.5) -> str:
    """Darken a colour (or lighten it, on a dark ground) just until it has this contrast against the
    ground.
    """
    target = BLACK if _luminance(ground) > 0.18 else WHITE
    for step in range(STEPS + 1):
        mixed = mix(colour, target, step / STEPS)
        if contrast(mixed, ground) >= ratio:
            return mixed
    return target


def lab(colour: str) -> tuple[float, float, float]:
    """Return lightness (0–100) and the two chroma axes of a hex colour in CIELAB under D65."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    bent = [
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)
    ]
    return 116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
