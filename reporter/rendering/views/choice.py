"""Appendix: why so many segments. The candidates and the settings in, an account of the vote and its table out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.rendering.views.tables import Column, Table, table

if TYPE_CHECKING:
    from reporter.model import Candidate, Report
    from reporter.numerals import Numerals

__all__ = ["ALGORITHMS", "Choice", "choice"]

ALGORITHMS = {"kmeans": "k-means", "gaussian_mixture": "Gaussian mixture", "agglomerative": "agglomerative (Ward)"}
EXTREME = 0.05
"""Share of customers below which the smaller part of a division in two is a handful of extreme ones."""
RULED_OUT = 0.01
"""A division with a segment below this share has no vote."""
DASH = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why so many segments."""

    k: str
    paragraphs: tuple[str, ...]
    candidates: Table


def choice(report: Report, numerals: Numerals) -> Choice:
    """Tell which divisions were eligible, how they were judged and how close it was."""
    asked = report.segmentation.choice == "asked for"
    paragraphs = _asked(report, numerals) if asked else _voted(report, numerals)
    return Choice(
        k=numerals.words(report.segmentation.k),
        paragraphs=tuple(text for text in paragraphs if text),
        candidates=_table(report, numerals, asked=asked),
    )


def eligible(report: Report) -> tuple[Candidate, ...]:
    """Return the candidates that had a vote: within the settings' range, and without a segment that is too small."""
    settings, candidates = report.settings.segments, report.segmentation.candidates
    within = [one for one in candidates if settings.minimum <= one.k <= settings.maximum] or [*candidates[-1:]]
    return tuple([one for one in within if one.smallest >= RULED_OUT] or within)


def _asked(report: Report, numerals: Numerals) -> list[str]:
    found = report.segmentation
    voted = max(eligible(report), key=lambda one: (one.votes, -one.k), default=None)
    text = f"{_capital(numerals.words(found.k))} segments were asked for, so no vote was held; the table shows how other numbers score."
    if voted and voted.k != found.k:
        text += f" Left to the scores, {numerals.words(voted.k)} would have been taken."
    return [text]


def _voted(report: Report, numerals: Numerals) -> list[str]:
    return [_rules(report, numerals), _result(report, numerals), _coarser(report, numerals)]


def _rules(report: Report, numerals: Numerals) -> str:
    candidates, voting = report.segmentation.candidates, eligible(report)
    low, high, settings = voting[0].k, voting[-1].k, report.settings.segments
    if high < settings.minimum:
        return f"The customers are too few for {numerals.words(settings.minimum)} segments; {numerals.words(high)} are all they allow."
    tried = f"Divisions into {candidates[0].k} to {candidates[-1].k} segments were tried, {numerals.words(len(candidates))} in all"
    if len(candidates) == 1:
        tried = f"Only a division into {numerals.words(candidates[0].k)} segments was possible"
    ruled_out = [str(one.k) for one in candidates if settings.minimum <= one.k <= settings.maximum and one not in voting]
    span = f"{low} to {high}" if high > low else str(low)
    text = f"{tried}. Eligible were those into {span}: fewer are too coarse to act on, more are too many to keep apart"
    text += f" ({', '.join(ruled_out)} had a segment of under 1 % of customers)." if ruled_out else "."
    if len(voting) == 1:
        return text
    return (
        f"{text} Among the eligible, five scores voted: silhouette, Calinski–Harabasz, Davies–Bouldin, the size of the smallest segment "
        "and its stability. Each score gives a division the share of the others that it beats: five points at most."
    )


def _result(report: Report, numerals: Numerals) -> str:
    voting = sorted(eligible(report), key=lambda one: (-one.votes, one.k))
    chosen = next((one for one in report.segmentation.candidates if one.chosen), voting[0])
    others = [one for one in voting if one.k != chosen.k]
    points = numerals.fixed(chosen.votes, 1)
    if not others:
        return ""
    second, gap = others[0], round(chosen.votes - others[0].votes, 1)
    text = f"{_capital(numerals.words(chosen.k))} segments won with {points} points"
    if not gap:
        return f"{text}, level with {numerals.words(second.k)}; of equals the smaller number is taken."
    close = ": a close call" if gap <= 0.3 else ""
    return f"{text}; {numerals.words(second.k)} segments lost by {numerals.fixed(gap, 1)} {'point' if gap == 1 else 'points'}{close}."


def _coarser(report: Report, numerals: Numerals) -> str:
    """Say where a division that was not eligible scores better, and why it was not taken all the same."""
    found = report.segmentation
    chosen = next((one for one in found.candidates if one.chosen), None)
    coarse = [one for one in found.candidates if chosen and one.k < eligible(report)[0].k]
    if chosen is None or not coarse:
        return ""
    best = max(coarse, key=lambda one: (one.silhouette, -one.k))
    better = [
        name
        for name, ahead in (
            ("silhouette", best.silhouette > chosen.silhouette),
            ("Calinski–Harabasz", best.calinski_harabasz > chosen.calinski_harabasz),
            ("Davies–Bouldin", best.davies_bouldin < chosen.davies_bouldin),
            ("stability", best.stability > chosen.stability),
        )
        if ahead
    ]
    if not better:
        return ""
    which = " and ".join([", ".join(better[:-1]), better[-1]]) if len(better) > 1 else better[0]
    text = (
        f"A division into {numerals.words(best.k)} scores better on {which}, as coarser divisions often do, but it is too coarse to act on"
    )
    if best.smallest < EXTREME:
        return f"{text}: it only sets {numerals.percent(best.smallest, 1)} of customers, extreme ones, apart from all others."
    return f"{text}: it would treat {numerals.percent(1 - best.smallest if best.k == 2 else best.smallest)} of customers alike."


def _table(report: Report, numerals: Numerals, *, asked: bool) -> Table:
    found = report.segmentation
    several = len({candidate.algorithm for candidate in found.candidates}) > 1
    voting = eligible(report)
    columns = [
        Column("Segments", "strong"),
        Column("Silhouette", "number"),
        Column("Calinski–Harabasz", "number"),
        Column("Davies–Bouldin", "number"),
        Column("Smallest segment", "number"),
        Column("Lowest stability", "number"),
    ]
    if not asked:
        columns.append(Column("Points", "number"))
    rows, marked, quiet = [], None, []
    for number, one in enumerate(found.candidates):
        name = f"{one.k}, {ALGORITHMS.get(one.algorithm, one.algorithm)}" if several else str(one.k)
        marked = number if one.chosen else marked
        if not asked and one not in voting:
            quiet.append(number)
        row = [
            f"{name}, chosen" if one.chosen else name,
            numerals.fixed(one.silhouette, 3),
            numerals.count(one.calinski_harabasz),
            numerals.fixed(one.davies_bouldin, 2),
            numerals.percent(one.smallest, 1),
            numerals.fixed(one.stability, 2),
        ]
        if not asked:
            row.append(numerals.fixed(one.votes, 1) if one in voting else DASH)
        rows.append(tuple(row))
    return table("The numbers of segments compared", columns, rows, marked=marked, quiet=quiet)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
