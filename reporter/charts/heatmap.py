"""Segments by features: how far each stands from the other customers, with its median written in
the cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np
import seaborn as sns
from matplotlib.colors import ListedColormap, to_rgba

from reporter.charts import claims, standing
from reporter.charts.grounds import TINTS, on_tint
from reporter.charts.lettering import FAMILY, LABEL, SEMIBOLD, SMALL, width, wrap
from reporter.charts.sheet import FULL, Sheet
from reporter.model import EffectSize
from reporter.model.claim import Claim, Count, Name
from reporter.palette import HIGHER, LINE, LOWER, PAPER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from reporter.charts.chart_input import ChartInput, Style
    from reporter.charts.standing import Traits
    from reporter.model import Chart, Feature, Unit
    from reporter.model.claim import Value
    from reporter.wording import Words

MOST_FEATURES = 9
"""Features that fit beside each other."""
NAMES, HEAD, ROW, FOOT, WIDEST = 46.0, 13.0, 9.0, 8.5, 40.0
FULL_TINT = 0.75
"""From this delta on the colour is full."""
SHADES = (0.0, TINTS[0], TINTS[2], TINTS[3], 1.0)
"""Opacities by size of effect, the negligible first; a large one has two."""
FEW_MARK = "*"
"""Behind a median that is known for less than half of the members."""
NAMED = 2
"""So many features that are left out are named, more are counted."""


class Numbers(TypedDict):
    """A row per segment and a column per feature, in the table's order."""

    segments: list[int]
    names: list[str]
    features: list[str]
    labels: list[str]
    units: list[Unit]
    effect: list[list[float | None]]
    """Cliff's delta against the other customers, −1 to 1; None where it was not measured."""
    median: list[list[float | None]]
    known: list[list[bool]]
    """Whether it is known for half of the members or more."""
    alike: list[str]
    """Labels of the features left out, since no segment stands apart in them."""


def numbers(inputs: ChartInput) -> Numbers | None:
    """Arrange the personas' traits: features in which some segment stands apart, of many the ones
    that do so most.
    """
    personas = inputs.personas
    traits = standing.traits_by_feature(personas)
    reach = _reaches(inputs, traits)
    features = _furthest_apart(inputs, reach)
    if not features:
        return None
    names = [feature.name for feature in features]
    return Numbers(
        segments=[persona.segment for persona in personas],
        names=[inputs.words.name(persona.name) for persona in personas],
        features=names,
        labels=[inputs.words.label(feature) for feature in features],
        units=[feature.unit for feature in features],
        effect=standing.effects(traits, names),
        median=[[persona.typical.get(name) for name in names] for persona in personas],
        known=[[name not in persona.known for name in names] for persona in personas],
        alike=[
            inputs.words.label(inputs.study.table.feature(name))
            for name, effect in reach.items()
            if not _sets_apart(effect)
        ],
    )


def _reaches(inputs: ChartInput, traits: Sequence[Traits]) -> dict[str, float]:
    """Return how far each feature with a median sets some segment apart."""
    with_median = (
        feature.name for feature in inputs.study.table.features if feature.unit != "category"
    )
    return standing.reaches(traits, with_median)


def _furthest_apart(inputs: ChartInput, reach: Mapping[str, float]) -> list[Feature]:
    """Return the features that set segments apart, the strongest of many, in the table's order."""
    apart = [name for name, effect in reach.items() if _sets_apart(effect)]
    strongest = set(sorted(apart, key=lambda name: (-reach[name], name))[:MOST_FEATURES])
    return [feature for feature in inputs.study.table.features if feature.name in strongest]


def _sets_apart(effect: float) -> bool:
    return EffectSize.of(effect) > EffectSize.NEGLIGIBLE


def band(effect: float | None) -> int:
    """Return an effect's step on the diverging scale: −4 far lower, 0 like the others, 4 far
    higher.
    """
    if effect is None:
        return 0
    steps = EffectSize.of(effect) + (abs(effect) >= FULL_TINT)
    return steps if effect > 0 else -steps


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw seaborn's heatmap of the bands, with our own names around it."""
    rows, columns = len(values["segments"]), len(values["features"])
    sheet = Sheet(FULL, HEAD + ROW * rows + FOOT)
    wide = min(WIDEST, (FULL - NAMES) / columns)
    axes = sheet.axes(NAMES, HEAD, wide * columns, ROW * rows)
    room = wide - 2
    columns_written = zip(values["units"], zip(*values["median"], strict=True), strict=True)
    words = np.array(
        [_written(style, column, unit, wide - 1.4) for unit, column in columns_written]
    ).T
    words = np.where(np.array(values["known"]), words, np.char.add(words, FEW_MARK))
    matrix = shades(values["effect"], words)
    sns.heatmap(
        # Nine bands, -4 to 4: each whole number lies in the middle of its colour.
        matrix, ax=axes, vmin=-4.5, vmax=4.5, cmap=_colours(), cbar=False, annot=words, fmt="",
        linewidths=1.2, linecolor=PAPER,
        xticklabels=False, yticklabels=False, annot_kws={"family": FAMILY, "fontsize": LABEL},
    )  # fmt: skip
    _ink(axes, matrix)
    for row, segment in enumerate(values["segments"]):
        y = HEAD + ROW * (row + 0.5)
        sheet.dot(1.3, y, 1.3, style.colours[segment], segment=segment)
        sheet.name(4.4, y, values["names"][row], NAMES - 6, segment=segment)
    for column, label in enumerate(values["labels"]):
        x = NAMES + (column + 0.5) * wide
        lines = wrap(label, room + 1, SMALL, lines=3)
        for number, line in enumerate(reversed(lines)):
            sheet.small(x, HEAD - 2.4 - 3.2 * number, line, "center")
    _key(sheet, HEAD + ROW * rows + 5.0, style.words)
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=_subtitle(values, style),
        leading=_leading(values, words),
        numbers=values,
    )


def shades(effects: Sequence[Sequence[float | None]], words: np.ndarray) -> np.ndarray:
    """Return each cell's band; cells of a column that print alike share the band of their mean
    effect.
    """
    bands = np.zeros(words.shape)
    for column in range(words.shape[1]):
        for word in dict.fromkeys(words[:, column]):
            rows = [
                row
                for row in range(len(words))
                if words[row, column] == word and effects[row][column] is not None
            ]
            found = [effect for row in rows if (effect := effects[row][column]) is not None]
            # Cells that print the same number must not differ in shade.
            bands[rows, column] = band(sum(found) / len(found)) if found else 0
    return bands


def _subtitle(values: Numbers, style: Style) -> Claim:
    """Tell what cells show, which features are not shown, since all segments are alike in them, and
    what the mark of a figure means.
    """
    alike, marked = values["alike"], not all(all(row) for row in values["known"])
    few = len(alike) <= NAMED
    about: dict[str, Value] = {
        "files_money": style.files_money(*values["units"]),
        "alike": claims.as_they_stand(alike) if alike and few else None,
        "many_alike": None if few else Count(len(alike)),
        "mark": Name(FEW_MARK) if marked else None,
    }
    return Claim("chart_segments.heatmap.subtitle", about)


def _written(style: Style, column: Sequence[float | None], unit: Unit, room: float) -> list[str]:
    """Write a column's medians in their unit, all of them shorter where one would not
    fit its cell.
    """
    for write in (style.quantity, style.figure):
        words = ["" if value is None else write(value, unit) for value in column]
        if max(width(word, weight=SEMIBOLD) for word in words) <= room:
            break
    return words


def _colours() -> ListedColormap:
    lower, higher = ([to_rgba(colour, shade) for shade in SHADES[1:]] for colour in (LOWER, HIGHER))
    return ListedColormap([*reversed(lower), to_rgba(PAPER, 0.0), *higher])


def _ink(axes: Axes, matrix: np.ndarray) -> None:
    """Write each cell so that it can be read on its shade; the strongest in semibold."""
    for words, step in zip(axes.texts, matrix.ravel(), strict=True):
        words.set_color(on_tint(SHADES[abs(int(step))], HIGHER if step > 0 else LOWER))
        words.set_fontweight(SEMIBOLD if abs(step) >= 3 else 400)
        words.set_verticalalignment("center_baseline")


def _key(sheet: Sheet, y: float, words: Words) -> None:
    """Draw the scale of shades, its two ends and its middle named."""
    lower, alike, higher = (
        words.term(f"chart_segments.heatmap.{end}") for end in ("lower", "alike", "higher")
    )
    x = NAMES + 0.2 + sheet.text(NAMES + 0.2, y, lower, size=SMALL) + 2
    for shade in reversed(SHADES[1:]):
        sheet.bar(x, y - 1.4, 5, 2.8, LOWER, opacity=shade)
        x += 5.4
    middle = width(alike, SMALL) + 3
    sheet.bar(x, y - 1.4, middle, 2.8, LINE)
    sheet.bar(x + 0.25, y - 1.15, middle - 0.5, 2.3, PAPER)
    sheet.small(x + middle / 2, y, alike, "center")
    x += middle + 0.4
    for shade in SHADES[1:]:
        sheet.bar(x, y - 1.4, 5, 2.8, HIGHER, opacity=shade)
        x += 5.4
    sheet.text(x + 1.6, y, higher, size=SMALL)


def _leading(values: Numbers, words: np.ndarray) -> Claim:
    """Name what stands out most in each segment."""
    told: list[Claim] = []
    for row, called in enumerate(values["names"]):
        effects = [abs(effect or 0) for effect in values["effect"][row]]
        column = effects.index(max(effects))
        cell: dict[str, Value] = {
            "name": Name(called),
            "label": Name(values["labels"][column]),
            "figure": Name(str(words[row][column])),
        }
        told.append(Claim("chart_segments.heatmap.row", cell))
    return claims.rows(told)
