"""A chart's SVG in, the same drawing at home in its medium out.

On screen it stands inline, and its colours become CSS variables, so that drawings follow the theme.
In print it is an image that the PDF's fetcher serves by name: the page's parser and styles then
never see its marks, which halves the time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Chart

__all__ = ["DRAWING_SCHEME", "Medium", "inline", "is_wide", "linked"]

Medium = Literal["screen", "print"]

DRAWING_SCHEME = "reporter-drawing"
"""The PDF's drawings are named `reporter-drawing:CHART`; see `reporter.rendering.pdf`."""

WIDE_FROM = 127.0
"""Drawings wider than so many millimetres need the page's whole width of 174; a column
has 82.
"""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")


def inline(chart: Chart, variables: Mapping[str, str]) -> Markup:
    """Return the drawing as it stands in the screen's page.

    Its name stands in `aria-label`, since a title inside would show as a tooltip over all of it.

    Parameters
    ----------
    chart
        Its `svg` is markup of ours; its texts are escaped here.
    variables
        Hex values, in upper case, → the CSS variables that take their place.
    """

    def themed(match: re.Match[str]) -> str:
        name = variables.get(match.group().upper())
        return f"var(--{name})" if name else match.group()

    root, _, inside = chart.svg.partition(">")
    own = Markup(' class="drawing" role="img" aria-label="{}">').format(chart.alt)
    return Markup(root) + own + Markup(_COLOUR.sub(themed, inside))  # noqa: S704 - our own drawing


def linked(chart: Chart) -> Markup:
    """Return the drawing as an image that the PDF's fetcher knows by name."""
    return Markup('<img class="drawing" src="{}:{}" alt="{}">').format(
        DRAWING_SCHEME, chart.name, chart.alt
    )


def is_wide(chart: Chart) -> bool:
    """Return whether a drawing was made for the page's whole width."""
    return chart.width > WIDE_FROM
