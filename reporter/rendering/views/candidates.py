"""Appendix: the table of divisions that were tried. Candidates in, the rows that tell most out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.model import Basis, Verdict
from reporter.rendering.views.tables import Column, Table, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate, Report
    from reporter.numerals import Numerals

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
BEST = 2
"""So many rows of each algorithm but the first."""
DASH = "–"


def candidates_table(report: Report, numerals: Numerals) -> Table:
    """Show all numbers of segments of the first algorithm, and the few of each other that tell
    most.
    """
    candidates = report.study.segmentation.candidates
    shown = _shown(candidates)
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
    hidden = len(candidates) - len(shown)
    rest = (
        f"{hidden} more divisions were tried and scored; summary.json holds all." if hidden else ""
    )
    made = table(
        "The divisions compared",
        columns,
        rows,
        marked=None if kept else marked,
        quiet=quiet,
        cap=len(rows),
    )
    return Table(
        label=made.label,
        columns=made.columns,
        rows=made.rows,
        marked=made.marked,
        quiet=made.quiet,
        more=rest,
    )


def _shown(candidates: Sequence[Candidate]) -> list[Candidate]:
    first = candidates[0].algorithm
    shown = [one for one in candidates if one.algorithm == first]
    for name in dict.fromkeys(one.algorithm for one in candidates if one.algorithm != first):
        ranked = sorted((one for one in candidates if one.algorithm == name), key=_telling)
        chosen = [one for one in ranked if one.verdict in (Verdict.CHOSEN, Verdict.RUNNER_UP)]
        shown += sorted(ranked[: max(BEST, len(chosen))], key=lambda one: one.k)
    return shown


def _telling(one: Candidate) -> tuple[bool, bool, bool, float, int]:
    """Order by how much a row tells: chosen or next, proved, in contention, then by silhouette."""
    named = one.verdict in (Verdict.CHOSEN, Verdict.RUNNER_UP)
    return (
        not named,
        one.stability is None,
        one.verdict is Verdict.OUT_OF_RANGE,
        -one.silhouette,
        one.k,
    )


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
