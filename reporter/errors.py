"""Everything that can go wrong on purpose: one family per stage.

A message says what failed, where (file, sheet, column, row count) and what to try.
Only `reporter.cli` catches these and exits.

ReporterError
├── SettingsError      a setting or configuration file is not valid
├── IngestError        the file cannot be read, or its columns cannot be understood
├── QualityError       nothing is left after cleaning, or the profiler failed
├── CustomersError     no table of customers can be made
├── SegmentsError      these customers cannot be segmented
├── FindingsError      a playbook is not valid
├── WordingError       words of one's own are not valid
├── ChartsError        a chart cannot be drawn
├── RenderingError     a page or file cannot be made (a missing system library, say)
├── HistoryError       a run cannot be saved or loaded
└── DeliveryError      a run cannot be sent
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MOST_TOLD",
    "ChartsError",
    "CustomersError",
    "DeliveryError",
    "FindingsError",
    "HistoryError",
    "IngestError",
    "QualityError",
    "RenderingError",
    "ReporterError",
    "SegmentsError",
    "SettingsError",
    "WordingError",
    "all_at_once",
]

MOST_TOLD = 20
"""Mistakes of a file that are told; there may be as many as a hostile one likes."""


class ReporterError(Exception):
    """Tell a user what failed, where, and what to do about it.

    Parameters
    ----------
    what
        One sentence: what failed and where.
    hint
        One sentence: what to do. Empty when there is nothing to do.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}\n{self.hint}" if self.hint else self.what


def all_at_once(mistakes: Sequence[tuple[str, str]], subject: str) -> tuple[str, str]:
    """Make what a `ReporterError` says of several mistakes, each a sentence and what to do.

    Parameters
    ----------
    subject
        What is not valid, in the plural: "settings".
    """
    if len(mistakes) == 1:
        says, hint = mistakes[0]
        return says, hint or "Correct it, then run again."
    lines = [f"  - {says} {hint}".rstrip() for says, hint in mistakes[:MOST_TOLD]]
    if len(mistakes) > MOST_TOLD:
        lines.append(f"  - and {len(mistakes) - MOST_TOLD} more.")
    what = f"{len(mistakes)} {subject} are not valid:"
    return "\n".join([what, *lines]), "Correct them, then run again."


class SettingsError(ReporterError):
    """A setting or configuration file is not valid."""


class IngestError(ReporterError):
    """The file cannot be read, or its columns cannot be understood."""


class QualityError(ReporterError):
    """Nothing is left after cleaning, or the profiler failed."""


class CustomersError(ReporterError):
    """No table of customers can be made."""


class SegmentsError(ReporterError):
    """These customers cannot be segmented."""


class FindingsError(ReporterError):
    """A playbook is not valid."""


class WordingError(ReporterError):
    """Words of one's own are not valid."""


class ChartsError(ReporterError):
    """A chart cannot be drawn."""


class RenderingError(ReporterError):
    """A page or file cannot be made."""


class HistoryError(ReporterError):
    """A run cannot be saved or loaded."""


class DeliveryError(ReporterError):
    """A run cannot be sent."""
