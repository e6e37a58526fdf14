"""What the cover and the guide say of a report: its months or customers, its money, its shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.choices import Returns
from reporter.findings.summary.front import front
from reporter.findings.summary.guide import guide
from reporter.numerals import Numerals
from tests.findings.figures import unaccounted
from tests.rendering import reports
from tests.saying import all_spoken

if TYPE_CHECKING:
    from reporter.model import Finding, Front, Guide, Report

NUMERALS = Numerals(currency="GBP")


def text(one: Finding | None) -> str:
    return "" if one is None else one.text


def opened(report: Report, numerals: Numerals = NUMERALS, things: int = 3) -> Front:
    """Write the front of a report; each figure is one of its phrase's numbers."""
    made: Front = all_spoken(front(report.study, report.findings.actions[:things]), numerals)
    assert [figure for one in made.said for figure in unaccounted(one, numerals, ())] == []
    return made


def guided(report: Report, returns: Returns = Returns.NET) -> Guide:
    told = guide(report.study, report.findings.personas, returns)
    made: Guide = all_spoken(told, NUMERALS)
    assert [figure for one in made.said for figure in unaccounted(one, NUMERALS, ())] == []
    return made


@pytest.fixture(scope="module")
def report() -> Report:
    return reports.report()


def test_orders_are_about_months_and_bring_revenue(report: Report) -> None:
    made, revenue = opened(report), report.study.totals.revenue
    assert made.about.text == "December 2010 – December 2011"
    assert made.about.numbers == {"start": "2010-12-01", "end": "2011-12-09"}
    assert made.customers.text == "270 customers"
    assert made.total is not None
    assert made.total.text == f"{NUMERALS.money_short(revenue or 0)} revenue"
    assert made.total.numbers == {"revenue": revenue}


def test_a_table_of_measures_is_about_its_customers_and_brings_nothing() -> None:
    made = opened(reports.customers_report())
    assert (made.about.text, made.total) == ("270 customers", None)
    assert made.about.numbers == {"customers": 270}


@pytest.mark.parametrize(
    ("things", "said"),
    [(0, ""), (1, "One thing to do first"), (2, "Two things to do first"), (9, "Three things to do first")],
)  # fmt: skip
def test_at_most_three_things_are_to_be_done_first(things: int, said: str, report: Report) -> None:
    assert text(opened(report, things=things).first) == said


def without_currency(report: Report) -> Report:
    totals = replace(report.study.totals, currency="")
    return replace(report, study=replace(report.study, totals=totals))


def test_an_unknown_currency_is_the_files_own(report: Report) -> None:
    made = opened(without_currency(report), Numerals())
    assert text(made.amounts) == "in the file’s own currency"
    assert text(made.unnamed) == "Amounts are in the file’s own currency, which it does not name."
    known = opened(report)
    assert (known.amounts, known.unnamed) == (None, None)
    own = "Amounts are in the file’s own currency."
    assert text(guided(without_currency(report)).money).endswith(own)
    assert own not in text(guided(report).money)


def test_segments_are_ordered_by_value_or_by_the_column_that_stands_for_it(report: Report) -> None:
    assert "They are ordered by value and" in guided(report).order.text
    measured = guided(reports.customers_report())
    assert "They are ordered by “Different products” and" in measured.order.text
    assert measured.order.numbers == {"feature": "Different products"}
    assert measured.money is None
    table = replace(report.study.table, value=None)
    found = replace(report, study=replace(report.study, table=table))
    assert "They are ordered as they were found and" in guided(found).order.text


@pytest.mark.parametrize(
    ("shares", "printed"),
    [
        ((0.25, 0.25, 0.25, 0.25), None), ((0.284, 0.284, 0.284, 0.148), 99), ((0.333, 0.333, 0.334, 0.0), 99),
        ((0.5, 0.3, 0.15, 0.05), None),
    ],
)  # fmt: skip
def test_shares_that_do_not_add_up_as_printed_are_explained(
    shares: tuple[float, ...], printed: int | None, report: Report
) -> None:
    personas = tuple(
        replace(one, share=share, revenue_share=share)
        for one, share in zip(report.findings.personas, shares, strict=True)
    )
    told = replace(report, findings=replace(report.findings, personas=personas))
    made = guided(told).rounding
    assert (None if made is None else made.numbers["customers"]) == printed
    assert made is None or made.text.endswith("need not add up to 100.")


@pytest.mark.parametrize(
    ("rows", "returns", "said"),
    [
        (0, Returns.NET, ""), (7, Returns.NET, "Revenue is net: refunds are taken off. "),
        (7, Returns.DROP, "Revenue is before refunds: returns were left out. "),
    ],
)  # fmt: skip
def test_refunds_are_named_where_there_are_some(
    rows: int, returns: Returns, said: str, report: Report
) -> None:
    steps = tuple(
        replace(step, rows=rows) if step.is_of_returns else step
        for step in report.study.clean.steps
    )
    clean = replace(report.study.clean, steps=steps)
    told = replace(report, study=replace(report.study, clean=clean))
    made = guided(told, returns).money
    assert made is not None
    assert made.text.partition("What a strategy")[0] == said
    assert made.numbers["refunded_rows"] == rows
