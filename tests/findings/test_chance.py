"""What chance brings about among people is no finding."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reporter.findings.personas.preferences import mixes
from tests.findings import cases

LOTS = 40


def test_categories_drawn_by_lot_describe_hardly_any_segment() -> None:
    """Sixteen pairs of a segment and a category, each beyond three standard errors once in 370: one
    lot in 23 on average.
    """
    measured = cases.shop().measured()
    found = 0
    for seed in range(LOTS):
        frame = measured.frame.copy()
        frame["country"] = np.random.default_rng(seed).choice(
            ["Gold", "Silver", "Bronze", "None"], len(frame)
        )
        found += any(mixes(replace(measured, frame=frame)).values())
    assert found <= LOTS / 8


def test_a_category_that_a_segment_has_to_itself_does() -> None:
    measured = cases.shop().measured()
    frame = measured.frame.copy()
    frame["country"] = np.where(measured.labels == 1, "Gold", "None")
    assert {mix.category for mix in mixes(replace(measured, frame=frame))[1]} == {"Gold"}
