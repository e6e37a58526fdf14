"""A text, its size and its face in; the millimetres that it takes, and the lines that it breaks
into, out.

A width is the sum of the advance widths that the package's own fonts give their letters, less what
kerning takes off on average: its pairs take too long to read.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from reporter.resources import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KERNED", "POINT", "Face", "lines", "width"]

POINT = 25.4 / 72
"""Millimetres in a typographic point."""

KERNED = 0.996
"""What kerning leaves of the width of a sentence, in any of the faces."""
SYLLABLE = r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
BREAK = re.compile(rf"(?<= )|(?<={SYLLABLE})(?={SYLLABLE})")
"""Where a line may end: after a space, and between signs of Chinese, Japanese and Korean."""
SPACE = re.compile(r"[ \t\n]+")
"""What is printed as one space; one that does not break is none of these."""


class Face(StrEnum):
    """A face that texts are set in, by the name of its file."""

    REGULAR = "ReporterSans-Regular"
    SEMIBOLD = "ReporterSans-Semibold"
    SERIF = "ReporterSerif-Semibold"
    SERIF_ITALIC = "ReporterSerif-Italic"


def width(text: str, points: float, face: Face = Face.REGULAR) -> float:
    """Measure a text in millimetres; its size is in points."""
    return _ems(text, face) * points * POINT


@lru_cache(maxsize=4096)
def lines(
    text: str, room: float, points: float, face: Face = Face.REGULAR, most: int = 0
) -> tuple[str, ...]:
    """Break a text into lines of at most so many millimetres, each as full as can be.

    A word that is wider than that has a line of its own. With `most`, the last of so many lines
    holds all the rest, however wide.
    """
    broken, used = [""], 0.0
    for word in BREAK.split(SPACE.sub(" ", text).strip()):
        if broken[-1] and len(broken) != most and used + width(word.rstrip(), points, face) > room:
            broken.append("")
            used = 0.0
        broken[-1] += word
        used += width(word, points, face)
    return tuple(line.rstrip() for line in broken)


@lru_cache(maxsize=8192)
def _ems(text: str, face: Face) -> float:
    advances = _advances(face)
    return KERNED * sum(
        advances[letter] if letter in advances else _foreign(letter, face) for letter in text
    )


def _foreign(letter: str, face: Face) -> float:
    """Guess the width of a letter that the face lacks and another font will draw."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0  # a mark on the letter before it
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.0
    return _advances(face)["m"]


@cache
def _advances(face: Face) -> Mapping[str, float]:
    """Read a face's letters with their widths in ems."""
    with TTFont(fonts() / f"{face}.ttf", lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}
