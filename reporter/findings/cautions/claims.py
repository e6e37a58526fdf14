"""What was cleaned in, what to know of the data out: a claim for each caution, in the order in
which cleaning noted them, the weightiest first.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import CLAIMS
from reporter.findings.cautions.said import Said
from reporter.model import Finding

if TYPE_CHECKING:
    from reporter.model import CautionKind, CleanDataset
    from reporter.settings import Settings


def cautions(clean: CleanDataset, settings: Settings) -> tuple[Finding, ...]:
    """Say what a careful analyst would say about the data.

    Parameters
    ----------
    clean
        For its cautions; no table is read.
    settings
        ``quality.duplicates``: whether repeated rows are used.
    """
    counted: Counter[CautionKind] = Counter()
    found = []
    for caution in clean.cautions:
        counted[caution.kind] += 1
        ordinal = counted[caution.kind]
        # The first of a kind has the plain id, which a second one does not change.
        name = f"caution.{caution.kind.value}" + (f".{ordinal}" if ordinal > 1 else "")
        said = Said(
            caution.numbers,
            caution.rule,
            priced=clean.has_money,
            drops_repeats=settings.quality.duplicates == "drop",
        )
        found.append(Finding(id=name, claim=CLAIMS[caution.kind](said)))
    return tuple(found)
