"""The strip of key figures that the base opens with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reporter.findings.summary.key_figures import key_figures
from reporter.model import BaseFigures, Grain, Period, Role, Study
from reporter.numerals import Numerals
from tests.rendering import reports
from tests.saying import WORDS, spoken

if TYPE_CHECKING:
    from reporter.model import Finding, Report

NUMERALS = Numerals(currency="GBP")
THIN = "\N{NARROW NO-BREAK SPACE}"
BASE = BaseFigures(medians={"recency": 41.0}, again=0.66, heads=())


@pytest.fixture(scope="module")
def report() -> Report:
    return reports.report()


def said(study: Study) -> list[Finding]:
    return [spoken(one, NUMERALS) for one in key_figures(study, BASE)]


def told(study: Study) -> dict[str, str]:
    """Return each figure by what it is."""
    return {one.text: one.figure for one in said(study)}


def shop(report: Report, revenue: float | None) -> Study:
    """Count 270 customers with 540 orders in December 2010 and January 2011."""
    study = report.study
    period = Period(start=date(2010, 12, 31), end=date(2011, 1, 1), as_of=date(2011, 1, 2))
    return replace(
        study,
        totals=replace(study.totals, customers=270, orders=540, revenue=revenue),
        table=replace(study.table, period=period),
    )


def test_orders_are_counted_with_what_they_bring(report: Report) -> None:
    assert told(shop(report, 54_000.0)) == {
        "customers": "270",
        "orders": "540",
        "net revenue": "£54.0k",
        "an order, on average": "£100",
        "ordered more than once": f"66{THIN}%",
        "calendar months covered": "2",
    }


def test_without_money_a_customers_orders_are_averaged(report: Report) -> None:
    made = told(shop(report, None))
    assert made["orders a customer, on average"] == "2"
    assert "net revenue" not in made


def test_sums_of_months_are_no_orders(report: Report) -> None:
    study = shop(report, 54_000.0)
    clean = replace(study.clean, grain=Grain.MONTH, has=study.clean.has - {Role.ORDER})
    assert "bought in more than one month" in told(replace(study, clean=clean))


def test_a_customer_table_is_told_by_its_medians() -> None:
    study = reports.customers_report().study
    made = said(study)
    label = WORDS.label(study.table.feature("recency"))
    assert [(one.id, one.figure) for one in made] == [
        ("base.figure.customers", "270"),
        ("base.median.recency", "41"),
    ]
    assert made[1].text == f"{label}, median"
    assert made[1].numbers == {"median": 41.0, "known": 1.0, "feature": label}
