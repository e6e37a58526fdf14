"""What the numbers of sentences about the grid's scores should be, by the scores of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.listed import MONTH, spoken

if TYPE_CHECKING:
    from tests.audit.listed import Numbers, Run


def band(run: Run, numbers: Numbers, number: int, what: str) -> Numbers:
    """Return the least and the most value of a score's customers; limits of the client's own bound
    them, and money stays under the least of the next score.
    """
    held = run.table[run.table[f"{what}_score"] == number][what]
    if not len(held) or what in run.summary["rfm_scores"]["own_cuts"]:
        return _within(numbers, held.tolist())
    told: Numbers = {"low": held.min(), "high": held.max()}
    if what == "monetary":
        above = run.table[run.table["monetary_score"] > number]["monetary"]
        told["high"] = above.min() if len(above) else None
    return {
        key: _elapsed(told[key], said) if what == "recency" else told[key]
        for key, said in numbers.items()
    }


def scores(run: Run, numbers: Numbers) -> Numbers:
    """Return the grid's worst and best score."""
    told = {"scores": run.summary["rfm_scores"]["scores"], "lowest": 1}
    return {key: told[key] for key in numbers}


def _elapsed(days: float, said: float) -> float:
    """Return what is said of a span in days, or in weeks or months, of which it is one at least."""
    return said if said == 1 and days < MONTH else spoken(days, said)


def _within(numbers: Numbers, values: list[float]) -> Numbers:
    """Return the limits where no value lies outside of them, else the values that do."""
    low, high = numbers.get("low"), numbers.get("high")
    told = dict(numbers)
    if values and low is not None and min(values) < low:
        told["low"] = min(values)
    if values and high is not None and max(values) > high:
        told["high"] = max(values)
    return told
