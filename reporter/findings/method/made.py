"""Of what the segments were made: the segmentation in, its algorithm, features and the tree that
comes near it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.choices import algorithm_words
from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Finding, Study
    from reporter.numerals import Numerals


def made_of(study: Study, numerals: Numerals) -> Finding:
    """Name the algorithm and the features, and those that do not vary."""
    found, draft = study.segmentation, Draft(numerals)
    text = (
        f"The segments were made by {algorithm_words(found.algorithm).called} from:"
        f" {_labels('feature', found.features, study, draft)}."
    )
    if found.dropped:
        left_out = _labels("left_out", found.dropped, study, draft)
        text += f" Left out, because they do not vary: {left_out}."
    return draft.finding("method.made", text)


def _labels(key: str, names: Sequence[str], study: Study, draft: Draft) -> str:
    return ", ".join(
        draft.name(f"{key}_{place}", study.table.feature(name).label)
        for place, name in enumerate(names, 1)
    )


def tree(study: Study, numerals: Numerals) -> Finding:
    """Say how near one decision tree comes to the segments."""
    draft, fidelity = Draft(numerals), study.segmentation.fidelity
    draft.note("fidelity", fidelity)
    return draft.finding(
        "method.tree",
        f"One small decision tree over all segments would put {numerals.percent(fidelity)} of"
        " customers into theirs; the model itself, kept in model.skops, puts all of them.",
    )
