"""What became of customers, segment by segment: a column such as Churn or Response in, rates with
intervals and claims out.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.findings.measuring.answers import is_no, is_yes
from reporter.findings.measuring.comparisons import (
    TELLING_POINTS,
    Z_OF_95_PERCENT,
    two_proportion_z,
)
from reporter.findings.measuring.enough import Statement, is_enough
from reporter.model import Finding, Outcome, OutcomeRate
from reporter.model.claim import Claim, Count, Name, Ratio, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Feature
    from reporter.model.claim import Value

MOST_OUTCOMES = 2
"""So many outcomes are told at most, in the order of the file."""
CONFIDENCE = 0.95
"""Of the intervals."""
TELLING_LIFT = 1.5
"""Times as often, or as seldom, that is told besides the two shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How an outcome is known."""

    name: str
    heading: tuple[str, ...]
    value: tuple[str, ...]
    bad: bool


def outcomes(measured: Measured) -> tuple[Outcome, ...]:
    """Return the rates of what became of customers, by segment; nothing where no column says it in
    words that are known.
    """
    found = [
        _outcome(measured, feature) for feature in measured.study.table.features if feature.outcome
    ]
    return tuple(one for one in found if one is not None)[:MOST_OUTCOMES]


def _outcome(measured: Measured, feature: Feature) -> Outcome | None:
    known = measured.frame[feature.name].dropna().astype(str)
    words = _words(feature.heading)
    category = _came_about(sorted(known.unique()), words) if words else None
    if words is None or category is None:
        return None
    happened, labels = known == category, measured.labels.loc[known.index]
    rates = [_rate(number, happened, labels == number) for number in measured.customers]
    told = tuple(rate for rate in rates if rate is not None)
    if not told:
        return None
    share = float(happened.mean())
    return Outcome(
        feature=feature.name,
        category=category,
        done=words.name,
        bad=words.bad,
        rate=share,
        known=len(known),
        rates=told,
    )


def _rate(number: int, happened: pd.Series[bool], inside: pd.Series[bool]) -> OutcomeRate | None:
    """Return the rate among members; None where it is known of too few."""
    members, others = int(inside.sum()), int((~inside).sum())
    own, rest = int(happened[inside].sum()), int(happened[~inside].sum())
    if not is_enough(Statement.RATE, members) or not others:
        return None
    low, high = wilson(own, members)
    apart = (
        # Of the few rates in a report 95 % is sure enough; of hundreds of shares it would not be.
        abs(own / members - rest / others) >= TELLING_POINTS
        and abs(two_proportion_z(own, members, rest, others)) >= Z_OF_95_PERCENT
    )
    return OutcomeRate(
        segment=number,
        known=members,
        rate=own / members,
        low=low,
        high=high,
        others=rest / others,
        lift=own / members / (rest / others) if rest else None,
        apart=apart,
    )


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), which holds for small counts and stays
    within 0 and 1.
    """
    share, square = count / of, Z_OF_95_PERCENT**2
    # The centre is drawn towards a half, the more so the fewer they are.
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = (
        Z_OF_95_PERCENT
        * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
        / (1 + square / of)
    )
    # A share of zero or of all is its own bound, which floating point misses by a last bit.
    return 0.0 if not count else max(0.0, middle - half), (
        1.0 if count == of else min(1.0, middle + half)
    )


def outcome_facts(measured: Measured, number: int, found: Sequence[Outcome]) -> list[Finding]:
    """Say on a segment's page how many of its members it came about for, how surely, and against
    how many of the others.
    """
    made = []
    for rank, one in enumerate(found, 1):
        rate = one.of(number)
        if rate is None:
            continue
        values: dict[str, Value] = {
            **_told(measured, one),
            "share": Share(rate.rate),
            "others": Share(rate.others),
            "level": Share(CONFIDENCE),
            "low": Share(rate.low),
            "high": Share(rate.high),
            "known": Count(rate.known) if rate.known != measured.customers[number] else None,
            "lift": Ratio(rate.lift) if rate.lift and _tells(rate) else None,
            "apart": rate.apart,
        }
        made.append(
            Finding(
                id=f"persona.{number}.outcome.{rank}", claim=Claim("outcome.of_segment", values)
            )
        )
    return made


def _tells(rate: OutcomeRate) -> bool:
    """Tell whether it came about so many times as often, or as seldom, that this is worth words."""
    return (
        rate.apart
        and rate.lift is not None
        and not 1 / TELLING_LIFT < rate.lift < TELLING_LIFT
        and rate.rate > 0
    )


def outcome_summary(
    measured: Measured, names: Mapping[int, SegmentName], found: Sequence[Outcome]
) -> Finding | None:
    """Say on the first page what share of customers it came about for, and among whom most; None
    where nothing is known of it.
    """
    if not found:
        return None
    one = found[0]
    most = max(one.rates, key=by_rate)
    values: dict[str, Value] = {
        **_told(measured, one),
        "share": Share(one.rate),
        "known": Count(one.known) if one.known != len(measured.frame) else None,
    }
    if not most.apart or most.rate <= most.others:
        return Finding(id="summary.outcome", claim=Claim("outcome.of_all.alike", values))
    values |= {
        "most": names[most.segment],
        "highest": Share(most.rate),
        "others": Share(most.others),
    }
    return Finding(id="summary.outcome", claim=Claim("outcome.of_all.apart", values))


def by_rate(rate: OutcomeRate) -> tuple[float, int]:
    """Order segments by how often it came about."""
    # Of equal rates the first segment counts.
    return rate.rate, -rate.segment


def _told(measured: Measured, one: Outcome) -> dict[str, Value]:
    """Return what they did, and the column and the value that say so."""
    return {
        "done": Claim(f"outcome.done.{one.done}"),
        "category": Name(one.category),
        "feature": measured.study.table.feature(one.feature),
    }


def _came_about(values: Sequence[str], words: _Words) -> str | None:
    """Return the one value that says it came about; None where none or several do."""
    yes = [value for value in values if is_yes(value)]
    if len(yes) == 1:
        return yes[0]
    said = [value for value in values if not is_no(value) and _begins(value, words.value)]
    # A column with a single value tells nobody from anybody.
    return said[0] if len(said) == 1 and len(values) > 1 else None


def _words(label: str) -> _Words | None:
    """Return the kind of outcome that a heading speaks of."""
    return next((one for one in _kinds() if _begins(label, one.heading)), None)


def _begins(text: str, beginnings: Sequence[str]) -> bool:
    # Word by word, in camel case too: "IsChurned" holds "churned".
    parts = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold())
    return any(part.startswith(beginning) for part in parts for beginning in beginnings)


@cache
def _kinds() -> tuple[_Words, ...]:
    held = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["outcome"]
    return tuple(
        _Words(
            name=one["name"],
            heading=tuple(one["heading"]),
            value=tuple(one["value"]),
            bad=one["bad"],
        )
        for one in held
    )
