"""What was understood of data, before a report is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.numerals import Numerals

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model.data import CleanDataset, Dataset
    from reporter.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was understood, what would be cleaned, and what to be wary of. Its tables are closed:
    only what was counted can be used.
    """

    dataset: Dataset
    clean: CleanDataset | None
    """None where nothing is left to clean, or the columns are not understood."""
    refusal: str = ""
    """Why no report can be made of these data with these settings, and what to do about it; empty
    where a run makes one.
    """
    amounts: Finding | None = None
    """What the revenue is made of; None where there is none."""
    remainder: Finding | None = None
    """What is left after cleaning; None where nothing was cleaned."""
    cautions: tuple[Finding, ...] = ()
    readings: tuple[Finding, ...] = ()
    """What the data were taken to mean where they could mean something else."""
    numerals: Numerals = field(default_factory=Numerals)
    """How its amounts are written."""
    own_words: Path | None = None
    """A file of sentences in place of ours."""
