"""Of fewer customers than the settings allow, nothing is said that describes people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.findings.measuring.measure import measure
from reporter.findings.measuring.traits import traits
from reporter.findings.personas.preferences import mixes
from tests.findings import cases

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured

SMALLEST = 5


def _measured(sizes: tuple[int, ...], smallest: int = SMALLEST) -> Measured:
    case = cases.shop(sizes)
    return measure(case.study, case.numerals, smallest_cell=smallest)


@pytest.mark.parametrize(("members", "shown"), [(4, False), (5, True)])
def test_a_category_of_fewer_members_is_not_told(members: int, shown: bool) -> None:
    measured = _measured((40, 80, 60, 90))
    frame = measured.frame.copy()
    own = measured.labels.index[measured.labels == 1]
    frame["country"] = "United Kingdom"
    frame.loc[own[:members], "country"] = "Iceland"
    told = {mix.category for mix in mixes(replace(measured, frame=frame))[1]}
    assert ("Iceland" in told) is shown


@pytest.mark.parametrize(("members", "shown"), [(4, False), (5, True)])
def test_a_median_age_of_fewer_members_is_not_told(members: int, shown: bool) -> None:
    case = cases.mall()
    labels = case.segmentation.labels.copy()
    labels[:] = 2
    labels.iloc[:members] = 1
    base = case.segmentation.segments
    segments = (
        replace(base[0], id=1, customers=members),
        replace(base[0], id=2, customers=len(labels) - members),
    )
    parted = replace(case.segmentation, labels=labels, segments=segments, k=2, order=(1, 2))
    measured = measure(
        replace(case.study, segmentation=parted, purchases=None),
        case.numerals,
        smallest_cell=SMALLEST,
    )
    assert (measured.median(1, "Age") is not None) is shown
    assert any(trait.feature == "Age" for trait in traits(measured, 1)) is shown


def test_behaviour_of_few_is_told() -> None:
    measured = _measured((40, 80, 60, 3))
    assert {"recency", "frequency", "monetary"} <= {trait.feature for trait in traits(measured, 4)}
