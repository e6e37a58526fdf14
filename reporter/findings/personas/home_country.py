"""Whether a segment comes from the country of most customers as often as the others do:
measurements in, both shares and a claim of them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.findings.measuring.comparisons import shares_differ
from reporter.model import Finding
from reporter.model.claim import Claim, Country, Name, Share

if TYPE_CHECKING:
    from reporter.findings.measuring.measured import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeShares:
    """How many come from the country of most customers, of those whose country is known."""

    country: str
    share: float
    """Of the members."""
    others: float
    """Of the other customers."""
    apart: bool
    """Whether the two differ by more than chance, and enough to care for."""


def home_shares(measured: Measured, number: int) -> HomeShares | None:
    """Return the share of members and of others who come from the country of most customers; None
    where members are few or unknown.
    """
    if measured.home is None:
        return None
    known = measured.frame["country"].dropna()
    at_home, own = (
        (known.astype(str) == measured.home).to_numpy(),
        (measured.labels.loc[known.index] == number).to_numpy(),
    )
    members, rest = int(own.sum()), int((~own).sum())
    here, there = int(at_home[own].sum()), int(at_home[~own].sum())
    if not members or 0 < here < measured.smallest_cell:
        return None
    share, others = here / members, there / rest if rest else 0.0
    return HomeShares(
        country=measured.home,
        share=share,
        others=others,
        apart=shares_differ(share, members, others, rest),
    )


def country_fact(measured: Measured, number: int) -> Finding | None:
    """Say how many order from the country of most customers, where that is unlike the others."""
    found = home_shares(measured, number)
    if found is None or not found.apart:
        return None
    return Finding(
        id=f"persona.{number}.country",
        claim=Claim(
            "persona.country",
            {
                "share": Share(found.share),
                "home": Country(found.country),
                # As the data name it; `home` is as it stands within a sentence.
                "country": Name(found.country),
                "others": Share(found.others),
            },
        ),
    )
