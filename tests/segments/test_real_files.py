"""The figures that are known of the public files are met."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from reporter.model import Structure
from reporter.segments import clustering, segment
from reporter.segments.preparation import fit_preparation
from reporter.settings import SegmentsSettings, Settings
from tests.segments import tables


def test_online_retail_scores_as_published_for_logged_rfm() -> None:
    # Published without winsorising, which moves them by .002 at most.
    found = {one.k: one.silhouette for one in segment(tables.online_retail(), Settings()).candidates}
    assert [found[k] for k in (2, 3, 4, 5)] == pytest.approx([0.433, 0.337, 0.332, 0.319], abs=0.003)


def test_online_retail_is_not_split_into_a_handful_and_the_rest() -> None:
    found = segment(tables.online_retail(), Settings())
    assert 3 <= found.k <= 8
    assert min(one.customers for one in found.segments) > 0.05 * 4338
    assert [one.transform for one in found.preparation] == ["log1p"] * 3


def test_online_retail_rules_recognise_most_members() -> None:
    for one in segment(tables.online_retail(), Settings()).segments:
        assert one.rule.precision > 0.75
        assert one.rule.recall > 0.75


def test_wholesale_in_two_agrees_with_channel() -> None:
    made, channel = tables.wholesale()
    found = segment(made, Settings(segments=SegmentsSettings(count=2)))
    assert found.choice == "asked for"
    assert adjusted_rand_score(channel, found.labels.to_numpy()) > 0.57
    assert found.silhouette == pytest.approx(0.30, abs=0.01)
    assert found.stability > 0.94


def test_mall_is_found_in_five() -> None:
    found = segment(tables.mall(), Settings())
    assert (found.k, found.choice, found.structure) == (5, "vote", Structure.MODERATE)
    assert sorted(one.customers for one in found.segments) == [22, 23, 35, 39, 81]
    assert found.silhouette == pytest.approx(0.555, abs=0.0006)
    assert {one.k: round(one.silhouette, 2) for one in found.candidates if one.k in {4, 6}} == {4: 0.49, 6: 0.54}


def test_mall_stabilities_are_those_of_a_hundred_resamples_elsewhere() -> None:
    _, prepared = fit_preparation(tables.mall().frame, ["number", "number"])
    kinds = clustering.kinds(prepared)
    five, six = (
        clustering.stabilities(prepared, kinds, np.asarray(clustering.fit(prepared, k, 0).labels_), resamples=100, seed=0) for k in (5, 6)
    )
    assert five.min() > 0.94
    assert six.min() == pytest.approx(0.54, abs=0.06)
