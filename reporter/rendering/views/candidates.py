"""Appendix: the table of divisions that were tried. What is compared in, its rows out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reporter.model import Basis, Verdict
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Score
from reporter.rendering.views.tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reporter.model import Candidate, Report
    from reporter.model.claim import Value
    from reporter.rendering.views.tables import Table
    from reporter.wording import Words

__all__ = ["VOTED", "candidates_table"]

VOTED = (Verdict.CHOSEN, Verdict.RUNNER_UP, Verdict.LEVEL, Verdict.ELIGIBLE)
"""What had a vote."""
DASH = "–"
TABLE = "table.candidates"
"""Where its headings stand in the catalogue."""


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
        words,
        words.term(TABLE),
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
    named = partial(words.term, TABLE)
    several = len({one.algorithm for one in shown}) > 1
    algorithm = _ScoreColumn(
        Column(named("algorithm"), "strong", 17),
        lambda one: words.text(algorithm_called(one.algorithm)),
    )
    verdict = _ScoreColumn(Column(named("verdict"), "quiet", 15), lambda one: _verdict(one, words))
    return (
        *((algorithm,) if several else ()),
        _ScoreColumn(Column(named("segments"), "number" if several else "strong", 8), _segments),
        *_scores(words),
        *_proofs(shown, words),
        *(() if kept else (verdict,)),
    )


def _scores(words: Words) -> tuple[_ScoreColumn, ...]:
    """Return the scores that every candidate has."""
    named = partial(words.term, TABLE)
    return (
        _ScoreColumn(
            Column(named("silhouette"), "number", 9),
            lambda one: words.numerals.fixed(one.silhouette, 2),
        ),
        _ScoreColumn(
            Column(named("calinski_harabasz"), "number", 9),
            lambda one: words.numerals.count(one.calinski_harabasz),
        ),
        _ScoreColumn(
            Column(named("davies_bouldin"), "number", 8),
            lambda one: words.numerals.fixed(one.davies_bouldin, 2),
        ),
        _ScoreColumn(
            Column(named("gap"), "number", 6), lambda one: words.numerals.fixed(one.gap, 2)
        ),
        _ScoreColumn(Column(named("valley"), "number", 6), lambda one: words.percent(one.valley)),
        _ScoreColumn(
            Column(named("stability"), "number", 8), lambda one: _fixed(one.stability, words)
        ),
    )


def _proofs(shown: Sequence[Candidate], words: Words) -> tuple[_ScoreColumn, ...]:
    """Return usefulness and likelihood, where any candidate has them."""
    named = partial(words.term, TABLE)
    useful = _ScoreColumn(
        Column(named("useful"), "number", 6), lambda one: _fixed(one.usefulness, words)
    )
    likely = _ScoreColumn(
        Column(named("bic"), "number", 8),
        lambda one: DASH if one.bic is None else words.numerals.count(one.bic),
    )
    return (
        *((useful,) if any(one.usefulness is not None for one in shown) else ()),
        *((likely,) if any(one.bic is not None for one in shown) else ()),
    )


def _segments(one: Candidate) -> str:
    return str(one.k)


def _fixed(value: float | None, words: Words) -> str:
    return DASH if value is None else words.numerals.fixed(value, 2)


def _verdict(one: Candidate, words: Words) -> str:
    """Say what became of a candidate, with its points where it had a vote."""
    values: dict[str, Value] = {
        "verdict": Claim(f"table.verdict.{one.verdict.name.lower()}"),
        "votes": Score(one.votes) if one.votes else None,
    }
    return words.text(Claim("table.voted", values))
