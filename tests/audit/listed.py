"""What a run's lists hold of its customers, for those who work out again what the run says: shares
nothing with reporter.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

CLOSE = 1e-6
"""Lists are written to six decimals."""
TIES = 1e-4
"""Of all pairs, that a list of six decimals may tie."""
MONTH = 30.44
Numbers = dict[str, Any]


@dataclass
class Run:
    """A run folder, read."""

    summary: dict[str, Any]
    table: pd.DataFrame
    """One row per customer: segment, features; the columns that lists add are there too."""
    names: dict[str, int]

    @property
    def orders(self) -> bool:
        """Whether the file held orders."""
        return bool(self.summary["input"]["kind"] == "transactions")

    @property
    def revenue(self) -> str | None:
        """The column that holds what a customer brought in money."""
        if self.summary["totals"]["revenue"] is None:
            return None
        if self.orders:
            return "monetary"
        spend = self.summary["input"]["roles"].get("spend", [])
        return (
            next(
                (
                    name
                    for name in ("total_spend", "total_of_spend", "all_spend_together")
                    if name in self.table
                ),
                None,
            )
            or spend[0]
        )

    @property
    def volume(self) -> str:
        """The column of what shares are taken of: money, else orders; of no use where there is
        neither.
        """
        return self.revenue or "frequency"

    def of(self, number: int) -> pd.DataFrame:
        """Return the members of a segment."""
        return self.table[self.table["segment"] == number]

    def others(self, number: int) -> pd.DataFrame:
        """Return everybody else."""
        return self.table[self.table["segment"] != number]

    def share(self, number: int) -> float:
        """Return a segment's share of customers."""
        return len(self.of(number)) / len(self.table)

    def brought(self, number: int) -> float:
        """Return a segment's share of what all brought."""
        return float(self.of(number)[self.volume].sum() / self.table[self.volume].sum())


def read(folder: Path) -> Run:
    """Read a run folder."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    table = pd.read_csv(
        folder / "segments.csv",
        dtype={"customer": str},
        keep_default_na=False,
        na_values=[""],
        low_memory=False,
    )
    table["key_account"] = table["key_account"].astype(object)
    return Run(
        summary=summary, table=table, names={one["name"]: one["id"] for one in summary["segments"]}
    )


def same(said: object, value: object) -> bool:
    if isinstance(value, str) or isinstance(said, str) or said is None or value is None:
        return said == value
    one, other = float(said), float(value)  # type: ignore[arg-type]  # numbers are left
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) or (
        math.isnan(one) and math.isnan(other)
    )


def delta(run: Run, number: int, name: str) -> float:
    """Return Cliff's delta by counting pairs in sorted values."""
    own, others = (
        run.of(number)[name].dropna().to_numpy(float),
        np.sort(run.others(number)[name].dropna().to_numpy(float)),
    )
    if not len(own) or not len(others):
        return math.nan
    below = np.searchsorted(others, own, side="left").sum()
    above = (len(others) - np.searchsorted(others, own, side="right")).sum()
    return float((below - above) / (len(own) * len(others)))


def spoken(days: float, said: float) -> float:
    """Return what is said of a span, where that is the span in days, or in the weeks or months that
    the file is kept in.
    """
    if math.isnan(days):
        return days
    return (
        said
        if any(same(said, value) for value in (days, round(days / 7), round(days / MONTH)))
        else days
    )


def code(value: object) -> str:
    return (
        str(int(value))
        if isinstance(value, (int, float, np.number)) and float(value).is_integer()
        else str(value)
    )


def outcome_of(run: Run, number: int) -> list[Numbers]:
    """Work out the rates of a segment's outcomes from the list."""
    told = []
    for one in next(each for each in run.summary["segments"] if each["id"] == number)["outcomes"]:
        own, others = (
            frame[one["feature"]].dropna().map(code)
            for frame in (run.of(number), run.others(number))
        )
        told.append(
            {
                "rate": (own == one["category"]).mean(),
                "others": (others == one["category"]).mean(),
                "known": len(own),
            }
        )
    return told
