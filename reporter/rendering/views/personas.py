"""One page per persona: everything that the marketing lead reads about a segment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress, product
from typing import TYPE_CHECKING

from reporter.rendering.views import page_space
from reporter.rendering.views.persona_blocks import Drawn, Facts, Products, Recognition, blocks_of
from reporter.rendering.views.persona_figures import in_figures, strip
from reporter.rendering.views.strategies import Action, action, are_priced

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reporter.model import Persona, Report
    from reporter.rendering.views.figures import Gallery
    from reporter.rendering.views.persona_blocks import Block
    from reporter.rendering.views.tables import Stat, Table
    from reporter.wording import Words

__all__ = ["PersonaPage", "anchor", "personas"]

MOST_STRATEGIES, FEWEST_STRATEGIES = 3, 1
"""So many strategies stand on a page at most, and at least where there is hardly room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPage:
    """A persona as its page shows it."""

    id: str
    segment: int
    kicker: str
    name: str
    portrait: str
    note: str
    """What the client says of the segment; empty where nothing."""
    stats: tuple[Stat, ...]
    columns: tuple[tuple[Block, ...], ...]
    """Two columns of blocks, about as tall as each other."""
    figures: Table | None
    """The segment's features in figures, where pages have room for them."""
    strategies: tuple[Action, ...]
    more: bool
    """Whether there are more strategies than the page shows."""
    height: float
    """Millimetres that the page is estimated to take, without the figures."""


def anchor(segment: int) -> str:
    """Return the id of a persona's page."""
    return f"segment-{segment}"


def personas(
    report: Report, words: Words, gallery: Gallery, short: AbstractSet[str] = frozenset()
) -> tuple[PersonaPage, ...]:
    """Make a page of each persona, in the order of the segments. Pages look alike: all have the
    table of figures, or none.

    The ids in `short` are those of pages that ran over although they were set closer; they say
    less.
    """
    filled = {True: page_space.SHORT_FILLED, False: page_space.CLOSE_FILLED}
    pages = tuple(
        _page(report, persona, words, gallery, filled[anchor(persona.segment) in short])
        for persona in report.findings.personas
    )
    height = page_space.page_height(report.settings)
    roomy = all(
        page.figures and page.height + page_space.table(page.figures, close=True) < height
        for page in pages
    )
    return pages if roomy else tuple(replace(page, figures=None) for page in pages)


def _page(
    report: Report, persona: Persona, words: Words, gallery: Gallery, filled: float
) -> PersonaPage:
    """Fill so large a share of the page's height."""
    strategies = tuple(
        action(report, words, strategy, n)
        for n, strategy in enumerate(persona.strategies[:MOST_STRATEGIES], 1)
    )
    stats = strip(report, persona, words)
    name, portrait = words.name(persona.name), words.text(persona.portrait)
    head = page_space.head(name, portrait, persona.note, stats)
    columns, strategies, used = _fitting(
        blocks_of(report, persona, words, gallery),
        strategies,
        filled * page_space.page_height(report.settings) - head,
        beyond=len(persona.strategies),
        priced=are_priced(report),
    )
    return PersonaPage(
        id=anchor(persona.segment),
        segment=persona.segment,
        kicker=words.text(report.findings.sketches[persona.segment].place),
        name=name,
        portrait=portrait,
        note=persona.note,
        stats=stats,
        columns=columns,
        figures=in_figures(report, persona, words),
        strategies=strategies,
        more=len(strategies) < len(persona.strategies),
        height=head + used,
    )


def _fitting(
    blocks: tuple[Block, ...],
    strategies: tuple[Action, ...],
    most: float,
    *,
    beyond: int,
    priced: bool,
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Action, ...], float]:
    """Share blocks over two columns; facts, then strategies, that would take more than `most`
    millimetres are left out, last ones first.

    `beyond` counts all strategies of the segment: where some are left out, a line below the table
    says so.
    """
    others = tuple(block for block in blocks if not isinstance(block, Facts))
    facts = next((block.facts for block in blocks if isinstance(block, Facts)), ())
    fewest = min(FEWEST_STRATEGIES, len(strategies))
    for kept, told in product(range(len(strategies), fewest - 1, -1), range(len(facts), -1, -1)):
        columns = _columns((*others, Facts(facts=facts[:told])) if told else others)
        used = page_space.strategies(strategies[:kept], brief=False, priced=priced) + max(
            sum(map(_height, column)) for column in columns
        )
        used += page_space.FOOTNOTE if kept < beyond else 0.0
        if used <= most:
            break
    return columns, strategies[:kept], used


def _columns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Share blocks over two columns so that the taller is as short as can be; the first block
    begins the first column.
    """
    heights = [_height(block) for block in blocks]

    def tallest(right: tuple[bool, ...]) -> float:
        return max(
            sum(compress(heights, right)),
            sum(height for height, there in zip(heights, right, strict=True) if not there),
        )

    # A page has a handful of blocks: every way to share them can be tried (2^(n − 1)).
    right = min(
        ((False, *rest) for rest in product((True, False), repeat=len(blocks) - 1)), key=tallest
    )
    left = tuple(not there for there in right)
    return tuple(compress(blocks, left)), tuple(compress(blocks, right))


def _height(block: Block) -> float:
    """Estimate a block's height in millimetres."""
    match block:
        case Drawn():
            return page_space.figure(block.chart)
        case Products():
            return page_space.products(product.description for product in block.products)
        case Facts():
            return page_space.facts(block.facts)
        case Recognition():
            return page_space.recognition(block.rule, block.border)
