"""Where key accounts stand out: the accounts and the bounds of what is usual in, a phrase each out;
none of them says who an account is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from reporter.model import Finding, KeyAccount, Study
    from reporter.numerals import Numerals

MOST = 12
"""Of so many key accounts at most it is told."""


def account_reasons(study: Study, numerals: Numerals) -> tuple[Finding, ...]:
    """Tell of the largest key accounts where they stand out, and by how much."""
    accounts = study.segmentation.key_accounts[:MOST]
    return tuple(
        _reasons(study, account, place, numerals) for place, account in enumerate(accounts, 1)
    )


def _reasons(study: Study, account: KeyAccount, place: int, numerals: Numerals) -> Finding:
    """Name the features that make an account, with how many times the bound it reaches."""
    draft, bounds, told = Draft(numerals), study.segmentation.account_bounds, []
    for number, name in enumerate(account.features, 1):
        label = draft.name(f"feature_{number}", study.table.feature(name).label)
        bound, times = bounds.get(name), ""
        if bound:
            ratio = account.values[name] / bound
            draft.note(f"times_{number}", ratio)
            times = f" ({numerals.times(ratio)})"
        told.append(f"{label}{times}")
    return draft.finding(f"account.{place}", ", ".join(told))
