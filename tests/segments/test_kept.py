"""A whole segmentation by kept segments: the kept ids, whoever is there, and proofs on these
customers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reporter import segments
from reporter import settings as configuration
from reporter.errors import SegmentsError
from reporter.model import Basis
from tests.builders import customer_table
from tests.kept import keep, kept_model

if TYPE_CHECKING:
    from reporter.model import CustomerTable, Segmentation

SETTINGS = configuration.from_values({"segments": {"resamples": 5}})


def _without(table: CustomerTable, number: int, leave: int = 0) -> CustomerTable:
    """Take a kept segment's customers out, all but a few."""
    labels = segments.assign(table, kept_model()).segments["segment"]
    gone = labels.index[labels == number][leave:]
    return replace(table, frame=table.frame.drop(index=gone))


def _check(found: Segmentation, table: CustomerTable) -> None:
    assert found.labels.index.equals(table.frame.index)
    assert {
        one.id: one.customers for one in found.segments
    } == found.labels.value_counts().to_dict()
    assert found.k == len(found.segments)
    ids = {one.id for one in found.segments}
    assert all(one.neighbour in ids - {one.id} for one in found.segments)
    assert all(0 <= one.stability <= 1 for one in found.segments)


def test_the_fitted_customers_get_their_segments_back() -> None:
    table, kept = customer_table(), kept_model()
    found = segments.resegment(table, kept, SETTINGS)
    _check(found, table)
    assert found.labels.tolist() == segments.assign(table, kept).segments["segment"].tolist()
    assert (found.basis, found.kept, found.algorithm, found.order) == (
        Basis.KEPT,
        kept,
        "kmeans",
        kept.order,
    )
    assert found.drift is not None
    assert found.drift == segments.assign(table, kept).drift
    assert len(found.candidates) == 1
    assert found.candidates[0].chosen


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_segment_that_nobody_falls_into_is_not_there(number: int) -> None:
    table = _without(customer_table(), number)
    found = segments.resegment(table, kept_model(), SETTINGS)
    _check(found, table)
    assert [one.id for one in found.segments] == [other for other in (1, 2, 3) if other != number]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_segment_of_one_customer_is_there(number: int) -> None:
    table = _without(customer_table(), number, leave=1)
    found = segments.resegment(table, kept_model(), SETTINGS)
    _check(found, table)
    assert next(one.customers for one in found.segments if one.id == number) == 1


def test_a_small_segment_that_a_sample_would_miss_is_proved_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reporter.segments.segmentation.TRIED_ON", 20)
    table = _without(customer_table(), 1, leave=1)
    _check(segments.resegment(table, kept_model(), SETTINGS), table)


def test_all_in_one_segment_is_refused_with_its_name() -> None:
    table = customer_table()
    labels = segments.assign(table, kept_model()).segments["segment"]
    with pytest.raises(SegmentsError, match=r"kept segment 2") as caught:
        segments.resegment(replace(table, frame=table.frame[labels == 2]), kept_model(), SETTINGS)
    assert "reporter score" in caught.value.hint


@pytest.mark.parametrize("numbers", [(1,), (1, 3)])
def test_too_few_to_compare_are_refused(numbers: tuple[int, ...]) -> None:
    table = customer_table()
    labels = segments.assign(table, kept_model()).segments["segment"]
    rows = sorted(int(np.flatnonzero(labels == number)[0]) for number in numbers)
    with pytest.raises(SegmentsError, match="too few for a report"):
        segments.resegment(replace(table, frame=table.frame.iloc[rows]), kept_model(), SETTINGS)


def test_three_customers_in_two_segments_are_a_segmentation() -> None:
    table = customer_table()
    labels = segments.assign(table, kept_model()).segments["segment"]
    rows = sorted([*np.flatnonzero(labels == 1)[:2].tolist(), int(np.flatnonzero(labels == 3)[0])])
    few = replace(table, frame=table.frame.iloc[rows])
    _check(segments.resegment(few, kept_model(), SETTINGS), few)


@pytest.mark.slow
def test_the_order_of_rows_changes_nothing() -> None:
    table = customer_table()
    turned = replace(table, frame=table.frame.iloc[::-1])
    first, second = (segments.resegment(one, kept_model(), SETTINGS) for one in (table, turned))
    assert second.labels.sort_index().tolist() == first.labels.tolist()
    assert second.segments == first.segments
    assert second.drift == first.drift


@pytest.mark.slow
@pytest.mark.parametrize("algorithm", ["ward", "gmm"])
def test_other_algorithms_keep_their_segments_too(algorithm: str) -> None:
    table = customer_table()
    kept = keep(table, algorithm=algorithm, count=3)
    found = segments.resegment(table, kept, SETTINGS)
    _check(found, table)
    assert found.algorithm == algorithm


def test_a_dotted_path_in_a_file_is_not_imported() -> None:
    """The name of an algorithm comes from a file, and must not decide what is imported."""
    kept = replace(kept_model(), algorithm="antigravity.Clusterer")
    found = segments.resegment(customer_table(), kept, SETTINGS)
    assert found.algorithm == "antigravity.Clusterer"
