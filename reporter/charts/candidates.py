"""The divisions that were tried: silhouette, elbow, gap statistic and stability over the number of
segments, the chosen one marked.

The chosen algorithm and the simplest are lines; what the others scored are quiet dots, without
names.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict, cast

from reporter.charts.lettering import SEMIBOLD, SMALL, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Count, Name
from reporter.palette import LINE, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Candidate, Chart
    from reporter.model.claim import Value

TOP_MARGIN, BOTTOM, FOOT, GAP = 9.0, 32.0, 4.6, 3.6
"""Millimetres of a panel: where its scores begin and end, its numbers of segments, and the room to
the panel below.
"""
GUTTER = 9.0
"""Millimetres between panels side by side."""
FAINT = 0.35
"""Opacity of what lies outside the range that could be chosen."""
PANELS = (("silhouette", 2), ("inertia", 0), ("gap", 2), ("stability", 2))
"""Field of a candidate, decimals."""
READING = "reading"
"""The form of a panel's name that says how it is read."""


class Line(TypedDict):
    """An algorithm's scores over its numbers of segments, ascending; None where a score was not
    asked for.
    """

    algorithm: str
    joined: bool
    """Whether the algorithm is told the number of segments, so that its scores form a line."""
    k: list[int]
    silhouette: list[float | None]
    inertia: list[float | None]
    gap: list[float | None]
    gap_error: list[float]
    stability: list[float | None]


class Numbers(TypedDict):
    """A line per algorithm, the simplest first; what was chosen."""

    lines: list[Line]
    chosen_algorithm: str
    chosen_k: int
    vote: tuple[int, int]
    """The fewest and the most segments that could be chosen."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Arrange the candidates by algorithm and number of segments; None for fewer than two."""
    candidates = inputs.study.segmentation.candidates
    if len(candidates) < 2:
        return None
    names = list(dict.fromkeys(candidate.algorithm for candidate in candidates))
    counts = len({candidate.k for candidate in candidates if candidate.algorithm == names[0]})
    return Numbers(
        lines=[
            _line([candidate for candidate in candidates if candidate.algorithm == name], counts)
            for name in names
        ],
        chosen_algorithm=inputs.study.segmentation.algorithm,
        chosen_k=inputs.study.segmentation.k,
        vote=inputs.study.segmentation.free,
    )


def _line(candidates: Sequence[Candidate], counts: int) -> Line:
    ordered = sorted(
        candidates, key=lambda candidate: (candidate.k, not candidate.chosen, -candidate.silhouette)
    )
    different = len({candidate.k for candidate in ordered})
    return Line(
        algorithm=ordered[0].algorithm,
        joined=different == len(ordered) and 2 * different > counts,
        k=[candidate.k for candidate in ordered],
        silhouette=[candidate.silhouette for candidate in ordered],
        inertia=[candidate.inertia for candidate in ordered],
        gap=[candidate.gap for candidate in ordered],
        gap_error=[candidate.gap_error for candidate in ordered],
        stability=[candidate.stability for candidate in ordered],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw four panels, two by two."""
    sheet = Sheet(FULL, 2 * (BOTTOM + FOOT) + GAP)
    wide = (FULL - GUTTER) / 2
    told: list[Claim] = []
    for number, (score, digits) in enumerate(PANELS):
        row, column = divmod(number, 2)
        left, top = column * (wide + GUTTER), row * (BOTTOM + FOOT + GAP)
        chosen = _Panel(sheet, values, style, (left, top, wide), (score, digits)).draw()
        called = Claim(f"chart_method.candidates.{score}")
        after = sheet.text(left, top + 2.2, style.words.text(called), weight=SEMIBOLD)
        if chosen:
            sheet.text(left + after + 1.6, top + 2.2, chosen, weight=SEMIBOLD, colour=style.accent)
            told.append(
                Claim("chart_method.candidates.score", {"score": called, "figure": Name(chosen)})
            )
        sheet.small(left, top + 5.9, style.words.text(called, READING))
    scores: dict[str, Value] = {"segments": Count(values["chosen_k"]), "scores": tuple(told)}
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_method.candidates.subtitle", _legend(values) | _pale(values)),
        leading=Claim("chart_method.candidates.alt", scores),
        numbers=values,
    )


def _legend(values: Numbers) -> dict[str, Value]:
    """Tell whose scores are drawn how; nothing for a single algorithm."""
    first, chosen = values["lines"][0]["algorithm"], values["chosen_algorithm"]
    names = [line["algorithm"] for line in values["lines"]]
    if len(names) == 1:
        return {}
    dots = tuple(algorithm_called(name) for name in names if name not in (first, chosen))
    return {
        "chosen": algorithm_called(chosen),
        "simplest": algorithm_called(first) if first != chosen else None,
        "others": dots or None,
    }


def _pale(values: Numbers) -> dict[str, Value]:
    """Tell which numbers of segments could not be chosen; nothing where all could."""
    (fewest, most), ks = values["vote"], {k for line in values["lines"] for k in line["k"]}
    if fewest >= most or ks <= set(range(fewest, most + 1)):
        return {}
    return {"fewest": Count(fewest), "most": Count(most)}


class _Panel:
    """One score over the number of segments, drawn between its lowest and its highest value."""

    def __init__(
        self,
        sheet: Sheet,
        values: Numbers,
        style: Style,
        corner: tuple[float, float, float],
        shown: tuple[str, int],
    ) -> None:
        left, self.top, wide = corner
        self.sheet, self.values, self.style = sheet, values, style
        self.score, self.digits = shown
        self.lines = self._lines()
        every = [
            value
            for line in self.lines
            for value in _scores(line, self.score)
            if value is not None and math.isfinite(value)
        ] or [0.0]
        self.low, self.high = min(every), max(every)
        self.ends = [
            (value, style.numerals.fixed(value, self.digits))
            for value in dict.fromkeys((self.low, self.high))
        ]
        self.axis = left + max(width(words, SMALL) for _, words in self.ends) + 1.4
        self.right = left + wide - 2
        ks = sorted({k for line in self.values["lines"] for k in line["k"]})
        self.ks = range(ks[0], ks[-1] + 1)
        self.across = Scale(low=ks[0], high=ks[-1], start=self.axis + 2, end=self.right - 2)
        self.up = Scale(
            low=self.low,
            high=self.high,
            start=self.top + BOTTOM - 3.5,
            end=self.top + TOP_MARGIN + 2,
        )

    def _lines(self) -> list[Line]:
        """Return the lines of this panel, the chosen algorithm's last; the elbow is that of the
        first algorithm and the chosen one.
        """
        lines = self.values["lines"]
        chosen = [line for line in lines if line["algorithm"] == self.values["chosen_algorithm"]]
        others = [line for line in lines if line not in chosen]
        if self.score == "inertia":
            others = [line for line in others if line is lines[0]]
        return others + chosen

    def draw(self) -> str:
        """Draw the panel, and return how the chosen division scored."""
        sheet = self.sheet
        for value, words in self.ends:
            sheet.line([self.axis, self.right], [self.up(value)] * 2, LINE)
            sheet.small(self.axis - 1.4, self.up(value), words, "right")
        for k in self.ks:
            sheet.small(self.across(k), self.top + BOTTOM + 2, str(k), "center")
        chosen = ""
        for line in self.lines:
            mine = line["algorithm"] == self.values["chosen_algorithm"]
            places = self._places(line)
            self._marks(line, places, mine=mine)
            if mine:
                chosen = self._choice(places)
        return chosen

    def _places(self, line: Line) -> list[tuple[int, float, float, float]]:
        """Return number of segments, place across and up, and the score."""
        scored = zip(line["k"], _scores(line, self.score), strict=True)
        return [
            (k, self.across(k), self.up(value), value)
            for k, value in scored
            if value is not None and math.isfinite(value)
        ]

    def _marks(
        self, line: Line, places: list[tuple[int, float, float, float]], *, mine: bool
    ) -> None:
        colour, thick = (self.style.accent, 1.3) if mine else (MUTED, 0.6)
        errors = (
            dict(zip(line["k"], line["gap_error"], strict=True))
            if mine and self.score == "gap"
            else {}
        )
        for k, x, _, value in places if errors else ():
            self.sheet.line(
                [x, x],
                [self.up(value - errors[k]), self.up(value + errors[k])],
                colour,
                0.7,
                opacity=self._opacity(k),
            )
        joined = line["joined"] and (mine or line is self.values["lines"][0])
        for (k, x, y, _), (after, right, end, _) in pairwise(places) if joined else ():
            self.sheet.line(
                [x, right],
                [y, end],
                colour,
                thick,
                opacity=min(self._opacity(k), self._opacity(after)),
            )
        if not joined or len(places) == 1:
            for _, x, y, _ in places:
                self.sheet.dot(x, y, 0.8 if mine else 0.55, colour)

    def _opacity(self, k: int) -> float:
        fewest, most = self.values["vote"]
        return FAINT if fewest < most and not fewest <= k <= most else 1.0

    def _choice(self, places: list[tuple[int, float, float, float]]) -> str:
        """Mark the chosen division, and write its score."""
        found = next(
            ((x, y, value) for k, x, y, value in places if k == self.values["chosen_k"]), None
        )
        if found is None:
            return ""
        x, y, value = found
        self.sheet.line([x, x], [y, self.top + BOTTOM - 0.6], self.style.accent, 0.6)
        self.sheet.dot(x, y, 1.6, self.style.accent)
        return self.style.numerals.fixed(value, self.digits)


def _scores(line: Line, score: str) -> list[float | None]:
    return cast("dict[str, list[float | None]]", line)[score]
