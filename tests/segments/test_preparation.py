"""Features become comparable, by figures that are kept and by a criterion that is stated."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from reporter.segments.preparation import SkewTamer, Winsoriser, fit_preparation, record_preparation, skewness

RNG = np.random.default_rng(0)


def test_skewness_of_a_hand_checked_column() -> None:
    # Deviations −1, −1, −1, 3: third moment 24 / 4 over (12 / 4) ** 1.5.
    assert skewness(np.array([0.0, 0, 0, 4])) == pytest.approx(6 / 3**1.5)
    assert skewness(np.ones(4)) == 0


def test_missing_values_take_the_median() -> None:
    frame = pd.DataFrame({"a": [1.0, 2, np.nan, 3, 10]})
    pipeline, prepared = fit_preparation(frame, ["number"])
    assert pipeline["impute"].transform(frame)[2, 0] == 2.5
    assert record_preparation(frame, pipeline, prepared)[0].imputed == 1


def test_winsorising_takes_the_outermost_half_percent_to_real_values() -> None:
    values = np.arange(1000.0)[:, None]
    fitted = Winsoriser().fit(values)
    assert (fitted.lower_[0], fitted.upper_[0]) == (4, 995)
    assert (fitted.transform(values) != values).sum() == 8


def test_winsorising_leaves_two_hundred_customers_alone() -> None:
    values = np.arange(200.0)[:, None]
    assert np.array_equal(Winsoriser().fit(values).transform(values), values)


@pytest.mark.parametrize(
    ("column", "ratio", "power"),
    [
        (RNG.normal(size=500), True, 1.0),
        (RNG.lognormal(5, 1, 500), True, 0.0),
        (RNG.lognormal(5, 1, 500), False, 0.0),
        (RNG.lognormal(0, 0.5, 500) ** 4 / 1e4, True, 0.0),
    ],
    ids=["not skewed stays", "skewed money is logged", "a logarithm that halves the skewness is taken", "small money is logged too"],
)
def test_the_criterion_for_taming_skewness(column: np.ndarray, ratio: bool, power: float) -> None:
    assert SkewTamer(ratio=[ratio]).fit(column[:, None]).powers_[0] == power


@pytest.mark.parametrize("column", [RNG.lognormal(5, 1, 500) - 200, RNG.beta(0.3, 9, 500)], ids=["negative values", "shares"])
def test_yeo_johnson_serves_where_a_logarithm_does_not(column: np.ndarray) -> None:
    fitted = SkewTamer(ratio=[False]).fit(column[:, None])
    assert fitted.powers_[0] not in {0.0, 1.0}
    assert abs(skewness(fitted.transform(column[:, None])[:, 0])) < abs(skewness(column)) / 2


def test_prepared_features_are_centred_and_alone_have_unit_spread() -> None:
    frame = pd.DataFrame({"a": RNG.normal(3, 7, 100), "b": RNG.lognormal(5, 1, 100)})
    _, prepared = fit_preparation(frame, ["number", "money"])
    assert prepared.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
    assert prepared.std(axis=0) == pytest.approx([1, 1])


def test_logged_money_keeps_a_common_scale() -> None:
    wide, narrow = RNG.lognormal(5, 2, 150), RNG.lognormal(5, 0.8, 150)
    _, prepared = fit_preparation(pd.DataFrame({"wide": wide, "narrow": narrow}), ["money", "money"])
    ratio = np.log1p(wide).std() / np.log1p(narrow).std()
    assert prepared[:, 0].std() / prepared[:, 1].std() == pytest.approx(ratio)
    assert np.sqrt((prepared**2).mean()) == pytest.approx(1)


def test_the_record_tells_what_was_done_in_original_units() -> None:
    frame = pd.DataFrame({"spent": RNG.lognormal(5, 1, 1000)})
    pipeline, prepared = fit_preparation(frame, ["money"])
    (record,) = record_preparation(frame, pipeline, prepared)
    ordered = np.sort(frame["spent"])
    assert (record.transform, record.winsorised, record.lower, record.upper) == ("log1p", 8, ordered[4], ordered[995])
    assert abs(record.skewness_after) < 0.3 < record.skewness_before


def test_new_customers_are_treated_by_the_first_ones_figures() -> None:
    frame = pd.DataFrame({"spent": RNG.lognormal(5, 1, 1000)})
    pipeline, _ = fit_preparation(frame, ["money"])
    alone = pipeline.transform(pd.DataFrame({"spent": [1e9, np.nan]}))
    assert alone[0, 0] == pipeline.transform(frame).max()
    assert alone[1, 0] == pytest.approx(pipeline.transform(pd.DataFrame({"spent": [frame["spent"].median()]}))[0, 0])
