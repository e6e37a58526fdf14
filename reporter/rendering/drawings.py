"""A chart's SVG in, the same drawing at home in its medium out.

On screen it stands inline, and its colours become CSS variables, so that drawings follow the theme.
In print it is an image that the PDF's fetcher serves by name: the page's parser and styles then
never see its marks, which halves the time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Chart

__all__ = ["DRAWING_SCHEME", "Medium", "height", "inline", "is_wide", "linked"]

Medium = Literal["screen", "print"]

DRAWING_SCHEME = "reporter-drawing"
"""The PDF's drawings are named `reporter-drawing:CHART`; see `reporter.rendering.pdf`."""

WIDE = 360.0
"""Drawings wider than so many points need the page's whole width."""

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_PREFACE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_TITLE = re.compile(r"\s*<title\b.*?</title>", re.DOTALL)
_LENGTH = re.compile(r'\s(width|height)="([\d.]+)(pt|px|mm)?"')
_BOX = re.compile(r'viewBox="[-\d.]+[ ,][-\d.]+[ ,]([\d.]+)[ ,]([\d.]+)"')
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
_NAMED = re.compile(r'\s(?:role|aria-\w+|class)="[^"]*"')
_POINTS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "": 0.75}


def inline(chart: Chart, variables: Mapping[str, str]) -> Markup:
    """Return the drawing as it stands in the screen's page.

    Parameters
    ----------
    chart
        Its `svg` is markup of ours; its texts are escaped here.
    variables
        Hex values, in upper case, → the CSS variables that take their place.
    """
    svg = _PREFACE.sub("", chart.svg).strip()
    opening = _ROOT.search(svg)
    if opening is None:
        return Markup("")
    root = _NAMED.sub("", _LENGTH.sub("", opening.group())).removesuffix(">")
    if "viewBox" not in root:
        root += ' viewBox="0 0 {:g} {:g}"'.format(*_size(opening.group()))

    def themed(match: re.Match[str]) -> str:
        name = variables.get(match.group().upper())
        return f"var(--{name})" if name else match.group()

    # A title inside would show as a tooltip over the whole drawing; its text stands in aria-label.
    inside = _COLOUR.sub(themed, _TITLE.sub("", svg[opening.end() :], count=1))
    return Markup(f'{root} class="drawing" role="img" aria-label="{escape(chart.alt)}">{inside}')  # noqa: S704 - our own drawing, its text escaped


def linked(chart: Chart) -> Markup:
    """Return the drawing as an image that the PDF's fetcher knows by name."""
    return Markup('<img class="drawing" src="{}:{}" alt="{}">').format(
        DRAWING_SCHEME, chart.name, chart.alt
    )


def is_wide(chart: Chart) -> bool:
    """Return whether a drawing was made for the page's whole width."""
    opening = _ROOT.search(chart.svg)
    return opening is not None and _size(opening.group())[0] > WIDE


def height(chart: Chart) -> float:
    """Return a drawing's natural height in millimetres."""
    opening = _ROOT.search(chart.svg)
    return _size(opening.group())[1] * 25.4 / 72 if opening else 0.0


def _size(opening: str) -> tuple[float, float]:
    """Return width and height in points."""
    sizes = {name: float(number) * _POINTS[unit] for name, number, unit in _LENGTH.findall(opening)}
    box = _BOX.search(opening)
    if "width" in sizes and "height" in sizes:
        return sizes["width"], sizes["height"]
    return (float(box[1]), float(box[2])) if box else (WIDE, WIDE)
