"""Appendix: the table of divisions that were tried. What is compared in, its rows out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.model import Basis, Verdict
from reporter.rendering.views.tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reporter.model import Candidate, Report
    from reporter.rendering.views.tables import Table
    from reporter.wording import Words

__all__ = ["VOTED", "candidates_table"]

VERDICT_WORDS = {
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
VOTED = (Verdict.CHOSEN, Verdict.RUNNER_UP, Verdict.LEVEL, Verdict.ELIGIBLE)
"""What had a vote."""
DASH = "–"


@dataclass(frozen=True, slots=True)
class _ScoreColumn:
    """A column of the table: how it is headed and set, and what it says of a candidate."""

    heading: Column
    written: Callable[[Candidate], str]


def candidates_table(report: Report, words: Words) -> Table:
    """Show the divisions that tell most."""
    shown, more = report.findings.choice.compared, report.findings.choice.more
    kept = report.study.segmentation.basis is Basis.KEPT
    columns = _columns(shown, words, kept=kept)
    chosen = next((row for row, one in enumerate(shown) if one.chosen), None)
    made = table(
        "The divisions compared",
        [each.heading for each in columns],
        [tuple(each.written(one) for each in columns) for one in shown],
        marked=None if kept else chosen,
        quiet=[row for row, one in enumerate(shown) if one.verdict not in VOTED],
        cap=len(shown),
    )
    return replace(made, more=words.text(more) if more else "")


def _columns(shown: Sequence[Candidate], words: Words, *, kept: bool) -> tuple[_ScoreColumn, ...]:
    """Choose the columns: those that say nothing of any candidate are left out, and the verdict
    where segments were kept, since there was no vote.
    """
    several = len({one.algorithm for one in shown}) > 1
    verdict = _ScoreColumn(Column("Verdict", "quiet", 15), lambda one: _verdict(one, words))
    return (
        *((_ScoreColumn(Column("Algorithm", "strong", 17), _algorithm),) if several else ()),
        _ScoreColumn(Column("Segments", "number" if several else "strong", 8), _segments),
        *_scores(words),
        *_proofs(shown, words),
        *(() if kept else (verdict,)),
    )


def _scores(words: Words) -> tuple[_ScoreColumn, ...]:
    """Return the scores that every candidate has."""
    return (
        _ScoreColumn(
            Column("Silhouette", "number", 9), lambda one: words.numerals.fixed(one.silhouette, 2)
        ),
        _ScoreColumn(
            Column("Calinski–Harabasz", "number", 9),
            lambda one: words.numerals.count(one.calinski_harabasz),
        ),
        _ScoreColumn(
            Column("Davies–Bouldin", "number", 8),
            lambda one: words.numerals.fixed(one.davies_bouldin, 2),
        ),
        _ScoreColumn(Column("Gap", "number", 6), lambda one: words.numerals.fixed(one.gap, 2)),
        _ScoreColumn(Column("Valley", "number", 6), lambda one: words.numerals.percent(one.valley)),
        _ScoreColumn(
            Column("Lowest stability", "number", 8), lambda one: _fixed(one.stability, words)
        ),
    )


def _proofs(shown: Sequence[Candidate], words: Words) -> tuple[_ScoreColumn, ...]:
    """Return usefulness and likelihood, where any candidate has them."""
    useful = _ScoreColumn(Column("Useful", "number", 6), lambda one: _fixed(one.usefulness, words))
    likely = _ScoreColumn(
        Column("BIC", "number", 8),
        lambda one: DASH if one.bic is None else words.numerals.count(one.bic),
    )
    return (
        *((useful,) if any(one.usefulness is not None for one in shown) else ()),
        *((likely,) if any(one.bic is not None for one in shown) else ()),
    )


def _algorithm(one: Candidate) -> str:
    return algorithm_words(one.algorithm).called


def _segments(one: Candidate) -> str:
    return str(one.k)


def _fixed(value: float | None, words: Words) -> str:
    return DASH if value is None else words.numerals.fixed(value, 2)


def _verdict(one: Candidate, words: Words) -> str:
    """Say what became of a candidate, with its points where it had a vote."""
    said = VERDICT_WORDS[one.verdict]
    return f"{said}, {words.numerals.fixed(one.votes, 2)}" if one.votes else said
