"""The segmentations that were tried: four scores over the number of segments, the chosen one marked."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from reporter.charts.lettering import SEMIBOLD, SMALL, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import FULL, Sheet
from reporter.palette import LINE, MUTED

if TYPE_CHECKING:
    from reporter.charts.material import Material, Style
    from reporter.model import Candidate, Chart

TOP, BOTTOM, FOOT = 12.0, 34.0, 4.8
GUTTER = 7.0
FAINT = 0.35
"""Opacity of what lies outside the vote's range."""
SCORES = (
    ("silhouette", "Silhouette", "higher is better", 2),
    ("calinski_harabasz", "Calinski-Harabasz", "higher is better", 0),
    ("davies_bouldin", "Davies-Bouldin", "lower is better", 2),
    ("stability", "Lowest stability", "higher is better", 2),
)
"""Field of a candidate, name, which way is good, decimals."""


class Line(TypedDict):
    """An algorithm's scores over its numbers of segments."""

    algorithm: str
    k: list[int]
    silhouette: list[float]
    calinski_harabasz: list[float]
    davies_bouldin: list[float]
    stability: list[float]


class Numbers(TypedDict):
    """A line each algorithm; what was chosen."""

    lines: list[Line]
    chosen_algorithm: str
    chosen_k: int
    vote: tuple[int, int]
    """The fewest and the most segments that could be chosen."""


def numbers(material: Material) -> Numbers | None:
    """Arrange the candidates by algorithm and number of segments; None for fewer than two."""
    candidates = material.segmentation.candidates
    if len(candidates) < 2:
        return None
    return Numbers(
        lines=[
            _line([candidate for candidate in candidates if candidate.algorithm == algorithm])
            for algorithm in sorted({candidate.algorithm for candidate in candidates})
        ],
        chosen_algorithm=material.segmentation.algorithm,
        chosen_k=material.segmentation.k,
        vote=material.vote,
    )


def _line(candidates: list[Candidate]) -> Line:
    ordered = sorted(candidates, key=lambda candidate: candidate.k)
    return Line(
        algorithm=ordered[0].algorithm,
        k=[candidate.k for candidate in ordered],
        silhouette=[candidate.silhouette for candidate in ordered],
        calinski_harabasz=[candidate.calinski_harabasz for candidate in ordered],
        davies_bouldin=[candidate.davies_bouldin for candidate in ordered],
        stability=[candidate.stability for candidate in ordered],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a small panel a score, side by side."""
    sheet = Sheet(FULL, BOTTOM + FOOT)
    wide = (FULL - GUTTER * (len(SCORES) - 1)) / len(SCORES)
    told = []
    for number, (score, label, better, digits) in enumerate(SCORES):
        chosen = _panel(sheet, values, style, (number * (wide + GUTTER), wide), (score, digits))
        sheet.text(number * (wide + GUTTER), 2.2, label, weight=SEMIBOLD)
        sheet.text(number * (wide + GUTTER) + wide, 2.2, chosen, weight=SEMIBOLD, colour=style.accent, align="right")
        sheet.small(number * (wide + GUTTER), 6.2, better)
        told.append(f"{label} {chosen}")
    leading = f"{values['chosen_k']} segments: {', '.join(told)}."
    (fewest, most), ks = values["vote"], {k for line in values["lines"] for k in line["k"]}
    pale = f"; pale: outside the vote’s {fewest} to {most}" if fewest < most and not ks <= set(range(fewest, most + 1)) else ""
    subtitle = f"Four scores by number of segments; the dot and the figure mark the choice{pale}"
    return sheet.chart(name=name, title=title, subtitle=subtitle, leading=leading, numbers=values)


def _panel(sheet: Sheet, values: Numbers, style: Style, place: tuple[float, float], shown: tuple[str, int]) -> str:
    """Draw a score's lines between its lowest and highest value, and return how the chosen one scored."""
    (left, wide), (score, digits) = place, shown
    points = [(line, dict(zip(line["k"], _scores(line, score), strict=True))) for line in values["lines"]]
    every = [value for _, line in points for value in line.values() if math.isfinite(value)] or [0.0]
    ks = sorted({k for _, line in points for k in line})
    low, high = min(every), max(every)
    ends = [(low, style.numerals.fixed(low, digits)), (high, style.numerals.fixed(high, digits))]
    axis = left + max(width(words, SMALL) for _, words in ends) + 1.4
    across = Scale(low=ks[0], high=ks[-1], start=axis + 2, end=left + wide - 2)
    up = Scale(low=low, high=high, start=BOTTOM - 4, end=TOP)
    for value, words in ends[: 1 if low == high else 2]:
        sheet.line([axis, left + wide], [up(value)] * 2, LINE)
        sheet.small(axis - 1.4, up(value), words, "right")
    for k in ks:
        sheet.small(across(k), BOTTOM + 2, str(k), "center")
    written = ""
    for line, scores in points:
        mine = line["algorithm"] == values["chosen_algorithm"]
        drawn = [(k, across(k), up(value)) for k, value in scores.items() if math.isfinite(value)]
        _curve(sheet, drawn, values["vote"], style.accent if mine else MUTED, 1.3 if mine else 0.7)
        if mine and values["chosen_k"] in scores and math.isfinite(scores[values["chosen_k"]]):
            chosen = scores[values["chosen_k"]]
            written = style.numerals.fixed(chosen, digits)
            x, y = across(values["chosen_k"]), up(chosen)
            sheet.line([x, x], [y, BOTTOM - 0.6], style.accent, 0.6)
            sheet.dot(x, y, 1.6, style.accent)
    return written


def _curve(sheet: Sheet, points: list[tuple[int, float, float]], vote: tuple[int, int], colour: str, thick: float) -> None:
    """Draw a score's curve, and paler what could not be chosen."""
    for (k, x, y), (after, right, end) in pairwise(points):
        outside = vote[0] < vote[1] and not (vote[0] <= k and after <= vote[1])
        sheet.line([x, right], [y, end], colour, thick, opacity=FAINT if outside else 1.0)


def _scores(line: Line, score: str) -> list[float]:
    return {
        "silhouette": line["silhouette"],
        "calinski_harabasz": line["calinski_harabasz"],
        "davies_bouldin": line["davies_bouldin"],
        "stability": line["stability"],
    }[score]
