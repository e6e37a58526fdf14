"""How numbers lie is measured whatever their size: their cubes are neither beyond floating point
nor zero.
"""

from __future__ import annotations

from typing import Any

import ibis
import numpy as np
import pytest
from scipy.stats import skew

from reporter.ingest.columns import statistics


def _computed(expression: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in expression.to_pandas().itertuples(index=False)]


@pytest.mark.parametrize("power", [-1000, 0, 900])
def test_mean_and_skewness_of_numbers_of_any_size(power: int) -> None:
    values = np.random.default_rng(1).lognormal(0, 1, 300)
    table = ibis.memtable({"a": np.ldexp(values, power), "b": -np.ldexp(values, power)})
    counted = statistics.count(table, {"a": "decimal", "b": "decimal"}, _computed)
    found = statistics.shapes(table, counted, _computed)
    assert [found[name].skewness for name in "ab"] == pytest.approx(
        [skew(values), -skew(values)], rel=1e-6
    )
    assert np.ldexp(found["a"].mean, -power) == pytest.approx(values.mean())


def test_endless_numbers_are_measured_without_an_error() -> None:
    table = ibis.memtable({"a": [1.0, 2.0, np.inf, 5.0]})
    counted = statistics.count(table, {"a": "decimal"}, _computed)
    assert not statistics.shapes(table, counted, _computed)["a"].skewness > 1
