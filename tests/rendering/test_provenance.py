"""What made the report is told without what filters say of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.model import Personal, Role
from reporter.numerals import Numerals
from reporter.rendering.views.provenance import origin
from reporter.settings import Settings
from reporter.wording import Words

if TYPE_CHECKING:
    from reporter.model import Report

FILTERS = {
    "where": ["Country = 'France'", "\"Mail to\" not like '%@shop.example'"],
    "exclude": ["customer_no in (20417, 3) or Amount > 20417"],
    "exclude_customers": ["k.adams@shop.example", "81125"],
}
COMMAND = (
    "reporter run orders.csv --where '\"Mail to\" not like '\"'\"'%@shop.example'\"'\"'' --set"
    " 'source.exclude_customers=[\"81125\"]'"
)


def told(report: Report, *, show_ids: bool) -> str:
    dataset = report.study.clean.dataset
    first, second, *rest = dataset.columns
    columns = (
        replace(first, name="customer_no", role=Role.CUSTOMER),
        replace(second, name="Mail to", personal=Personal.EMAIL, role=Role.IGNORED),
        *rest,
    )
    settings = Settings.model_validate({"source": FILTERS, "privacy": {"show_ids": show_ids}})
    made = origin(
        replace(
            report,
            study=replace(
                report.study,
                clean=replace(report.study.clean, dataset=replace(dataset, columns=columns)),
            ),
            settings=settings,
            provenance=replace(report.provenance, command=COMMAND),
        ),
        Words.of(Numerals()),
    )
    assert made.changed is not None
    return "\n".join(
        str(cell)
        for cell in (
            *(stat.value for stat in made.facts),
            *(cell for row in made.changed.rows for cell in row),
        )
    )


def test_ids_and_addresses_of_filters_stay_out_of_pages(report: Report) -> None:
    page = told(report, show_ids=False)
    assert "shop.example" not in page
    assert "81125" not in page
    assert "customer_no in (…) or Amount > 20417" in page
    assert "Country = 'France'" in page
    assert "2 ids" in page
    assert "--where" in page


def test_they_are_told_where_ids_may_be_shown(report: Report) -> None:
    page = told(report, show_ids=True)
    assert "k.adams@shop.example" in page
    assert COMMAND in page
