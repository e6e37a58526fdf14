"""A Report in, everything that the templates print out: rows, figures and texts, so that templates
need no arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.actions import Actions, actions
from reporter.rendering.views.base import Base, Glance, base, glance
from reporter.rendering.views.data import Data, data
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.front import Cover, Summary, cover, summary
from reporter.rendering.views.glossary import Glossary, glossary
from reporter.rendering.views.grid import Grid, grid
from reporter.rendering.views.guide import guide
from reporter.rendering.views.method import Method, method
from reporter.rendering.views.outline import Entry, outline
from reporter.rendering.views.page_space import page_height
from reporter.rendering.views.personas import PersonaPage, personas
from reporter.rendering.views.provenance import Origin, origin

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["View", "view"]

MOST_FILLED = 0.92
"""A part that fills a larger share of its page is set closer: estimates err by a hundredth or two,
running over has everything laid out twice, and a page wants some air at its foot.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the pages show, part by part."""

    outline: tuple[Entry, ...]
    guide: tuple[str, ...]
    """How to read the report, a line each."""
    cover: Cover
    summary: Summary
    base: Base
    segments: Glance
    personas: tuple[PersonaPage, ...]
    grid: Grid | None
    actions: Actions
    data: Data
    method: Method
    glossary: Glossary
    origin: Origin
    page_height: float
    """Millimetres of a page's height that text may fill."""

    @property
    def crowded(self) -> frozenset[str]:
        """The parts that are set closer, since they are estimated to need more than their page; all
        personas when one of them is.
        """
        most = MOST_FILLED * self.page_height
        over = any(persona.height > most for persona in self.personas)
        close = {persona.id for persona in self.personas} if over else set()
        return frozenset(close | ({"summary"} if self.summary.height > most else set()))

    @property
    def following(self) -> frozenset[str]:
        """The parts that begin on the page where the one before them ends, since that would be left
        half empty.
        """
        parts = {"data", "method", "terms"}
        if self.segments.follows:
            parts.add("segments")
        return frozenset(parts)

    def entry(self, part: str) -> Entry:
        """Return a part of the outline by its id."""
        return next(entry for entry in self.outline if entry.id == part)


def view(report: Report, words: Words, short: AbstractSet[str] = frozenset()) -> View:
    """Prepare every part of the report; the personas in `short` say less, so that they fit on a
    page.
    """
    gallery = Gallery(report.charts)
    whole = base(report, words, gallery)
    told = personas(report, words, gallery, short)
    return View(
        outline=outline(report, words),
        guide=guide(report, words),
        cover=cover(report, words, gallery),
        summary=summary(report, words, gallery),
        base=whole,
        personas=told,
        grid=grid(report, words, gallery),
        actions=actions(report, words, gallery, told),
        data=data(report, words, gallery),
        method=method(report, words, gallery),
        segments=glance(report, words, gallery, whole),
        glossary=glossary(report, words),
        origin=origin(report, words),
        page_height=page_height(report.settings),
    )
