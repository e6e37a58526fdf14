"""A persona in, its figures out: the strip below its name, and the table of features that set it
apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Column, Stat, Table, stat, table

if TYPE_CHECKING:
    from reporter.model import Persona, Report
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
    columns = (
        Column("In figures", "strong", 34),
        Column("Typically (median)", "number"),
        Column("Middle half, from", "number"),
        Column("to", "number"),
        Column("All customers, median", "number"),
    )
    names = dict.fromkeys((*(trait.feature for trait in persona.traits), *persona.typical))
    rows, known = [], report.findings.sketches[persona.segment].known
    for name in [name for name in names if name in persona.typical][:MOST_FEATURES]:
        feature = report.study.table.feature(name)
        bounds = (persona.typical[name], *persona.middle[name], report.findings.base.medians[name])
        some = f" ({words.text(known[name])})" if name in known else ""
        rows.append(
            (
                f"{feature.label}{some}",
                *(words.numerals.quantity(bound, feature.unit) for bound in bounds),
            )
        )
    return table(f"{words.name(persona.name)} in figures", columns, rows) if rows else None
