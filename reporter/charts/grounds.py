"""Colours of segments and tints in, the colours that can be read on them (or seen in both themes)
out.

On screen the page puts its theme's own colours in place of the palette's: in the dark theme paper
is nearly black, ink nearly white, and the segments are lightened until paper can be read on them.
What stands on colour has to hold in both.
"""

from __future__ import annotations

from reporter.colour import contrast, readable
from reporter.palette import INK, PAPER

__all__ = ["NIGHT", "TINTS", "on_colour", "on_tint", "seen_in_both"]

NIGHT = "#14181B"
"""Nearly black, and no colour of the palette: it stays as it is in the dark theme, whose paper it
is.
"""
TEXT, MARK = 4.5, 3.0
"""Least contrast of text and of marks with their ground (WCAG 2.2 AA)."""
TINTS = (0.12, 0.22, 0.33, 0.45, 1.0)
"""Opacities of a colour on paper, from hint to full: ink can be read on all but the last, paper on
the last, in both themes.
"""


def on_colour(colour: str) -> str:
    """Return the colour for text on a segment's full colour: paper where that can be read, else
    what stays dark.
    """
    return (
        PAPER
        if contrast(PAPER, colour) >= TEXT
        else max(PAPER, NIGHT, key=lambda text: contrast(text, colour))
    )


def on_tint(opacity: float, colour: str) -> str:
    """Return the colour for text on a tint of a colour."""
    return on_colour(colour) if opacity >= 1 else INK


def seen_in_both(colour: str) -> str:
    """Lighten a colour just until it can be seen on the dark theme's paper too: a rasterised layer
    cannot follow the theme.
    """
    return readable(colour, NIGHT, MARK)
