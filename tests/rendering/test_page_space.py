"""Estimated heights: as much as the PDF takes, and more for texts that are longer or wider."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reporter.numerals import Numerals
from reporter.rendering.pages import page
from reporter.rendering.views import View, page_space, view
from reporter.rendering.views.strategies import Action
from reporter.rendering.views.tables import Column, Stat, Tag, table
from reporter.wording import Words, words_of
from tests.rendering import reports
from tests.rendering.layout import MILLIMETRE, boxes, laid_out, lowest

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model import Chart, Report

TEXT = 6 * "Customers who bought often and much, and who have not been back since spring 2011. "
LONGER = TEXT + TEXT[: round(0.4 * len(TEXT))]
WIDER = TEXT.upper()


def chart(text: str) -> Chart:
    return replace(reports.chart("shares", 82, 50), title=text, subtitle=text)


def action(text: str) -> Action:
    return Action(
        number=1, title="Write", action=text, tag=Tag(segment=1, name="Loyal"), partly=False,
        channel="E-mail", kpi="Orders", worth="£1", assumption=text, effort=1, effort_label="little",
    )  # fmt: skip


HEIGHTS: dict[str, Callable[[str], float]] = {
    "opening": page_space.opening,
    "portrait": lambda text: page_space.head("Loyal", text, "", ()),
    "note": lambda text: page_space.head("Loyal", "", text, ()),
    "strip": lambda text: page_space.strip([Stat(value="1", label=text)] * 4),
    "findings": lambda text: page_space.findings([Stat(value="12 %", label=text)] * 3),
    "figure": lambda text: page_space.figure(chart(text)),
    "pair of figures": lambda text: page_space.figures([chart(text)] * 2)[0],
    "facts": lambda text: page_space.facts([text]),
    "products": lambda text: page_space.products([text]),
    "rule": lambda text: page_space.recognition(text, ""),
    "border": lambda text: page_space.recognition("", text),
    "table": lambda text: page_space.table(
        table(Words.of(Numerals()), "x", [Column("n", width=40), Column("m")], [(text, "")])
    ),
    "terms": lambda text: page_space.terms([Stat(label="x", value=text)]),
    "brief strategies": lambda text: page_space.strategies([action(text)], brief=True, priced=True),
    "strategies": lambda text: page_space.strategies([action(text)], brief=False, priced=True),
    "foot": page_space.foot,
}


@pytest.mark.parametrize("part", HEIGHTS)
def test_a_text_longer_by_two_fifths_takes_more_height(part: str) -> None:
    assert HEIGHTS[part](LONGER) > HEIGHTS[part](TEXT)


@pytest.mark.parametrize("part", HEIGHTS)
def test_wide_letters_take_more_height_than_as_many_small_ones(part: str) -> None:
    assert HEIGHTS[part](WIDER) > HEIGHTS[part](TEXT)


@cache
def openly(made_of: Callable[[], Report]) -> tuple[View, dict[str, float]]:
    """Lay a report out without setting anything closer; return its parts' heights in
    millimetres.
    """
    made = made_of()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(View, "crowded", frozenset())
        pages = laid_out(page(made, "print"), made.charts)
    found = {
        box.element.get("id"): (lowest(box) - box.position_y) / MILLIMETRE
        for box in boxes(pages)
        if box.element_tag == "section"
    }
    return view(made, words_of(made)), found


@pytest.mark.slow
@pytest.mark.parametrize("made_of", [reports.report, reports.customers_report])
def test_the_summary_takes_what_was_estimated(made_of: Callable[[], Report]) -> None:
    shown, found = openly(made_of)
    assert shown.summary.height == pytest.approx(found["summary"], abs=4)


@pytest.mark.parametrize("made_of", [reports.report, reports.customers_report])
def test_a_persona_takes_what_was_estimated(made_of: Callable[[], Report]) -> None:
    shown, found = openly(made_of)
    for persona in shown.personas:
        figures = page_space.table(persona.figures, close=True) if persona.figures else 0.0
        assert persona.height + figures == pytest.approx(found[persona.id], abs=4)
