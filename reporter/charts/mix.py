"""How a segment is made up: what it spends on, or who is in it, against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reporter.charts import claims
from reporter.charts.lettering import SEMIBOLD, SMALL, shorten, width
from reporter.charts.scale import Scale
from reporter.charts.sheet import HALF, Sheet
from reporter.model.claim import Claim, Name
from reporter.palette import INK, PAPER

if TYPE_CHECKING:
    from reporter.charts.chart_input import ChartInput, Style
    from reporter.model import Chart, Mix, Persona
    from reporter.model.claim import Value

MOST_CATEGORIES = 6
TOP_MARGIN, STEP, THICK, FOOT = 3.0, 6.8, 3.4, 4.0
NAMES = 32.0


class Numbers(TypedDict):
    """A row per category; shares from 0 to 1."""

    segment: int
    of: str
    """What the shares are shares of: spend or customers."""
    labels: list[str]
    share: list[float]
    others: list[float]
    known: float
    """Share of the customers whose category is known, the least of those shown."""


def numbers(inputs: ChartInput, persona: Persona) -> Numbers | None:
    """Share out the segment's spend by category where the file has several, else take the persona's
    categories.
    """
    table = inputs.study.table
    spend = [feature.name for feature in table.features if feature.in_revenue]
    if len(spend) < 2:
        return _categories(inputs, persona)
    mine = table.frame.loc[inputs.study.segmentation.labels == persona.segment, spend].sum()
    if mine.sum() <= 0 or mine.min() < 0:
        return _categories(inputs, persona)
    rest = table.frame[spend].sum() - mine
    ordered = sorted(spend, key=lambda name: (-mine[name], name))[:MOST_CATEGORIES]
    return Numbers(
        segment=persona.segment,
        of="spend",
        labels=[inputs.words.label(table.feature(name)) for name in ordered],
        share=[float(mine[name] / mine.sum()) for name in ordered],
        others=[float(rest[name] / rest.sum()) if rest.sum() > 0 else 0.0 for name in ordered],
        known=1.0,
    )


def _categories(inputs: ChartInput, persona: Persona) -> Numbers | None:
    leading = persona.mixes[:MOST_CATEGORIES]
    if not leading:
        return None
    # What one column tells stands together, the column that tells most first.
    features = list(dict.fromkeys(mix.feature for mix in leading))
    mixes = sorted(leading, key=lambda mix: features.index(mix.feature))
    several = len(features) > 1
    return Numbers(
        segment=persona.segment,
        of="customers",
        labels=[(_with_feature(mix, inputs) if several else mix.category) for mix in mixes],
        share=[mix.share for mix in mixes],
        others=[mix.others for mix in mixes],
        known=min(mix.known for mix in mixes),
    )


def _with_feature(mix: Mix, inputs: ChartInput) -> str:
    """Write a category with what it is one of."""
    label = Name(inputs.words.label(inputs.study.table.feature(mix.feature)))
    named = {"label": label, "category": Name(mix.category)}
    return inputs.words.text(Claim("chart_persona.mix.category", named))


def draw(values: Numbers, style: Style, name: str, title: str) -> Chart:
    """Draw a bar a category, with a tick where the others stand."""
    bottom = TOP_MARGIN + STEP * (len(values["labels"]) - 1) + THICK / 2 + 0.8
    sheet = Sheet(HALF, bottom + FOOT)
    percent = style.words.percent
    figures = [
        (percent(mine), percent(theirs))
        for mine, theirs in zip(values["share"], values["others"], strict=True)
    ]
    written = [(mine, style.words.text(claims.against(theirs))) for mine, theirs in figures]
    behind = (
        max(width(first, weight=SEMIBOLD) + 1.0 + width(second) for first, second in written) + 2.4
    )
    names = min(NAMES, max(width(label) for label in values["labels"]))
    scale = Scale(
        low=0, high=max(*values["share"], *values["others"]), start=names + 2, end=HALF - behind
    )
    for row, label in enumerate(values["labels"]):
        y, mine, theirs = (
            TOP_MARGIN + STEP * row,
            scale(values["share"][row]),
            scale(values["others"][row]),
        )
        sheet.text(0, y, shorten(label, names + 0.1))
        sheet.bar(
            scale(0),
            y - THICK / 2,
            mine - scale(0),
            THICK,
            style.colours[values["segment"]],
            segment=values["segment"],
        )
        for colour, points in ((PAPER, 2.3), (INK, 1.1)):
            sheet.line([theirs, theirs], [y - THICK / 2 - 0.8, y + THICK / 2 + 0.8], colour, points)
        sheet.pair(max(mine, theirs) + 1.5, y, *written[row])
    words = style.words.term("chart.the_others")
    half = width(words, SMALL) / 2
    sheet.small(
        min(max(scale(values["others"][-1]), half), HALF - half), bottom + 2.2, words, "center"
    )
    about: dict[str, Value] = {
        "spend": values["of"] == "spend",
        "all_known": values["known"] >= 1,
    }
    return sheet.chart(
        style.words,
        name=name,
        title=title,
        subtitle=Claim("chart_persona.mix.subtitle", about),
        leading=claims.against_others(values["labels"], figures),
        numbers=values,
    )
