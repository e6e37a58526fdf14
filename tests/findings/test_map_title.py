"""How two features go together, as the title of the map says it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.findings.titles.map import map_title
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import spoken

MINUS = "\N{MINUS SIGN}"


def title(case: cases.Case, ranks: list[int], names: tuple[str, str]) -> str:
    """Title the map of six customers, repeated, whose ranks in two features are these."""
    frame = case.table.frame.copy()
    block = np.arange(len(frame)) % len(ranks)
    frame[names[0]], frame[names[1]] = 10.0 + block, 10.0 + np.array(ranks)[block]
    segmentation = replace(case.segmentation, features=names)
    found = map_title(
        replace(case, table=replace(case.table, frame=frame), segmentation=segmentation).measured()
    )
    assert found is not None
    said = spoken(found, case.numerals)
    assert unaccounted(said, case.numerals, ()) == []
    return said.text


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        ([1, 2, 3, 4, 5, 6], "tend to spend more on milk (rank correlation 1.00)"),
        ([6, 5, 4, 3, 2, 1], f"tend to spend less on milk (rank correlation {MINUS}1.00)"),
        ([3, 1, 4, 6, 2, 5], "tend to spend more on milk (rank correlation 0.43)"),
        ([4, 5, 3, 2, 6, 1], f"tend to spend less on milk (rank correlation {MINUS}0.37)"),
        ([5, 3, 2, 6, 1, 4], f"tend to spend slightly less on milk (rank correlation {MINUS}0.20)"),
        ([2, 4, 6, 1, 3, 5], "tend to spend slightly more on milk (rank correlation 0.20)"),
    ],
)
def test_spend_is_told_with_the_sign_of_the_correlation(ranks: list[int], said: str) -> None:
    text = title(cases.wholesale(), ranks, ("Fresh", "Milk"))
    assert text == f"Customers who spend more on fresh {said}"


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        ([6, 5, 4, 3, 2, 1], "the lower the spending score tends to be (rank correlation"),
        (
            [2, 4, 6, 1, 3, 5],
            "the higher the spending score tends to be, slightly (rank correlation",
        ),
    ],
)
def test_other_features_are_told_as_higher_and_lower(ranks: list[int], said: str) -> None:
    text = title(cases.mall(), ranks, ("Annual Income (k$)", "Spending Score (1-100)"))
    assert text.startswith(f"The higher the annual income, {said}")
