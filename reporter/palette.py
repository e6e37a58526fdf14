"""The colours that drawings and pages share: plain hex values, so that a page can put its theme's
own in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.colour import contrast, lab

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HIGHER", "INK", "LINE", "LOWER", "MUTED", "PAPER", "SERIES", "WASH", "palette"]

INK, MUTED, LINE, WASH, PAPER = "#1C2126", "#666B71", "#DAD7D0", "#F6F4EF", "#FFFFFF"

HIGHER, LOWER = "#5A4B86", "#77736A"
"""The ends of a scale around a middle; no segment's colour."""

SERIES = (
    "#0B5D66", "#2E8464", "#C88730", "#3B65AC", "#85838A", "#8A3F86", "#BC4B45", "#253A7E",
    "#7F5A12", "#BC77AE", "#5B3A22", "#5691CE",
)  # fmt: skip
"""Segments in their order. Each has a contrast of 3 with paper; neighbours differ in lightness by 8
at least, the first five all differ in grey, and any two stay apart under the three kinds of colour
blindness (the tests measure all that).
"""

NEAR_COLOURS = 25.0
"""Distance in CIELAB below which a brand's colour could be taken for a segment's."""

MARK = 3.0
"""Least contrast of a mark with its ground (WCAG 2.2 AA)."""


def palette(brand: str, count: int, own: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the colours of the segments in their order, as upper-case hex.

    The brand's colour is the first, unless it is too pale to be seen on paper; colours that are
    near to it come last.

    Parameters
    ----------
    brand
        Hex.
    count
        How many segments; at most `choices.MOST_SEGMENTS`.
    own
        Colours that come before all others: those of kept segments.
    """
    if own:
        kept = tuple(dict.fromkeys(colour.upper() for colour in own))
        return (*kept, *(colour for colour in palette(brand, len(SERIES)) if colour not in kept))[
            :count
        ]
    brand = brand.upper()
    if brand == SERIES[0] or contrast(brand, PAPER) < MARK:
        return SERIES[:count]
    ground = lab(brand)
    apart = [
        sum((mine - theirs) ** 2 for mine, theirs in zip(ground, lab(colour), strict=True)) ** 0.5
        >= NEAR_COLOURS
        for colour in SERIES
    ]
    others = [
        colour
        for far in (True, False)
        for colour, is_far in zip(SERIES, apart, strict=True)
        if is_far is far and colour != brand
    ]
    return (brand, *others)[:count]
