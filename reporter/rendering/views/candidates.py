"""Appendix: the table of divisions that were tried. What is compared in, its rows out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.model import Basis, Verdict
from reporter.rendering.views.tables import Column, table

if TYPE_CHECKING:
    from reporter.model import Candidate, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.tables import Table

__all__ = ["VOTED", "candidates_table"]

VERDICTS = {
    Verdict.CHOSEN: "chosen",
    Verdict.RUNNER_UP: "runner-up",
    Verdict.LEVEL: "level, less simple",
    Verdict.ELIGIBLE: "outvoted",
    Verdict.TOO_FAINT: "gaps too faint",
    Verdict.COARSER: "joins groups",
    Verdict.NO_GAPS: "no sure gaps",
    Verdict.AS_RANDOM: "as random data",
    Verdict.TOO_COARSE: "too coarse",
    Verdict.TOO_FINE: "too fine for so few customers",
    Verdict.LESS_FINE: "less fine",
    Verdict.NOT_FOUND_AGAIN: "not found again",
    Verdict.ALIKE: "segments alike",
    Verdict.MORE_COMPLEX: "more complex",
    Verdict.TOO_SMALL: "tiny segment",
    Verdict.MOSTLY_NOISE: "mostly noise",
    Verdict.OUT_OF_RANGE: "out of range",
}
SCORES = (
    ("Silhouette", 9),
    ("Calinski–Harabasz", 9),
    ("Davies–Bouldin", 8),
    ("Gap", 6),
    ("Valley", 6),
    ("Lowest stability", 8),
)
"""Headings of the scores that every candidate has, and their widths."""
VOTED = (Verdict.CHOSEN, Verdict.RUNNER_UP, Verdict.LEVEL, Verdict.ELIGIBLE)
"""What had a vote."""
DASH = "–"


def candidates_table(report: Report, numerals: Numerals) -> Table:
    """Show the divisions that tell most."""
    shown, more = report.findings.choice.compared, report.findings.choice.more
    kept, several = (
        report.study.segmentation.basis is Basis.KEPT,
        len({one.algorithm for one in shown}) > 1,
    )
    likely, proved = (
        any(one.bic is not None for one in shown),
        any(one.usefulness is not None for one in shown),
    )
    columns = [Column("Algorithm", "strong", 17)] if several else []
    columns += [Column("Segments", "number" if several else "strong", 8)]
    columns += [Column(label, "number", wide) for label, wide in SCORES]
    columns += [Column("Useful", "number", 6)] if proved else []
    columns += [Column("BIC", "number", 8)] if likely else []
    columns += [] if kept else [Column("Verdict", "quiet", 15)]
    rows = []
    for one in shown:
        row = [algorithm_words(one.algorithm).called] if several else []
        row += [str(one.k), *_scores(one, numerals)]
        row += [_fixed(one.usefulness, numerals)] if proved else []
        row += [DASH if one.bic is None else numerals.count(one.bic)] if likely else []
        row += [] if kept else [_verdict(one, numerals)]
        rows.append(tuple(row))
    marked = next((place for place, one in enumerate(shown) if one.chosen), None)
    quiet = [place for place, one in enumerate(shown) if one.verdict not in VOTED]
    made = table(
        "The divisions compared",
        columns,
        rows,
        marked=None if kept else marked,
        quiet=quiet,
        cap=len(rows),
    )
    return replace(made, more=more.text if more else "")


def _scores(one: Candidate, numerals: Numerals) -> list[str]:
    return [
        numerals.fixed(one.silhouette, 2),
        numerals.count(one.calinski_harabasz),
        numerals.fixed(one.davies_bouldin, 2),
        numerals.fixed(one.gap, 2),
        numerals.percent(one.valley),
        _fixed(one.stability, numerals),
    ]


def _fixed(value: float | None, numerals: Numerals) -> str:
    return DASH if value is None else numerals.fixed(value, 2)


def _verdict(one: Candidate, numerals: Numerals) -> str:
    """Say what became of a candidate, with its points where it had a vote."""
    said = VERDICTS[one.verdict]
    return f"{said}, {numerals.fixed(one.votes, 2)}" if one.votes else said
