"""What was cleaned in, what to know of the data out: a sentence for each caution, in the order in
which cleaning noted them, the weightiest first.
"""

from __future__ import annotations

from collections import Counter
from inspect import signature
from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import SENTENCES
from reporter.findings.cautions.said import Said
from reporter.findings.words.draft import Draft
from reporter.model import Finding

if TYPE_CHECKING:
    from reporter.model import Caution, CautionKind, CleanDataset
    from reporter.numerals import Numerals
    from reporter.settings import Settings


def cautions(clean: CleanDataset, settings: Settings, numerals: Numerals) -> tuple[Finding, ...]:
    """Say what a careful analyst would say about the data.

    Parameters
    ----------
    clean
        For its cautions; no table is read.
    settings
        ``quality.duplicates``: whether repeated rows are used.
    numerals
        How numbers are written.
    """
    counted: Counter[CautionKind] = Counter()
    found = []
    for caution in clean.cautions:
        counted[caution.kind] += 1
        ordinal = counted[caution.kind]
        # The first of a kind has the plain id, which a second one does not change.
        name = f"caution.{caution.kind.value}" + (f".{ordinal}" if ordinal > 1 else "")
        found.append(_finding(caution, name, clean, settings, numerals))
    return tuple(found)


def _finding(
    caution: Caution, name: str, clean: CleanDataset, settings: Settings, numerals: Numerals
) -> Finding:
    draft = Draft(numerals)
    said = Said(
        caution.numbers,
        priced=clean.has_money,
        drops_repeats=settings.quality.duplicates == "drop",
    )
    say = SENTENCES[caution.kind]
    if len(signature(say).parameters) == 1:
        return Finding(id=name, claim=say(said))
    return draft.finding(name, say(said, draft))
