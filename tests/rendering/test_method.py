"""The method as it is told: by which rule and why the next best lost, what was done to the
features, only terms that are used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.model import Basis, Finding, KeyAccount, Preparation, Verdict
from reporter.numerals import Numerals
from reporter.rendering.pages import page
from reporter.rendering.views.accounts import accounts_rule, accounts_table
from reporter.rendering.views.choice import choice
from reporter.rendering.views.figures import Gallery
from reporter.rendering.views.glossary import glossary
from reporter.rendering.views.method import method
from reporter.settings import Settings
from reporter.wording import Words
from tests.rendering import reports
from tests.rendering.elements import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Report
    from reporter.rendering.views.choice import Choice
    from reporter.rendering.views.method import Method

WORDS = Words.of(Numerals())


def told(report: Report) -> Choice:
    """Tell of the choice as a run would."""
    return choice(reports.told_again(report), WORDS)


def test_what_other_numbers_would_change_is_told_last(report: Report) -> None:
    one = Finding(id="alternative.fewer", text="With three, two would be one.", numbers={})
    made = choice(replace(report, findings=replace(report.findings, alternatives=(one,))), WORDS)
    account = report.findings.choice.account
    assert made.paragraphs == (*(WORDS.text(each) for each in account), one.text)


def test_each_candidate_has_a_verdict_and_points_where_it_had_a_vote(report: Report) -> None:
    made = told(report)
    verdicts = {row[0]: row[-1] for row in made.candidates.rows}
    assert verdicts["2"] == "too coarse"
    assert verdicts["4"] == "chosen, 0.70"
    assert verdicts["5"] == "runner-up, 0.60"
    assert made.candidates.marked == 2
    assert made.candidates.quiet == {0}


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
    segmentation = replace(report.study.segmentation, key_accounts=found)
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    return reports.told_again(changed)


def test_key_accounts_have_no_ids_unless_settings_ask_for_them(report: Report) -> None:
    made = accounts_table(accounts(report), WORDS)
    assert made is not None
    assert [row[0] for row in made.rows] == ["Key account 1", "Key account 2"]
    open_ = replace(report, settings=Settings.model_validate({"privacy": {"show_ids": True}}))
    shown = accounts_table(accounts(open_), WORDS)
    assert shown is not None
    assert [row[0] for row in shown.rows] == list(report.study.table.frame.index[:2])


def test_a_key_account_is_told_with_value_orders_and_how_far_it_stands_out(report: Report) -> None:
    made = accounts_table(accounts(report, 1), WORDS)
    assert made is not None
    spent, orders = (
        float(report.study.table.frame[name].iloc[0]) for name in ("monetary", "frequency")
    )
    assert made.rows[0][2:4] == (
        WORDS.numerals.money(spent),
        WORDS.numerals.quantity(orders, "count"),
    )
    assert made.rows[0][-1] == f"Spent ({WORDS.numerals.times(spent / 9000)})"


@pytest.mark.slow
def test_without_key_accounts_there_is_no_table(report: Report) -> None:
    assert accounts_table(report, WORDS) is None
    assert "Key accounts" not in page(report, "print")
    assert "Key accounts" in page(accounts(report), "print")


def test_categories_are_told_apart_from_numbers(report: Report) -> None:
    country = Preparation(feature="country", transform="one-hot", scaling="weighted", skewness_before=None, skewness_after=None,
                          imputed=27, winsorised=0, lower=None, upper=None)  # fmt: skip
    segmentation = replace(
        report.study.segmentation, preparation=(*report.study.segmentation.preparation, country)
    )
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    made = method(reports.told_again(changed), WORDS, Gallery(changed.charts))
    assert "Categories became a column each" in made.prepared
    assert made.preparation.rows[-1] == (
        "Country",
        "one column a category",
        "weighted",
        "–",
        "–",
        WORDS.numerals.percent(0.1),
        "–",
        "–",
    )


def shown(report: Report, **changes: object) -> Method:
    """Tell the method of a report whose segmentation is changed."""
    segmentation = replace(report.study.segmentation, **changes)  # type: ignore[arg-type]  # its fields
    changed = replace(report, study=replace(report.study, segmentation=segmentation))
    return method(reports.told_again(changed), WORDS, Gallery(changed.charts))


def test_the_structure_is_told_in_the_words_of_the_first_pages_beside_random_data(
    report: Report,
) -> None:
    first, random = report.findings.sections["structure"], report.findings.appendix.random
    assert shown(report).structure == f"{WORDS.text(first)} {WORDS.text(random)}"


def test_limits_are_placed_as_they_were_found(report: Report) -> None:
    assert shown(report).limits == tuple(WORDS.text(one) for one in report.findings.appendix.limits)


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
    assert "column key_account in segments.xlsx and segments.csv" in accounts_rule(report, WORDS)
    without = replace(report, settings=Settings.model_validate({"report": {"formats": ["html"]}}))
    assert "key_account" not in accounts_rule(without, WORDS)


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
    for term in glossary(report, WORDS).terms:
        for word in term.label.split(", "):
            assert word.lower().removesuffix(" similarity") in said.lower(), word


@pytest.mark.slow
def test_no_table_has_two_columns_of_one_name(report: Report) -> None:
    for made in (report, reports.customers_report()):
        for row in (element for element in read(page(made, "screen")) if element.tag == "thead"):
            heads = [cell.text for line in row.children for cell in line.children]
            assert len(heads) == len(set(heads)), heads
