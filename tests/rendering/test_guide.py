"""How to read the report: what is said there is true of this report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.rendering.views.guide import guide
from tests.rendering import reports


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.25, 0.25, 0.25, 0.25), False), ((0.284, 0.284, 0.284, 0.148), True), ((0.333, 0.333, 0.334, 0.0), True),
        ((0.5, 0.3, 0.15, 0.05), False),
    ],
)  # fmt: skip
def test_shares_that_do_not_add_up_as_printed_are_explained(
    shares: tuple[float, ...], said: bool
) -> None:
    report = reports.report()
    pairs = zip(report.findings.personas, shares, strict=True)
    personas = tuple(
        replace(one, share=share, revenue_share=share, orders_share=share) for one, share in pairs
    )
    lines = guide(replace(report, findings=replace(report.findings, personas=personas)))
    assert any("need not add up to 100" in line for line in lines) is said


@pytest.mark.parametrize("rows", [0, 7])
def test_refunds_are_named_where_there_are_some(rows: int) -> None:
    report = reports.report()
    steps = tuple(
        replace(step, rows=rows) if step.rule in {"cancellation", "return"} else step
        for step in report.study.clean.steps
    )
    lines = guide(
        replace(report, study=replace(report.study, clean=replace(report.study.clean, steps=steps)))
    )
    had = any(step.rule in {"cancellation", "return"} for step in steps)
    assert any("refunds are taken off" in line for line in lines) is (had and rows > 0)
