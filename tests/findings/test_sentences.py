"""Every sentence is clean, unique and carries its numbers."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter.model import Caution, CautionKind, CleaningStep, Structure
from reporter.model.claim import Claim
from tests import heavy
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import WORDS, strategies

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
    "shop without money": cases.moneyless,
    "large shop without money": lambda: cases.moneyless(cases.shop((400, 30, 900, 300), seed=2)),
    "wholesale": cases.wholesale,
    "mall": cases.mall,
}


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> cases.Case:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def findings(case: cases.Case) -> Findings:
    return case.find()


def segmented(**changes: object) -> Findings:
    """Find in a shop whose segmentation is changed."""
    case = cases.shop()
    return dataclasses.replace(
        case,
        segmentation=dataclasses.replace(case.segmentation, **changes),  # type: ignore[arg-type]  # its fields
    ).find()


def said(findings: Findings) -> Iterator[Finding]:
    yield from findings.front.said
    yield from findings.guide.said
    yield from findings.summary
    yield from findings.titles.values()
    yield from findings.sections.values()
    yield from findings.key_figures
    yield findings.certainty
    yield from findings.cautions
    yield from findings.caveats
    yield from findings.choice.said
    yield from findings.appendix.said
    if findings.scoring:
        yield from findings.scoring.said
    if findings.crossing:
        yield findings.crossing
    if findings.grid_caption and findings.grid_axes:
        yield from (findings.grid_caption, findings.grid_axes)
    for sketch in findings.sketches.values():
        yield from sketch.said
    for persona in findings.personas:
        yield from persona.facts
        yield from (play.addressed for play in persona.strategies)


def texts(findings: Findings) -> Iterator[str]:
    yield from (findings.headline.text, WORDS.text(findings.title))
    yield from (finding.text for finding in said(findings))
    for persona in findings.personas:
        yield WORDS.name(persona.name)
        yield from (WORDS.text(persona.portrait), WORDS.text(persona.rule))
    for strategy in strategies(findings):
        yield from dataclasses.astuple(strategy)


@pytest.mark.slow
def test_every_figure_in_a_sentence_is_written_from_a_number_that_it_carries(
    case: cases.Case, findings: Findings
) -> None:
    labels = tuple(WORDS.label(feature) for feature in case.table.features)
    wrong = {finding.id: unaccounted(finding, case.numerals, labels) for finding in said(findings)}
    assert {identifier: figures for identifier, figures in wrong.items() if figures} == {}


def test_sentences_hold_no_leftovers_of_missing_values_or_of_templates(findings: Findings) -> None:
    for text in texts(findings):
        assert text.strip() == text
        assert text
        assert not re.search(r"\bnan\b|\binf\b|None|  |\{|\}|\.\.|,\.| ,|-0\b", text), text


def test_nothing_is_said_of_one_customers(findings: Findings) -> None:
    for text in texts(findings):
        assert not re.search(
            r"(?<![\d.,])1 (customers|orders|days|months|rows|segments)\b", text
        ), text


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
        assert sum(persona.revenue or 0 for persona in findings.personas) == pytest.approx(
            case.totals.revenue
        )
        assert sum(persona.revenue_share or 0 for persona in findings.personas) == pytest.approx(1)


def test_the_order_of_customers_changes_no_word_and_no_number(
    case: cases.Case, findings: Findings
) -> None:
    frame = case.table.frame.sample(frac=1, random_state=7)
    shuffled = dataclasses.replace(case, table=dataclasses.replace(case.table, frame=frame))
    assert shuffled.find() == findings


@pytest.mark.parametrize("structure", list(Structure))
def test_weak_structure_is_said_in_plain_words(structure: Structure) -> None:
    judged = segmented(structure=structure)
    warned = any(caveat.id == "caveat.structure" for caveat in judged.caveats)
    assert warned == (structure in (Structure.WEAK, Structure.NONE))
    assert ("distinct" in judged.certainty.text) == (structure is Structure.STRONG)
    assert ("convenient division" in judged.certainty.text) == (
        structure in (Structure.WEAK, Structure.NONE)
    )


def test_the_headline_speaks_of_segments_that_exist(findings: Findings) -> None:
    named = [
        persona
        for persona in findings.personas
        if WORDS.name(persona.name).lower() in findings.headline.text.lower()
    ]
    assert named


@pytest.mark.slow
def test_an_unknown_currency_is_said_where_the_first_sum_stands() -> None:
    assert "(in the file's currency)" in cases.shop(currency="").find().summary[0].text
    assert "currency" not in cases.shop().find().summary[0].text


def test_no_section_opens_with_the_title_of_its_first_chart(findings: Findings) -> None:
    assert not {finding.text.rstrip(".") for finding in findings.sections.values()} & {
        one.text for one in findings.titles.values()
    }


def test_the_crossing_counts_the_members_of_the_largest_part() -> None:
    case = cases.shop()
    found = case.find()
    assert found.crossing is not None
    assert found.crossing.numbers["cell"] == next(
        cell.customers for cell in found.grid or () if cell.segment == "champions"
    )
    assert found.scoring is not None
    inside = case.segmentation.labels[found.scoring.customers["grid_cell"] == "champions"]
    assert found.crossing.numbers["both"] == inside.value_counts().max()


def seasonal(own: float, *cautions: Caution) -> Findings:
    """Make a shop whose first segment has so much of its revenue from September to November; the
    others a quarter.
    """
    case = cases.shop()
    assert case.purchases is not None
    frame, monthly = case.table.frame.copy(), case.purchases.monthly.copy()
    autumn = monthly["month"].dt.month.isin([9, 10, 11])
    share = np.where(monthly["segment"] == 1, own, 0.25)
    monthly["revenue"] = np.where(autumn, share / 3, (1 - share) / 9) * 1000.0
    frame["recency"] = 20.0
    return dataclasses.replace(
        case,
        clean=dataclasses.replace(case.clean, cautions=cautions),
        table=dataclasses.replace(case.table, frame=frame),
        purchases=dataclasses.replace(case.purchases, monthly=monthly),
    ).find()


@pytest.mark.slow
def test_months_make_a_title_only_where_they_differ_from_the_others_and_name_their_share() -> None:
    title = seasonal(0.5).titles["persona.1.months"]
    assert (
        title.text
        == "50\u202f% of their revenue in twelve months fell between September and November 2011,"
        " against 25\u202f% for the others"
    )
    assert title.numbers["others"] == pytest.approx(0.25)
    assert "persona.1.months" not in seasonal(0.3).titles


def huge(share: float, kept: int = 1) -> Caution:
    numbers = {
        "lines": 3,
        "times": 1000,
        "mean": 62.0,
        "amount": 600_000.0,
        "kept": kept,
        "net": 600_000.0,
        "share": share,
    }
    return Caution(kind=CautionKind.HUGE_LINES, numbers=numbers)


@pytest.mark.slow
def test_a_few_huge_lines_make_no_season() -> None:
    plain, lumpy = seasonal(0.5, huge(0.09)), seasonal(0.5, huge(0.1))
    assert "persona.1.months" in plain.titles
    assert "persona.1.months" not in lumpy.titles
    assert not {"seasonal_preorder", "season_return"} & {
        strategy.id for persona in lumpy.personas for strategy in persona.strategies
    }
    assert "fell between" not in " ".join(
        finding.text for finding in (*lumpy.summary, *lumpy.titles.values())
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("caution", "opening"),
    heavy.every(
        3,
        [
            (
                huge(0.67),
                (
                    "A single line holds 67 % of the revenue and shapes every figure here (see the data"
                    " appendix). "
                ),
            ),
            (
                huge(0.67, kept=3),
                (
                    "A few huge lines hold 67 % of the revenue and shape every figure here (see the"
                    " data appendix). "
                ),
            ),
            (huge(0.33), ""),
            (
                Caution(
                    kind=CautionKind.UNCREDITED_REVENUE,
                    numbers={"rows": 50, "rows_share": 0.5, "amount": 500.0, "share": 0.4},
                ),
                "40 % of sales name no customer and are not in this report. ",
            ),
            (
                Caution(
                    kind=CautionKind.UNCREDITED_REVENUE,
                    numbers={
                        "rows": 50,
                        "rows_share": 0.5,
                        "amount": 500.0,
                        "share": 0.4,
                        "accounts": 2,
                    },
                ),
                "40 % of sales name nobody in particular or no customer and are not in this report. ",
            ),
            (Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": 57}), ""),
        ],
    ),
)
def test_what_touches_a_third_of_the_revenue_is_said_before_the_segments_are_judged(
    caution: Caution, opening: str
) -> None:
    plain, told = (
        seasonal(0.5, *cautions).certainty.text.replace("\u202f", " ")
        for cautions in ((), (caution,))
    )
    assert told == opening + plain


@pytest.mark.slow
def test_months_say_nothing_about_those_who_left() -> None:
    found = cases.shop().find()
    assert found.persona(3).typical["recency"] > 150 or found.persona(4).typical["recency"] > 150
    assert "persona.4.months" not in found.titles


@pytest.mark.slow
def test_a_weekday_is_told_with_the_base_and_only_when_it_stands_out() -> None:
    case = cases.shop()
    assert case.purchases is not None
    assert not any(
        fact.id.endswith("weekday") for persona in case.find().personas for fact in persona.facts
    )
    days = case.purchases.weekdays.copy()
    days.loc[(days["segment"] == 1) & (days["weekday"] == 3), "orders"] *= 3
    (fact,) = (
        fact
        for fact in (
            dataclasses.replace(case, purchases=dataclasses.replace(case.purchases, weekdays=days))
            .find()
            .persona(1)
            .facts
        )
        if fact.id.endswith("weekday")
    )
    assert "Thursday" in fact.text
    assert float(fact.numbers["share"] or 0) - float(fact.numbers["others"] or 0) >= 0.05


@pytest.mark.slow
def test_customers_left_with_nothing_are_told_apart_from_rows_without_a_customer() -> None:
    caveats = {caveat.id: caveat.text for caveat in cases.shop().find().caveats}
    assert (
        caveats["caveat.nothing_left"] == "3 customers are left out: all they bought was returned."
    )


@pytest.mark.slow
def test_customers_who_leave_by_another_rule_are_told_by_it() -> None:
    case = cases.shop()
    unpaid = CleaningStep(
        rule="gift_cards",
        told=Claim("cleaning.gift_cards", {"by_columns": ()}),
        rows=9,
        removed=True,
        customers=7,
    )
    rows = case.clean.dataset.rows + 9
    clean = dataclasses.replace(
        case.clean,
        dataset=dataclasses.replace(case.clean.dataset, rows=rows),
        steps=(*case.clean.steps, unpaid),
    )
    text = {
        caveat.id: caveat.text for caveat in dataclasses.replace(case, clean=clean).find().caveats
    }["caveat.nothing_left"]
    assert (
        text == "10 customers are left out: 3 returned all they bought and of 7 the file holds only"
        " gift cards."
    )


def bordered(*borders: tuple[int, float]) -> str | None:
    """Make a shop whose first segment has such borders, and return what is said of them."""
    case = cases.shop()
    first, *others = case.segmentation.segments
    first = dataclasses.replace(
        first, borderline=sum(share for _, share in borders), borders=borders
    )
    found = dataclasses.replace(
        case, segmentation=dataclasses.replace(case.segmentation, segments=(first, *others))
    ).find()
    return next(
        (fact.text for fact in found.persona(1).facts if fact.id == "persona.1.border"), None
    )


def test_members_near_the_border_are_told_with_the_segment_beyond() -> None:
    assert bordered((2, 0.12)) == "12\u202f% of members lie near the border to Loyal regulars."


@pytest.mark.slow
def test_members_near_several_borders_are_told_with_the_commonest() -> None:
    assert (
        bordered((2, 0.09), (3, 0.03))
        == "12\u202f% of members lie near the border to another segment, most often (9\u202f%)"
        " Loyal regulars."
    )


@pytest.mark.slow
def test_without_members_near_a_border_nothing_is_said() -> None:
    assert bordered() is None


def test_the_chart_of_effects_is_titled_by_the_furthest_with_its_interval() -> None:
    title = cases.mall().find().titles["effects"]
    assert title.numbers["level"] == 0.95
    low, size, high = (
        float(title.numbers[key] or 0) for key in ("interval_low", "size", "interval_high")
    )
    assert 0.5 < low < size < high <= 1


@pytest.mark.slow
def test_as_good_as_complete_separation_is_said_without_a_score() -> None:
    title = cases.shop().find().titles["effects"]
    assert title.text.endswith("nearly all Champions lie below nearly all others")
    assert -1 < float(title.numbers["effect"] or 0) < -0.995
