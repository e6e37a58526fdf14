"""A persona in figures: its place, the strip below its name, what is known of few, and its rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.findings.personas.sketches import in_ten, sketches
from reporter.numerals import Numerals
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.rendering import reports
from tests.saying import WORDS, all_spoken

if TYPE_CHECKING:
    from reporter.model import Persona, Report, Sketch

NUMERALS = Numerals(currency="GBP")
THIN, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def report() -> Report:
    return reports.report()


def sketched(report: Report, **changes: object) -> Sketch:
    """Sketch the first persona, changed, and say it; each figure is one of its sentence's
    numbers.
    """
    first: Persona = replace(report.findings.personas[0], **changes)  # type: ignore[arg-type]  # its fields
    personas = (first, *report.findings.personas[1:])
    made: Sketch = all_spoken(sketches(personas, report.study)[1])
    labels = tuple(WORDS.label(feature) for feature in report.study.table.features)
    assert [figure for one in made.said for figure in unaccounted(one, NUMERALS, labels)] == []
    return made


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "all"), (0.97, "nearly all"), (0.93, "9 in 10"), (0.55, "6 in 10"), (0.12, "1 in 10"), (0.04, "few")],
)  # fmt: skip
def test_a_share_is_said_as_people_do(share: float, words: str) -> None:
    assert WORDS.text(in_ten(share)) == words


def test_the_place_counts_the_segments(report: Report) -> None:
    made = sketched(report).place
    assert (made.text, made.numbers) == ("Segment 1 of 4", {"segment": 1, "segments": 4})


def test_the_strip_tells_how_many_what_they_bring_and_their_medians(report: Report) -> None:
    typical = {"frequency": 14.0, "average_order_value": 120.0, "recency": 8.0, "monetary": 900.0}
    made = sketched(
        report, customers=40, share=0.148, revenue=96_000.0, revenue_share=0.57, typical=typical
    )
    assert [(one.figure, one.text) for one in made.strip] == [
        ("40", f"customers, 15{THIN}%"),
        ("£96.0k", f"net revenue, 57{THIN}%"),
        ("14", "orders, median"),
        ("£120", "order value, median"),
        (f"8{NBSP}days", "since last order, median"),
    ]
    assert made.strip[1].numbers == {"revenue": 96_000.0, "share": 0.57}


def test_without_money_they_bring_orders(report: Report) -> None:
    made = sketched(report, revenue=None, revenue_share=None, orders=560, orders_share=0.4)
    assert (made.strip[1].figure, made.strip[1].text) == ("560", f"orders, 40{THIN}%")
    assert made.strip[1].numbers == {"orders": 560, "share": 0.4}


def test_one_order_is_no_orders(report: Report) -> None:
    made = sketched(report, typical={"frequency": 1.0}, revenue=None, revenue_share=None)
    assert [(one.figure, one.text) for one in made.strip[1:]] == [("1", "order, median")]


def test_a_feature_that_few_are_known_for_is_told_with_how_many_and_not_in_the_strip(
    report: Report,
) -> None:
    made = sketched(report, known={"recency": 0.4})
    assert "persona.1.figure.recency" not in {one.id for one in made.strip}
    assert made.known["recency"].text == f"known for 40{THIN}% of them"
    assert made.known["recency"].numbers == {"known": 0.4}


def test_a_table_of_spend_tells_on_what_most_goes() -> None:
    case = cases.wholesale()
    found = case.find()
    persona = found.persona(1)
    first, *_ = persona.spend.items()
    strip = {one.id: one for one in found.sketches[1].strip}
    told = strip[f"persona.1.figure.{first[0]}"]
    label = WORDS.label(case.table.feature(first[0])).lower()
    assert (told.figure, told.text) == (case.numerals.percent(first[1]), f"goes on {label}")
    assert told.numbers == {"share": first[1], "feature": label}


def test_the_rule_is_told_with_its_recall_and_how_often_it_is_right(report: Report) -> None:
    found = report.study.segmentation
    rule = replace(found.segments[0].rule, recall=0.84, precision=0.93)
    segments = (replace(found.segments[0], rule=rule), *found.segments[1:])
    study = replace(report.study, segmentation=replace(found, segments=segments))
    made = sketched(replace(report, study=study))
    assert made.recognition.text == (
        f"It finds 84{THIN}% of them; 9 in 10 of those it finds are Champions."
    )
    assert tuple(WORDS.text(part) for part in made.stressed) == (f"84{THIN}%", "9 in 10")
    assert made.recognition.numbers == {
        "precision": 0.93, "tenths": 9, "ten": 10, "recall": 0.84, "name": "Champions",
    }  # fmt: skip


def test_the_nearest_segment_is_named_where_no_fact_says_so(report: Report) -> None:
    near = {one.id: one.neighbour for one in report.study.segmentation.segments}[1]
    name = WORDS.name(report.findings.persona(near).name)
    made = sketched(report, facts=()).neighbour
    assert made is not None
    assert (made.text, made.numbers) == (f"Borders on {name}.", {"neighbour": name})
    assert sketched(report).neighbour is None
