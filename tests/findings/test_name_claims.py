"""No name says what the numbers deny, and a name stays where the customers stay much as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from reporter import customers, ingest, quality, segments, settings
from reporter.findings.measuring.measure import measure
from reporter.findings.naming.order_names import ARCHETYPES
from reporter.findings.naming.table_names import MIDDLE
from reporter.model import FeatureName, Study, Totals
from reporter.numerals import Numerals
from tests import heavy
from tests.findings import cases, claims, varied
from tests.findings.claims import claimed, contradictions
from tests.saying import WORDS, names_of

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "sample_data"
MAKERS = (varied.shop, varied.counted, varied.grocer, varied.survey)
REAL_LIKE: dict[str, Callable[[], cases.Case]] = {
    "shop": cases.shop,
    "shop without money": cases.moneyless,
    "small shop": lambda: cases.shop((12, 25, 18, 30), 4),
    "mall": cases.mall,
    "wholesale": cases.wholesale,
}

made = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


def said_of(*beginnings: str) -> dict[str, str]:
    """Return what the catalogue says under ids that begin so, by id."""
    return {
        id_: entry.forms["text"]
        for id_, entry in WORDS.catalogue.entries.items()
        if id_.startswith(beginnings)
    }


def test_every_name_of_segments_that_order_has_its_claims() -> None:
    archetypes = {WORDS.text(archetype.called) for archetype in ARCHETYPES}
    plain = set(said_of("segment.plain.").values())
    assert set(claims.ORDERS) == archetypes | {WORDS.text(MIDDLE)} | plain


def test_every_name_of_incomes_and_spending_has_its_claims() -> None:
    names = said_of("segment.income_").values()
    assert len(names) == 8
    assert [name for name in names if not claimed(name, orders=False)] == []


def test_every_qualifier_has_its_claim() -> None:
    own = said_of(*(f"qualifier.{feature}." for feature in FeatureName))
    told = {
        said: (id_.split(".")[1], 1 if id_.endswith("higher") else -1) for id_, said in own.items()
    }
    assert told == claims.QUALIFIERS


@pytest.mark.parametrize("name", ["Wanderers", "Customers", "Big spenders"])
def test_a_name_that_nobody_knows_has_no_claims(name: str) -> None:
    assert claimed(name, orders=False) is None


@pytest.mark.slow
@made
@given(seed=st.integers(0, 100_000), apart=st.booleans())
@effort(max_examples=25, deadline=None)
def test_names_never_contradict_the_numbers(
    make: Callable[..., cases.Case], seed: int, apart: bool
) -> None:
    case = make(seed, apart)
    assert contradictions(case.table, case.segmentation.labels, names_of(case.measured())) == []


@pytest.mark.slow
@made
@given(seed=st.integers(0, 100_000))
@effort(max_examples=12, deadline=None)
def test_names_are_unique_and_the_order_of_customers_changes_none(
    make: Callable[..., cases.Case], seed: int
) -> None:
    case = make(seed)
    names = names_of(case.measured())
    assert len(set(names.values())) == len(names)
    shuffled = replace(
        case, table=replace(case.table, frame=case.table.frame.sample(frac=1, random_state=seed))
    )
    assert names_of(shuffled.measured()) == names


@pytest.mark.slow
@made
def test_names_stay_where_values_move_by_one_per_cent(make: Callable[..., cases.Case]) -> None:
    stayed = [names_of(make(seed, apart=True).measured()) == names_of(varied.shaken(make(seed, apart=True), seed).measured())
              for seed in range(60)]  # fmt: skip
    assert sum(stayed) >= 0.95 * len(stayed)


@pytest.mark.parametrize("case", heavy.every(3, REAL_LIKE))
def test_names_of_well_known_cases_stay_entirely(case: str) -> None:
    known = REAL_LIKE[case]()
    names = names_of(known.measured())
    for seed in range(10):
        assert names_of(varied.shaken(known, seed).measured()) == names


def test_names_that_change_places_are_found_out() -> None:
    case = cases.shop()
    names = names_of(case.measured())
    turned = dict(zip(names, reversed(list(names.values())), strict=True))
    assert contradictions(case.table, case.segmentation.labels, names) == []
    assert len(contradictions(case.table, case.segmentation.labels, turned)) == len(names)


@pytest.mark.slow
@pytest.mark.filterwarnings(r"ignore:fetch_arrow_table\(\) is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "file", heavy.first(1, ["mall_customers.csv", "wholesale_customers.csv", "online_retail.csv"])
)
def test_names_of_the_sample_files_keep_to_the_numbers_in_every_division(
    file: str, tmp_path: Path
) -> None:
    chosen = settings.load()
    dataset = ingest.read([FOLDER / file], chosen, tmp_path)
    try:
        clean = quality.clean(dataset, chosen)
        table = customers.make(clean, chosen)
    finally:
        ingest.close(dataset)
    totals = Totals(
        customers=len(table.frame), orders=None, rows=clean.rows, revenue=None, currency=""
    )
    for count in (2, 3, 5, 8):
        found = segments.segment(table, settings.load(assignments=(f"segments.count={count}",)))
        study = Study(clean=clean, totals=totals, table=table, segmentation=found, purchases=None)
        names = names_of(measure(study, Numerals()))
        assert contradictions(table, found.labels, names) == []
