"""Why so many segments, as it is told: by which rule, why the next best lost, and what else could
be asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.findings.method.choosing import choosing
from reporter.findings.method.votes import lead
from reporter.model import Basis, Verdict
from reporter.numerals import Numerals
from reporter.segments.voting import ballots
from reporter.wording.catalogue import catalogue
from tests import builders
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import spoken
from tests.segments.test_choice import scored as tried

if TYPE_CHECKING:
    from reporter.model import Choosing, Finding, Segmentation

NUMERALS = Numerals()
FIVE = builders.ballots(5)


@pytest.fixture
def found() -> Segmentation:
    return builders.segmentation(builders.customer_table())


def told(found: Segmentation) -> Choosing:
    """Tell of a choice; each figure is one of its sentence's numbers."""
    made = choosing(found)
    said = [spoken(one, NUMERALS) for one in made.said]
    assert [figure for one in said for figure in unaccounted(one, NUMERALS, ())] == []
    return made


def paragraphs(made: Choosing) -> tuple[str, ...]:
    return tuple(spoken(one, NUMERALS).text for one in made.account)


def whole(made: Choosing) -> str:
    return " ".join(paragraphs(made))


def text(one: Finding | None) -> str:
    return "" if one is None else spoken(one, NUMERALS).text


def scored(found: Segmentation, basis: Basis, **changes: dict[str, object]) -> Segmentation:
    """Change candidates by their number of segments (k4=…), and why they were chosen."""
    # Of groups by nature, only equally fine divisions have a vote.
    own = tuple(
        replace(one, ballots={}) if basis is Basis.NATURAL and not one.chosen else one
        for one in found.candidates
    )
    candidates = tuple(replace(one, **changes.get(f"k{one.k}", {})) for one in own)  # type: ignore[arg-type]  # fields of a candidate
    return replace(found, basis=basis, candidates=candidates)


def test_a_convenient_division_names_its_voters_and_why_the_runner_up_lost(
    found: Segmentation,
) -> None:
    account = whole(told(found))
    assert "so any is one of convenience" in account
    assert "There is none, so a division into at least three segments was taken." in account
    assert (
        "Eight scores vote: silhouette, Calinski–Harabasz, Davies–Bouldin, gap statistic, valley,"
        " stability" in account
    )
    assert "Next in line is the division into five: it has 0.60 points against 0.70." in account
    assert (
        "five favour the one taken (silhouette, Calinski–Harabasz, Davies–Bouldin, stability and"
        " size of the smallest segment)" not in account
    )
    assert (
        "four favour the one taken (silhouette, Calinski–Harabasz, Davies–Bouldin and stability)"
        in account
    )
    assert "two favour the other (gap statistic and usefulness)" in account


def test_the_finest_division_that_is_found_again_needs_no_vote(found: Segmentation) -> None:
    silent: dict[str, dict[str, object]] = {f"k{k}": {"ballots": {}} for k in range(2, 9)}
    silent |= {
        "k3": {"ballots": {}, "verdict": Verdict.LESS_FINE, "stability": 0.9},
        "k4": {"ballots": {}, "stability": 0.78},
    }
    made = told(scored(found, Basis.CONVENIENT, **silent))
    assert paragraphs(made)[0].endswith(
        "That is the one into four, with a stability of 0.78 of its least sure segment."
    )
    assert "scores vote" not in whole(made)
    assert (made.other, made.option) == (None, "")


def test_a_division_that_leads_the_vote_is_told_first_and_can_be_asked_for(
    found: Segmentation,
) -> None:
    made = told(
        scored(
            found,
            Basis.CONVENIENT,
            k5={
                "ballots": {
                    **FIVE,
                    **dict.fromkeys(
                        (
                            "silhouette",
                            "calinski_harabasz",
                            "davies_bouldin",
                            "stability",
                            "gap",
                            "usefulness",
                        ),
                        0.9,
                    ),
                }
            },
            k6={"verdict": Verdict.LEVEL},
        )
    )
    assert paragraphs(made)[0].startswith(
        "Five segments score highest, with 0.80 points of 1. Four, with 0.70, lie within one"
        " standard error"
    )
    assert paragraphs(made)[0].endswith("so the simpler division was taken, that into four.")
    assert "two favour the division into five (gap statistic and usefulness)" in paragraphs(made)[2]
    assert "five score as well or better by points" in text(made.other)
    assert made.option == "--segments 5"


def test_a_lead_and_its_standard_error_are_those_of_the_vote(found: Segmentation) -> None:
    pool = [one for one in found.candidates if one.k in (4, 5)]
    # Of eight voters four favour the first by .3, two the second by .2, and two are level.
    ahead = lead(pool[0], pool[1])
    assert ahead.points == pytest.approx(0.1)
    assert ahead.error == pytest.approx((0.36 / 7 / 8) ** 0.5)


@pytest.mark.parametrize(
    ("inertia", "said"),
    [
        (
            {4: 1000.0, 5: 950.0, 6: 900.0, 7: 850.0, 8: 800.0},
            "From two segments on, the inertia has its elbow at four, the number taken",
        ),
        (
            {k: 9000.0 - 500 * k for k in range(2, 9)},
            "From two segments on, the inertia has no clear elbow",
        ),
    ],
)
def test_the_elbow_is_told_in_words(
    inertia: dict[int, float], said: str, found: Segmentation
) -> None:
    changes: dict[str, dict[str, object]] = {
        f"k{k}": {"inertia": value} for k, value in inertia.items()
    }
    bent = scored(found, Basis.CONVENIENT, **changes)
    assert text(told(bent).elbow).startswith(said)


def test_two_numbers_of_segments_have_no_elbow(found: Segmentation) -> None:
    few = tuple(one for one in found.candidates if one.k in (4, 5))
    assert told(replace(found, candidates=few)).elbow is None


def test_a_finer_runner_up_among_natural_groups_has_fainter_gaps(found: Segmentation) -> None:
    made = told(scored(found, Basis.NATURAL, k5={"verdict": Verdict.RUNNER_UP}))
    account = whole(made)
    assert (
        "Next in line is the division into five: there are gaps between its segments too, but"
        " fainter ones" in account
    )
    assert "lie less far apart (silhouette 0.35 against 0.37)" in account


def test_finer_divisions_with_faint_gaps_are_named(found: Segmentation) -> None:
    faint: dict[str, object] = {"verdict": Verdict.TOO_FAINT}
    made = told(scored(found, Basis.NATURAL, k2=faint, k6=faint, k7=faint))
    assert (
        "Finer divisions, into six and seven, have gaps too, but these are too faint to count."
        in paragraphs(made)[0]
    )


def test_finer_divisions_that_score_less_are_not_offered(found: Segmentation) -> None:
    assert told(found).option == ""


def test_natural_groups_are_told_by_their_gaps(found: Segmentation) -> None:
    groups = scored(
        found,
        Basis.NATURAL,
        k4={"valley": 0.67},
        k3={"verdict": Verdict.RUNNER_UP},
        k5={"verdict": Verdict.NO_GAPS},
    )
    made = told(groups)
    account = whole(made)
    assert "four is the finest division with such gaps" in account
    assert f"the gap is {NUMERALS.percent(0.67)} emptier" in account
    assert (
        "Next in line is the division into three: there are gaps between its segments too, but it"
        " joins groups" in account
    )
    assert "By silhouette alone, two segments would be taken (0.41 against 0.37)" in text(
        made.other
    )
    assert made.option == "--segments 2"


def test_of_equally_fine_natural_groups_the_scores_decide(found: Segmentation) -> None:
    candidates = tuple(
        replace(one, ballots={**dict.fromkeys(FIVE, 0.2), "silhouette": 1.0})
        for one in found.candidates
        if one.k == 4
    )
    other = replace(
        candidates[0],
        algorithm="merged",
        verdict=Verdict.RUNNER_UP,
        ballots=dict.fromkeys(FIVE, 0.2),
        silhouette=0.3,
    )
    level = replace(found, basis=Basis.NATURAL, candidates=(*candidates, other))
    account = whole(told(level))
    assert "Between equally fine ones, eight scores vote" in account
    assert (
        "Next in line is the division into four by merged k-means: it has 0.20 points against 0.30."
        " Of the scores, one favours" in account
    )


@pytest.mark.parametrize(("smallest", "extreme"), [(0.006, True), (0.38, False)])
def test_extreme_customers_are_blamed_only_where_there_are_few(
    smallest: float, extreme: bool, found: Segmentation
) -> None:
    account = whole(told(scored(found, Basis.CONVENIENT, k2={"smallest": smallest})))
    assert (
        "A division into two scores better on silhouette, Calinski–Harabasz, Davies–Bouldin"
        in account
    )
    assert ("extreme ones" in account) == extreme


def test_a_number_that_was_asked_for_is_not_said_to_have_won(found: Segmentation) -> None:
    made = told(scored(found, Basis.ASKED, k5={"verdict": Verdict.OUT_OF_RANGE}))
    assert paragraphs(made) == (
        "Four segments were asked for, so no number was sought; the table shows how others score.",
    )


def test_every_voter_of_the_rule_has_a_name() -> None:
    one = tried(3)
    voters = ballots([replace(one, candidate=replace(one.candidate, bic=9.0))])[0]
    named = {id_ for id_ in catalogue().entries if id_.startswith("choice.score.")}
    assert named == {f"choice.score.{voter}" for voter in voters}


@pytest.mark.slow
def test_each_sentence_has_an_id_of_its_own_and_what_it_was_counted_over() -> None:
    said = cases.shop().find().choice.said
    assert [one.id for one in said] == [
        "choice.rule",
        "choice.next",
        "choice.coarser",
        "choice.elbow",
    ]
    assert all(one.base is not None and one.base.of == "customers" for one in said)


def test_points_are_kept_as_they_were_counted(found: Segmentation) -> None:
    (following,) = (one for one in told(found).account if one.id == "choice.next")
    assert spoken(following).numbers == {
        "next_k": 5,
        "next_points": pytest.approx(0.6),
        "points": pytest.approx(0.7),
        "for_it": 4,
        "against_it": 2,
    }
