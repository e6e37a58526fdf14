"""The customer table with segments in, `segments.csv` out: one row per customer."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from reporter.pseudonyms import written_ids
from reporter.rendering.added_columns import added_columns
from reporter.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from reporter.model import Report
    from reporter.wording import Words

__all__ = ["HEADER", "column", "harmless", "headings", "names", "write_csv"]

HEADER = ("customer", "segment", "segment_name")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


def write_csv(report: Report, path: Path) -> Path:
    """Write each customer's id, segment, features, and scores where there are any (UTF-8, commas, a
    header).

    Texts that a spreadsheet would run as formulas are prefixed with an apostrophe. Rows stand in
    the order of ids, or of what they are hashed to: the order of the former would give them away.
    """
    frame, words = report.study.table.frame, words_of(report)
    scores = added_columns(report, words)
    columns: list[Iterable[object]] = [
        [harmless(customer) for customer in written_ids(frame.index, report.settings.privacy)],
        report.study.segmentation.labels.reindex(frame.index).tolist(),
        [harmless(name) for name in names(report, words)],
        *(column(frame[feature.name]) for feature in report.study.table.features),
        *(
            [harmless(value) if isinstance(value, str) else value for value in score.cells]
            for score in scores
        ),
    ]
    heads = headings(
        [feature.name for feature in report.study.table.features], [score.name for score in scores]
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([harmless(head) for head in heads])
        rows: list[tuple[object, ...]] = list(zip(*columns, strict=True))
        if report.settings.privacy.hash_ids:
            rows.sort(key=lambda row: str(row[0]))
        writer.writerows(rows)
    return path


def harmless(text: str) -> str:
    """Prefix a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def headings(features: Sequence[str], added: Sequence[str] = ()) -> list[str]:
    """Return the header, with columns added after the features; a feature named like one of our own
    columns gets a suffix.
    """
    taken = {*HEADER, *features, *added}
    heads = list(HEADER)
    for feature in features:
        name = feature
        while name in heads or name in added or (name != feature and name in taken):
            name += "_feature"
        heads.append(name)
    return [*heads, *added]


def names(report: Report, words: Words) -> list[str]:
    """Return each customer's segment name, in the frame's order."""
    persona = {persona.segment: words.name(persona.name) for persona in report.findings.personas}
    return [
        persona[number]
        for number in report.study.segmentation.labels.reindex(report.study.table.frame.index)
    ]


def column(values: pd.Series[float] | pd.Series[str]) -> Sequence[object]:
    """Write numbers in the fewest digits, missing values (NaN differs from itself) as nothing,
    texts harmless.
    """
    if values.dtype.kind not in "fiub":
        return [
            "" if value is None or value != value else harmless(str(value))
            for value in values.tolist()
        ]
    numbers = values.to_numpy(dtype=float)
    if (
        np.isfinite(numbers).all()
        and np.array_equal(numbers, np.rint(numbers))
        and np.abs(numbers).max(initial=0) < 2**53  # up to there floats hold whole numbers exactly
    ):
        return numbers.astype(np.int64).tolist()
    return ["" if value != value else value for value in np.round(numbers, 6).tolist()]
