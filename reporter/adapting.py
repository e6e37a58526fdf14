"""Settings and what was found in data or in a kept model in, the settings that a run goes on with
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import SegmentsError

if TYPE_CHECKING:
    from reporter.model import CleanDataset, KeptModel
    from reporter.settings import Settings


def in_currency(settings: Settings, clean: CleanDataset, kept: KeptModel | None) -> Settings:
    """Take the currency that the data name where none is set; refuse to compare amounts in two
    currencies.

    Raises
    ------
    SegmentsError
        The kept segments were made from amounts in another currency.
    """
    now = settings.report.currency or clean.currency
    if kept and kept.currency and now and kept.currency != now:
        raise SegmentsError(
            f"The kept segments were made from amounts in {kept.currency}; these are in {now}.",
            "Bring the same currency (report.currency), or make a run with segments of its own.",
        )
    return settings.model_copy(
        update={"report": settings.report.model_copy(update={"currency": now})}
    )


def as_kept(settings: Settings, kept: KeptModel) -> Settings:
    """Take the colours of the kept segments, and the limits of the grid that they were crossed
    with.
    """
    brand = settings.brand.model_copy(
        update={"segments": tuple(kept.colours[number] for number in sorted(kept.colours))}
    )
    findings = settings.findings.model_copy(
        update={"grid": settings.findings.grid.with_cuts(kept.thresholds)}
    )
    return settings.model_copy(update={"brand": brand, "findings": findings})
