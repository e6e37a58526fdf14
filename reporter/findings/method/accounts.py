"""Where key accounts stand out: the accounts and the bounds of what is usual in, a phrase each out;
none of them says who an account is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim, Ratio

if TYPE_CHECKING:
    from reporter.model import KeyAccount, Study

MOST = 12
"""Of so many key accounts at most it is told."""


def account_reasons(study: Study) -> tuple[Finding, ...]:
    """Tell of the largest key accounts where they stand out, and by how much."""
    accounts = study.segmentation.key_accounts[:MOST]
    return tuple(_reasons(study, account, place) for place, account in enumerate(accounts, 1))


def _reasons(study: Study, account: KeyAccount, place: int) -> Finding:
    """Name the features that make an account, with how many times the bound it reaches."""
    reasons = tuple(_reason(study, account, name) for name in account.features)
    return Finding(id=f"account.{place}", claim=Claim("method.account", {"reasons": reasons}))


def _reason(study: Study, account: KeyAccount, name: str) -> Claim:
    bound = study.segmentation.account_bounds.get(name)
    return Claim(
        "method.account_reason",
        {
            "feature": study.table.feature(name),
            "times": Ratio(account.values[name] / bound) if bound else None,
        },
    )
