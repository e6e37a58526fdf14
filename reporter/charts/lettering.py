"""The report's own type in drawings: texts in, their widths and shapes that fit out."""

from __future__ import annotations

from functools import cache

from matplotlib.font_manager import fontManager

from reporter import ruler
from reporter.errors import ChartsError
from reporter.resources import fonts
from reporter.ruler import Face

__all__ = [
    "FAMILY",
    "LABEL",
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
FACES = {REGULAR: Face.REGULAR, SEMIBOLD: Face.SEMIBOLD}
"""Weight → face."""

LABEL, SMALL = 8.2, 7.4
"""Points: what names and values are written in, and what stands at axes."""
ELLIPSIS = "…"


@cache
def register() -> None:
    """Make the report's faces known to matplotlib.

    Raises
    ------
    ChartsError
        A font file is missing.
    """
    for face in FACES.values():
        path = fonts() / f"{face}.ttf"
        if not path.is_file():
            raise ChartsError(
                f"The font {path} is missing.", "Install the package again; its fonts belong to it."
            )
        fontManager.addfont(path)


def width(text: str, size: float = LABEL, weight: int = REGULAR) -> float:
    """Measure a text in millimetres; the size is in points."""
    return ruler.width(text, size, FACES[weight])


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
    broken = ruler.lines(text, room, size, FACES[weight], most=lines)
    return tuple(shorten(line, room, size, weight) for line in broken)
