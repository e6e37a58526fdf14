"""Features become comparable, by figures that are kept and by a criterion that is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from reporter.segments.moments import skewness
from reporter.segments.preparation import (
    GroupScaler,
    Prepared,
    SkewTamer,
    Winsoriser,
    fit_preparation,
    smear,
)
from reporter.segments.preparation_record import record_preparation
from reporter.settings import SegmentsSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Unit

RNG = np.random.default_rng(0)


def prepare(frame: pd.DataFrame, units: Sequence[Unit], **settings: Any) -> Prepared:
    return fit_preparation(
        frame, dict(zip(map(str, frame.columns), units, strict=True)), SegmentsSettings(**settings)
    )


def numbers(prepared: Prepared) -> Any:
    return prepared.pipeline["features"].named_transformers_["numbers"]


def test_skewness_of_a_hand_checked_column() -> None:
    # Deviations −1, −1, −1, 3: third moment 24 / 4 over (12 / 4) ** 1.5.
    assert skewness(np.array([0.0, 0, 0, 4])) == pytest.approx(6 / 3**1.5)
    assert skewness(np.ones(4)) == 0


@pytest.mark.parametrize("power", [-1000, -400, 300])
def test_the_size_of_the_numbers_makes_no_difference(power: int) -> None:
    # Squares of 2 ** 600 are beyond floating point, those of 2 ** -600 are zero.
    column = RNG.normal(50, 10, 40)
    moved = np.ldexp(column, power)
    assert skewness(moved) == skewness(column)
    assert np.array_equal(
        prepare(pd.DataFrame({"a": moved}), ["number"]).points,
        prepare(pd.DataFrame({"a": column}), ["number"]).points,
    )


def test_a_power_fitted_within_bounds_sends_nobody_beyond_all_numbers() -> None:
    # Among −3 to 0, the power of greatest likelihood is large; of 5,000, which was pulled in, it
    # makes more than floating point holds.
    column = np.concatenate([-RNG.exponential(0.003, 1000), [1e9]])
    prepared = prepare(pd.DataFrame({"a": column}), ["number"])
    assert numbers(prepared)["tame"].powers_[0] > 50
    assert np.isfinite(prepared.smeared).all()


def test_missing_values_take_the_median() -> None:
    frame = pd.DataFrame({"a": [1.0, 2, np.nan, 3, 10]})
    prepared = prepare(frame, ["number"])
    assert numbers(prepared)["impute"].transform(frame)[2, 0] == 2.5
    assert record_preparation(frame, prepared.pipeline)[0].imputed == 1


def test_winsorising_takes_the_outermost_half_percent_to_real_values() -> None:
    values = np.arange(1000.0)[:, None]
    fitted = Winsoriser().fit(values)
    assert (fitted.lower_[0], fitted.upper_[0]) == (4, 995)
    assert (fitted.transform(values) != values).sum() == 8


def test_winsorising_leaves_two_hundred_customers_alone() -> None:
    values = np.arange(200.0)[:, None]
    assert np.array_equal(Winsoriser().fit(values).transform(values), values)


def test_single_values_far_beyond_all_others_are_pulled_in_however_few_the_customers() -> None:
    values = np.arange(100.0)[:, None]
    for odd, place in ((5000.0, 99), (-5000.0, 0)):
        changed = values.copy()
        changed[place] = odd
        assert (
            Winsoriser().fit(changed).transform(changed).ravel().tolist() == [1, *range(1, 100)]
            if place == 0
            else [*range(99), 98]
        )
        assert np.array_equal(Winsoriser(tail=0).fit(changed).transform(changed), changed)
    zeros = np.zeros((100, 1))
    zeros[99] = 7.0
    assert np.array_equal(
        Winsoriser().fit(zeros).transform(zeros), zeros
    )  # where others are alike, nothing is far from them


@pytest.mark.parametrize(
    ("column", "ratio", "power"),
    [
        (RNG.normal(size=500), True, 1.0),
        (RNG.lognormal(5, 1, 500), True, 0.0),
        (RNG.lognormal(5, 1, 500), False, 0.0),
        (RNG.lognormal(0, 0.5, 500) ** 4 / 1e4, True, 0.0),
    ],
    ids=[
        "not skewed stays",
        "skewed money is logged",
        "a logarithm that halves the skewness is taken",
        "small money is logged too",
    ],
)
def test_the_criterion_for_taming_skewness(column: np.ndarray, ratio: bool, power: float) -> None:
    assert SkewTamer(ratio=[ratio]).fit(column[:, None]).powers_[0] == power


@pytest.mark.parametrize(
    "column",
    [RNG.lognormal(5, 1, 500) - 200, RNG.beta(0.3, 9, 500)],
    ids=["negative values", "shares"],
)
def test_yeo_johnson_serves_where_a_logarithm_does_not(column: np.ndarray) -> None:
    fitted = SkewTamer(ratio=[False]).fit(column[:, None])
    assert fitted.powers_[0] not in {0.0, 1.0}
    assert abs(skewness(fitted.transform(column[:, None])[:, 0])) < abs(skewness(column)) / 2


def test_prepared_features_are_centred_and_alone_have_unit_spread() -> None:
    frame = pd.DataFrame({"a": RNG.normal(3, 7, 100), "b": RNG.lognormal(5, 1, 100)})
    prepared = prepare(frame, ["number", "money"]).points
    assert prepared.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
    assert prepared.std(axis=0) == pytest.approx([1, 1])


def test_logged_money_keeps_a_common_scale() -> None:
    wide, narrow = RNG.lognormal(5, 2, 150), RNG.lognormal(5, 0.8, 150)
    prepared = prepare(pd.DataFrame({"wide": wide, "narrow": narrow}), ["money", "money"]).points
    ratio = np.log1p(wide).std() / np.log1p(narrow).std()
    assert prepared[:, 0].std() / prepared[:, 1].std() == pytest.approx(ratio)
    assert np.sqrt((prepared**2).mean()) == pytest.approx(1)


def test_the_record_tells_what_was_done_in_original_units() -> None:
    frame = pd.DataFrame({"spent": RNG.lognormal(5, 1, 1000)})
    (record,) = record_preparation(frame, prepare(frame, ["money"]).pipeline)
    ordered = np.sort(frame["spent"])
    assert (record.transform, record.winsorised, record.lower, record.upper) == (
        "log1p",
        8,
        ordered[4],
        ordered[995],
    )
    assert record.skewness_before is not None
    assert record.skewness_after is not None
    assert abs(record.skewness_after) < 0.3 < record.skewness_before


def test_new_customers_are_treated_by_the_first_ones_figures() -> None:
    frame = pd.DataFrame({"spent": RNG.lognormal(5, 1, 1000)})
    pipeline = prepare(frame, ["money"]).pipeline
    alone = pipeline.transform(pd.DataFrame({"spent": [1e9, np.nan]}))
    assert alone[0, 0] == pipeline.transform(frame).max()
    assert alone[1, 0] == pytest.approx(
        pipeline.transform(pd.DataFrame({"spent": [frame["spent"].median()]}))[0, 0]
    )


def test_robust_scaling_takes_the_quartiles() -> None:
    values = np.concatenate([np.arange(99.0), [1e6]])[:, None]
    scaled = GroupScaler(groups=[0], robust=True).fit(values).transform(values)
    assert np.median(scaled) == 0
    assert np.quantile(scaled, 0.75) - np.quantile(scaled, 0.25) == pytest.approx(1.349, abs=0.001)


def test_half_of_the_values_alike_still_have_a_robust_scale() -> None:
    values = np.array([5.0] * 80 + [1.0, 9.0] * 10)[:, None]
    assert np.isfinite(GroupScaler(groups=[0], robust=True).fit(values).transform(values)).all()


def test_categories_together_count_as_much_as_one_number_and_rare_ones_more() -> None:
    frame = pd.DataFrame(
        {"a": RNG.normal(size=400), "colour": np.repeat(["red", "green", "blue"], [200, 160, 40])}
    )
    points = prepare(frame, ["number", "category"]).points
    assert points.shape == (400, 4)
    assert points.var(axis=0)[0] == pytest.approx(1)
    assert points.var(axis=0)[1:].sum() == pytest.approx(1)
    reds, blues = points[0], points[-1]
    assert (blues[1:] ** 2).sum() > (reds[1:] ** 2).sum()


def test_a_category_that_was_never_seen_is_no_error() -> None:
    frame = pd.DataFrame({"colour": np.array(["red", "green", np.nan] * 20, dtype=object)})
    pipeline = prepare(frame, ["category"]).pipeline
    assert np.isfinite(pipeline.transform(pd.DataFrame({"colour": ["mauve"]}))).all()
    record = record_preparation(frame, pipeline)[0]
    assert (record.transform, record.scaling, record.imputed, record.upper) == (
        "one-hot",
        "weighted",
        20,
        None,
    )


def test_components_keep_the_share_that_is_asked_for() -> None:
    base = RNG.normal(size=(300, 1))
    frame = pd.DataFrame(base + 0.1 * RNG.normal(size=(300, 4)), columns=list("abcd"))
    assert prepare(frame, ["number"] * 4, pca=0.9).points.shape == (300, 1)


def test_whole_numbers_are_smeared_over_their_step_and_nothing_is_pulled_in() -> None:
    frame = pd.DataFrame({"orders": np.repeat([1.0, 2.0, 3.0, 50.0], [500, 300, 197, 3])})
    prepared = prepare(frame, ["number"], tail=0.01)
    assert len(np.unique(prepared.smeared)) == 1_000
    assert prepared.smeared.max() > prepared.points.max()
    assert np.array_equal(smear(prepared.pipeline, frame, 0), prepared.smeared)
