"""Why so many segments: the segmentation in, the rule in sentences out, by which it was chosen and
why the next best lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.findings.method.compared import compared, more_tried
from reporter.findings.method.other_choices import coarser_division, elbow, other_choice
from reporter.findings.method.votes import LEVEL_POINTS, lead, leader, preferences, voted
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, join
from reporter.model import FOUND_AGAIN, UNLIKE, Basis, Choosing, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Candidate, Finding, Segmentation
    from reporter.numerals import Numerals

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
BY_NATURE = (
    "The rule first asks whether customers fall into groups by nature: whether every two segments"
    " have a gap between them, a stretch at most half as full of customers as their middles. A gap"
    " counts if it is clear by itself, or if it is fainter and resamples find every segment again;"
    " of the other algorithms, which add many candidates, clear gaps alone count, of segments that"
    " resamples find again or at least do not dissolve. A finer division that lowers the silhouette"
    " needs the clearer gaps. Of all divisions with such gaps the finest is taken, since the"
    " coarser ones join groups that the data keep apart."
)
"""The rule where there are groups by nature; what it says is in `segments.choice`."""
BY_USE = (
    "The rule first asks whether customers fall into groups by nature, with a gap between every two"
    " segments. No division that scores above random data has that, so any is one of convenience,"
    " and usefulness decides:"
)
"""Its beginning where there are none."""
BY_VOTE = (
    "Each gives a division the share of its rivals that it beats; the points are their mean. Within"
    " one standard error of the highest points, the fewest segments are taken."
)


def choosing(found: Segmentation, numerals: Numerals) -> Choosing:
    """Tell by which rule the division was taken, and why the next best was not."""
    account = {
        Basis.ASKED: _asked,
        Basis.NATURAL: _natural,
        Basis.CONVENIENT: _convenient,
        Basis.KEPT: _kept,
    }[found.basis](found, numerals)
    other, option = other_choice(found, numerals)
    shown = compared(found.candidates)
    return Choosing(
        account=tuple(one for one in account if one is not None),
        other=other,
        option=option,
        compared=shown,
        more=more_tried(len(found.candidates), len(shown), numerals),
        elbow=elbow(found, numerals),
    )


def _kept(found: Segmentation, numerals: Numerals) -> list[Finding | None]:
    """Tell of segments of an earlier run."""
    draft = Draft(numerals)
    text = (
        f"{capital(draft.words('k', found.k))} segments were kept from an earlier run; no others"
        " were tried. Their scores here are measured on these customers."
    )
    return [draft.finding("choice.rule", text)]


def _asked(found: Segmentation, numerals: Numerals) -> list[Finding | None]:
    """Tell of a number that was asked for."""
    draft = Draft(numerals)
    text = (
        f"{capital(draft.words('k', found.k))} segments were asked for, so no number was sought;"
        " the table shows how others score."
    )
    if _several(found):
        text += (
            f" Of the ways to make {draft.words('k', found.k)},"
            f" {algorithm_words(found.taken.algorithm).called} was taken."
        )
    return [draft.finding("choice.rule", text), _next(found, numerals)]


def _natural(found: Segmentation, numerals: Numerals) -> list[Finding | None]:
    """Tell of groups by nature."""
    draft, taken = Draft(numerals), found.taken
    rule = f"{_tried(found, draft)} {BY_NATURE}{_too_faint(found, draft)}"
    if len(voted(found)) > 1:
        rule += (
            f" Between equally fine ones, {draft.words('voters', len(taken.ballots))} scores vote;"
            " points are the mean share of rivals beaten."
        )
    result = Draft(numerals)
    result.note("valley", taken.valley)
    text = (
        f"Customers do fall into groups here: {result.words('k', found.k)} is the finest division"
        " with such gaps. Between the two segments that are hardest to tell apart, the gap is"
        f" {numerals.percent(taken.valley)} emptier than their middles."
    )
    return [
        draft.finding("choice.rule", rule),
        result.finding("choice.result", f"{text} {_why_not_the_next(found, result)}".strip()),
    ]


def _convenient(found: Segmentation, numerals: Numerals) -> list[Finding | None]:
    """Tell of a division of convenience."""
    draft = Draft(numerals)
    rule = _by_use(found, draft)
    coarse = coarser_division(found, numerals)
    if found.taken.steady:
        return [draft.finding("choice.rule", f"{rule} {_steady(found, draft)}"), coarse]
    rule += (
        f" There is none, so a division into at least {draft.words('at_least', found.free[0])}"
        " segments was taken."
    )
    if len(voted(found)) < 2:
        only = f" Only {draft.words('k', found.k)} segments were possible."
        return [draft.finding("choice.rule", rule + only)]
    voting = list(found.taken.ballots)
    count = capital(draft.words("voters", len(voting)))
    told = draft.finding("choice.rule", f"{rule} {count} scores vote: {_names(voting)}. {BY_VOTE}")
    first = leader(found)
    if first is None:
        return [told, _next(found, numerals), coarse]
    return [_led(found, first, numerals), told, _votes(found, first, numerals), coarse]


def _by_use(found: Segmentation, draft: Draft) -> str:
    """Say what makes a division of use."""
    simplest = "the simplest algorithm, " if _several(found) else ""
    return (
        f"{_tried(found, draft)} {BY_USE} of those made by"
        f" {simplest}{algorithm_words(found.taken.algorithm).called},"
        " the finest whose every segment resamples find again (stability of"
        f" {draft.fixed('found_again', FOUND_AGAIN)} at least, less its standard error), and of"
        f" which no two segments are alike (typical members {draft.decimal('unlike', UNLIKE)} of a"
        " standard deviation apart in some feature at least)."
    )


def _steady(found: Segmentation, draft: Draft) -> str:
    """Say which division that is, and why no finer one."""
    number = draft.words("k", found.k)
    stability = draft.fixed("stability", found.taken.stability or 0.0)
    text = (
        f"That is the one into {number}, with a stability of {stability} of its least sure segment."
    )
    few = [one.k for one in found.candidates if one.verdict is Verdict.TOO_FINE]
    if few:
        text += (
            f" Divisions into {draft.words('too_fine', min(few))} or more leave fewer than twenty"
            " customers a segment."
        )
    return text


def _too_faint(found: Segmentation, draft: Draft) -> str:
    """Name the finer divisions whose gaps do not count."""
    finer = sorted(
        {
            one.k
            for one in found.candidates
            if one.verdict is Verdict.TOO_FAINT and one.k > found.taken.k
        }
    )
    if not finer:
        return ""
    listed = join([draft.words(f"too_faint_{rank}", k) for rank, k in enumerate(finer, 1)])
    return f" Finer divisions, into {listed}, have gaps too, but these are too faint to count."


def _led(found: Segmentation, first: Candidate, numerals: Numerals) -> Finding:
    """Say which division leads the vote, by how little, and why another was taken."""
    draft, ahead = Draft(numerals), lead(first, found.taken)
    error = draft.fixed("error", ahead.error)
    draft.note("lead", ahead.points)
    margin = f" ({error})" if ahead.is_level else ""
    own = draft.words("k", found.taken.k)
    return draft.finding(
        "choice.led",
        f"{capital(draft.words('leader', first.k))} segments score highest, with"
        f" {draft.fixed('leader_points', first.votes)} points of {_digits('most', 1, draft)}."
        f" {capital(own)}, with {draft.fixed('points', found.taken.votes)}, lie within one standard"
        f" error{margin} of that. Such a lead may be chance, so the simpler division was taken,"
        f" that into {own}.",
    )


def _votes(found: Segmentation, first: Candidate, numerals: Numerals) -> Finding | None:
    """Say who votes for the division taken, and who for the leader."""
    draft = Draft(numerals)
    text = _counts(found, first, draft, f"the division into {draft.words('leader', first.k)}")
    return draft.finding("choice.votes", text) if text else None


def _next(found: Segmentation, numerals: Numerals) -> Finding | None:
    """Say why the next best was not taken; None where there is none."""
    draft = Draft(numerals)
    text = _why_not_the_next(found, draft)
    return draft.finding("choice.next", text) if text else None


def _why_not_the_next(found: Segmentation, draft: Draft) -> str:
    second, taken = found.runner_up, found.taken
    if second is None:
        return ""
    by = (
        f" by {algorithm_words(second.algorithm).called}"
        if second.algorithm != taken.algorithm
        else ""
    )
    name = f"is the division into {draft.words('next_k', second.k)}{by}"
    if found.basis is Basis.NATURAL and second.k < taken.k:
        return (
            f"Next in line {name}: there are gaps between its segments too, but it joins groups"
            " that are kept apart here."
        )
    if not second.ballots:
        return (
            f"Next in line {name}: there are gaps between its segments too, but fainter ones, and"
            " its segments lie less far apart (silhouette"
            f" {draft.fixed('next_silhouette', second.silhouette)} against"
            f" {draft.fixed('silhouette', taken.silhouette)})."
        )
    points, own = draft.fixed("next_points", second.votes), draft.fixed("points", taken.votes)
    counts = _counts(found, second, draft, "the other")
    if second.votes > taken.votes + LEVEL_POINTS:
        return (
            f"Next in line {name}. It has more points, {points} against {own}, but by no more than"
            f" one standard error; of such level divisions the simpler is taken. {counts}"
        )
    return f"Next in line {name}: it has {points} points against {own}. {counts}"


def _counts(found: Segmentation, other: Candidate, draft: Draft, called: str) -> str:
    """Count the criteria that favour the division taken, and those that favour another."""
    ahead, behind = preferences(found.taken, other)
    told = [
        f"{draft.words(key, len(sides))} {'favours' if len(sides) == 1 else 'favour'}"
        f" {which} ({_names(sides)})"
        for key, sides, which in (
            ("for_it", ahead, "the one taken"),
            ("against_it", behind, called),
        )
        if sides
    ]
    return f"Of the scores, {join(told)}." if told else ""


def _tried(found: Segmentation, draft: Draft) -> str:
    """Say which divisions were tried."""
    names = list(dict.fromkeys(one.algorithm for one in found.candidates))
    by_first = sorted({one.k for one in found.candidates if one.algorithm == names[0]})
    first, last = by_first[0], by_first[-1]
    # A span is written only where no number between its ends was left out.
    whole = len(by_first) > 2 and len(by_first) == last - first + 1
    span = (
        f"{_digits('tried_from', first, draft)} to {_digits('tried_to', last, draft)}"
        if whole
        else join([draft.words(f"tried_{rank}", k) for rank, k in enumerate(by_first, 1)])
    )
    if len(names) == 1:
        return f"Divisions into {span} segments were tried."
    return (
        f"Divisions into {span} segments were tried by {algorithm_words(names[0]).called} and"
        f" {draft.words('other_algorithms', len(names) - 1)} other"
        f" {'algorithm' if len(names) == 2 else 'algorithms'},"
        f" {_digits('divisions', len(found.candidates), draft)} in all."
    )


def _several(found: Segmentation) -> bool:
    """Tell whether more than one algorithm was tried."""
    return len({one.algorithm for one in found.candidates}) > 1


def _digits(key: str, value: int, draft: Draft) -> str:
    """Write a small number in digits, as the table beside the sentence does."""
    draft.note(key, value)
    return str(value)


def _names(voting: Sequence[str]) -> str:
    return join([VOTERS[voter] for voter in voting])
