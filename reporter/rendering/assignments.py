"""Customers in kept segments in, a list of them out (CSV, Parquet or XLSX), and a JSON file for
machines.
"""

from __future__ import annotations

import csv
import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from reporter.errors import RenderingError
from reporter.pseudonyms import written_ids
from reporter.rendering.lists import column, harmless, headings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reporter.model import Assignment, CustomerTable, Drift, KeptModel
    from reporter.settings import PrivacySettings
    from reporter.wording import Words

__all__ = ["check_kind", "drift_values", "write_assignment", "write_drift"]

ADDED_COLUMNS = ("confidence", "second_segment", "outside")
MOST_ROWS = 1_048_575
"""A sheet holds so many rows below its header (2^20 in all)."""
JSON_VERSION = 1


def check_kind(target: Path) -> None:
    """Refuse a name that no writer is known for.

    Raises
    ------
    RenderingError
        The name ends in something else than .csv, .parquet or .xlsx.
    """
    if target.suffix.lower() not in WRITERS:
        raise RenderingError(
            f"{target} does not say what kind of list it shall be.",
            f"End its name in {', '.join(WRITERS)}.",
        )


def write_assignment(
    table: CustomerTable,
    kept: KeptModel,
    assignment: Assignment,
    path: Path,
    privacy: PrivacySettings,
    words: Words,
) -> None:
    """Write each customer's id, segment, confidence, second best segment, where they lie out of
    range, and features.

    Parameters
    ----------
    path
        Its ending says how: ``.csv`` (UTF-8, commas, a header; texts that a spreadsheet would run
        as formulas are prefixed with an apostrophe), ``.parquet`` or ``.xlsx``.
    privacy
        Whether ids are hashed; rows then stand in the order of the hashes.
    words
        Say what the segments are called.

    Raises
    ------
    RenderingError
        There are more customers than a sheet holds.
    """
    listed = _list(table, kept, assignment, privacy, words)
    WRITERS[path.suffix.lower()](
        listed.sort_values("customer", ignore_index=True) if privacy.hash_ids else listed,
        path,
        words,
    )


def _list(
    table: CustomerTable,
    kept: KeptModel,
    assignment: Assignment,
    privacy: PrivacySettings,
    words: Words,
) -> pd.DataFrame:
    frame, told = table.frame, assignment.segments.reindex(table.frame.index)
    features = [feature.name for feature in table.features]
    heads = headings(features, ADDED_COLUMNS)
    own = [
        written_ids(frame.index, privacy),
        told["segment"].tolist(),
        [words.name(kept.names[number]) for number in told["segment"]],
    ]
    added = [
        told["confidence"].astype(float).round(3).tolist(),
        [words.name(kept.names[number]) for number in told["second"]],
        told["outside"].tolist(),
    ]
    columns = dict(zip([*heads[:3], *ADDED_COLUMNS], [*own, *added], strict=True))
    columns |= {
        head: frame[name].tolist()
        for head, name in zip(heads[3 : 3 + len(features)], features, strict=True)
    }
    return pd.DataFrame(columns)


def _write_csv(listed: pd.DataFrame, path: Path, _: Words) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([harmless(str(head)) for head in listed])
        writer.writerows(zip(*(column(listed[head]) for head in listed), strict=True))


def _write_parquet(listed: pd.DataFrame, path: Path, _: Words) -> None:
    listed.to_parquet(path, index=False)


def _write_xlsx(listed: pd.DataFrame, path: Path, words: Words) -> None:
    import xlsxwriter

    if len(listed) > MOST_ROWS:
        raise RenderingError(
            f"A sheet holds {MOST_ROWS:,} customers, and there are {len(listed):,}.",
            "Write a .csv or .parquet.",
        )
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet(words.term("workbook.customers"))
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 1)
        for column_number, head in enumerate(map(str, listed)):
            sheet.write_string(0, column_number, head, bold)
        for row, values in enumerate(listed.itertuples(index=False, name=None), 1):
            for column_number, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column_number, value)
                elif value is not None and math.isfinite(value):
                    sheet.write_number(row, column_number, value)


WRITERS: Mapping[str, Callable[[pd.DataFrame, Path, Words], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}


def write_drift(
    table: CustomerTable, kept: KeptModel, assignment: Assignment, path: Path, words: Words
) -> None:
    """Write how many customers each kept segment has, and how far they have moved, as JSON."""
    counts, sure = (
        assignment.segments["segment"].value_counts(),
        assignment.segments.groupby("segment")["confidence"].mean(),
    )
    content = {
        "version": JSON_VERSION,
        "model": {
            "reporter": kept.reporter,
            "algorithm": kept.algorithm,
            "features": list(kept.features),
            "customers": kept.customers,
            "as_of": kept.as_of.isoformat() if kept.as_of else None,
        },
        "customers": len(assignment.segments),
        "as_of": table.period.as_of.isoformat() if table.period else None,
        "segments": [
            {
                "id": number,
                "name": words.name(name),
                "customers": int(counts.get(number, 0)),
                "share": float(counts.get(number, 0)) / len(assignment.segments),
                "share_when_made": kept.shares[number],
                "confidence": float(sure[number]) if number in sure else None,
            }
            for number, name in sorted(kept.names.items())
        ],
        "drift": drift_values(assignment.drift),
    }
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8"
    )


def drift_values(drift: Drift) -> dict[str, Any]:
    """Return drift as plain values."""
    features = [
        {
            "feature": one.feature,
            "psi": one.psi,
            "outside": one.outside,
            "verdict": one.verdict.value,
        }
        for one in drift.features
    ]
    return {
        "verdict": drift.verdict.value,
        "segments": drift.segments,
        "outside": drift.outside,
        "features": features,
    }
