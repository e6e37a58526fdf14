"""What findings choose a sentence about a persona by has its sentence: kinds, verdicts, periods."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reporter.findings.personas import outcomes
from reporter.model import DriftVerdict
from reporter.model.claim import Claim, Count, Quantity, Share
from reporter.model.customers import Feature
from reporter.model.grain import Grain
from reporter.numerals import Numerals
from reporter.wording import Words
from reporter.wording.catalogue import catalogue

KINDS = tomllib.loads(Path(outcomes.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDS = Words.of(Numerals(currency="GBP"))
THIN, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "id_",
    [
        *(f"outcome.done.{kind['name']}" for kind in KINDS["outcome"]),
        *(f"persona.drift.{verdict}" for verdict in DriftVerdict),
        *(f"persona.once.summed.{grain}" for grain in Grain if grain is not Grain.DAY),
    ],
)
def test_each_way_to_tell_a_persona_has_its_sentence(id_: str) -> None:
    assert catalogue().has(id_)


def test_days_of_the_week_begin_with_monday() -> None:
    shares = {"share": Share(0.3), "others": Share(0.1)}
    assert WORDS.text(Claim("persona.weekday", {**shares, "weekday": Count(0)})) == (
        f"30{THIN}% of their orders fall on a Monday, against 10{THIN}% of the others' orders."
    )


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Days since visit", "since visit, median"),
        ("Visits", "visits, median"),
        ("Minutes of support", "minutes of support"),
    ],
)
def test_a_label_goes_on_from_its_figure_where_there_is_room(label: str, told: str) -> None:
    feature = Feature(name="x", heading=label, unit="days", behaviour=True)
    said = WORDS.said(
        Claim("strip.median.other", {"median": Quantity(10, "days"), "feature": feature})
    )
    assert (said.text, said.numbers["feature"]) == (told, told.removesuffix(", median"))
    assert WORDS.text(
        Claim("strip.median.other", {"median": Quantity(10, "days"), "feature": feature}), "figure"
    ) == (f"10{NBSP}days")
