"""Why so many segments: what is said of the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.finding import Finding
    from reporter.model.segmentation import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """The account of one choice."""

    account: tuple[Finding, ...]
    """By which rule, and why the next best was not taken: a paragraph each, in their order."""
    other: Finding | None
    """What else could be asked for, up to the option that does; None where nothing stands out."""
    option: str
    """That option: "--segments 5"; empty without `other`."""
    compared: tuple[Candidate, ...]
    """The divisions that tell most, as a table sets them."""
    more: Finding | None
    """How many others were tried; None where there are none."""
    elbow: Finding | None
    """What the inertia shows; None where too few numbers of segments were tried."""

    @property
    def said(self) -> tuple[Finding, ...]:
        """Return all of its sentences."""
        some = (self.other, self.more, self.elbow)
        return (*self.account, *(one for one in some if one is not None))
