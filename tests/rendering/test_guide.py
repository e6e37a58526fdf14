"""How to read the report: what was found of it stands among what holds for each."""

from __future__ import annotations

from dataclasses import replace

from reporter.model import Finding, Guide
from reporter.numerals import Numerals
from reporter.rendering.views.guide import guide
from reporter.settings import Settings
from reporter.wording import Words
from tests.rendering import reports

ORDER, MONEY, ROUNDING = (
    Finding(id=f"guide.{name}", text=name, numbers={}) for name in ("order", "money", "rounding")
)


def lines(formats: tuple[str, ...], **said: Finding | None) -> tuple[str, ...]:
    report = reports.report(Settings.model_validate({"report": {"formats": formats}}))
    told = Guide(order=ORDER, money=said.get("money"), rounding=said.get("rounding"))
    return guide(
        replace(report, findings=replace(report.findings, guide=told)), Words.of(Numerals())
    )


def test_what_was_found_stands_in_its_place() -> None:
    hurried, order, middle, *told = lines(("html", "xlsx"), money=MONEY, rounding=ROUNDING)
    assert hurried.startswith("In a hurry?")
    assert order == "order"
    assert middle.startswith("“Typically” and “median”")
    assert told[:2] == ["money", "rounding"]
    assert "stands in segments.xlsx" in told[2]


def test_nothing_stands_where_nothing_was_found() -> None:
    assert len(lines(("html",))) == 3
