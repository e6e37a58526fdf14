"""Marks in millimetres in, a `Chart` out: the one place where matplotlib's figures are made and
written.

A sheet has its origin at the top left, as the page has. Marks are matplotlib's artists on a bare
figure: the labels that this report wants stand at the marks, so that the machinery of axes and
legends would only cost time.
"""

from __future__ import annotations

import io
import math
import warnings
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import CircleCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from reporter.charts.lettering import (
    FAMILY,
    LABEL,
    REGULAR,
    SEMIBOLD,
    SMALL,
    register,
    width,
    wrap,
)
from reporter.charts.svg import HALO, embed
from reporter.model import Chart
from reporter.model.claim import Claim, Name
from reporter.palette import INK, LINE, MUTED, PAPER
from reporter.ruler import POINT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from reporter.wording import Words

__all__ = ["FULL", "HALF", "Align", "Sheet"]

FULL, HALF = 174.0, 82.0
"""Millimetres: the width of the page's text, and of one of two columns."""
RASTER = 200
"""Dots an inch of rasterised layers."""
CAPITAL = 0.33
"""Half the height of capitals and figures, in ems: what puts a text's middle on a line."""

LEADING = 3.3
"""Millimetres from line to line of a name."""

Align = Literal["left", "center", "right"]


class Sheet:
    """A drawing in millimetres with its origin at the top left.

    Parameters
    ----------
    width, height
        Natural size in millimetres.
    """

    def __init__(self, width: float, height: float) -> None:
        register()
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=72)
        self.figure.patch.set_visible(False)
        FigureCanvasSVG(self.figure)
        # Through the figure, so that a rasterised layer is drawn in its own resolution.
        self.millimetres = (
            Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, height / 25.4)
            + self.figure.dpi_scale_trans
        )
        self._order = 0

    def add(self, artist: Artist, segment: int | None = None) -> None:
        """Put an artist above those before it; its coordinates are millimetres."""
        self._order += 1
        artist.set_transform(self.millimetres)
        artist.set_zorder(self._order)
        if segment is not None:
            artist.set_gid(f"segment-{segment}")
        self.figure.add_artist(artist)

    def axes(self, x: float, y: float, wide: float, high: float) -> Axes:
        """Return matplotlib's axes over a part of the sheet, without frame, ticks or ground."""
        axes = self.figure.add_axes(
            (x / self.width, 1 - (y + high) / self.height, wide / self.width, high / self.height)
        )
        axes.set_axis_off()
        return axes

    def bar(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        colour: str,
        *,
        opacity: float = 1.0,
        segment: int | None = None,
    ) -> None:
        """Draw a filled rectangle; negative widths and heights grow to the left and upwards."""
        self.add(
            Rectangle(
                (x, y),
                wide,
                high,
                facecolor=colour,
                alpha=None if opacity >= 1 else opacity,
                linewidth=0,
            ),
            segment,
        )

    def shape(
        self,
        vertices: Sequence[tuple[float, float]],
        codes: Sequence[int],
        colour: str,
        segment: int | None = None,
    ) -> None:
        """Draw a filled path of matplotlib's path codes."""
        self.add(
            PathPatch(Path(list(vertices), list(codes)), facecolor=colour, linewidth=0), segment
        )

    def curve(
        self,
        vertices: Sequence[tuple[float, float]],
        codes: Sequence[int],
        colour: str,
        points: float,
    ) -> None:
        """Draw an open path of matplotlib's path codes, so many points thick."""
        self.add(
            PathPatch(
                Path(list(vertices), list(codes)),
                facecolor="none",
                edgecolor=colour,
                linewidth=points,
                capstyle="butt",
            )
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = LINE,
        points: float = 0.7,
        *,
        dashed: bool = False,
        opacity: float = 1.0,
        segment: int | None = None,
    ) -> None:
        """Draw a line through places, so many points thick."""
        style: Any = (0, (2.5, 2)) if dashed else "-"
        self.add(
            Line2D(
                list(xs),
                list(ys),
                color=colour,
                linewidth=points,
                linestyle=style,
                solid_capstyle="butt",
                alpha=None if opacity >= 1 else opacity,
            ),
            segment,
        )

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str,
        *,
        hollow: bool = False,
        segment: int | None = None,
    ) -> None:
        """Draw a filled or an open circle; the open one is filled with paper."""
        inner = radius - 0.35 if hollow else radius
        self.add(
            Circle(
                (x, y),
                inner,
                facecolor=PAPER if hollow else colour,
                edgecolor=colour,
                linewidth=2.0 if hollow else 0,
            ),
            segment,
        )

    def cloud(
        self,
        places: Sequence[tuple[float, float]],
        radius: float,
        colours: Sequence[str],
        opacity: float,
    ) -> None:
        """Draw many dots as one rasterised layer: thousands of vector marks are slow to read and to
        print.
        """
        area = math.pi * (radius / POINT) ** 2
        self._order += 1
        dots = CircleCollection(
            [area],
            offsets=list(places),
            offset_transform=self.millimetres,
            facecolors=list(colours),
            linewidths=0,
            alpha=opacity,
        )
        dots.set(rasterized=True, zorder=self._order)
        self.figure.add_artist(dots)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = LABEL,
        weight: int = REGULAR,
        colour: str = INK,
        align: Align = "left",
        halo: bool = False,
        segment: int | None = None,
    ) -> float:
        """Write words with their middle at a height, with an outline of paper over marks, and
        return their width in millimetres.
        """
        baseline = y + size * CAPITAL * POINT
        for outline in (True, False) if halo else (False,):
            written = Text(
                x, baseline, words, family=FAMILY, fontsize=size, weight=weight,
                color=PAPER if outline else colour, ha=align,
                va="baseline", parse_math=False,
            )  # fmt: skip
            self.add(written, None if outline else segment)
            if outline:
                written.set_gid(HALO)
        return width(words, size, weight)

    def small(self, x: float, y: float, words: str, align: Align = "left") -> float:
        """Write what stands at axes: small and muted."""
        return self.text(x, y, words, size=SMALL, colour=MUTED, align=align)

    def name(
        self, x: float, y: float, words: str, room: float, *, segment: int | None = None
    ) -> None:
        """Write a name with its middle at a height, in two lines where one has no room."""
        lines = wrap(words, room)
        for number, line in enumerate(lines):
            self.text(x, y + LEADING * (number - (len(lines) - 1) / 2), line, segment=segment)

    def pair(self, x: float, y: float, first: str, second: str) -> float:
        """Write a number in semibold with a muted remark behind it, from the left, and return the
        width of both.
        """
        wide = self.text(x, y, first, weight=SEMIBOLD)
        return wide + 1.0 + self.text(x + wide + 1.0, y, second, colour=MUTED) if second else wide

    def chart(
        self,
        words: Words,
        *,
        name: str,
        title: str,
        subtitle: Claim,
        leading: Claim,
        numbers: Mapping[str, Any],
    ) -> Chart:
        """Write the sheet as a `Chart`; `leading` are its leading numbers, for who
        cannot see it.
        """
        alt = Claim("chart.alt", {"title": Name(title.rstrip(".")), "leading": leading})
        drawing = io.StringIO()
        with (
            mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}),
            warnings.catch_warnings(),
        ):
            # A name may hold signs that the face lacks: the browser finds them elsewhere.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            empty = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            self.figure.savefig(drawing, format="svg", dpi=RASTER, metadata=empty)
        return Chart(
            name=name,
            title=title,
            subtitle=words.text(subtitle),
            alt=words.text(alt),
            width=self.width,
            height=self.height,
            svg=embed(drawing.getvalue(), name=name, width=self.width, height=self.height),
            numbers=numbers,
        )
