"""What holds for every segmentation."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import skops.io
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from reporter.errors import SegmentsError
from reporter.segments import segment
from reporter.settings import SegmentsSettings, Settings
from tests.builders import customer_table
from tests.segments.tables import blobs, table

if TYPE_CHECKING:
    from reporter.model import CustomerTable, Segmentation

    Divided = tuple[CustomerTable, Segmentation]

QUICK = Settings(segments=SegmentsSettings(resamples=5))
SQUARE = [(0, 0), (3, 0), (0, 3), (3, 3)]


def told(found: Segmentation) -> tuple[object, ...]:
    """Everything that a report reads."""
    return (
        found.segments,
        found.candidates,
        found.preparation,
        found.structure,
        found.fidelity,
        found.order,
        found.projection_share,
    )


@pytest.fixture(scope="module")
def divided() -> Divided:
    """A table of customers and its segments, for tests that change neither."""
    made = customer_table()
    return made, segment(made, QUICK)


def shuffled(made: CustomerTable, seed: int) -> CustomerTable:
    return replace(made, frame=made.frame.sample(frac=1, random_state=seed))


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    made = customer_table((20, 40, 30, 45), seed)
    mixed = shuffled(made, seed)
    first, second = segment(made, QUICK), segment(mixed, QUICK)
    assert told(first) == told(second)
    assert list(second.labels.index) == list(mixed.frame.index)
    pd.testing.assert_series_equal(first.labels, second.labels.sort_index())
    pd.testing.assert_frame_equal(first.projection, second.projection.sort_index())


def test_one_segment_fewer_and_one_more_are_held_against_the_division() -> None:
    found = segment(blobs(SQUARE), QUICK)
    fewer, more = found.alternatives
    assert (fewer.k, found.k, more.k) == (3, 4, 5)
    for one in found.alternatives:
        assert [sum(row) for row in one.shared] == [segment.customers for segment in found.segments]
        assert all(map(sum, zip(*one.shared, strict=True)))
    # Of four squares' corners, two are joined into one of three, and one is parted into two of
    # five.
    assert sorted(
        sum(count > 30 for count in column) for column in zip(*fewer.shared, strict=True)
    ) == [1, 1, 2]


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 8))
def test_every_customer_has_one_segment_and_sizes_add_up(seed: int, count: int) -> None:
    made = customer_table((15, 30, 25, 30), seed)
    found = segment(made, Settings(segments=SegmentsSettings(resamples=5, count=count)))
    assert (found.k, len(found.segments)) == (count, count)
    assert found.labels.notna().all()
    assert {
        one.id: one.customers for one in found.segments
    } == found.labels.value_counts().to_dict()
    assert all(
        one.neighbour in found.labels.to_numpy() and one.neighbour != one.id
        for one in found.segments
    )
    assert sorted(found.order) == list(range(1, count + 1))


@pytest.mark.slow
def test_a_second_run_gives_the_same_to_the_last_bit() -> None:
    made = customer_table()
    first, second = segment(made, Settings()), segment(made, Settings())
    assert told(first) == told(second)
    assert first.projection.equals(second.projection)


@pytest.mark.slow
def test_the_number_of_threads_does_not_matter() -> None:
    made = customer_table((200, 400, 300, 450))
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(told(segment(made, QUICK)))
    assert found[0] == found[1]


@pytest.mark.slow
def test_another_currency_makes_the_same_segments() -> None:
    made = customer_table()
    dearer = replace(made, frame=made.frame.assign(monetary=made.frame["monetary"] * 150))
    four = Settings(segments=SegmentsSettings(count=4, resamples=5))
    assert adjusted_rand_score(segment(made, four).labels, segment(dearer, four).labels) > 0.95


@pytest.mark.slow
def test_segments_are_ordered_by_median_value(divided: Divided) -> None:
    made, found = divided
    medians = made.frame["monetary"].groupby(found.labels).median()
    assert medians.is_monotonic_decreasing


@pytest.mark.slow
def test_without_a_value_the_largest_segment_comes_first() -> None:
    made = blobs([(0, 0)] * 3 + [(5, 5)] + [(0, 9)] * 2)
    found = segment(made, QUICK)
    assert [one.customers for one in found.segments] == [180, 120, 60]


@pytest.mark.slow
def test_planted_groups_are_found_again() -> None:
    found = segment(blobs(SQUARE, spread=0.25), Settings())
    assert found.k == 4
    assert adjusted_rand_score(np.repeat(range(4), 60), found.labels.to_numpy()) == 1
    assert found.fidelity > 0.99
    assert found.stability > 0.99


def test_the_model_scores_the_same_customers_alike_in_original_units(divided: Divided) -> None:
    made, found = divided
    raw = found.model.predict(made.frame[list(found.features)])
    assert [found.order[number] for number in raw] == found.labels.tolist()


def test_the_model_survives_a_file_that_runs_no_code(divided: Divided) -> None:
    made, found = divided
    stored = skops.io.dumps(found.model)
    own = skops.io.get_untrusted_types(data=stored)
    assert {
        name
        for name in own
        if not name.startswith(("reporter.segments.preparation.", "reporter.segments.assignment."))
    } <= {"numpy.dtype"}
    loaded = skops.io.loads(stored, trusted=own)
    frame = made.frame[list(found.features)]
    assert loaded.predict(frame).tolist() == found.model.predict(frame).tolist()


@pytest.mark.slow
def test_a_missing_value_does_not_lose_a_customer() -> None:
    made = customer_table()
    made.frame.iloc[::7, 0] = np.nan
    found = segment(made, QUICK)
    assert len(found.labels) == len(made.frame)
    assert found.preparation[0].imputed == len(made.frame.iloc[::7])


@pytest.mark.slow
def test_one_feature_is_projected_onto_a_line() -> None:
    found = segment(blobs([(0,), (5,), (9,)]), QUICK)
    assert (found.projection["y"] == 0).all()
    assert found.projection_share == 1


@pytest.mark.slow
def test_the_projection_points_up_with_its_leading_feature() -> None:
    made = table({"a": np.arange(50.0), "b": np.tile([0.0, 1.0], 25)})
    found = segment(made, QUICK)
    assert (
        made.frame["a"].corr(found.projection["x"]) > 0
        or made.frame["b"].corr(found.projection["x"]) > 0
    )
    assert found.projection_share == pytest.approx(1)


@pytest.mark.slow
def test_a_sample_stands_for_the_silhouettes_of_many_customers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = blobs(SQUARE, each=300, spread=0.7)
    exact = segment(made, QUICK)
    monkeypatch.setattr("reporter.segments.segmentation.TRIED_ON", 600)
    sampled = segment(made, QUICK)
    assert sampled.labels.equals(exact.labels)
    assert sampled.silhouette == pytest.approx(exact.silhouette, abs=0.03)
    assert [one.silhouette for one in sampled.segments] == pytest.approx(
        [one.silhouette for one in exact.segments], abs=0.05
    )


@pytest.mark.slow
def test_starts_on_a_sample_find_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    made = blobs(SQUARE, each=200)
    whole = segment(made, QUICK)
    monkeypatch.setattr("reporter.segments.algorithms.LARGE", 200)
    assert adjusted_rand_score(whole.labels, segment(made, QUICK).labels) == 1


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"a": [1.0]}, "There is only one customer"),
        ({"a": np.array([])}, "There are no customers"),
        ({"a": [5.0] * 10, "b": [2.0] * 10}, "The 10 customers do not differ in a, b"),
        ({"a": [np.nan] * 10}, "The 10 customers do not differ in a"),
        ({"a": [1.0, 2.0, 3.0]}, "There are only 3 customers"),
        ({"a": [1.0, 2.0, 3.0, np.inf]}, "'a' is infinite for 1 of 4 customers"),
    ],
    ids=[
        "one customer",
        "none",
        "identical customers",
        "nothing but missing",
        "three customers",
        "infinite",
    ],
)
def test_what_cannot_be_segmented_is_refused_with_a_way_out(
    columns: dict[str, object], message: str
) -> None:
    with pytest.raises(SegmentsError) as caught:
        segment(table(columns), Settings())  # type: ignore[arg-type]  # lists of numbers
    assert message in caught.value.what
    assert caught.value.hint


def test_more_segments_than_customers_are_refused() -> None:
    with pytest.raises(
        SegmentsError, match="8 segments were asked for, but there are only 5 customers"
    ):
        segment(table({"a": [1.0, 2, 3, 4, 5]}), Settings(segments=SegmentsSettings(count=8)))


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=2, max_size=40))
def test_coarse_and_repeated_values_give_segments_or_one_clear_message(
    rows: list[tuple[int, int]],
) -> None:
    values = np.array(rows, dtype=float)
    # Any other error, and any warning, fails.
    with contextlib.suppress(SegmentsError):
        found = segment(table({"a": values[:, 0], "b": values[:, 1]}), QUICK)
        assert found.labels.notna().all()
        for one in found.candidates:
            assert np.isfinite(
                [
                    one.silhouette,
                    one.calinski_harabasz,
                    one.davies_bouldin,
                    one.gap,
                    one.valley,
                    one.stability or 0,
                ]
            ).all()


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_a_machine_that_hides_its_cores_gets_no_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden() -> tuple[str, Exception]:
        return "not found", ValueError("found 0 physical cores < 1")

    monkeypatch.setattr("joblib.externals.loky.backend.context._count_physical_cores", hidden)
    monkeypatch.setattr("joblib.externals.loky.backend.context.physical_cores_cache", None)
    monkeypatch.setattr("sklearn.utils._openmp_helpers._CPU_COUNTS", {}, raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    made = customer_table((15, 30, 25, 30), 0)
    assert segment(made, QUICK).k >= 3  # a warning would be an error here
