"""A persona in, its figures out: the strip below its name, and the table of features that set it
apart.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Name
from reporter.rendering.views.tables import Column, Stat, Table, stat, table

if TYPE_CHECKING:
    from reporter.model import Persona, Report
    from reporter.model.claim import Value
    from reporter.wording import Words

__all__ = ["in_figures", "strip"]

MOST_FEATURES = 6
"""So many features at most stand in the table."""


def strip(report: Report, persona: Persona, words: Words) -> tuple[Stat, ...]:
    """Set the figures below a persona's name."""
    told = report.findings.sketches[persona.segment].strip
    return tuple(stat(one, words) for one in told)


def in_figures(report: Report, persona: Persona, words: Words) -> Table | None:
    """Tell the features that set the segment apart in figures: its middle half beside everyone's
    median.
    """
    named = partial(words.term, "table.figures")
    columns = (
        Column(named("feature"), "strong", 34),
        Column(named("median"), "number"),
        Column(named("low"), "number"),
        Column(named("high"), "number"),
        Column(named("all"), "number"),
    )
    names = dict.fromkeys((*(trait.feature for trait in persona.traits), *persona.typical))
    rows, known = [], report.findings.sketches[persona.segment].known
    for name in [name for name in names if name in persona.typical][:MOST_FEATURES]:
        feature = report.study.table.feature(name)
        bounds = (persona.typical[name], *persona.middle[name], report.findings.base.medians[name])
        label: dict[str, Value] = {
            "feature": Name(words.label(feature)),
            "known": known[name].claim if name in known else None,
        }
        rows.append(
            (
                words.text(Claim("table.figures.known", label)),
                *(words.quantity(bound, feature.unit) for bound in bounds),
            )
        )
    if not rows:
        return None
    return table(
        words, words.text(Claim("table.figures.held", {"name": persona.name})), columns, rows
    )
