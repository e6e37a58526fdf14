"""A model that was read in, nothing out: whether its parts fit together, and whether it puts
customers into its own segments.
"""

from __future__ import annotations

import math
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from reporter.model.claim import Claim
from reporter.numerals import Numerals
from reporter.wording import Words

if TYPE_CHECKING:
    from reporter.model import Distribution, KeptModel

STEPS = (["features", "cluster"], ["features", "reduce", "cluster"])
QUIET = {"n_jobs": (None, 1), "memory": (None,), "verbose": (False, 0)}
"""Parameters with which a model could start processes, write files or print."""
FEWEST, MOST_SEGMENTS = 2, 1_000
"""Customers, and segments, that a model has at least; segments that it may have."""
_HEX = re.compile(r"#[0-9A-F]{6}")


def check_model(kept: KeptModel) -> None:
    """Raise an error if the parts of a model contradict one another, or its pipeline does not work.

    Raises
    ------
    ValueError
        Which parts do not fit.
    """
    _check_segments(kept)
    if [one.feature for one in kept.reference] != list(kept.features) or len(
        set(kept.features)
    ) < max(1, len(kept.features)):
        raise ValueError("its features and their distributions do not match")
    for one in kept.reference:
        _check_distribution(one)
    for axis, cuts in kept.thresholds.items():
        if not all(map(math.isfinite, cuts)) or list(cuts) != sorted(cuts):
            raise ValueError(f"the cuts of {axis} do not ascend")
    if kept.customers < FEWEST:
        raise ValueError("it was fitted to nobody")
    _check_pipeline(kept)


def _check_segments(kept: KeptModel) -> None:
    count = len(kept.order)
    if (
        not FEWEST <= count <= MOST_SEGMENTS
        or sorted(kept.order) != list(range(1, count + 1))
        or set(kept.names) != set(kept.order)
    ):
        raise ValueError("its segments are not numbered from 1 on")
    words = Words.of(Numerals())
    if any(
        isinstance(name.called, Claim) and not words.can_say(name.called)
        for name in kept.names.values()
    ):
        raise ValueError("a segment is called by what this version has no words for")
    called = {words.name(name) for name in kept.names.values()}
    if len(called) < count or not all(map(_readable, (*called, *kept.notes.values()))):
        raise ValueError("its segments have no names of their own")
    if not all(_HEX.fullmatch(colour) for colour in kept.colours.values()):
        raise ValueError("a segment has no colour")
    if not all(0 <= value <= 1 for value in (*kept.shares.values(), *kept.stabilities.values())):
        raise ValueError("a share or stability of its segments is none")
    if not math.isclose(sum(kept.shares.values()), 1, abs_tol=1e-6):
        raise ValueError("the shares of its segments do not add up")


def _readable(name: str) -> bool:
    """Tell whether a name has letters to print, and none that steer a terminal."""
    return bool(name.strip()) and not any(unicodedata.category(letter) == "Cc" for letter in name)


def _check_distribution(one: Distribution) -> None:
    named = one.lower is None or one.upper is None
    bins = len(one.categories if named else one.edges) + 1
    if (
        len(one.shares) != bins
        or (one.edges if named else one.categories)
        or (one.lower is None) is not (one.upper is None)
    ):
        raise ValueError(f"the distribution of {one.feature!r} has other bins than shares")
    if not all(0 <= share <= 1 for share in (*one.shares, one.missing)) or not math.isclose(
        sum(one.shares) + one.missing, 1, abs_tol=1e-6
    ):
        raise ValueError(f"the shares of {one.feature!r} do not add up")
    values = () if one.lower is None or one.upper is None else (one.lower, *one.edges, one.upper)
    if not all(map(math.isfinite, values)) or list(values) != sorted(values):
        raise ValueError(f"the bounds of {one.feature!r} do not ascend")


def _check_pipeline(kept: KeptModel) -> None:
    """Try the pipeline on customers at the ends and in the middle of each distribution, and on one
    of whom nothing is known.
    """
    pipeline = kept.pipeline
    if [name for name, _ in pipeline.steps] not in STEPS:
        raise ValueError("its steps are not those of a segmentation")
    for name, value in pipeline.get_params(deep=True).items():
        allowed = QUIET.get(name.rpartition("__")[2])
        if allowed is not None and not (
            isinstance(value, (bool, int, type(None))) and value in allowed
        ):
            raise ValueError(f"its parameter {name} is set")
    if list(pipeline[0].feature_names_in_) != list(kept.features):
        raise ValueError("its pipeline has other features than it names")
    frame = pd.DataFrame({one.feature: _probes(one) for one in kept.reference})
    with warnings.catch_warnings(action="ignore"):
        prepared = np.asarray(pipeline[:-1].transform(frame), dtype=np.float64)
        numbers = np.asarray(pipeline[-1].predict(prepared))
        near = (
            pipeline[-1].predict_proba(prepared)
            if hasattr(pipeline[-1], "predict_proba")
            else pipeline[-1].transform(prepared)
        )
    if (
        not np.isfinite(prepared).all()
        or not np.isfinite(near).all()
        or near.shape != (len(frame), len(kept.order))
    ):
        raise ValueError("its pipeline does not tell its segments apart")
    if not np.isin(numbers, np.arange(len(kept.order))).all():
        raise ValueError("its pipeline has other segments than it names")


def _probes(one: Distribution) -> list[Any]:
    if one.lower is None or one.upper is None:
        return [one.categories[0] if one.categories else "", "a category that nobody has", np.nan]
    return [one.lower, one.upper, np.nan]
