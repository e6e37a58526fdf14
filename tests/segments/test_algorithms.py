"""Every algorithm divides the same customers, by one contract; any other clusterer can be plugged
in.
"""

from __future__ import annotations

import numpy as np
import pytest
import skops.io
from sklearn.metrics import adjusted_rand_score

from reporter.errors import SegmentsError
from reporter.segments import segment
from reporter.segments.assignment import NearestMember, memberships
from reporter.segments.registry import ALGORITHMS, algorithms
from reporter.segments.segmentation import one_thread
from reporter.segments.space import Space
from reporter.settings import SegmentsSettings, Settings
from tests import heavy
from tests.segments.tables import blobs

SQUARE = [(0, 0), (3, 0), (0, 3), (3, 3)]
GROUPS = np.repeat(range(4), 60)
NAMES = [one.name for one in ALGORITHMS]


def space() -> Space:
    points = blobs(SQUARE).frame.to_numpy()
    return Space(prepared=points, smeared=points)


@pytest.mark.parametrize("name", heavy.every(3, NAMES))
def test_every_algorithm_finds_groups_that_stand_apart(name: str) -> None:
    (algorithm,) = algorithms(name)
    found = [one for one in algorithm.fit(space(), range(2, 7), 0) if one.k == 4]
    assert found
    assert adjusted_rand_score(GROUPS, found[0].labels) > 0.97


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.every(3, NAMES))
def test_a_division_is_what_its_model_predicts(name: str) -> None:
    points, (algorithm,) = space(), algorithms(name)
    for one in algorithm.fit(points, range(2, 6), 0):
        assert one.k == one.labels.max() + 1 == len(np.unique(one.labels))
        assert np.array_equal(one.model.predict(points.prepared), one.labels)
        share = memberships(one.model, points.prepared)
        assert share.shape == (len(points), one.k)
        assert share.sum(axis=1) == pytest.approx(np.ones(len(points)))
        assert np.array_equal(share.argmax(axis=1), one.labels)


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.every(3, NAMES))
def test_a_resample_is_divided_alike(name: str) -> None:
    points, (algorithm,) = space(), algorithms(name)
    division = next(one for one in algorithm.fit(points, range(2, 7), 0) if one.k == 4)
    rows = np.arange(0, len(points), 2)
    again = algorithm.refit(points.take(rows), np.ones(len(rows), dtype=np.intp), division, 1)
    assert adjusted_rand_score(GROUPS[rows], again) > 0.9


@pytest.mark.parametrize("name", NAMES)
def test_fewer_kinds_of_customers_than_clusters_asked_for_give_no_empty_cluster(name: str) -> None:
    points = np.repeat([(0.0, 0.0), (1.0, 0.0), (5.0, 1.0), (5.0, 2.0), (9.0, 9.0)], 80, axis=0)
    few, (algorithm,) = Space(prepared=points, smeared=points), algorithms(name)
    with one_thread():
        for one in algorithm.fit(few, range(2, 9), 0):
            assert one.k == len(np.unique(one.labels)) <= 5
            again = algorithm.refit(
                few.take(np.arange(0, 400, 7)), np.ones(58, dtype=np.intp), one, 1
            )
            assert len(again) == 58


@pytest.mark.parametrize("customers", [2, 3, 4])
def test_as_many_groups_as_customers_are_each_by_themselves(customers: int) -> None:
    points = np.array([(0.0, 0.0), (1.0, 0.0), (5.0, 1.0), (9.0, 9.0)])
    every, (spectral,) = Space(prepared=points, smeared=points), algorithms("spectral")
    with one_thread():
        found = next(iter(spectral.fit(every, [customers], 0)))
        again = spectral.refit(
            every.take(np.arange(customers)), np.ones(customers, dtype=np.intp), found, 1
        )
    assert len(np.unique(again)) == customers


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.first(3, NAMES))
def test_a_whole_segmentation_by_one_algorithm_can_be_kept(name: str) -> None:
    made = blobs(SQUARE)
    found = segment(made, Settings(segments=SegmentsSettings(algorithm=name, count=4, resamples=5)))
    assert (found.algorithm, found.k) == (name, 4)
    stored = skops.io.dumps(found.model)
    loaded = skops.io.loads(stored, trusted=skops.io.get_untrusted_types(data=stored))
    assert np.array_equal(loaded.predict(made.frame), found.model.predict(made.frame))


@pytest.mark.slow
def test_noise_joins_the_nearest_segment_and_is_reported() -> None:
    made = blobs(SQUARE, spread=0.2)
    made.frame.iloc[0] = [1.5, 8.0]
    found = segment(made, Settings(segments=SegmentsSettings(algorithm="dbscan", resamples=5)))
    assert made.frame.index[0] in found.noise
    assert found.labels.notna().all()
    top = {found.labels.iloc[place] for place in (130, 200)}
    assert found.labels.iloc[0] in top


@pytest.mark.slow
def test_any_clusterer_can_be_plugged_in_by_its_path() -> None:
    found = segment(
        blobs(SQUARE),
        Settings(
            segments=SegmentsSettings(algorithm="sklearn.cluster.Birch", count=4, resamples=5)
        ),
    )
    assert found.algorithm == "sklearn.cluster.Birch"
    assert adjusted_rand_score(GROUPS, found.labels.to_numpy()) > 0.97


class Quarters:
    """A clusterer that finds its own number: the quarters of the plane, and nobody near their
    borders.
    """

    def fit_predict(self, points: np.ndarray) -> np.ndarray:
        return np.where(
            np.abs(points).min(axis=1) < 0.05, -1, (points[:, 0] > 0) + 2 * (points[:, 1] > 0)
        )


class Failing:
    """A clusterer that cannot."""

    def fit_predict(self, points: np.ndarray) -> np.ndarray:
        raise ValueError(f"no such luck with {len(points)}")


class Together:
    """A clusterer that sees one group everywhere."""

    def fit_predict(self, points: np.ndarray) -> np.ndarray:
        return np.zeros(len(points), dtype=int)


@pytest.mark.slow
def test_a_clusterer_that_finds_its_own_number_can_be_plugged_in() -> None:
    path = f"{__name__}.Quarters"
    found = segment(blobs(SQUARE), Settings(segments=SegmentsSettings(algorithm=path, resamples=5)))
    assert (found.k, found.algorithm) == (4, path)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sklearn.cluster.Nowhere", "cannot be imported"),
        ("no_such_package.Clusters", "cannot be imported"),
        ("os.path.join", "is no clusterer"),
        ("sklearn.linear_model.LinearRegression", "is no clusterer"),
    ],
)
def test_what_is_no_clusterer_is_refused(path: str, message: str) -> None:
    with pytest.raises(SegmentsError, match=message) as caught:
        segment(blobs(SQUARE), Settings(segments=SegmentsSettings(algorithm=path)))
    assert "kmeans" in caught.value.hint


def test_a_clusterer_that_fails_is_named() -> None:
    with pytest.raises(
        SegmentsError, match="Failing failed on 240 customers: ValueError: no such luck"
    ):
        segment(blobs(SQUARE), Settings(segments=SegmentsSettings(algorithm=f"{__name__}.Failing")))


def test_a_clusterer_that_finds_one_group_is_told_so() -> None:
    with pytest.raises(SegmentsError, match="Together found no two groups among 240 customers"):
        segment(
            blobs(SQUARE), Settings(segments=SegmentsSettings(algorithm=f"{__name__}.Together"))
        )


def test_the_nearest_member_decides() -> None:
    model = NearestMember().fit(np.array([[0.0], [10.0], [11.0]]), np.array([0, 1, 1]))
    assert model.predict(np.array([[4.0], [6.0]])).tolist() == [0, 1]
    assert model.transform(np.array([[4.0]])).tolist() == [[4.0, 6.0]]
    # Inverse squares: 1/16 against 1/36.
    assert memberships(model, np.array([[4.0]]))[0] == pytest.approx([36 / 52, 16 / 52])
