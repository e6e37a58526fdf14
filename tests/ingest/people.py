"""Tables of customers that tests write: drawn columns in, the text of a file out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 300


def table(**columns: Sequence[Any]) -> str:
    """Write customers with an id and these columns."""
    rows = [
        ",".join(map(str, row))
        for row in zip(range(5001, 5001 + ROWS), *columns.values(), strict=True)
    ]
    return "\n".join([",".join(["customer_id", *columns]), *rows]) + "\n"


def drawn(low: int, high: int, seed: int | str, rows: int = ROWS) -> list[int]:
    """Draw whole numbers evenly."""
    draw = random.Random(seed)
    return [draw.randint(low, high) for _ in range(rows)]


def skewed(mean: float, seed: int) -> list[float]:
    """Draw amounts of money, few of them large."""
    draw = random.Random(seed)
    return [round(draw.lognormvariate(0, 0.8) * mean, 2) for _ in range(ROWS)]


def every(values: Sequence[Any], step: int, instead: Any) -> list[Any]:
    """Put another value in the place of each so-manieth."""
    return [instead if place % step == 0 else value for place, value in enumerate(values)]


def summary() -> dict[str, list[Any]]:
    """Write customers as models of repeat buying take them: nobody's recency is above T, and it is
    zero without repeats.
    """
    draw = random.Random(8)
    repeats = [draw.choice([0, 0, 1, 2, 5, 9]) for _ in range(ROWS)]
    ages = [round(draw.uniform(20, 39), 2) for _ in range(ROWS)]
    return {
        "frequency": repeats,
        "recency": [
            round(age * draw.uniform(0.1, 1), 2) if times else 0.0
            for age, times in zip(ages, repeats, strict=True)
        ],
        "T": ages,
        "monetary_value": [round(draw.uniform(5, 90), 2) if times else 0.0 for times in repeats],
    }
