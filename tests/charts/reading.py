"""Reads a drawing back: the boxes of its texts in points."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from reporter.charts.lettering import width
from reporter.ruler import POINT

SVG = "{http://www.w3.org/2000/svg}"
CAPITALS = 0.66
"""Height of capitals and figures in ems."""


@dataclass(frozen=True)
class Text:
    words: str
    left: float
    right: float
    top: float
    bottom: float


def texts(svg: str) -> list[Text]:
    """Return the visible texts with their boxes."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own drawing
        if element.get("stroke"):
            continue  # the outline of the text that follows
        words = element.text or ""
        size, weight = float(element.get("font-size", "0")), int(element.get("font-weight", "400"))
        wide, x, y = (
            width(words, size, weight) / POINT,
            float(element.get("x", "0")),
            float(element.get("y", "0")),
        )
        left = {"middle": x - wide / 2, "end": x - wide}.get(element.get("text-anchor", "start"), x)
        found.append(Text(words, left, left + wide, y - size * CAPITALS, y))
    return found


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Return the pairs of texts that share room."""
    every = texts(svg)
    return [
        (first.words, second.words)
        for number, first in enumerate(every)
        for second in every[:number]
        if first.left < second.right
        and second.left < first.right
        and first.top < second.bottom
        and second.top < first.bottom
    ]


def outside(svg: str) -> list[str]:
    """Return the texts that run out of the drawing, half a point apart."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box
    wide, high = float(box[1]) + 0.5, float(box[2]) + 0.5
    return [
        text.words
        for text in texts(svg)
        if text.left < -0.5 or text.right > wide or text.top < -0.5 or text.bottom > high
    ]
