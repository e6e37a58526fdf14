"""What sets a segment apart: its medians beside those of the others, and how far the
two lie apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD, width
from reporter.charts.sheet import HALF, Sheet
from reporter.model.claim import Claim, Name, Share
from reporter.palette import MUTED

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Persona, Unit
    from reporter.model.claim import Value

FEWEST_TRAITS, MOST_TRAITS = 2, 6
TOP_MARGIN, STEP, THICK, FOOT = 4.0, 8.0, 3.8, 5.0
NAMES = 30.0
LONGEST = 22.0
"""Millimetres of a bar whose members all lie above, or below, all others."""
FAINT = 0.55


class Numbers(TypedDict):
    """A row per feature, strongest first; values in the feature's unit."""

    segment: int
    features: list[str]
    labels: list[str]
    units: list[Unit]
    median: list[float]
    others: list[float]
    """Medians of the other customers."""
    effect: list[float]
    """Cliff's delta against the other customers, −1 to 1."""
    known: list[float]
    """Share of the members for whom it is known, 1 where that is half of them or more."""
    others_known: list[float]
    """The same of the other customers."""


def numbers(inputs: ChartInput, persona: Persona) -> Numbers | None:
    """Take the strongest traits that can be measured; None when there are none."""
    measured = [
        trait
        for trait in persona.traits
        if inputs.study.table.feature(trait.feature).unit != "category"
    ]
    # What is as with the others sets nobody apart, and is drawn only where little else is.
    apart = [trait for trait in measured if trait.median != trait.others]
    traits = (apart if len(apart) >= FEWEST_TRAITS else measured)[:MOST_TRAITS]
    if not traits:
        return None
    features = [inputs.study.table.feature(trait.feature) for trait in traits]
    return Numbers(
        segment=persona.segment,
        features=[feature.name for feature in features],
        labels=[inputs.words.label(feature) for feature in features],
        units=[feature.unit for feature in features],
        median=[trait.median for trait in traits],
        others=[trait.others for trait in traits],
        effect=[trait.effect for trait in traits],
        known=[persona.known.get(feature.name, 1.0) for feature in features],
        others_known=[trait.others_known for trait in traits],
    )


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw bars from the common line of the others."""
    rows = len(values["labels"])
    sheet = Sheet(HALF, TOP_MARGIN + STEP * (rows - 1) + THICK / 2 + 2 + FOOT)
    figures = [
        (style.figure(median, unit), style.figure(others, unit))
        for median, others, unit in zip(
            values["median"], values["others"], values["units"], strict=True
        )
    ]
    labels = [(mine, style.words.text(claims.against(theirs))) for mine, theirs in figures]
    middle, unit_length = _place(values, labels)
    bottom = TOP_MARGIN + STEP * (rows - 1) + THICK / 2 + 1.4
    colour = style.colours[values["segment"]]
    for row, effect in enumerate(values["effect"]):
        y = TOP_MARGIN + STEP * row
        sheet.name(
            0, y, values["labels"][row], min(NAMES, middle - _reach(values, unit_length) - 1.5)
        )
        length = effect * unit_length
        sheet.bar(
            middle,
            y - THICK / 2,
            length,
            THICK,
            colour,
            opacity=FAINT if length < 0 else 1,
            segment=values["segment"],
        )
        sheet.pair(middle + max(0.0, length) + 1.3, y, *labels[row])
    sheet.line([middle, middle], [TOP_MARGIN - THICK, bottom], MUTED)
    the_others = style.words.term("chart.the_others")
    sheet.small(min(middle, HALF - 9), bottom + 2.6, the_others, "center")
    about: dict[str, Value] = {
        "files_money": style.files_money(*values["units"]),
        "known": _known(values) or None,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_persona.traits.subtitle", about),
        leading=claims.against_others(values["labels"], figures),
        numbers=values,
    )


def _known(values: Numbers) -> tuple[Claim, ...]:
    """Tell which values are known of some alone, members first, then others."""
    return tuple(
        Claim(
            "chart_persona.traits.known",
            {"label": Name(label), "share": Share(share), "others": of_others},
        )
        for shares, of_others in ((values["known"], False), (values["others_known"], True))
        for label, share in zip(values["labels"], shares, strict=True)
        if share < 1
    )


def _reach(values: Numbers, unit_length: float) -> float:
    """Return how far the longest bar reaches to the left."""
    return max(0.0, -min(values["effect"])) * unit_length


def _place(values: Numbers, figures: list[tuple[str, str]]) -> tuple[float, float]:
    """Find where the common line stands and how long a bar of 1 is, so that both sides and the
    labels have room.
    """
    up, down = max(0.0, *values["effect"]), max(0.0, *(-effect for effect in values["effect"]))
    label = (
        max(width(mine, weight=SEMIBOLD) + 1.0 + width(theirs) for mine, theirs in figures) + 1.6
    )
    names = min(NAMES, max(width(text) for text in values["labels"])) + 1.5
    room = HALF - names - label
    unit_length = min(room / (up + down), LONGEST) if up + down else 0.0
    left_over = room - unit_length * (up + down)
    return names + unit_length * down + (left_over / 2 if down else 0.0), unit_length
