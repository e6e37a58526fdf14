"""The report's own type in drawings: texts in, their widths in millimetres and shapes
that fit out.
"""

from __future__ import annotations

from functools import cache, lru_cache

from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

from reporter.errors import ChartsError
from reporter.resources import fonts

__all__ = [
    "FAMILY",
    "LABEL",
    "POINT",
    "REGULAR",
    "SEMIBOLD",
    "SMALL",
    "register",
    "shorten",
    "width",
    "wrap",
]

FAMILY = "Reporter Sans"
REGULAR, SEMIBOLD = 400, 600
FACES = {REGULAR: "ReporterSans-Regular.ttf", SEMIBOLD: "ReporterSans-Semibold.ttf"}

POINT = 25.4 / 72
"""Millimetres in a typographic point."""
LABEL, SMALL = 8.2, 7.4
"""Points: what names and values are written in, and what stands at axes."""
ELLIPSIS = "…"
MEASURED = 100.0
"""Points at which a face is measured: large, so that rounding to pixels does not show."""


@cache
def register() -> None:
    """Make the report's faces known to matplotlib.

    Raises
    ------
    ChartsError
        A font file is missing.
    """
    for file in FACES.values():
        path = fonts() / file
        if not path.is_file():
            raise ChartsError(
                f"The font {path} is missing.", "Install the package again; its fonts belong to it."
            )
        fontManager.addfont(path)


@cache
def _face(weight: int) -> FT2Font:
    face = FT2Font(str(fonts() / FACES[weight]))
    face.set_size(MEASURED, 72)
    return face


@lru_cache(maxsize=4096)
def _points(text: str, weight: int) -> float:
    face = _face(weight)
    face.set_text(text, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0]) / 64 / MEASURED


def width(text: str, size: float = LABEL, weight: int = REGULAR) -> float:
    """Measure a text in millimetres; the size is in points."""
    drawn = "".join(
        character if _face(weight).get_char_index(ord(character)) else "m" for character in text
    )
    return _points(drawn, weight) * size * POINT


def shorten(text: str, room: float, size: float = LABEL, weight: int = REGULAR) -> str:
    """Cut a text with … so that it is at most so many millimetres wide; a text that fits stays
    whole.
    """
    if width(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:-") + ELLIPSIS if low else ELLIPSIS


def wrap(
    text: str, room: float, size: float = LABEL, weight: int = REGULAR, lines: int = 2
) -> tuple[str, ...]:
    """Break a text into at most so many lines of so many millimetres; the rest is cut off with an
    ellipsis.
    """
    words, broken = text.split(), [""]
    for place, word in enumerate(words):
        longer = f"{broken[-1]} {word}".strip()
        if width(longer, size, weight) <= room or not broken[-1]:
            broken[-1] = longer
        elif len(broken) < lines:
            broken.append(word)
        else:
            broken[-1] = " ".join((broken[-1], *words[place:]))
            break
    return tuple(shorten(line, room, size, weight) for line in broken)
