"""What is not as the segments assume: key accounts, customers outside of any group, segments and
customers that have moved.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital
from reporter.model import PSI_SHIFTED, PSI_STEADY, CautionKind, DriftVerdict, Stability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Drift, Finding, KeyAccount

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
    draft, single = Draft(measured.numerals), len(accounts) == 1
    who = draft.plural("accounts", len(accounts), "customer")
    text = (
        f"{who} {'is a key account' if single else 'are key accounts'}, far beyond the others"
        f" ({_beyond(measured, accounts, draft)})"
    )
    volume = measured.study.table.volume
    if volume is not None and measured.volume:
        brought = float(
            measured.frame.loc[[one.customer for one in accounts], volume.feature]
            .astype(float)
            .sum()
        )
        share = brought / sum(measured.volume.values())
        if not (single and _is_told(measured, share)):
            text += (
                f", and {'accounts' if single else 'together account'} for"
                f" {draft.percent('share', share)} of {volume.noun}"
            )
    treat = "Treat this customer individually" if single else "Treat them one by one"
    return draft.finding(
        "caveat.key_accounts", f"{text}. {treat}: what is said of a segment does not describe them."
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
    draft, single, volume = (
        Draft(measured.numerals),
        len(accounts) == 1,
        measured.study.table.volume,
    )
    text = (
        f"{capital(draft.words('accounts', len(accounts)))} of them"
        f" {'is a key account' if single else 'are key accounts'}"
    )
    if volume is not None and measured.volume and measured.volume[number] > 0:
        share = (
            float(measured.frame.loc[accounts, volume.feature].astype(float).sum())
            / measured.volume[number]
        )
        text += f" with {draft.percent('share', share)} of the segment's {volume.noun}"
    treat = (
        "treat this customer individually"
        if single
        else "treat them one by one, for this page does not describe them"
    )
    return draft.finding(f"persona.{number}.accounts", f"{text}: {treat}.")


def _beyond(measured: Measured, accounts: Sequence[KeyAccount], draft: Draft) -> str:
    """Name the features that make the accounts, the commonest first, with the values that they
    exceed.
    """
    counted: dict[str, int] = {}
    for account in accounts:
        for name in account.features:
            counted[name] = counted.get(name, 0) + 1
    bounds = measured.study.segmentation.account_bounds
    phrases = []
    for name in sorted(counted, key=lambda each: (-counted[each], each)):
        feature, bound = measured.feature(name), bounds.get(name)
        if feature is not None and bound is not None:
            phrases.append(
                f"{measured.noun(name)} above"
                f" {draft.quantity(f'beyond_{name}', KEY_ACCOUNT_RATIO * bound, feature.unit)}"
            )
    more = " or another feature as far out" if len(phrases) > MOST_NAMED else ""
    return " or ".join(phrases[:MOST_NAMED]) + more


def unsure(measured: Measured, number: int) -> Finding | None:
    """Warn on a segment's own page that repeat runs do not find it again for sure."""
    segment = measured.segment(number)
    if segment.grade.found_again:
        return None
    draft = Draft(measured.numerals)
    how = "rarely" if segment.grade is Stability.DISSOLVED else "only roughly"
    stability = draft.fixed("stability", segment.stability)
    return draft.finding(
        f"persona.{number}.stability",
        f"Take this segment as a hint: repeat runs find it again {how}"
        f" (stability {stability} of 1).",
    )


def outsiders(measured: Measured) -> Finding | None:
    """Say how many customers the algorithm left outside of any group."""
    found = measured.study.segmentation
    chosen = next((one for one in found.candidates if one.chosen), None)
    if not found.noise or chosen is None or not chosen.noise:
        return None
    draft = Draft(measured.numerals)
    draft.note("customers", len(found.noise))
    share = draft.percent("share", chosen.noise)
    return draft.finding(
        "caveat.outsiders",
        f"{share} of customers stand outside of any group; each was put into the nearest segment.",
    )


def drifted(measured: Measured) -> Finding | None:
    """Say how far the customers have moved from those that kept segments were made from; advise new
    ones only where they no longer fit.
    """
    found = measured.study.segmentation.drift
    if found is None:
        return None
    draft = Draft(measured.numerals)
    moved = _moved(measured, found, draft)
    match found.verdict:
        case DriftVerdict.STEADY:
            text = (
                "The customers are spread as those were that these segments were made from:"
                f" {moved}. The kept segments still fit."
            )
        case DriftVerdict.SHIFTED:
            text = (
                f"The customers have shifted since these segments were made: {moved}. The kept"
                " segments still serve; watch this."
            )
        case DriftVerdict.REFIT:
            text = (
                "Make the segments anew: the customers have moved too far from those that they"
                f" were made from. {capital(moved)}."
            )
    return draft.finding("caveat.drift", text)


def _moved(measured: Measured, found: Drift, draft: Draft) -> str:
    """Name the largest shift with its index, and the share of customers outside of the
    old range.
    """
    # Verdicts are declared from the mildest to the gravest.
    grave = list(DriftVerdict)
    leading = max(found.features, key=lambda one: (grave.index(one.verdict), one.psi), default=None)
    if leading is None or (found.segments > leading.psi and leading.verdict is DriftVerdict.STEADY):
        what, psi = "the sizes of the segments", found.segments
    else:
        what, psi = measured.noun(leading.feature), leading.psi
    index = draft.fixed("psi", psi)
    outside, steady, moved = (
        draft.percent("outside", found.outside),
        draft.fixed("steady", PSI_STEADY),
        draft.fixed("moved", PSI_SHIFTED),
    )
    scale = f"on a scale where up to {steady} is steady and above {moved} has moved"
    # The index of few customers passes its limit by chance; the verdict allows for that.
    if found.verdict is DriftVerdict.STEADY and psi > PSI_STEADY:
        scale += ", but no more than chance gives so few customers"
    if psi < NEGLIGIBLE_INDEX:
        return f"nothing has shifted, and {outside} of customers lie outside of the old range"
    return (
        f"{draft.name('feature', what)} shifted most ({index} {scale}), and {outside} of customers"
        " lie outside of the old range"
    )
