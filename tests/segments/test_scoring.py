"""New customers in kept segments: the same customers get the same segments, and each score says how
sure it is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import segments
from reporter.errors import SegmentsError
from reporter.model import Kind
from tests.builders import customer_table
from tests.kept import keep, kept_model


@pytest.mark.slow
@pytest.mark.parametrize("algorithm", ["kmeans", "ward", "gmm"])
def test_the_fitted_customers_keep_their_segments(algorithm: str) -> None:
    table = customer_table()
    kept = keep(table, algorithm=algorithm, count=3)
    told = segments.assign(table, kept).segments
    numbers = np.asarray(kept.order)[kept.pipeline.predict(table.frame[list(kept.features)])]
    assert told["segment"].tolist() == numbers.tolist()
    assert told.index.equals(table.frame.index)
    assert told["segment"].value_counts(normalize=True).to_dict() == pytest.approx(
        dict(kept.shares)
    )


def test_a_confidence_is_a_share_and_the_second_best_another_segment() -> None:
    told = segments.assign(customer_table(), kept_model()).segments
    assert told["confidence"].between(1 / 3, 1).all()
    assert (told["segment"] != told["second"]).all()
    assert set(told["second"]) <= set(kept_model().order)


def test_who_stands_at_a_centre_is_surer_than_who_stands_between() -> None:
    table, kept = customer_table(), kept_model()
    told = segments.assign(table, kept).segments
    distances = np.sort(
        kept.pipeline[-1].transform(kept.pipeline[:-1].transform(table.frame[list(kept.features)])),
        axis=1,
    )
    assert told["confidence"].to_numpy()[np.argmin(distances[:, 0])] > 0.9
    assert told["confidence"].to_numpy()[np.argmin(distances[:, 1] / distances[:, 0])] < 0.6


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(size=st.integers(1, 270), seed=st.integers(0, 2**32 - 1))
def test_a_customers_score_depends_on_nobody_else(size: int, seed: int) -> None:
    table, kept = customer_table(), kept_model()
    whole = segments.assign(table, kept).segments
    order = np.random.default_rng(seed).permutation(len(table.frame))[:size]
    some = segments.assign(replace(table, frame=table.frame.iloc[order]), kept).segments
    assert some.index.tolist() == table.frame.index[order].tolist()
    pair = whole.loc[some.index]
    assert some["segment"].tolist() == pair["segment"].tolist()
    assert some["confidence"].tolist() == pytest.approx(pair["confidence"].tolist(), rel=1e-9)
    assert some["outside"].tolist() == pair["outside"].tolist()


@pytest.mark.slow
def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = segments.assign(customer_table(), kept_model()).segments
    monkeypatch.setattr("reporter.segments.scoring.CHUNK", 7)
    assert (
        segments.assign(customer_table(), kept_model()).segments["segment"].tolist()
        == whole["segment"].tolist()
    )


def test_who_lies_out_of_range_is_told_with_where() -> None:
    table = customer_table()
    frame = table.frame.copy()
    frame.loc["C00003", ["recency", "monetary"]] = 1e6
    told = segments.assign(replace(table, frame=frame), kept_model()).segments
    assert told.loc["C00003", "outside"] == "recency; monetary"
    assert (told["outside"].drop("C00003") == "").all()


def test_missing_values_are_filled_as_when_the_model_was_made() -> None:
    table, kept = customer_table(), kept_model()
    gaps, filled = table.frame.copy(), table.frame.copy()
    gaps.loc["C00003", "monetary"] = np.nan
    filled.loc["C00003", "monetary"] = table.frame["monetary"].median()
    told = [
        segments.assign(replace(table, frame=frame), kept).segments.loc[["C00003"]]
        for frame in (gaps, filled)
    ]
    assert told[0].to_dict() == told[1].to_dict()


def test_a_missing_feature_is_named() -> None:
    table = customer_table()
    without = replace(
        table,
        frame=table.frame.drop(columns="monetary"),
        features=tuple(one for one in table.features if one.name != "monetary"),
    )
    with pytest.raises(SegmentsError, match="needs 'monetary'") as caught:
        segments.assign(without, kept_model())
    assert "recency" in caught.value.hint


def test_the_other_kind_of_table_is_refused() -> None:
    with pytest.raises(SegmentsError, match="made from transactions, these data are customers"):
        segments.assign(replace(customer_table(), kind=Kind.CUSTOMERS), kept_model())


def test_a_number_that_became_a_category_is_named() -> None:
    table = customer_table()
    features = tuple(
        replace(one, unit="category") if one.name == "recency" else one for one in table.features
    )
    frame = table.frame.assign(recency=table.frame["recency"].astype(str))
    with pytest.raises(SegmentsError, match="'recency' was a number"):
        segments.assign(replace(table, features=features, frame=frame), kept_model())


def test_infinity_is_refused() -> None:
    table = customer_table()
    frame = table.frame.copy()
    frame.iloc[0, 2] = np.inf
    with pytest.raises(SegmentsError, match="infinite"):
        segments.assign(replace(table, frame=frame), kept_model())
