"""What is not as the segments assume: key accounts, customers outside of any group, segments and
customers that have moved.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.model import PSI_SHIFTED, PSI_STEADY, CautionKind, DriftVerdict, Finding, Stability
from reporter.model.claim import Claim, Count, Quantity, Score, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Drift, Feature, KeyAccount
    from reporter.model.claim import Value

KEY_ACCOUNT_RATIO = 2.0
"""Times its upper bound, from which on a feature makes a key account."""
NEGLIGIBLE_INDEX = 0.005
"""An index that is written as zero."""
MOST_NAMED = 2
"""So many features are named at most."""


def key_accounts(measured: Measured) -> Finding | None:
    """Say who is far beyond the range that the segments were fitted to, what they bring, and to
    treat them one by one.
    """
    accounts = measured.study.segmentation.key_accounts
    if not accounts:
        return None
    single, beyond = len(accounts) == 1, _beyond(measured, accounts)
    values: dict[str, Value] = {
        "accounts": Count(len(accounts)),
        "exceeded": tuple(
            Claim("persona.exceeded", {"feature": feature, "bound": bound})
            for feature, bound in beyond[:MOST_NAMED]
        ),
        "more": len(beyond) > MOST_NAMED,
        **{f"beyond_{feature.name}": bound for feature, bound in beyond},
    }
    volume = measured.study.table.volume
    if volume is not None and measured.volume:
        brought = float(
            measured.frame.loc[[one.customer for one in accounts], volume.feature]
            .astype(float)
            .sum()
        )
        share = brought / sum(measured.volume.values())
        if not (single and _is_told(measured, share)):
            values |= {"share": Share(share), "volume": volume.noun}
    return Finding(
        id="caveat.key_accounts",
        claim=Claim(f"persona.key_accounts.{'one' if single else 'several'}", values),
    )


def _is_told(measured: Measured, share: float) -> bool:
    """Tell whether the cautions speak of the one customer who brings this share."""
    dominant = (
        one for one in measured.study.clean.cautions if one.kind is CautionKind.DOMINANT_CUSTOMER
    )
    # The same figure from another sum: alike but for its last bits.
    return any(math.isclose(float(one.numbers["share"]), share, rel_tol=1e-6) for one in dominant)


def key_accounts_among(measured: Measured, number: int) -> Finding | None:
    """Say on a segment's own page how many of its members are key accounts, and what they bring of
    all that it brings.
    """
    accounts = [
        one.customer for one in measured.study.segmentation.key_accounts if one.segment == number
    ]
    if not accounts:
        return None
    values: dict[str, Value] = {"accounts": Count(len(accounts))}
    volume = measured.study.table.volume
    if volume is not None and measured.volume and measured.volume[number] > 0:
        brought = float(measured.frame.loc[accounts, volume.feature].astype(float).sum())
        values |= {"share": Share(brought / measured.volume[number]), "volume": volume.noun}
    kind = "one" if len(accounts) == 1 else "several"
    return Finding(id=f"persona.{number}.accounts", claim=Claim(f"persona.accounts.{kind}", values))


def _beyond(measured: Measured, accounts: Sequence[KeyAccount]) -> list[tuple[Feature, Quantity]]:
    """Return the features that make the accounts, the commonest first, with the values that they
    exceed.
    """
    counted: dict[str, int] = {}
    for account in accounts:
        for name in account.features:
            counted[name] = counted.get(name, 0) + 1
    bounds = measured.study.segmentation.account_bounds
    told = []
    for name in sorted(counted, key=lambda each: (-counted[each], each)):
        feature, bound = measured.feature(name), bounds.get(name)
        if feature is not None and bound is not None:
            told.append((feature, Quantity(KEY_ACCOUNT_RATIO * bound, feature.unit)))
    return told


def unsure(measured: Measured, number: int) -> Finding | None:
    """Warn on a segment's own page that repeat runs do not find it again for sure."""
    segment = measured.segment(number)
    if segment.grade.found_again:
        return None
    return Finding(
        id=f"persona.{number}.stability",
        claim=Claim(
            "persona.stability",
            {
                "stability": Score(segment.stability),
                "dissolved": segment.grade is Stability.DISSOLVED,
            },
        ),
    )


def outsiders(measured: Measured) -> Finding | None:
    """Say how many customers the algorithm left outside of any group."""
    found = measured.study.segmentation
    chosen = next((one for one in found.candidates if one.chosen), None)
    if not found.noise or chosen is None or not chosen.noise:
        return None
    return Finding(
        id="caveat.outsiders",
        claim=Claim(
            "persona.outsiders",
            {"share": Share(chosen.noise), "customers": Count(len(found.noise))},
        ),
    )


def drifted(measured: Measured) -> Finding | None:
    """Say how far the customers have moved from those that kept segments were made from; advise new
    ones only where they no longer fit.
    """
    found = measured.study.segmentation.drift
    if found is None:
        return None
    return Finding(
        id="caveat.drift",
        claim=Claim(f"persona.drift.{found.verdict}", {"spread": _spread(measured, found)}),
    )


def _spread(measured: Measured, found: Drift) -> Claim:
    """Name the largest shift with its index, and the share of customers outside of the
    old range.
    """
    # Verdicts are declared from the mildest to the gravest.
    grave = list(DriftVerdict)
    leading = max(found.features, key=lambda one: (grave.index(one.verdict), one.psi), default=None)
    if leading is None or (found.segments > leading.psi and leading.verdict is DriftVerdict.STEADY):
        what, psi = Claim("persona.spread.sizes"), found.segments
    else:
        feature = measured.study.table.feature(leading.feature)
        what, psi = Claim("persona.spread.of", {"shifted": feature}), leading.psi
    values: dict[str, Value] = {
        "psi": Score(psi),
        "outside": Share(found.outside),
        "steady": Score(PSI_STEADY),
        "moved": Score(PSI_SHIFTED),
    }
    if psi < NEGLIGIBLE_INDEX:
        return Claim("persona.spread.same", values)
    # The index of few customers passes its limit by chance; the verdict allows for that.
    chance = found.verdict is DriftVerdict.STEADY and psi > PSI_STEADY
    return Claim("persona.spread.shifted", values | {"feature": what, "chance": chance})
