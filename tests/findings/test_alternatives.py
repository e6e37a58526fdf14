"""What one segment fewer or one more would change is read from whom the divisions share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporter.findings.method.alternatives import alternatives
from reporter.findings.summary.certainty import certainty
from reporter.model import Alternative, Basis, Structure
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import named, spoken

NAMES = named({1: "Champions", 2: "Regulars", 3: "Drifting", 4: "One-time buyers"})
NARROW = "\N{NARROW NO-BREAK SPACE}"


def said(*shared: tuple[int, ...], stability: float | None = 0.7) -> str:
    case = cases.shop()
    one = Alternative(
        k=len(shared[0]), stability=stability, found_again=(stability or 0) >= 0.75, shared=shared
    )
    shop = replace(case, segmentation=replace(case.segmentation, alternatives=(one,))).measured()
    (finding,) = alternatives(shop.study.segmentation, NAMES)
    told = spoken(finding, shop.numerals)
    assert unaccounted(told, shop.numerals, ()) == []
    return told.text


def test_segments_that_go_to_one_would_be_joined() -> None:
    text = said((40, 0, 0), (0, 70, 10), (0, 55, 5), (5, 5, 80), stability=0.9)
    assert (
        text == "With three segments, Regulars and Drifting would largely be one segment; "
        "it would be steadier (stability of the least sure 0.90, here 0.71), and say less."
    )


def test_a_segment_that_goes_nowhere_would_be_shared_out() -> None:
    text = said((40, 0, 0), (0, 80, 0), (20, 20, 20), (0, 0, 90), stability=None)
    assert text == "With three segments, Drifting would be shared out among Champions and Regulars."


def test_a_segment_that_two_come_out_of_would_come_apart() -> None:
    text = said((40, 0, 0, 0, 0), (0, 80, 0, 0, 0), (0, 0, 60, 0, 0), (0, 0, 0, 63, 27))
    assert (
        text
        == f"With five segments, One-time buyers would come apart, into parts with 70{NARROW}% and"
        f" 30{NARROW}% of its members, and repeat runs would not find every one again (stability"
        " of the least sure 0.70 of 1)."
    )


def test_what_few_resamples_cannot_show_is_not_found_again_for_sure() -> None:
    case = cases.shop()
    one = Alternative(
        k=3,
        stability=0.76,
        found_again=False,
        shared=((40, 0, 0), (0, 80, 0), (0, 0, 60), (0, 0, 90)),
    )
    (finding,) = alternatives(replace(case.segmentation, alternatives=(one,)), NAMES)
    assert spoken(finding).text.endswith(
        ", and repeat runs would not for sure find every one again (stability of the least sure"
        " 0.76 of 1)."
    )


def test_a_new_segment_out_of_several_tells_where_its_members_come_from() -> None:
    text = said(
        (30, 0, 0, 0, 10), (0, 70, 0, 0, 10), (0, 0, 55, 0, 5), (0, 0, 0, 90, 0), stability=None
    )
    new = f"(40{NARROW}% of the new one)"
    assert (
        text == f"With five segments, one segment would be drawn from Champions {new} and Regulars"
        f" {new}."
    )


@pytest.mark.slow
@pytest.mark.parametrize("structure", [Structure.STRONG, Structure.MODERATE])
def test_groups_of_none_and_some_are_called_just_that(structure: Structure) -> None:
    case = cases.shop()
    labels = case.segmentation.labels.reindex(case.table.frame.index)
    frame = case.table.frame.assign(
        monetary=np.where(labels <= 2, 0.0, 50.0), frequency=np.where(labels % 2 == 0, 0.0, 3.0)
    )
    shop = replace(
        case,
        table=replace(case.table, frame=frame),
        segmentation=replace(case.segmentation, structure=structure, basis=Basis.NATURAL),
    ).measured()
    text = spoken(certainty(shop, NAMES)).text
    assert text.startswith(
        "The customers fall into four groups by which of these they have none of: number of orders"
        " and spend."
    )
    frame.loc[frame.index[labels == 1][:1], "monetary"] = 20.0
    nearly = replace(
        case, table=replace(case.table, frame=frame), segmentation=shop.study.segmentation
    ).measured()
    assert spoken(certainty(nearly, NAMES)).text.startswith(
        "The customers fall into four groups, almost exactly by which of these"
    )
    some = replace(
        case, segmentation=replace(case.segmentation, structure=structure, basis=Basis.NATURAL)
    ).measured()
    assert "none of" not in spoken(certainty(some, NAMES)).text


def test_two_groups_of_none_and_some_are_told_by_the_one_feature_that_parts_them() -> None:
    case = cases.shop((90, 60))
    labels = case.segmentation.labels.reindex(case.table.frame.index)
    segmentation = replace(case.segmentation, structure=Structure.STRONG, basis=Basis.NATURAL)
    frame = case.table.frame.assign(frequency=np.where(labels == 1, 0.0, 3.0))
    found = certainty(
        replace(case, table=replace(case.table, frame=frame), segmentation=segmentation).measured(),
        NAMES,
    )
    text = spoken(found).text
    assert text.startswith(
        "The customers fall into two groups by who has no number of orders and who has some."
    )
