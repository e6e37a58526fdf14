"""Which charts there are and where they stand: findings that name charts in, their numbers and
drawings out.

A chart has a line here, and under the same name a title in `findings.titles`. A view may ask for it
by name, where it needs a place of its own; else it follows at its section's end, in this order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reporter.charts import (
    actions,
    candidates,
    cleaning,
    concentration,
    customer_map,
    distributions,
    effects,
    heatmap,
    mix,
    months,
    outcomes,
    products,
    repeat,
    rfm_grid,
    shares,
    silhouettes,
    sizes,
    stability,
    traits,
    volume_over_time,
    weave,
)
from reporter.charts.chart_input import ChartInput, Style
from reporter.model import Section
from reporter.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import (
        Chart,
        Charts,
        Findings,
        Persona,
        Study,
    )
    from reporter.settings import Settings
    from reporter.wording import Words

__all__ = ["draw"]

N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Recipe(Generic[N]):
    """How a chart of the whole base is made: its numbers first, then the drawing of them."""

    section: Section
    numbers: Callable[[ChartInput], N | None]
    draw: Callable[[N, Style, str, str], Chart]

    def make(self, inputs: ChartInput, style: Style, name: str, title: str) -> Chart | None:
        """Return the chart, None when its numbers cannot be had from this data."""
        values = self.numbers(inputs)
        if values is None:
            return None
        return replace(self.draw(values, style, name, title), section=self.section)


@dataclass(frozen=True, slots=True)
class PersonaRecipe(Generic[N]):
    """How a chart of one segment is made."""

    numbers: Callable[[ChartInput, Persona], N | None]
    draw: Callable[[N, Style, str, str], Chart]

    def of(self, persona: Persona) -> Recipe[N]:
        """Return the recipe for this segment."""
        return Recipe(Section.PERSONA, lambda inputs: self.numbers(inputs, persona), self.draw)


CHARTS: Mapping[str, Recipe[Any]] = {
    "weave": Recipe(Section.COVER, weave.numbers, weave.draw),
    "shares": Recipe(Section.SUMMARY, shares.numbers, shares.draw),
    "revenue_over_time": Recipe(Section.BASE, volume_over_time.numbers, volume_over_time.draw),
    "orders_over_time": Recipe(Section.BASE, volume_over_time.numbers, volume_over_time.draw),
    "concentration": Recipe(Section.BASE, concentration.numbers, concentration.draw),
    "repeat": Recipe(Section.BASE, repeat.numbers, repeat.draw),
    "distributions": Recipe(Section.BASE, distributions.numbers, distributions.draw),
    "sizes": Recipe(Section.SEGMENTS, sizes.numbers, sizes.draw),
    "outcome.1": Recipe(Section.SEGMENTS, partial(outcomes.numbers, index=0), outcomes.draw),
    "outcome.2": Recipe(Section.SEGMENTS, partial(outcomes.numbers, index=1), outcomes.draw),
    "heatmap": Recipe(Section.SEGMENTS, heatmap.numbers, heatmap.draw),
    "map": Recipe(Section.SEGMENTS, customer_map.numbers, customer_map.draw),
    "rfm_grid": Recipe(Section.GRID, rfm_grid.numbers, rfm_grid.draw),
    "actions": Recipe(Section.ACTIONS, actions.numbers, actions.draw),
    "cleaning": Recipe(Section.DATA, cleaning.numbers, cleaning.draw),
    "candidates": Recipe(Section.METHOD, candidates.numbers, candidates.draw),
    "silhouettes": Recipe(Section.METHOD, silhouettes.numbers, silhouettes.draw),
    "stability": Recipe(Section.METHOD, stability.numbers, stability.draw),
    "effects": Recipe(Section.METHOD, effects.numbers, effects.draw),
}
"""In the order of the report."""

OF_PERSONA: Mapping[str, PersonaRecipe[Any]] = {
    "traits": PersonaRecipe(traits.numbers, traits.draw),
    "months": PersonaRecipe(months.numbers, months.draw),
    "products": PersonaRecipe(products.numbers, products.draw),
    "mix": PersonaRecipe(mix.numbers, mix.draw),
}
"""By the last part of the name, ``persona.2.traits``; in the order of a persona's page."""


def draw(study: Study, findings: Findings, settings: Settings, words: Words) -> Charts:
    """Draw every chart that a finding stands over.

    Parameters
    ----------
    study
        What the earlier stages made.
    findings
        `findings.titles` names the charts and gives their titles; its personas give names, traits
        and products.
    settings
        The brand's colours are read.
    words
        Write the titles, and the numbers on the marks.

    Returns
    -------
    Charts
        By name, in the order of the report; a chart whose numbers cannot be had from this data is
        not there.

    Raises
    ------
    ChartsError
        A font of the package is missing.
    """
    inputs = ChartInput(study=study, findings=findings, words=words)
    segments = study.segmentation.segments
    colours = palette(
        settings.brand.colour,
        max(segment.id for segment in segments),
        settings.brand.segments,
    )
    style = Style(
        words=words,
        colours={segment.id: colours[segment.id - 1] for segment in segments},
        accent=palette(settings.brand.colour, 1)[0],
    )
    recipes = dict(CHARTS)
    for persona in inputs.personas:
        recipes |= {
            f"persona.{persona.segment}.{name}": recipe.of(persona)
            for name, recipe in OF_PERSONA.items()
        }
    drawn = {}
    for name, recipe in recipes.items():
        title = findings.titles.get(name)
        chart = recipe.make(inputs, style, name, words.text(title)) if title else None
        if chart is not None:
            drawn[name] = chart
    return drawn
