"""Which charts there are: names of charts in, their numbers and drawings out, as far as there is a
finding for each.
"""

from __future__ import annotations

from dataclasses import dataclass
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
from reporter.charts.material import Material, Style
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
    from reporter.numerals import Numerals
    from reporter.settings import Settings

__all__ = ["draw"]

N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Recipe(Generic[N]):
    """How a chart of the whole base is made: its numbers first, then the drawing of them."""

    numbers: Callable[[Material], N | None]
    draw: Callable[[N, Style, str, str], Chart]

    def make(self, material: Material, style: Style, name: str, title: str) -> Chart | None:
        """Return the chart, None when its numbers cannot be had from this data."""
        values = self.numbers(material)
        return None if values is None else self.draw(values, style, name, title)


@dataclass(frozen=True, slots=True)
class PersonaRecipe(Generic[N]):
    """How a chart of one segment is made."""

    numbers: Callable[[Material, Persona], N | None]
    draw: Callable[[N, Style, str, str], Chart]

    def of(self, persona: Persona) -> Recipe[N]:
        """Return the recipe for this segment."""
        return Recipe(lambda material: self.numbers(material, persona), self.draw)


BASE: Mapping[str, Recipe[Any]] = {
    "weave": Recipe(weave.numbers, weave.draw),
    "shares": Recipe(shares.numbers, shares.draw),
    "revenue_over_time": Recipe(volume_over_time.numbers, volume_over_time.draw),
    "orders_over_time": Recipe(volume_over_time.numbers, volume_over_time.draw),
    "concentration": Recipe(concentration.numbers, concentration.draw),
    "repeat": Recipe(repeat.numbers, repeat.draw),
    "distributions": Recipe(distributions.numbers, distributions.draw),
    "sizes": Recipe(sizes.numbers, sizes.draw),
    "outcome.1": Recipe(partial(outcomes.numbers, index=0), outcomes.draw),
    "outcome.2": Recipe(partial(outcomes.numbers, index=1), outcomes.draw),
    "heatmap": Recipe(heatmap.numbers, heatmap.draw),
    "map": Recipe(customer_map.numbers, customer_map.draw),
    "rfm_grid": Recipe(rfm_grid.numbers, rfm_grid.draw),
    "actions": Recipe(actions.numbers, actions.draw),
    "cleaning": Recipe(cleaning.numbers, cleaning.draw),
    "candidates": Recipe(candidates.numbers, candidates.draw),
    "silhouettes": Recipe(silhouettes.numbers, silhouettes.draw),
    "stability": Recipe(stability.numbers, stability.draw),
    "effects": Recipe(effects.numbers, effects.draw),
}
"""In the order of the report."""

OF_PERSONA: Mapping[str, PersonaRecipe[Any]] = {
    "traits": PersonaRecipe(traits.numbers, traits.draw),
    "months": PersonaRecipe(months.numbers, months.draw),
    "products": PersonaRecipe(products.numbers, products.draw),
    "mix": PersonaRecipe(mix.numbers, mix.draw),
}
"""By the last part of the name: ``persona.2.traits``."""


def draw(study: Study, findings: Findings, settings: Settings, numerals: Numerals) -> Charts:
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
    numerals
        Writes the numbers on the marks.

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
    material = Material(study=study, findings=findings)
    segments = study.segmentation.segments
    colours = palette(
        settings.brand.colour,
        max(segment.id for segment in segments),
        settings.brand.segments,
    )
    style = Style(
        numerals=numerals,
        colours={segment.id: colours[segment.id - 1] for segment in segments},
        accent=palette(settings.brand.colour, 1)[0],
    )
    recipes = dict(BASE)
    for persona in material.personas:
        recipes |= {
            f"persona.{persona.segment}.{name}": recipe.of(persona)
            for name, recipe in OF_PERSONA.items()
        }
    drawn = {}
    for name, recipe in recipes.items():
        title = findings.titles.get(name)
        chart = recipe.make(material, style, name, title.text) if title else None
        if chart is not None:
            drawn[name] = chart
    return drawn
