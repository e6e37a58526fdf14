"""The method as it is told: by which rule and why the next best lost, what was done to the
features, only terms that are used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.model import Basis, KeyAccount, Preparation, Structure, Thinned, Verdict
from reporter.numerals import Numerals
from reporter.rendering.pages import page
from reporter.rendering.views.accounts import accounts_rule, accounts_table
from reporter.rendering.views.choice import VOTERS, choice, lead
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.glossary import glossary
from reporter.rendering.views.method import method
from reporter.segments.choice import _ballots
from reporter.settings import Settings
from tests.builders import ballots
from tests.rendering import reports
from tests.rendering.elements import read
from tests.segments.test_choice import scored as tried

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Report
    from reporter.rendering.views.choice import Choice
    from reporter.rendering.views.method import Method

NUMERALS = Numerals()
FIVE = ballots(5)


def told(report: Report, **settings: int) -> Choice:
    return choice(
        replace(report, settings=Settings.model_validate({"segments": settings})), NUMERALS
    )


def scored(report: Report, basis: Basis, **changes: dict[str, object]) -> Report:
    """Change candidates by their number of segments (k4=…), and why they were chosen."""
    # Of groups by nature, only equally fine divisions have a vote.
    own = tuple(
        replace(one, ballots={}) if basis is Basis.NATURAL and not one.chosen else one
        for one in report.study.segmentation.candidates
    )
    candidates = tuple(replace(one, **changes.get(f"k{one.k}", {})) for one in own)  # type: ignore[arg-type]  # fields of a candidate
    return replace(
        report,
        study=replace(
            report.study,
            segmentation=replace(report.study.segmentation, basis=basis, candidates=candidates),
        ),
    )


def test_each_candidate_has_a_verdict_and_points_where_it_had_a_vote(report: Report) -> None:
    made = told(report)
    verdicts = {row[0]: row[-1] for row in made.candidates.rows}
    assert verdicts["2"] == "too coarse"
    assert verdicts["4"] == "chosen, 0.70"
    assert verdicts["5"] == "runner-up, 0.60"
    assert made.candidates.marked == 2
    assert made.candidates.quiet == {0}


def test_a_convenient_division_names_its_voters_and_why_the_runner_up_lost(report: Report) -> None:
    text = " ".join(told(report).paragraphs)
    assert "so any is one of convenience" in text
    assert "There is none, so a division into at least three segments was taken." in text
    assert (
        "Eight scores vote: silhouette, Calinski–Harabasz, Davies–Bouldin, gap statistic, valley,"
        " stability" in text
    )
    assert "Next in line is the division into five: it has 0.60 points against 0.70." in text
    assert (
        "five favour the one taken (silhouette, Calinski–Harabasz, Davies–Bouldin, stability and"
        " size of the smallest segment)" not in text
    )
    assert (
        "four favour the one taken (silhouette, Calinski–Harabasz, Davies–Bouldin and stability)"
        in text
    )
    assert "two favour the other (gap statistic and usefulness)" in text


def test_the_finest_division_that_is_found_again_needs_no_vote(report: Report) -> None:
    silent: dict[str, dict[str, object]] = {f"k{k}": {"ballots": {}} for k in range(2, 9)}
    silent |= {
        "k3": {"ballots": {}, "verdict": Verdict.LESS_FINE, "stability": 0.9},
        "k4": {"ballots": {}, "stability": 0.78},
    }
    made = told(scored(report, Basis.CONVENIENT, **silent))
    assert made.paragraphs[0].endswith(
        "That is the one into four, with a stability of 0.78 of its least sure segment."
    )
    assert "scores vote" not in " ".join(made.paragraphs)
    assert (made.other, made.option) == ("", "")


def test_a_division_that_leads_the_vote_is_told_first_and_can_be_asked_for(report: Report) -> None:
    made = told(
        scored(
            report,
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
    assert made.paragraphs[0].startswith(
        "Five segments score highest, with 0.80 points of 1. Four, with 0.70, lie within one"
        " standard error"
    )
    assert made.paragraphs[0].endswith("so the simpler division was taken, that into four.")
    assert "two favour the division into five (gap statistic and usefulness)" in made.paragraphs[2]
    assert "five score as well or better by points" in made.other
    assert made.option == "--segments 5"


def test_a_lead_and_its_standard_error_are_those_of_the_vote(report: Report) -> None:
    pool = [one for one in report.study.segmentation.candidates if one.k in (4, 5)]
    # Of eight voters four favour the first by .3, two the second by .2, and two are level.
    ahead, error = lead(pool[0], pool[1])
    assert ahead == pytest.approx(0.1)
    assert error == pytest.approx((0.36 / 7 / 8) ** 0.5)


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
def test_the_elbow_is_told_in_words(inertia: dict[int, float], said: str, report: Report) -> None:
    changes: dict[str, dict[str, object]] = {
        f"k{k}": {"inertia": value} for k, value in inertia.items()
    }
    bent = scored(report, Basis.CONVENIENT, **changes)
    assert told(bent).elbow.startswith(said)


def test_two_numbers_of_segments_have_no_elbow(report: Report) -> None:
    few = tuple(one for one in report.study.segmentation.candidates if one.k in (4, 5))
    assert (
        told(
            replace(
                report,
                study=replace(
                    report.study, segmentation=replace(report.study.segmentation, candidates=few)
                ),
            )
        ).elbow
        == ""
    )


def test_a_finer_runner_up_among_natural_groups_has_fainter_gaps(report: Report) -> None:
    made = told(scored(report, Basis.NATURAL, k5={"verdict": Verdict.RUNNER_UP}))
    text = " ".join(made.paragraphs)
    assert (
        "Next in line is the division into five: there are gaps between its segments too, but"
        " fainter ones" in text
    )
    assert "lie less far apart (silhouette 0.35 against 0.37)" in text


def test_finer_divisions_with_faint_gaps_are_named(report: Report) -> None:
    faint: dict[str, object] = {"verdict": Verdict.TOO_FAINT}
    made = told(scored(report, Basis.NATURAL, k2=faint, k6=faint, k7=faint))
    assert (
        "Finer divisions, into six and seven, have gaps too, but these are too faint to count."
        in made.paragraphs[0]
    )


def test_finer_divisions_that_score_less_are_not_offered(report: Report) -> None:
    assert told(report).option == ""


def test_natural_groups_are_told_by_their_gaps(report: Report) -> None:
    groups = scored(
        report,
        Basis.NATURAL,
        k4={"valley": 0.67},
        k3={"verdict": Verdict.RUNNER_UP},
        k5={"verdict": Verdict.NO_GAPS},
    )
    made = told(groups)
    text = " ".join(made.paragraphs)
    assert "four is the finest division with such gaps" in text
    assert f"the gap is {NUMERALS.percent(0.67)} emptier" in text
    assert (
        "Next in line is the division into three: there are gaps between its segments too, but it"
        " joins groups" in text
    )
    assert "By silhouette alone, two segments would be taken (0.41 against 0.37)" in made.other
    assert made.option == "--segments 2"


def test_of_equally_fine_natural_groups_the_scores_decide(report: Report) -> None:
    candidates = tuple(
        replace(one, ballots={**dict.fromkeys(FIVE, 0.2), "silhouette": 1.0})
        for one in report.study.segmentation.candidates
        if one.k == 4
    )
    other = replace(
        candidates[0],
        algorithm="merged",
        verdict=Verdict.RUNNER_UP,
        ballots=dict.fromkeys(FIVE, 0.2),
        silhouette=0.3,
    )
    level = replace(
        report,
        study=replace(
            report.study,
            segmentation=replace(
                report.study.segmentation, basis=Basis.NATURAL, candidates=(*candidates, other)
            ),
        ),
    )
    text = " ".join(told(level).paragraphs)
    assert "Between equally fine ones, eight scores vote" in text
    assert (
        "Next in line is the division into four by merged k-means: it has 0.20 points against 0.30."
        " Of the scores, one favours" in text
    )


@pytest.mark.parametrize(("smallest", "extreme"), [(0.006, True), (0.38, False)])
def test_extreme_customers_are_blamed_only_where_there_are_few(
    smallest: float, extreme: bool, report: Report
) -> None:
    text = " ".join(told(scored(report, Basis.CONVENIENT, k2={"smallest": smallest})).paragraphs)
    assert (
        "A division into two scores better on silhouette, Calinski–Harabasz, Davies–Bouldin" in text
    )
    assert ("extreme ones" in text) == extreme


def test_a_number_that_was_asked_for_is_not_said_to_have_won(report: Report) -> None:
    made = told(scored(report, Basis.ASKED, k5={"verdict": Verdict.OUT_OF_RANGE}))
    assert made.paragraphs == (
        "Four segments were asked for, so no number was sought; the table shows how others score.",
    )


def test_kept_segments_are_not_said_to_have_been_chosen(report: Report) -> None:
    one = next(each for each in report.study.segmentation.candidates if each.chosen)
    made = told(
        replace(
            report,
            study=replace(
                report.study,
                segmentation=replace(
                    report.study.segmentation, basis=Basis.KEPT, candidates=(one,)
                ),
            ),
        )
    )
    assert made.paragraphs[0].startswith("Four segments were kept from an earlier run")
    assert made.candidates.columns[-1].label != "Verdict"


def test_of_other_algorithms_the_most_telling_rows_are_shown(report: Report) -> None:
    own = report.study.segmentation.candidates
    others = tuple(
        replace(
            one,
            algorithm="gmm",
            bic=9000.0 + one.k,
            stability=None,
            ballots={},
            verdict=Verdict.MORE_COMPLEX,
        )
        for one in own
    )
    proved = replace(others[4], stability=0.7)
    both = replace(
        report,
        study=replace(
            report.study,
            segmentation=replace(
                report.study.segmentation, candidates=(*own, *others[:4], proved, *others[5:])
            ),
        ),
    )
    made = told(both).candidates
    assert [row[:2] for row in made.rows[len(own) :]] == [
        ("Gaussian mixture", "2"),
        ("Gaussian mixture", "6"),
    ]
    assert "BIC" in {column.label for column in made.columns}
    assert made.more == "5 more divisions were tried and scored; summary.json holds all."


def test_every_voter_of_the_rule_has_a_name() -> None:
    one = tried(3)
    assert _ballots([replace(one, candidate=replace(one.candidate, bic=9.0))])[0] == list(VOTERS)


def accounts(report: Report, count: int = 2) -> Report:
    """Make the first customers key accounts."""
    customers = report.study.table.frame[["monetary", "frequency"]].iloc[:count]
    found = tuple(
        KeyAccount(
            customer=str(customer),
            segment=1,
            features=("monetary",),
            values={"monetary": float(one["monetary"]), "frequency": float(one["frequency"])},
        )
        for customer, one in customers.iterrows()
    )
    return replace(
        report,
        study=replace(
            report.study, segmentation=replace(report.study.segmentation, key_accounts=found)
        ),
    )


def test_key_accounts_have_no_ids_unless_settings_ask_for_them(report: Report) -> None:
    made = accounts_table(accounts(report), NUMERALS)
    assert made is not None
    assert [row[0] for row in made.rows] == ["Key account 1", "Key account 2"]
    open_ = replace(report, settings=Settings.model_validate({"privacy": {"show_ids": True}}))
    shown = accounts_table(accounts(open_), NUMERALS)
    assert shown is not None
    assert [row[0] for row in shown.rows] == list(report.study.table.frame.index[:2])


def test_a_key_account_is_told_with_value_orders_and_how_far_it_stands_out(report: Report) -> None:
    made = accounts_table(accounts(report, 1), NUMERALS)
    assert made is not None
    spent, orders = (
        float(report.study.table.frame[name].iloc[0]) for name in ("monetary", "frequency")
    )
    assert made.rows[0][2:4] == (NUMERALS.money(spent), NUMERALS.quantity(orders, "count"))
    assert made.rows[0][-1] == f"Spent ({NUMERALS.times(spent / 9000)})"


def test_without_key_accounts_there_is_no_table(report: Report) -> None:
    assert accounts_table(report, NUMERALS) is None
    assert "Key accounts" not in page(report, "print")
    assert "Key accounts" in page(accounts(report), "print")


def prepared(report: Report, **changes: object) -> str:
    segmentation = replace(report.study.segmentation, **changes)  # type: ignore[arg-type]
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    return method(changed, NUMERALS, Gallery(changed.charts)).prepared


def test_the_preparation_tells_bounds_scaling_thinning_and_components(report: Report) -> None:
    thinned = (Thinned(feature="average_order_value", kept="monetary", correlation=0.973),)
    text = prepared(report, thinned=thinned, components=2)
    assert text.startswith("The outermost ")
    assert f"he outermost {NUMERALS.percent(0.005, 1)} of values on each side" in text
    assert "scaled to mean 0 and standard deviation 1" in text
    assert "Order value was left out because it goes with Spent (correlation 0.97)." in text
    assert "Distances were measured in two principal components" in text


def test_categories_are_told_apart_from_numbers(report: Report) -> None:
    country = Preparation(feature="country", transform="one-hot", scaling="weighted", skewness_before=None, skewness_after=None,
                          imputed=27, winsorised=0, lower=None, upper=None)  # fmt: skip
    segmentation = replace(
        report.study.segmentation, preparation=(*report.study.segmentation.preparation, country)
    )
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    made = method(changed, NUMERALS, Gallery(changed.charts))
    assert "Categories became a column each" in made.prepared
    assert made.preparation.rows[-1] == (
        "Country",
        "one column a category",
        "weighted",
        "–",
        "–",
        NUMERALS.percent(0.1),
        "–",
        "–",
    )


def shown(report: Report, **changes: object) -> Method:
    """Tell the method of a report whose segmentation is changed."""
    segmentation = replace(report.study.segmentation, **changes)  # type: ignore[arg-type]
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    return method(changed, NUMERALS, Gallery(changed.charts))


@pytest.mark.parametrize(
    ("silhouette", "how"),
    [(0.33, "less: up to 0.25, against 0.33"), (0.252, "as high: up to 0.25, against 0.25")],
)
def test_the_structure_is_told_in_the_words_of_the_first_pages_beside_random_data(
    silhouette: float, how: str, report: Report
) -> None:
    text = shown(report, silhouette=silhouette).structure
    assert text.startswith(report.findings.sections["structure"].text)
    assert text.endswith(f"Random data without any groups would score {how} here (silhouette).")


def test_the_least_sure_segment_is_named_beside_the_mean(report: Report) -> None:
    name = report.findings.persona(3).name
    assert (
        f"customers is 0.85; the least sure segment, {name}, has 0.71: doubtful."
        in shown(report).steadiness
    )


@pytest.mark.parametrize(
    ("structure", "basis", "warned"),
    [
        (Structure.NONE, Basis.CONVENIENT, True),
        (Structure.WEAK, Basis.NATURAL, False),
        (Structure.MODERATE, Basis.ASKED, False),
    ],
)
def test_stable_is_not_taken_for_natural(
    structure: Structure, basis: Basis, warned: bool, report: Report
) -> None:
    sure = tuple(replace(one, stability=0.9) for one in report.study.segmentation.segments)
    assert (
        "Stable does not mean natural"
        in shown(report, structure=structure, basis=basis, segments=sure).steadiness
    ) == warned
    assert (
        "Stable does not mean natural"
        not in shown(report, structure=structure, basis=basis).steadiness
    )


def test_limits_speak_only_of_what_the_report_has(report: Report) -> None:
    everything = " ".join(shown(report).limits)
    assert "in the period covered" in everything
    assert "What a strategy is worth" in everything
    free = tuple(replace(one, low=None, high=None) for one in report.findings.actions)
    bare = replace(
        report,
        study=replace(report.study, table=replace(report.study.table, period=None)),
        findings=replace(report.findings, actions=free),
    )
    assert [line.split()[0] for line in shown(bare).limits] == ["Try", "Customers"]


def test_the_preparation_tells_only_what_was_done(report: Report) -> None:
    untouched = tuple(
        replace(one, transform="none", winsorised=0)
        for one in report.study.segmentation.preparation
    )
    made = shown(report, preparation=untouched)
    assert made.prepared.startswith("The values were taken as they are.")
    assert "Filled in" not in {column.label for column in made.preparation.columns}
    filled = shown(report, preparation=tuple(replace(one, imputed=27) for one in untouched))
    assert filled.prepared.startswith("Missing values were filled with the median.")
    assert "Filled in" in {column.label for column in filled.preparation.columns}


def test_the_lists_are_said_to_mark_key_accounts_where_there_are_lists(report: Report) -> None:
    assert "column key_account in segments.xlsx and segments.csv" in accounts_rule(report)
    without = replace(report, settings=Settings.model_validate({"report": {"formats": ["html"]}}))
    assert "key_account" not in accounts_rule(without)


@pytest.mark.parametrize("made_of", [reports.report, reports.customers_report])
def test_every_term_that_is_explained_stands_elsewhere_in_the_report(
    made_of: Callable[[], Report],
) -> None:
    report = made_of()
    before = (
        page(report, "print").partition('<h3 class="title">Terms</h3>')[0].partition("<body>")[2]
    )
    said = " ".join(
        element.text
        for element in read(f"{before}</div></section></main></body>".join(["<body>", ""]))
        if not element.parent
    )
    for term in glossary(report).terms:
        for word in term.label.split(", "):
            assert word.lower().removesuffix(" similarity") in said.lower(), word


def test_the_map_is_called_a_projection_only_where_it_is_one(report: Report) -> None:
    assert "two directions" not in page(report, "print")
    drawn = replace(report.charts["map"], numbers={"projection": True})
    assert "two directions" in page(
        replace(report, charts={**report.charts, "map": drawn}), "print"
    )


def test_no_table_has_two_columns_of_one_name(report: Report) -> None:
    for made in (report, reports.customers_report()):
        for row in (element for element in read(page(made, "screen")) if element.tag == "thead"):
            heads = [cell.text for line in row.children for cell in line.children]
            assert len(heads) == len(set(heads)), heads
