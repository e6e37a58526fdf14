"""Customers and the pipeline fitted to them in, a record of what it did to each feature out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reporter.model import Preparation
from reporter.segments.moments import skewness
from reporter.segments.powers import power_name

if TYPE_CHECKING:
    import pandas as pd
    from sklearn.pipeline import Pipeline


def record_preparation(frame: pd.DataFrame, pipeline: Pipeline) -> tuple[Preparation, ...]:
    """Tell for each feature what the fitted pipeline did to these customers."""
    parts = {
        name: (part, list(columns))
        for name, part, columns in pipeline["features"].transformers_
        if name != "remainder"
    }
    told = {
        name: Preparation(
            feature=name,
            transform="one-hot",
            scaling="weighted",
            skewness_before=None,
            skewness_after=None,
            imputed=int(frame[name].isna().sum()),
            winsorised=0,
            lower=None,
            upper=None,
        )
        for name in parts.get("categories", (None, []))[1]
    }
    if "numbers" in parts:
        told |= _record_numbers(frame[parts["numbers"][1]], parts["numbers"][0])
    return tuple(told[str(name)] for name in frame.columns)


def _record_numbers(frame: pd.DataFrame, pipeline: Pipeline) -> dict[str, Preparation]:
    imputed = np.asarray(pipeline["impute"].transform(frame))
    bounds, tamed = (
        pipeline["winsorise"],
        pipeline["tame"].transform(pipeline["winsorise"].transform(imputed)),
    )
    return {
        str(name): Preparation(
            feature=str(name),
            transform=power_name(float(pipeline["tame"].powers_[index])),
            scaling="robust" if pipeline["scale"].robust else "standard",
            skewness_before=skewness(imputed[:, index]),
            skewness_after=skewness(tamed[:, index]),
            imputed=int(frame[name].isna().sum()),
            winsorised=int(
                (
                    (imputed[:, index] < bounds.lower_[index])
                    | (imputed[:, index] > bounds.upper_[index])
                ).sum()
            ),
            lower=float(bounds.lower_[index]),
            upper=float(bounds.upper_[index]),
        )
        for index, name in enumerate(frame.columns)
    }
