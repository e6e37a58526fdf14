"""Appendix: why so many segments. The candidates and the settings in, the rule in words, why the
next best lost, and a table out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import mean, stdev
from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.model import FOUND_AGAIN, UNLIKE, Basis, Verdict
from reporter.rendering.views.candidates import candidates_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate, Report
    from reporter.numerals import Numerals
    from reporter.rendering.views.tables import Table

__all__ = ["Choice", "choice"]

EXTREME = 0.05
"""Share of customers below which the smaller part of a division in two is a handful of extreme
ones.
"""
VOTERS = {
    "silhouette": "silhouette",
    "calinski_harabasz": "Calinski–Harabasz",
    "davies_bouldin": "Davies–Bouldin",
    "gap": "gap statistic",
    "bic": "BIC",
    "valley": "valley",
    "stability": "stability",
    "smallest": "size of the smallest segment",
    "usefulness": "usefulness",
}
"""A candidate's voters in words."""
LEVEL = 0.005
"""Points that are written alike count as level."""
BEND = 2.0
"""An elbow is clear where a segment more has brought so many times as much as the next one would.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why so many segments."""

    k: str
    paragraphs: tuple[str, ...]
    other: str
    """What else could be asked for, up to the option that does; empty where nothing stands out."""
    option: str
    elbow: str
    """What the chart of the inertia shows; empty where too few numbers of segments were tried."""
    candidates: Table


def choice(report: Report, numerals: Numerals) -> Choice:
    """Tell by which rule the division was taken, and why the next best was not."""
    account = _Account(report, numerals)
    paragraphs = {
        Basis.ASKED: account.asked,
        Basis.NATURAL: account.natural,
        Basis.CONVENIENT: account.convenient,
        Basis.KEPT: account.kept,
    }[report.study.segmentation.basis]()
    other, option = account.other()
    return Choice(
        k=numerals.words(report.study.segmentation.k),
        paragraphs=tuple(
            text
            for text in (*paragraphs, *(one.text for one in report.findings.alternatives))
            if text
        ),
        other=other,
        option=option,
        elbow=account.elbow(),
        candidates=candidates_table(report, numerals),
    )


class _Account:
    """The account of one choice."""

    def __init__(self, report: Report, numerals: Numerals) -> None:
        self.found, self.numerals = report.study.segmentation, numerals
        self.candidates = self.found.candidates
        self.chosen = next((one for one in self.candidates if one.chosen), self.candidates[0])
        self.pool = [one for one in self.candidates if one.ballots]
        self.second = self.found.runner_up

    def kept(self) -> list[str]:
        """Tell of segments of an earlier run."""
        k = _capital(self.numerals.words(self.found.k))
        return [
            (
                f"{k} segments were kept from an earlier run; no others were tried. Their scores"
                " here are measured on these customers."
            )
        ]

    def asked(self) -> list[str]:
        """Tell of a number that was asked for."""
        k = _capital(self.numerals.words(self.found.k))
        text = (
            f"{k} segments were asked for, so no number was sought; the table shows how others"
            " score."
        )
        if len({one.algorithm for one in self.candidates}) > 1:
            text += (
                f" Of the ways to make {self.numerals.words(self.found.k)},"
                f" {algorithm_words(self.chosen.algorithm).called} was taken."
            )
        return [text, self._why_not_the_next()]

    def natural(self) -> list[str]:
        """Tell of groups by nature."""
        k, empty = self.numerals.words(self.found.k), self.numerals.percent(self.chosen.valley)
        rule = (
            f"{self._tried()} The rule first asks whether customers fall into groups by nature:"
            " whether every two segments have a gap between them, a stretch at most half as full"
            " of customers as their middles. A gap counts if it is clear by itself, or if it is"
            " fainter and resamples find every segment again; of the other algorithms, which add"
            " many candidates, clear gaps alone count, of segments that resamples find again or at"
            " least do not dissolve. A finer division that lowers the silhouette needs the clearer"
            " gaps. Of all divisions with such gaps the finest is taken, since the coarser ones"
            f" join groups that the data keep apart.{self._too_faint()}"
        )
        result = (
            f"Customers do fall into groups here: {k} is the finest division with such gaps."
            f" Between the two segments that are hardest to tell apart, the gap is {empty} emptier"
            " than their middles."
        )
        if len(self.pool) > 1:
            count = self.numerals.words(len(self.chosen.ballots))
            rule += (
                f" Between equally fine ones, {count} scores vote; points are the mean share of"
                " rivals beaten."
            )
        return [rule, f"{result} {self._why_not_the_next()}".strip()]

    def convenient(self) -> list[str]:
        """Tell of a division of convenience."""
        simplest = (
            "the simplest algorithm, "
            if len({one.algorithm for one in self.candidates}) > 1
            else ""
        )
        by = f"{simplest}{algorithm_words(self.chosen.algorithm).called}"
        rule = (
            f"{self._tried()} The rule first asks whether customers fall into groups by nature,"
            " with a gap between every two segments. No division that scores above random data has"
            f" that, so any is one of convenience, and usefulness decides: of those made by {by},"
            " the finest whose every segment resamples find again (stability of"
            f" {self.numerals.fixed(FOUND_AGAIN, 2)} at least, less its standard error), and of"
            f" which no two segments are alike (typical members {self.numerals.decimal(UNLIKE)} of"
            " a standard deviation apart in some feature at least)."
        )
        if self.chosen.steady:
            return [f"{rule} {self._steady()}", self._coarser()]
        rule += (
            f" There is none, so a division into at least {self.numerals.words(self.found.free[0])}"
            " segments was taken."
        )
        if len(self.pool) < 2:
            return [f"{rule} Only {self.numerals.words(self.found.k)} segments were possible."]
        voting = list(self.chosen.ballots)
        rule += (
            f" {_capital(self.numerals.words(len(voting)))} scores vote: {_names(voting)}. Each"
            " gives a division the share of its rivals that it beats; the points are their mean."
            " Within one standard error of the highest points, the fewest segments are taken."
        )
        leader = self._leader()
        if leader is None:
            return [rule, self._why_not_the_next(), self._coarser()]
        counts = self._counts(
            *self._compared(leader), f"the division into {self.numerals.words(leader.k)}"
        )
        return [self._led(leader), rule, counts, self._coarser()]

    def _steady(self) -> str:
        """Say which division that is, and why no finer one."""
        number, stability = (
            self.numerals.words(self.found.k),
            self.numerals.fixed(self.chosen.stability or 0.0, 2),
        )
        text = (
            f"That is the one into {number}, with a stability of {stability} of its least sure"
            " segment."
        )
        few = [one for one in self.candidates if one.verdict is Verdict.TOO_FINE]
        if few:
            text += (
                f" Divisions into {self.numerals.words(min(one.k for one in few))} or more leave"
                " fewer than twenty customers a segment."
            )
        return text

    def _too_faint(self) -> str:
        """Name the finer divisions whose gaps do not count."""
        finer = sorted(
            {
                one.k
                for one in self.candidates
                if one.verdict is Verdict.TOO_FAINT and one.k > self.chosen.k
            }
        )
        if not finer:
            return ""
        listed = _listed([self.numerals.words(k) for k in finer])
        return f" Finer divisions, into {listed}, have gaps too, but these are too faint to count."

    def _leader(self) -> Candidate | None:
        """Return the division that leads the vote where that is not the one taken."""
        leader = min(
            (one for one in self.pool if not one.chosen),
            key=lambda one: (-one.votes, one.k),
            default=None,
        )
        return leader if leader is not None and leader.votes > self.chosen.votes + LEVEL else None

    def _led(self, leader: Candidate) -> str:
        """Say which division leads the vote, by how little, and why another was taken."""
        ahead, error = lead(leader, self.chosen)
        margin = f" ({self.numerals.fixed(error, 2)})" if ahead <= error else ""
        first, own = _capital(self.numerals.words(leader.k)), self.numerals.words(self.chosen.k)
        return (
            f"{first} segments score highest, with {self._points(leader)} points of 1."
            f" {_capital(own)}, with {self._points(self.chosen)}, lie within one standard"
            f" error{margin} of that. Such a lead may be chance, so the simpler division was taken,"
            f" that into {own}."
        )

    def elbow(self) -> str:
        """Say in words whether the chart of the inertia has an elbow."""
        first = self.candidates[0].algorithm
        inertia = {one.k: one.inertia for one in self.candidates if one.algorithm == first}
        bends = {
            k: (
                (inertia[k - 1] - inertia[k])
                / max(inertia[k] - inertia[k + 1], 1e-9 * inertia[k] or 1.0)
            )
            for k in sorted(inertia)
            if k - 1 in inertia and k + 1 in inertia
        }
        if not bends:
            return ""
        k = max(bends, key=lambda each: (round(bends[each], 6), -each))
        # What the first of them lowers it by is not known.
        start = f"From {self.numerals.words(min(inertia))} segments on, the inertia has"
        if bends[k] < BEND:
            return (
                f"{start} no clear elbow: each further segment lowers it by more than half as much"
                " as the one before."
            )
        own = ", the number taken" if k == self.chosen.k else ""
        return (
            f"{start} its elbow at {self.numerals.words(k)}{own}: the next segment lowers it by at"
            " most half as much."
        )

    def _tried(self) -> str:
        names = list(dict.fromkeys(one.algorithm for one in self.candidates))
        by_first = sorted({one.k for one in self.candidates if one.algorithm == names[0]})
        whole = len(by_first) > 2 and len(by_first) == by_first[-1] - by_first[0] + 1
        span = (
            f"{by_first[0]} to {by_first[-1]}"
            if whole
            else _listed([self.numerals.words(k) for k in by_first])
        )
        if len(names) == 1:
            return f"Divisions into {span} segments were tried."
        others = self.numerals.words(len(names) - 1)
        return (
            f"Divisions into {span} segments were tried by {algorithm_words(names[0]).called} and"
            f" {others} other {'algorithm' if len(names) == 2 else 'algorithms'},"
            f" {len(self.candidates)} in all."
        )

    def _why_not_the_next(self) -> str:
        second, chosen = self.second, self.chosen
        if second is None:
            return ""
        name = self._named(second)
        if self.found.basis is Basis.NATURAL and second.k < chosen.k:
            return (
                f"Next in line {name}: there are gaps between its segments too, but it joins groups"
                " that are kept apart here."
            )
        if not second.ballots:
            own, other = (
                self.numerals.fixed(chosen.silhouette, 2),
                self.numerals.fixed(second.silhouette, 2),
            )
            return (
                f"Next in line {name}: there are gaps between its segments too, but fainter ones,"
                f" and its segments lie less far apart (silhouette {other} against {own})."
            )
        ahead, behind = self._compared(second)
        counts = self._counts(ahead, behind)
        points = self._points(chosen), self._points(second)
        if second.votes > chosen.votes + LEVEL:
            return (
                f"Next in line {name}. It has more points, {points[1]} against {points[0]}, but by"
                " no more than one standard error; of such level divisions the simpler is taken."
                f" {counts}"
            )
        return f"Next in line {name}: it has {points[1]} points against {points[0]}. {counts}"

    def _named(self, one: Candidate) -> str:
        return f"is the division into {self.numerals.words(one.k)}{self._made_by(one)}"

    def _made_by(self, one: Candidate) -> str:
        return (
            f" by {algorithm_words(one.algorithm).called}"
            if one.algorithm != self.chosen.algorithm
            else ""
        )

    def _compared(self, other: Candidate) -> tuple[list[str], list[str]]:
        """Return the voters that prefer the chosen division, and those that prefer the other: who
        scores higher beats more rivals.
        """
        leads = {
            voter: beaten - other.ballots[voter] for voter, beaten in self.chosen.ballots.items()
        }
        return [voter for voter, ahead in leads.items() if ahead > 0], [
            voter for voter, ahead in leads.items() if ahead < 0
        ]

    def _counts(self, ahead: Sequence[str], behind: Sequence[str], other: str = "the other") -> str:
        told = [
            f"{self.numerals.words(len(sides))} {'favours' if len(sides) == 1 else 'favour'}"
            f" {which} ({_names(sides)})"
            for sides, which in ((ahead, "the one taken"), (behind, other))
            if sides
        ]
        return f"Of the scores, {_listed(told)}." if told else ""

    def _points(self, one: Candidate) -> str:
        return self.numerals.fixed(one.votes, 2)

    def other(self) -> tuple[str, str]:
        """Say which other number could as well be asked for, and the option that does so."""
        match self.found.basis:
            case Basis.CONVENIENT:
                return self._finer()
            case Basis.NATURAL:
                return self._higher_silhouette()
            case _:
                return "", ""

    def _finer(self) -> tuple[str, str]:
        """Name the finer divisions that score as well."""
        if self.chosen.steady:
            return "", ""
        level = sorted(
            one.k
            for one in self.pool
            if one.k > self.chosen.k and one.votes > self.chosen.votes - LEVEL
        )
        if not level:
            return "", ""
        counts = _listed([self.numerals.words(k) for k in level])
        which = "them" if len(level) == 1 else "one of them"
        text = (
            f"If finer segments suit the work better: {counts} score as well or better by points."
            f" Ask for {which} with"
        )
        return text, f"--segments {level[-1]}"

    def _higher_silhouette(self) -> tuple[str, str]:
        """Name the number that the silhouette alone would have taken."""
        # Of the same algorithm: the divisions of others are other divisions, which no number asks
        # for.
        eligible = [
            one
            for one in self.candidates
            if one.verdict is not Verdict.OUT_OF_RANGE and one.algorithm == self.chosen.algorithm
        ]
        best = max(eligible, key=lambda one: (round(one.silhouette, 9), -one.k))
        if best.k == self.chosen.k:
            return "", ""
        other, own = (
            self.numerals.fixed(best.silhouette, 2),
            self.numerals.fixed(self.chosen.silhouette, 2),
        )
        text = (
            f"By silhouette alone, {self.numerals.words(best.k)} segments would be taken ({other}"
            f" against {own}). Ask for them with"
        )
        return text, f"--segments {best.k}"

    def _coarser(self) -> str:
        """Say where a division too coarse to be of use scores better, and why it was not taken all
        the same.
        """
        coarse = [
            one for one in self.candidates if one.verdict in (Verdict.TOO_COARSE, Verdict.LESS_FINE)
        ]
        if not coarse:
            return ""
        best = max(coarse, key=lambda one: (round(one.silhouette, 9), -one.k))
        better = [
            name
            for name, ahead in (
                ("silhouette", best.silhouette > self.chosen.silhouette),
                ("Calinski–Harabasz", best.calinski_harabasz > self.chosen.calinski_harabasz),
                ("Davies–Bouldin", best.davies_bouldin < self.chosen.davies_bouldin),
                ("stability", (best.stability or 0.0) > (self.chosen.stability or 0.0)),
            )
            if ahead
        ]
        if not better:
            return ""
        text = (
            f"A division into {self.numerals.words(best.k)} scores better on {_listed(better)}, as"
            " coarser divisions often do, but it is"
            f" {'too coarse to act on' if best.verdict is Verdict.TOO_COARSE else 'less fine'}"
        )
        if best.smallest < EXTREME:
            return (
                f"{text}: it only sets {self.numerals.percent(best.smallest, 1)} of customers,"
                " extreme ones, apart from all others."
            )
        return (
            f"{text}: it would treat"
            f" {self.numerals.percent(1 - best.smallest if best.k == 2 else best.smallest)} of"
            " customers alike."
        )


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _names(voting: Sequence[str]) -> str:
    return _listed([VOTERS[voter] for voter in voting])


def lead(first: Candidate, other: Candidate) -> tuple[float, float]:
    """Return by how many points a candidate leads another, and the standard error of that over the
    voters.
    """
    leads = [beaten - other.ballots[voter] for voter, beaten in first.ballots.items()]
    return mean(leads), stdev(leads) / math.sqrt(len(leads)) if len(leads) > 1 else 0.0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
