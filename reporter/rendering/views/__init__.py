"""A Report in, everything that the templates print out: rows, figures and texts, so that templates need no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.actions import Actions, Grid, actions, grid
from reporter.rendering.views.base import Base, Glance, base, glance
from reporter.rendering.views.data import Data, data
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.front import Cover, Summary, cover, summary
from reporter.rendering.views.method import Method, method
from reporter.rendering.views.outline import Entry, outline
from reporter.rendering.views.personas import PersonaPage, personas
from reporter.rendering.views.provenance import Origin, origin

if TYPE_CHECKING:
    from reporter.model import Chart, Report
    from reporter.numerals import Numerals

__all__ = ["View", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the pages show, part by part."""

    outline: tuple[Entry, ...]
    cover: Cover
    summary: Summary
    base: Base
    segments: Glance
    personas: tuple[PersonaPage, ...]
    grid: Grid | None
    actions: Actions
    data: Data
    method: Method
    origin: Origin
    further: tuple[Chart, ...]
    """Charts that no part asked for; they follow the segments at a glance."""

    def crowded(self, room: float) -> frozenset[str]:
        """Return the personas' ids when one of them is estimated to need more than so many millimetres.

        All are then set closer, so that their pages look alike.
        """
        over = any(persona.height > room for persona in self.personas)
        return frozenset(persona.id for persona in self.personas) if over else frozenset()

    def entry(self, part: str) -> Entry:
        """Return a part of the outline by its id."""
        return next(entry for entry in self.outline if entry.id == part)


def view(report: Report, numerals: Numerals) -> View:
    """Prepare every part of the report."""
    gallery = Gallery(report.charts)
    return View(
        outline=outline(report),
        cover=cover(report, numerals, gallery),
        summary=summary(report, numerals, gallery),
        base=base(report, numerals, gallery),
        segments=glance(report, numerals, gallery),
        personas=personas(report, numerals, gallery),
        grid=grid(report, numerals, gallery),
        actions=actions(report, numerals, gallery),
        data=data(report, numerals, gallery),
        method=method(report, numerals, gallery),
        origin=origin(report),
        further=gallery.rest(),
    )
