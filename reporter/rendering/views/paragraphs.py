"""Texts in, the millimetres that they take on paper out: each style of the PDF's texts, with the
size, the face and the distance of lines that `templates/styles` give it.

Sizes in ems there are points here: an em of the page is 9.6 pt.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporter.ruler import POINT, Face, lines

__all__ = [
    "ANSWER",
    "CELL",
    "HEADING",
    "NOTE",
    "PORTRAIT",
    "PRODUCT",
    "RULE",
    "SMALL",
    "STRONG_CELL",
    "STRONG_TERM",
    "TABLE_HEAD",
    "TERM",
    "TEXT",
    "TITLE",
    "Style",
    "heading",
    "is_long",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set."""

    points: float
    """Size of the letters, in points (1 pt = 1/72 inch)."""
    leading: float
    """From line to line, in sizes of the letters (em)."""
    face: Face = Face.REGULAR

    @property
    def line(self) -> float:
        """Millimetres from line to line."""
        return self.points * self.leading * POINT

    def height(self, text: str, width: float) -> float:
        """Return the height of a text in a column of so many millimetres; 0 where there is none."""
        return len(lines(text, width, self.points, self.face)) * self.line if text else 0.0


TEXT = Style(points=9.6, leading=1.42)
SMALL = Style(points=8.26, leading=1.42)
HEADING = Style(points=19.2, leading=1.18, face=Face.SERIF)
ANSWER = Style(points=16.8, leading=1.18, face=Face.SERIF)
"""A heading that is a long sentence."""
TITLE = Style(points=10.56, leading=1.25, face=Face.SEMIBOLD)
"""Of a figure, a table or a block."""
PORTRAIT = Style(points=12, leading=1.35, face=Face.SERIF_ITALIC)
RULE = Style(points=11.52, leading=1.4, face=Face.SERIF_ITALIC)
TABLE_HEAD = Style(points=8.21, leading=1.42)
CELL = Style(points=9.02, leading=1.36)
STRONG_CELL = Style(points=9.02, leading=1.36, face=Face.SEMIBOLD)
NOTE = Style(points=8.39, leading=1.36)
"""What stands below the text of a cell."""
PRODUCT = Style(points=9.02, leading=1.42)
TERM = Style(points=9.41, leading=1.42)
STRONG_TERM = Style(points=9.41, leading=1.42, face=Face.SEMIBOLD)

LONG_ANSWER = 80
"""Letters of an answer from which on it is set smaller."""


def heading(answer: str) -> Style:
    """Return the style of a heading."""
    return ANSWER if is_long(answer) else HEADING


def is_long(answer: str) -> bool:
    """Return whether a heading is a long sentence, which is set smaller."""
    return len(answer) > LONG_ANSWER
