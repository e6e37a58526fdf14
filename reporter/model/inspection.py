"""What was understood of data, before a report is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model.data import CleanDataset, Dataset
    from reporter.model.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was understood, what would be cleaned, and what to be wary of. Its tables are closed: only what was counted can be used."""

    dataset: Dataset
    clean: CleanDataset | None
    """None where no report can be made of these data."""
    refusal: str = ""
    """Then: why, and what to do about it."""
    cautions: tuple[Finding, ...] = ()
