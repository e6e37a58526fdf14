"""A kind of caution in, the function that claims it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.findings.cautions.said import Said
    from reporter.model import CautionKind
    from reporter.model.claim import Claim

Telling: TypeAlias = "Callable[[Said], Claim]"
CLAIMS: dict[CautionKind, Telling] = {}
"""Filled by `says`, as the package imports its rooms."""


def says(kind: CautionKind) -> Callable[[Telling], Telling]:
    """Make a function the one that says a kind of caution.

    Raises
    ------
    ValueError
        Another one says it already.
    """
    if kind in CLAIMS:
        raise ValueError(f"two functions say {kind}")

    def keep(tell: Telling) -> Telling:
        CLAIMS[kind] = tell
        return tell

    return keep
