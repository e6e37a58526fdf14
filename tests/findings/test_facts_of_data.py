"""What the appendix says of this file and these features: extent, days, limits, accounts, terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.choices import Returns
from reporter.findings.method.accounts import MOST, account_reasons
from reporter.findings.method.limits import limits
from reporter.findings.method.made import made_of, tree
from reporter.findings.method.source import days, extent, joins, read, untouched
from reporter.findings.method.terms import terms
from reporter.model import CleaningStep, Finding, Join, KeyAccount, SourceFile, Study
from reporter.numerals import Numerals
from tests.findings.figures import unaccounted
from tests.rendering import reports
from tests.saying import WORDS, spoken

if TYPE_CHECKING:
    from reporter.model import Report

NUMERALS = Numerals()
THIN, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def report() -> Report:
    return reports.report()


@pytest.fixture(scope="module")
def study(report: Report) -> Study:
    return report.study


def checked(one: Finding | None) -> Finding:
    """Return a sentence whose figures are all among its numbers."""
    assert one is not None
    said = spoken(one, NUMERALS)
    assert unaccounted(said, NUMERALS, ()) == []
    return said


@pytest.mark.parametrize(
    ("size", "said"),
    [(4_812_345, "4.8 MB, 7,748 rows, 8 columns"), (100_000, "0.1 MB, 7,748 rows, 8 columns"),
     (99_999, "100 kB, 7,748 rows, 8 columns"), (0, "7,748 rows, 8 columns")],
)  # fmt: skip
def test_the_extent_is_told_in_bytes_where_there_is_a_file(
    size: int, said: str, study: Study
) -> None:
    dataset = study.clean.dataset
    source = replace(dataset.source, bytes=size)
    clean = replace(study.clean, dataset=replace(dataset, source=source))
    made = checked(extent(replace(study, clean=clean)))
    assert made.text == said
    assert (made.numbers["rows"], made.numbers["columns"]) == (7748, 8)


def test_orders_are_told_with_their_days_and_the_day_that_recency_counts_to(study: Study) -> None:
    made = checked(days(study))
    assert made.text == (
        "from 1 December 2010 to 9 December 2011; recency is counted to 10 December 2011"
    )
    assert list(made.numbers.values()) == ["2010-12-01", "2011-12-09", "2011-12-10"]
    undated = replace(study, table=replace(study.table, period=None))
    assert days(undated) is None


def with_steps(study: Study, *steps: CleaningStep) -> Study:
    """Let cleaning have done no more than this, which took out no row."""
    rows = study.clean.rows
    clean = replace(
        study.clean,
        dataset=replace(study.clean.dataset, rows=rows),
        profile=replace(study.clean.profile, rows=rows),
        steps=steps,
    )
    return replace(study, clean=clean)


def test_a_clean_file_is_used_whole(study: Study) -> None:
    assert untouched(study) is None
    made = checked(untouched(with_steps(study)))
    assert made.numbers == {"rows": 7242}
    assert made.text == "Nothing had to be removed or changed: all 7,242 rows are used."


@pytest.mark.parametrize(("asked", "said"), [(False, True), (True, False)])
def test_of_steps_that_found_nothing_a_filter_alone_is_told(
    asked: bool, said: bool, study: Study
) -> None:
    step = replace(study.clean.steps[0], rows=0, asked=asked)
    assert (untouched(with_steps(study, step)) is not None) is said


def test_limits_speak_only_of_what_the_report_has(report: Report) -> None:
    study, actions = report.study, report.findings.actions
    everything = limits(study, actions)
    assert [one.id for one in everything] == [
        "limit.forecast", "limit.worth", "limit.trial", "limit.border",
    ]  # fmt: skip
    assert checked(everything[1]).numbers == {"priced": len(actions)}
    free = [replace(one, low=None, high=None) for one in actions]
    undated = replace(study, table=replace(study.table, period=None))
    assert [one.id for one in limits(undated, free)] == ["limit.trial", "limit.border"]


def test_without_strategies_and_borders_there_is_no_limit(study: Study) -> None:
    apart = tuple(replace(one, borderline=0.0) for one in study.segmentation.segments)
    alone = replace(
        study,
        table=replace(study.table, period=None),
        segmentation=replace(study.segmentation, segments=apart),
    )
    assert limits(alone, ()) == ()


def with_accounts(study: Study, count: int) -> Study:
    """Make so many customers of 27,000 key accounts, where 9,000 is the bound of what is usual."""
    account = KeyAccount(
        customer="C1",
        segment=1,
        features=("monetary", "frequency"),
        values={"monetary": 27_000.0, "frequency": 60.0},
    )
    segmentation = replace(
        study.segmentation,
        key_accounts=(account,) * count,
        account_bounds={"monetary": 9000.0},
    )
    return replace(study, segmentation=segmentation)


def test_an_account_is_told_where_it_stands_out_and_not_who_it_is(study: Study) -> None:
    (made,) = account_reasons(with_accounts(study, 1))
    said = checked(made)
    assert said.text == f"Spent (3{THIN}×), Orders"
    assert said.numbers == {"feature_1": "Spent", "times_1": 3.0, "feature_2": "Orders"}
    assert "C1" not in str(said)


def test_it_is_told_of_the_largest_accounts_alone(study: Study) -> None:
    made = account_reasons(with_accounts(study, MOST + 1))
    assert [one.id for one in made] == [f"account.{place}" for place in range(1, MOST + 1)]


@pytest.mark.parametrize(
    ("returns", "said"),
    [(Returns.NET, ", refunds taken off"), (Returns.DROP, ", before refunds"), (Returns.KEEP, "")],
)
def test_revenue_is_defined_by_what_became_of_refunds(
    returns: Returns, said: str, study: Study
) -> None:
    made = terms(study, None, returns)
    assert checked(made["revenue"]).text == f"The money that customers spent{said}."
    assert "score" not in made


def test_scores_are_parts_or_limits_of_the_clients_own(report: Report) -> None:
    scoring = report.findings.scoring
    assert scoring is not None
    equal = checked(terms(report.study, scoring, Returns.NET)["score"])
    assert equal.text == (
        "All customers in five equal parts, from 1 to 5; 5 is the most recent, or the most frequent."
    )
    own = replace(scoring, own=frozenset({"recency"}))
    limited = checked(terms(report.study, own, Returns.NET)["score"])
    assert limited.text.startswith("Customers by limits set for this report, from 1 to 5; 5 is")


def test_usefulness_is_of_what_the_table_knows(study: Study) -> None:
    one = replace(study.segmentation.candidates[0], usefulness=0.5)
    proved = replace(study, segmentation=replace(study.segmentation, candidates=(one,)))
    useful = checked(terms(proved, None, Returns.NET)["useful"])
    assert "in value and recency that" in useful.text
    unproved = replace(one, usefulness=None)
    without = replace(study, segmentation=replace(study.segmentation, candidates=(unproved,)))
    assert "useful" not in terms(without, None, Returns.NET)


def test_the_features_that_made_the_segments_are_named_and_those_left_out(study: Study) -> None:
    segmentation = replace(
        study.segmentation, features=("recency", "monetary"), dropped=("weekend_share",)
    )
    made = checked(made_of(replace(study, segmentation=segmentation)))
    first, second, left_out = (
        WORDS.label(study.table.feature(name)) for name in ("recency", "monetary", "weekend_share")
    )
    assert made.text == (
        f"The segments were made by k-means from: {first}, {second}. Left out, because they do not"
        f" vary: {left_out}."
    )
    assert made.numbers == {"feature_1": first, "feature_2": second, "left_out_1": left_out}


def test_one_tree_puts_so_many_where_they_belong(study: Study) -> None:
    segmentation = replace(study.segmentation, fidelity=0.934)
    made = checked(tree(replace(study, segmentation=segmentation)))
    assert f"would put 93{THIN}% of customers into theirs" in made.text
    assert made.numbers == {"fidelity": 0.934}


def reread(study: Study, *files: SourceFile) -> list[str]:
    """Tell how these files were read; dates stood month first."""
    dataset = study.clean.dataset
    reading = (*dict.fromkeys(clause for one in files for clause in one.reading), "month first")
    source = replace(dataset.source, files=files, reading=reading)
    clean = replace(study.clean, dataset=replace(dataset, source=source))
    return [checked(one).text for one in read(replace(study, clean=clean))]


def test_one_file_is_told_in_a_clause_of_its_own(study: Study) -> None:
    file = SourceFile(name="a.csv", form="CSV", rows=3, encoding="cp1252", notes=("a footer",))
    assert reread(study, file) == ["CSV, cp1252", "a footer", "month first"]


def test_what_is_said_of_several_files_stands_in_their_table(study: Study) -> None:
    files = (
        SourceFile(name="a.csv", form="CSV", rows=3, encoding="cp1252"),
        SourceFile(name="b.xlsx", form="workbook", rows=4),
    )
    assert reread(study, *files) == ["month first"]


def test_rows_that_no_row_points_at_are_told_of_all(study: Study) -> None:
    join = Join(
        left="orders", right="customers", keys=(("id", "id"),), matched=1.0, unmatched=0,
        columns=("country",), chosen=False, rows=40, idle=12, repeats=0,
    )  # fmt: skip
    clean = replace(study.clean, dataset=replace(study.clean.dataset, joins=(join,)))
    (made,) = joins(replace(study, clean=clean))
    said = checked(made)
    assert said.text == "12 of 40"
    assert said.numbers == {"idle": 12, "rows": 40}
