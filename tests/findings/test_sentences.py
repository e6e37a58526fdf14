"""Every sentence is clean, unique and carries its numbers."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from reporter.model import Structure
from tests.findings import cases
from tests.findings.figures import unaccounted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reporter.model import Finding, Findings

CASES: dict[str, Callable[[], cases.Case]] = {
    "shop": cases.shop,
    "shop without currency": lambda: cases.shop(currency=""),
    "shop in dollars": lambda: cases.shop(seed=3, currency="USD"),
    "tiny shop": lambda: cases.shop((3, 4, 3, 5), seed=1),
    "shop of large groups": lambda: cases.shop((400, 30, 900, 300), seed=2),
    "bare shop": cases.bare_shop,
    "wholesale": cases.wholesale,
    "mall": cases.mall,
}


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> cases.Case:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def findings(case: cases.Case) -> Findings:
    return case.find()


def said(findings: Findings) -> Iterator[Finding]:
    yield from findings.summary
    yield from findings.titles.values()
    yield from findings.sections.values()
    yield findings.certainty
    yield from findings.caveats
    for persona in findings.personas:
        yield from persona.facts


def texts(findings: Findings) -> Iterator[str]:
    yield from (findings.headline, findings.title)
    yield from (finding.text for finding in said(findings))
    for persona in findings.personas:
        yield from (persona.name, persona.portrait, persona.rule)
        for strategy in persona.strategies:
            yield from (strategy.title, strategy.action, strategy.channel, strategy.kpi, strategy.assumption)


def test_every_figure_in_a_sentence_is_written_from_a_number_that_it_carries(case: cases.Case, findings: Findings) -> None:
    labels = tuple(feature.label for feature in case.table.features)
    wrong = {finding.id: unaccounted(finding, case.numerals, labels) for finding in said(findings)}
    assert {identifier: figures for identifier, figures in wrong.items() if figures} == {}


def test_sentences_hold_no_leftovers_of_missing_values_or_of_templates(findings: Findings) -> None:
    for text in texts(findings):
        assert text.strip() == text
        assert text
        assert not re.search(r"\bnan\b|\binf\b|None|  |\{|\}|\.\.|,\.| ,|-0\b", text), text


def test_nothing_is_said_of_one_customers(findings: Findings) -> None:
    for text in texts(findings):
        assert not re.search(r"(?<![\d.,])1 (customers|orders|days|months|rows|segments)\b", text), text


def test_identifiers_are_unique(findings: Findings) -> None:
    identifiers = [finding.id for finding in said(findings)]
    assert len(identifiers) == len(set(identifiers))


def test_the_summary_holds_three_to_five_findings_each_with_a_figure(findings: Findings) -> None:
    assert 3 <= len(findings.summary) <= 5
    assert all(finding.figure for finding in findings.summary)


def test_titles_of_persona_charts_belong_to_a_persona(findings: Findings) -> None:
    segments = {str(persona.segment) for persona in findings.personas}
    for name in findings.titles:
        if name.startswith("persona."):
            _, number, chart = name.split(".")
            assert number in segments
            assert chart in {"traits", "months", "products", "mix"}


def test_shares_of_customers_and_revenue_add_up(case: cases.Case, findings: Findings) -> None:
    assert sum(persona.customers for persona in findings.personas) == case.totals.customers
    assert sum(persona.share for persona in findings.personas) == pytest.approx(1)
    if case.table.revenue:
        assert sum(persona.revenue or 0 for persona in findings.personas) == pytest.approx(case.totals.revenue)
        assert sum(persona.revenue_share or 0 for persona in findings.personas) == pytest.approx(1)


def test_the_order_of_customers_changes_no_word_and_no_number(case: cases.Case, findings: Findings) -> None:
    frame = case.table.frame.sample(frac=1, random_state=7)
    shuffled = dataclasses.replace(case, table=dataclasses.replace(case.table, frame=frame))
    assert shuffled.find() == findings


@pytest.mark.parametrize("structure", list(Structure))
def test_weak_structure_is_said_in_plain_words(structure: Structure) -> None:
    case = cases.shop()
    judged = dataclasses.replace(case, segmentation=dataclasses.replace(case.segmentation, structure=structure)).find()
    warned = any(caveat.id == "caveat.structure" for caveat in judged.caveats)
    assert warned == (structure in (Structure.WEAK, Structure.NONE))
    assert ("distinct" in judged.certainty.text) == (structure is Structure.STRONG)


def test_the_headline_says_pence_for_pounds_and_percent_for_an_unknown_currency() -> None:
    assert "pence of every pound" in cases.shop().find().headline
    assert "% of revenue" in cases.shop(currency="").find().headline


def test_customers_left_with_nothing_and_rows_without_a_customer_are_reported_apart() -> None:
    caveats = {caveat.id: caveat.text for caveat in cases.shop().find().caveats}
    assert caveats["caveat.nothing_left"].startswith("3 customers were left with nothing")
    assert "250" in caveats["caveat.anonymous"]


def test_one_customer_who_brings_much_is_a_caveat() -> None:
    case = cases.shop()
    frame = case.table.frame.copy()
    frame.loc["C00000", "monetary"] = frame["monetary"].sum()
    totals = dataclasses.replace(case.totals, revenue=float(frame["monetary"].sum()))
    found = dataclasses.replace(case, totals=totals, table=dataclasses.replace(case.table, frame=frame)).find()
    assert any(caveat.id == "caveat.one_customer" for caveat in found.caveats)
    assert not any(caveat.id == "caveat.one_customer" for caveat in case.find().caveats)
