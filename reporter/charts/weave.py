"""The cover's band: shares of customers at the top flow to shares of revenue at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from matplotlib.path import Path

from reporter.charts import claims
from reporter.charts.grounds import on_colour
from reporter.charts.lettering import LABEL, SEMIBOLD, shorten, width, wrap
from reporter.charts.placement import Box, pushed_up
from reporter.charts.sheet import FULL, Sheet
from reporter.model.claim import Claim, Name, Share
from reporter.palette import MUTED, PAPER

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart

HEIGHT = 62.0
BEND = 0.55
"""How far down the upper half of a strand stays upright."""
INSET, LARGE = 2.2, 12.0
"""Millimetres from a strand's edge to its words; points of a share where there is room for it."""
LINES, FIGURE = 3.9, 5.6
"""Millimetres from line to line of a name, and what a large share takes."""
MOVE, LINE, BEZIER, CLOSE = (
    int(code) for code in (Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CLOSEPOLY)
)


class Numbers(TypedDict):
    """A strand each segment, in their order; shares from 0 to 1."""

    segments: list[int]
    names: list[str]
    customers: list[float]
    values: list[float]
    of: Claim
    """What the lower shares are shares of."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The two edges of a band: at the top from a to b, at the bottom from c to d, in
    millimetres.
    """

    a: float
    b: float
    c: float
    d: float

    @property
    def middle(self) -> float:
        """Where a leader touches the band from above."""
        return min((self.a + self.b) / 2, FULL - 0.3)

    def room(self, top: float, bottom: float) -> tuple[float, float]:
        """Return where words may begin and end that stand between two heights, measured from the
        band's top.
        """
        lefts, rights = (
            [_edge(*ends, y) for y in (top, bottom)]
            for ends in ((self.a, self.c), (self.b, self.d))
        )
        return max(lefts) + INSET, min(rights) - INSET


def numbers(inputs: ChartInput) -> Numbers:
    """Take each segment's share of customers and of revenue; without any value, a strand is as wide
    below as above.
    """
    personas = inputs.personas
    customers = [persona.share for persona in personas]
    of, values = inputs.values or (Claim("chart.volume.customers"), customers)
    return Numbers(
        segments=[persona.segment for persona in personas],
        names=[inputs.words.name(persona.name) for persona in personas], customers=customers,
        values=values, of=of,
    )  # fmt: skip


def edges(shares: list[float]) -> list[float]:
    """Return where strands begin and end, in millimetres; a segment that cost more than it spent
    has no width.
    """
    drawn = [max(0.0, share) for share in shares]
    total = sum(drawn) or 1.0
    return [0.0, *(FULL * part / total for part in accumulate(drawn))]


def _edge(above: float, below: float, y: float) -> float:
    """Return where an edge stands at a height: the Bézier curve's place, found at close steps along
    it.
    """
    t = np.linspace(0, 1, 61)
    down = HEIGHT * (3 * t * (1 - t) ** 2 * BEND + 3 * t**2 * (1 - t) * (1 - BEND) + t**3)
    return float(np.interp(y, down, above + (below - above) * (3 * t**2 - 2 * t**3)))


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw the strands with their names and shares inside; names that are too long for theirs stand
    above.
    """
    above, below = edges(values["customers"]), edges(values["values"])
    strands = [
        Strand(a, b, c, d) for (a, b), (c, d) in zip(pairwise(above), pairwise(below), strict=True)
    ]
    inside = [
        _fitting(called, strand) for called, strand in zip(values["names"], strands, strict=True)
    ]
    outside = _beyond(values["names"], strands, inside)
    head = max((-box.y + 0.6 for box in outside.values()), default=0.0)
    sheet = Sheet(FULL, head + HEIGHT)
    for segment, strand in zip(values["segments"], strands, strict=True):
        _strand(sheet, strand, head, style.colours[segment], segment)
    _seams(sheet, strands, head)
    for number, strand in enumerate(strands):
        _words(sheet, values, style, number, (strand, head), inside[number])
    for number, box in outside.items():
        x = strands[number].middle
        sheet.line([x] * 2, [head + box.y + (0.7 if x <= box.x else box.high), head], MUTED, 0.6)
        sheet.text(
            box.x + 1.2, head + box.y + box.high / 2, _cut(values["names"][number]), weight=SEMIBOLD
        )
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart.weave.subtitle", {"volume": values["of"]}),
        leading=claims.rows(
            Claim(
                "chart.weave.row",
                {
                    "name": Name(called),
                    "customers": Share(share),
                    "part": Share(value),
                    "volume": values["of"],
                },
            )
            for called, share, value in zip(
                values["names"], values["customers"], values["values"], strict=True
            )
        ),
        numbers=values,
    )


def _strand(sheet: Sheet, strand: Strand, head: float, colour: str, segment: int) -> None:
    down, up, foot = head + BEND * HEIGHT, head + (1 - BEND) * HEIGHT, head + HEIGHT
    right, left = (
        [(strand.b, down), (strand.d, up), (strand.d, foot)],
        [(strand.c, up), (strand.a, down), (strand.a, head)],
    )
    vertices = [
        (strand.a, head),
        (strand.b, head),
        *right,
        (strand.c, foot),
        *left,
        (strand.a, head),
    ]
    sheet.shape(vertices, [MOVE, LINE, *[BEZIER] * 3, LINE, *[BEZIER] * 3, CLOSE], colour, segment)


def _seams(sheet: Sheet, strands: list[Strand], head: float) -> None:
    """Draw hairlines of paper between the strands."""
    down, up, foot = head + BEND * HEIGHT, head + (1 - BEND) * HEIGHT, head + HEIGHT
    for strand in strands[1:]:
        path = [(strand.a, head), (strand.a, down), (strand.c, up), (strand.c, foot)]
        sheet.curve(path, [MOVE, *[BEZIER] * 3], PAPER, 1.1)


def _fitting(called: str, strand: Strand) -> tuple[str, ...]:
    """Break a name into one or two lines that fit its strand whole; no lines where it does not."""
    left, right = strand.room(0, 2 * LINES + FIGURE)
    lines = wrap(called, right - left, LABEL, SEMIBOLD)
    return (
        lines
        if " ".join(lines) == called
        and all(width(line, LABEL, SEMIBOLD) <= right - left for line in lines)
        else ()
    )


def _words(
    sheet: Sheet,
    values: Numbers,
    style: Style,
    number: int,
    where: tuple[Strand, float],
    lines: tuple[str, ...],
) -> None:
    """Write name and share of customers at the top, and the share of revenue at the bottom, as far
    as they fit.
    """
    strand, head = where
    segment = values["segments"][number]
    colour, y = on_colour(style.colours[segment]), 2.2
    left = strand.room(0, 2 * LINES + FIGURE)[0] if lines else 0.0
    for line in lines:
        sheet.text(
            left, head + y + LINES / 2, line, weight=SEMIBOLD, colour=colour, segment=segment
        )
        y += LINES
    _share(
        sheet,
        style.words.percent(values["customers"][number]),
        strand,
        (head, y, left),
        (colour, segment),
    )
    if values["values"][number] > 0:
        _share(
            sheet,
            style.words.percent(values["values"][number]),
            strand,
            (head, HEIGHT - 1.6 - FIGURE, 0.0),
            (colour, segment),
        )


def _share(
    sheet: Sheet,
    words: str,
    strand: Strand,
    where: tuple[float, float, float],
    look: tuple[str, int],
) -> None:
    """Write a share large where there is room, else small, else not; no further left
    than its name.
    """
    head, y, names = where
    left, right = strand.room(y, y + FIGURE)
    left = max(left, names)
    for size in (LARGE, LABEL):
        if width(words, size, SEMIBOLD) <= right - left:
            sheet.text(
                left,
                head + y + FIGURE / 2,
                words,
                size=size,
                weight=SEMIBOLD,
                colour=look[0],
                segment=look[1],
            )
            return


def _cut(called: str) -> str:
    return shorten(called, 60, LABEL, SEMIBOLD)


def _beyond(
    names: list[str], strands: list[Strand], inside: list[tuple[str, ...]]
) -> dict[int, Box]:
    """Return places above the band for the names that do not fit into it, each at a leader of its
    own.
    """
    taken: list[Box] = []
    places: dict[int, Box] = {}
    for number in reversed([number for number, lines in enumerate(inside) if not lines]):
        wide = width(_cut(names[number]), LABEL, SEMIBOLD) + 2.4
        x = strands[number].middle
        box = pushed_up(
            Box(x=min(x, FULL - wide), y=-LINES - 1.6, wide=wide, high=LINES), taken, -200.0
        )
        places[number] = box
        taken += [box, Box(x=x, y=box.y, wide=0.6, high=-box.y)]
    return dict(sorted(places.items()))
