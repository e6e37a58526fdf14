"""A persona in, the blocks of its page out: drawings, products, facts, and how to recognise one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from reporter.model import Chart, Finding, Persona, ProductLift, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.wording import Words

__all__ = ["Block", "Drawn", "Facts", "Product", "Products", "Recognition", "blocks_of"]

MOST_PRODUCTS, MOST_FACTS = 6, 4
"""So many products and facts at most stand on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product that the segment buys more often than others."""

    description: str
    lift: str
    width: str
    """Length of its bar in percent of the longest."""
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart of the segment."""

    kind: ClassVar[str] = "chart"
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """The products where no chart shows them."""

    kind: ClassVar[str] = "products"
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What they buy, when and where: a sentence each."""

    kind: ClassVar[str] = "facts"
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How to recognise a member, and how often that is right."""

    kind: ClassVar[str] = "recognition"
    rule: str
    pieces: tuple[tuple[str, bool], ...]
    """How many of them it finds and how often it is right: parts, and whether each is bold."""
    border: str
    """How many members could as well be elsewhere, and which segment is nearest; empty when none
    could.
    """
    neighbour: tuple[tuple[str, bool], ...]
    """Which segment is nearest where `border` is empty: parts, and whether each is set apart."""


Block = Drawn | Products | Recognition | Facts


def blocks_of(
    report: Report, persona: Persona, words: Words, gallery: Gallery
) -> tuple[Block, ...]:
    """Return everything that the page may tell of a segment, in reading order."""
    own = f"persona.{persona.segment}."
    charts = gallery.under(own)
    shown = any(chart.name == own + "products" for chart in charts)
    listed = (
        (Products(products=_products(persona.products[:MOST_PRODUCTS], words)),)
        if persona.products and not shown
        else ()
    )
    told = _untold(persona, {chart.name.removeprefix(own) for chart in charts})
    facts = (Facts(facts=tuple(words.text(fact) for fact in told)),) if told else ()
    return (
        *(Drawn(chart=chart) for chart in charts),
        *listed,
        _recognition(report, persona, words),
        *facts,
    )


def _untold(persona: Persona, drawn: set[str]) -> tuple[Finding, ...]:
    """Return the facts that neither the strip, the rule nor a drawing on the same page shows."""
    shown = {
        "weight",
        "border",
        *(["season"] if "months" in drawn else []),
        *(["mix"] if "mix" in drawn else []),
    }
    shown |= {"product"} if persona.products else set()
    shown |= {trait.feature for trait in persona.traits} if "traits" in drawn else set()
    left = [fact for fact in persona.facts if fact.id.split(".", 2)[-1] not in shown]
    return tuple(left[:MOST_FACTS])


def _products(products: tuple[ProductLift, ...], words: Words) -> tuple[Product, ...]:
    longest = max((sold.lift for sold in products), default=1.0)
    return tuple(
        Product(
            description=(
                sold.description
                if not sold.description.isupper()
                else sold.description.capitalize()
            ),
            lift=words.numerals.times(sold.lift),
            width=f"{100 * sold.lift / longest:.1f}%",
            share=words.percent(sold.share),
        )
        for sold in products
    )


def _recognition(report: Report, persona: Persona, words: Words) -> Recognition:
    sketch = report.findings.sketches[persona.segment]
    nearest = sketch.neighbour
    return Recognition(
        rule=words.text(persona.rule),
        pieces=_pieces(
            words.text(sketch.recognition), tuple(words.text(part) for part in sketch.stressed)
        ),
        border=next(
            (
                words.text(fact)
                for fact in persona.facts
                if fact.id == f"persona.{persona.segment}.border"
            ),
            "",
        ),
        neighbour=(
            _pieces(words.text(nearest), (str(words.say(nearest).numbers["neighbour"]),))
            if nearest
            else ()
        ),
    )


def _pieces(text: str, stressed: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Part a sentence where it is to be stressed."""
    pieces: list[tuple[str, bool]] = []
    for part in stressed:
        before, _, text = text.partition(part)
        pieces += [(before, False), (part, True)]
    return (*pieces, (text, False))
