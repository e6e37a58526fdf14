"""Whom a play addresses: a segment's members in, those that its words mean out, counted and
measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Country, Days

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Outcome, ProductLift
    from reporter.model.claim import Value

MOST_LARGEST, LARGEST_SHARE = 150, 0.2
"""One person can know so many customers by name; and no more than a fifth of a segment are its
largest, if these are ten at least.
"""
FEWEST_LARGEST = 10
"""So many are among the largest, however small the segment."""
FEWEST_ADDRESSED, FEWEST_OF_SMALL = 5, 2
"""Fewer customers are no audience, but for all of a small segment; one customer is none."""
SAMPLE_SHARE = 0.1
"""A tenth of the silent tells what they would answer."""
HALF_YEAR_DAYS, YEAR_DAYS = 183.0, 365.0
"""Days that part the spans of silence, see `Audience.silent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The members that a play addresses."""

    customers: int
    told: Claim
    """How many they are, and who: "434 customers who ordered once"."""
    yearly: float | None
    """What they bring in a year; None where it cannot be told."""
    order_value: float | None
    """The typical order's; of the whole segment where it is not known who of it is addressed."""
    silent: tuple[int, int, int]
    """How many have been silent for up to six months, for six to twelve, and for longer."""
    is_known: bool = True
    """Whether the list can tell who they are, not only how many."""


def audience(
    measured: Measured,
    number: int,
    name: str,
    products: Sequence[ProductLift],
    became: Sequence[Outcome] = (),
) -> Audience | None:
    """Count the members that a play addresses, who have not left; None where they cannot be told or
    are too few.
    """
    members = present_members(measured, number, became)
    if name == "not_yet_bought":
        return _without_product(measured, number, products)
    if name == "sample":
        return _sample(measured, members)
    chosen = _choose(measured, number, name, members)
    if chosen is None or len(chosen) < max(FEWEST_OF_SMALL, min(FEWEST_ADDRESSED, len(members))):
        return None
    some_left = len(members) < measured.customers[number]
    counted: dict[str, Value] = {"audience": Count(len(chosen)), "some_left": some_left}
    return _described(measured, chosen, _told(measured, number, name, chosen, counted))


def present_members(measured: Measured, number: int, became: Sequence[Outcome]) -> pd.DataFrame:
    """Return the members who have not left, as far as a column tells: nobody can be kept who is
    gone.
    """
    members = measured.groups[number]
    for one in became:
        if one.bad:
            members = members[members[one.feature].astype(str) != one.category]
    return members


def _choose(
    measured: Measured, number: int, name: str, members: pd.DataFrame
) -> pd.DataFrame | None:
    # Functions, so that only the one that is asked for is worked out.
    choosers: dict[str, Callable[[], pd.DataFrame | None]] = {
        "all": lambda: members,
        "once": lambda: _where(
            members,
            (FeatureName.FREQUENCY, None, ONE_ORDER_TOLERANCE),
            (FeatureName.RECENCY, None, measured.silent_days),
        ),
        "active": lambda: _where(members, (FeatureName.RECENCY, None, measured.silent_days)),
        "new": lambda: _where(members, (FeatureName.TENURE, None, measured.new_days)),
        "overdue": lambda: _overdue(measured, number, members),
        "silent": lambda: _where(members, (FeatureName.RECENCY, measured.silent_days, None)),
        "silent_year": lambda: _where(members, (FeatureName.RECENCY, YEAR_DAYS, None)),
        "largest": lambda: _largest(measured, members),
        "largest_silent": lambda: _largest(
            measured, _where(members, (FeatureName.RECENCY, measured.silent_days, None))
        ),
        "returners": lambda: _where(members, (FeatureName.RETURN_RATE, 0.0, None)),
        "abroad": lambda: _abroad(measured, members),
    }
    return choosers[name]()


def _where(
    members: pd.DataFrame, *bounds: tuple[str, float | None, float | None]
) -> pd.DataFrame | None:
    """Keep the members above the first and up to the second bound of each feature."""
    if any(name not in members for name, _, _ in bounds):
        return None
    kept = np.ones(len(members), dtype=bool)
    for name, above, most in bounds:
        values = members[name].to_numpy(dtype=float)
        kept &= (values > (-np.inf if above is None else above)) & (
            values <= (np.inf if most is None else most)
        )
    return members[kept]


def _overdue(measured: Measured, number: int, members: pd.DataFrame) -> pd.DataFrame | None:
    days = measured.overdue_days(number)
    return _where(members, (FeatureName.RECENCY, days, None)) if days else None


def _largest(measured: Measured, members: pd.DataFrame | None) -> pd.DataFrame | None:
    volume = measured.study.table.volume
    if members is None or volume is None:
        return None
    most = min(MOST_LARGEST, max(FEWEST_LARGEST, round(LARGEST_SHARE * len(members))))
    return (
        # By customer first, and stably: of equal amounts the same ones are always the largest.
        members.sort_index().sort_values(volume.feature, ascending=False, kind="stable").iloc[:most]
    )


def _abroad(measured: Measured, members: pd.DataFrame) -> pd.DataFrame | None:
    home = measured.home
    return (
        None
        if home is None
        else members[members["country"].notna() & (members["country"].astype(str) != home)]
    )


def _sample(measured: Measured, members: pd.DataFrame) -> Audience | None:
    """Take a tenth of those who are silent, or of all members where nobody is; whom, chance
    decides.
    """
    silent = _where(members, (FeatureName.RECENCY, measured.silent_days, None))
    drawn = members if silent is None or silent.empty else silent
    size = round(SAMPLE_SHARE * len(drawn))
    if size < FEWEST_ADDRESSED:
        return None
    return Audience(
        customers=size,
        told=Claim("audience.sample", {"audience": Count(size), "silent": drawn is not members}),
        yearly=None,
        order_value=None,
        silent=(0, 0, 0),
    )


def _without_product(
    measured: Measured, number: int, products: Sequence[ProductLift]
) -> Audience | None:
    if not products:
        return None
    left = measured.customers[number] - products[0].customers
    if left < FEWEST_ADDRESSED:
        return None
    value = measured.median(number, FeatureName.AVERAGE_ORDER_VALUE)
    return Audience(
        customers=left,
        told=Claim("audience.not_yet_bought", {"audience": Count(left)}),
        yearly=None,
        order_value=value,
        silent=(0, 0, 0),
        # Purchases are counted per segment: they tell how many bought it, not who.
        is_known=False,
    )


def _described(measured: Measured, chosen: pd.DataFrame, told: Claim) -> Audience:
    values = (
        chosen[FeatureName.AVERAGE_ORDER_VALUE].astype(float).dropna()
        if FeatureName.AVERAGE_ORDER_VALUE in chosen
        else None
    )
    days = (
        chosen[FeatureName.RECENCY].to_numpy(dtype=float)
        if FeatureName.RECENCY in chosen
        else np.zeros(0)
    )
    return Audience(
        customers=len(chosen),
        told=told,
        yearly=measured.of_a_year(chosen) if measured.study.table.revenue else None,
        order_value=float(values.median()) if values is not None and len(values) else None,
        silent=(
            int((days <= HALF_YEAR_DAYS).sum()),
            int(((days > HALF_YEAR_DAYS) & (days <= YEAR_DAYS)).sum()),
            int((days > YEAR_DAYS).sum()),
        ),
    )


def _told(
    measured: Measured,
    number: int,
    name: str,
    chosen: pd.DataFrame,
    counted: Mapping[str, Value],
) -> Claim:
    """Claim how many they are, and who."""
    months = Count(measured.silent_months)
    values: dict[str, Mapping[str, Value]] = {
        "once": {"summed": measured.summed, "months": months},
        "active": {"months": months},
        "new": {"new": Count(round(measured.new_days))},
        "overdue": {"gap": Days(measured.overdue_days(number) or 0.0)},
        "silent": {"months": months},
        "abroad": {"home": Country(measured.home or "")},
        "largest": {"priced": measured.priced},
        "largest_silent": {"priced": measured.priced},
    }
    variants = {"largest": _largest_called, "largest_silent": _largest_silent_called}
    entry = variants[name](measured, number, chosen) if name in variants else name
    return Claim(f"audience.{entry}", {**counted, **values.get(name, {})})


def _largest_called(measured: Measured, number: int, chosen: pd.DataFrame) -> str:
    """Tell of whom those who spend most are so many: of all customers, of the segment, or of nobody
    where it is the whole segment.
    """
    volume = measured.study.table.volume
    if volume is None or len(chosen) == measured.customers[number]:
        return "all"
    least = float(chosen[volume.feature].astype(float).min())
    # Whether anybody outside of the chosen brings as much as the least of them.
    ahead = int((measured.frame[volume.feature].astype(float) > least).sum())
    return "largest.of_all" if ahead < len(chosen) else "largest.of_segment"


def _largest_silent_called(measured: Measured, number: int, chosen: pd.DataFrame) -> str:
    """Tell the same of those who are silent."""
    silent = _where(measured.groups[number], (FeatureName.RECENCY, measured.silent_days, None))
    if silent is None or len(silent) == len(chosen):
        return "silent_now"
    return "largest_silent"
