"""Columns of a customer table that say nothing new: copies of another, sums of others, addresses and hashes for text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.parts import Judged

CONSTANT = 0.995
"""Share of rows with one value from which a column says nothing."""
_COPY = 0.999
"""Correlation from which two columns say the same."""
_LEAST = 20
_WIDEST = 200
"""So many columns are compared with each other at most."""
_MOST = 0.8
_FORMS = (
    ("web addresses", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("JSON", re.compile(r"\s*[\[{].*[:,\]}].*", re.DOTALL)),
    ("identifiers of machines", re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)),
    ("hashes", re.compile(r"(?=.*\d)(?=.*[a-f])([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})", re.IGNORECASE)),
)


def written_as(texts: Sequence[str]) -> str:
    """Name what texts are that no reader can use: web addresses, JSON, hashes; empty for others."""
    for name, form in _FORMS:
        if texts and sum(bool(form.fullmatch(text)) for text in texts) >= _MOST * len(texts):
            return name
    return ""


def set_apart(judged: Judged, found: dict[str, tuple[Role, str]]) -> None:
    """Keep the first by name of columns that say the same, so that the order of columns does not matter."""
    roles = {Role.SPEND, Role.MEASURE}
    numbers = sorted(one.name for one in judged.columns if one.is_number and found[one.name][0] in roles)[:_WIDEST]
    for name, other, strength in _copies(judged.contents, numbers):
        if name not in judged.given and found[other][0] in roles:
            found[name] = (Role.IGNORED, f"says the same as {other}: they move together (correlation {strength:.3f})")
    _set_texts_apart(judged, found)


def _set_texts_apart(judged: Judged, found: dict[str, tuple[Role, str]]) -> None:
    texts = [column for column in judged.columns if column.dtype == "text" and found[column.name][0] is Role.DESCRIPTOR]
    ordered = sorted(texts, key=lambda column: column.name)[:_WIDEST]
    for place, column in enumerate(ordered):
        if column.name in judged.given or column.rows < _LEAST or column.distinct <= 2:
            continue
        alike = [one.name for one in ordered[:place] if one.distinct == column.distinct and found[one.name][0] is Role.DESCRIPTOR]
        other = next((name for name in alike if judged.contents.are_copies(name, column.name)), None)
        if other:
            found[column.name] = (Role.IGNORED, f"says the same as {other}: each value goes with one of its values")


def _copies(contents: Contents, names: Sequence[str]) -> list[tuple[str, str, float]]:
    """Return columns that an earlier one already tells, each with it and the correlation over the rows that hold both."""
    arrays = {name: np.array([np.nan if value is None else float(value) for value in contents.sample.columns[name]]) for name in names}
    found: list[tuple[str, str, float]] = []
    gone: set[str] = set()
    for place, name in enumerate(names):
        for other in names[:place]:
            if other not in gone and abs(strength := _correlation(arrays[name], arrays[other])) >= _COPY:
                found.append((name, other, strength))
                gone.add(name)
                break
    return found


def _correlation(left: np.ndarray[tuple[int], np.dtype[np.float64]], right: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    both = np.isfinite(left) & np.isfinite(right)
    if both.sum() < _LEAST or both.sum() < _MOST * max((~np.isnan(left)).sum(), (~np.isnan(right)).sum()):
        return 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # numbers may be as large as they like
        one, other = left[both] - left[both].mean(), right[both] - right[both].mean()
        scale = float(np.sqrt((one**2).sum() * (other**2).sum()))
        return float((one * other).sum()) / scale if 0 < scale < np.inf else 0.0


def total_of(contents: Contents, names: Sequence[str]) -> str | None:
    """Return the column that is the sum of all others, in every row drawn."""
    if len(names) < 3:
        return None
    rows = np.array(contents.rows(*names))
    if len(rows) < _LEAST:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        whole = rows.sum(axis=1)
        return next(
            (name for place, name in enumerate(names) if np.allclose(whole - rows[:, place], rows[:, place], rtol=1e-6, atol=0.02)), None
        )


def moves_with_date(contents: Contents, number: str, date: str) -> float:
    """Return the correlation of a number with the days of a date."""
    days: list[datetime | None] = list(contents.sample.columns[date])
    left = np.array([np.nan if value is None else float(value) for value in contents.sample.columns[number]])
    right = np.array([np.nan if day is None else float(day.toordinal()) for day in days])
    return _correlation(left, right)
