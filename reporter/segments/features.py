"""A customer table and settings in, the features that make the segments out, as a checked frame in
original units.

By default orders are segmented by recency, frequency and monetary value: the field's standard, and
in the models of Fader, Hardie & Lee (2005, "RFM and CLV") all that a customer's past tells about
the future. The other features of orders describe the segments: on Online Retail (I and II, 3 to 6
segments) average order value or distinct products blur the groups (silhouettes of .25-.31 instead
of .31-.37), and tenure makes them steadier at some numbers and looser at others. Customer tables
are segmented by all of their behavioural numbers.

Orders without money are segmented by recency and frequency. The breadth of what customers buy
describes them and makes no segments: on Online Retail without its prices it lowers the silhouette
of five segments from .42 to .30, no more than data without groups have, and takes them further from
those that money would have made (adjusted Rand index of .27 instead of .44).
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from reporter.errors import SegmentsError
from reporter.model import RFM, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CustomerTable, Feature
    from reporter.settings import SegmentsSettings

LARGEST = 1e100
"""No measure of customers is of that size, and the cubes of larger numbers, which skewness takes,
are beyond floating point.
"""
DIGITS = 1e-12
"""Of a feature's size: values that differ by less were one before they were computed with."""


def clustering_frame(table: CustomerTable, settings: SegmentsSettings) -> pd.DataFrame:
    """Return the features that make the segments, one row per customer, ordered by customer:
    numbers as float64, categories as objects.

    Features that do not vary, or only in the half percent on either side that is pulled in, are
    left out: they cannot tell customers apart.

    Raises
    ------
    SegmentsError
        A feature asked for does not exist, a value is too large to be reckoned with, or no feature
        varies.
    """
    names = chosen_features(table, settings)
    refuse_infinite(table.frame.loc[:, _numeric(table)].astype("float64"))
    frame = typed(table.frame.loc[:, list(names)].sort_index(kind="stable"), table)
    varying = [name for name in names if _varies(frame[name], settings.tail)]
    if not varying:
        raise SegmentsError(
            f"The {len(frame):,} customers do not differ in {_listed(names)}: there is nothing to"
            " tell segments apart by.",
            "Check that these columns were read rightly, or name others with segments.features.",
        )
    return frame.loc[:, varying]


def typed(frame: pd.DataFrame, table: CustomerTable) -> pd.DataFrame:
    """Return features as the preparation takes them: numbers as float64, categories as texts with
    NaN for what is missing.
    """
    columns = {
        name: (
            frame[name].astype(object).where(frame[name].notna(), np.nan)
            if table.feature(str(name)).unit == "category"
            else frame[name].astype("float64")
        )
        for name in frame.columns
    }
    return pd.DataFrame(columns, index=frame.index)


def _varies(values: pd.Series[Any], tail: float) -> bool:
    if values.dtype == object:
        return len(values.drop_duplicates()) > 1
    if values.isna().all():
        return False
    filled = values.fillna(values.median())
    upper, lower = (
        filled.quantile(1 - tail, interpolation="higher"),
        filled.quantile(tail, interpolation="lower"),
    )
    return bool(upper - lower > DIGITS * max(abs(upper), abs(lower)))


def chosen_features(table: CustomerTable, settings: SegmentsSettings) -> tuple[str, ...]:
    """Return the names of the features that are asked for, or else those that make segments by
    default.
    """
    return _asked_for(table, settings.features) if settings.features else _behavioural(table)


def _behavioural(table: CustomerTable) -> tuple[str, ...]:
    numbers = tuple(
        feature.name
        for feature in table.features
        if feature.behaviour and feature.unit != "category"
    )
    if not numbers:
        raise SegmentsError(
            "No column tells how customers behave in numbers, so nothing can make segments.",
            "Name numeric columns with segments.features; there are:"
            f" {_listed(_numeric(table)) or 'none'}.",
        )
    if table.kind is Kind.TRANSACTIONS:
        return tuple(name.value for name in RFM if name in numbers) or numbers
    return numbers


def _asked_for(table: CustomerTable, wanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_resolve(table, name).name for name in wanted))


def _resolve(table: CustomerTable, wanted: str) -> Feature:
    spoken = {
        word.strip().casefold(): feature
        for feature in reversed(table.features)
        for word in (feature.heading, feature.name)
        if word
    }
    exact = next((feature for feature in table.features if feature.name == wanted), None)
    found = exact or spoken.get(wanted.strip().casefold())
    if found is None:
        nearest = difflib.get_close_matches(wanted.strip().casefold(), spoken, n=1, cutoff=0.5)
        suggestion = f"Did you mean {spoken[nearest[0]].name!r}? " if nearest else ""
        raise SegmentsError(
            f"segments.features asks for {wanted!r}, which is no feature of these customers.",
            f"{suggestion}There are: {_listed([feature.name for feature in table.features])}.",
        )
    return found


def refuse_infinite(frame: pd.DataFrame) -> None:
    """Raise SegmentsError if a number is infinite, or so large that nothing can be reckoned with
    it.
    """
    sizes = frame.select_dtypes("float64").abs()
    kinds = (
        ("infinite", sizes == np.inf, "a division by zero"),
        (f"beyond {LARGEST:.0e}", sizes > LARGEST, "a sign for what is missing"),
    )
    for what, found, reason in kinds:
        for name in found.columns[found.any()]:
            raise SegmentsError(
                f"{name!r} is {what} for {found[name].sum():,} of {len(frame):,} customers.",
                f"Mend these values in the file ({reason}, perhaps), or leave the column out: --set"
                f" roles.ignore='[\"{name}\"]'.",
            )


def _numeric(table: CustomerTable) -> list[str]:
    return [feature.name for feature in table.features if feature.unit != "category"]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
