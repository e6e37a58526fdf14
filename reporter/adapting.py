"""Settings and what was found in data or in a kept model in, the settings that a run goes on with
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import SegmentsError
from reporter.numerals import Numerals
from reporter.wording import chosen_words

if TYPE_CHECKING:
    from reporter.model import CleanDataset, CustomerTable, KeptModel
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


def by_names(settings: Settings, table: CustomerTable) -> Settings:
    """Take features that are asked for by what a report calls them ("Order value") by their names;
    others stay for the segments to find or refuse.
    """
    words = chosen_words(Numerals(), settings.findings.words)
    names = {words.label(feature).casefold(): feature.name for feature in table.features}
    known = {feature.name for feature in table.features}
    wanted = tuple(
        one if one in known else names.get(one.strip().casefold(), one)
        for one in settings.segments.features
    )
    return settings.model_copy(
        update={"segments": settings.segments.model_copy(update={"features": wanted})}
    )
