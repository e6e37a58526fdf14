"""Refit every month against keeping the model, on Online Retail: who keeps the segment, and what
drift says.

    .venv/bin/python -m benchmarks.months

At the end of each month from June 2011 on, the orders of the last six months (a rolling export) or
all so far (a growing one) make the customers, as a consultant's monthly report would. Either the
customers are segmented again and the new segments are matched to last month's as well as they can
be, or they are scored with the model of May 2011, refitted where drift asks for it. Of the
customers in both months, the share that stays in the segment is printed for each. Reads Online
Retail from ../shared.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score

from reporter.model import DriftVerdict
from reporter.segments import assign, segment
from reporter.settings import SegmentsSettings, Settings
from tests.kept import kept_from
from tests.segments.tables import DATA, online_retail_lines, rfm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import CustomerTable

COUNT = 4
MONTHS = pd.date_range("2011-05-31", "2011-11-30", freq="ME")


def main() -> int:
    """Print a row each month and the means."""
    if not (DATA / "online_retail.csv.zip").exists():
        print("months: ../shared/data/online_retail.csv.zip is missing.", file=sys.stderr)
        return 1
    lines = online_retail_lines()
    for title, days in (("rolling export of six months", 182), ("growing export", 10_000)):
        print(f"\n{title}, {COUNT} segments")
        follow([rfm(_span(lines, month, days), month + pd.Timedelta(days=1)) for month in MONTHS])
    return 0


def _span(lines: pd.DataFrame, month: pd.Timestamp, days: int) -> pd.DataFrame:
    return lines[(lines["day"] <= month) & (lines["day"] > month - pd.Timedelta(days=days))]


def follow(tables: Sequence[CustomerTable]) -> None:
    """Print what becomes of the customers of one month in the next."""
    settings = Settings(segments=SegmentsSettings(count=COUNT))
    fits = [segment(table, settings) for table in tables]
    kept = kept_from(fits[0], tables[0])
    before = assign(tables[0], kept).segments["segment"]
    shares = []
    print(f"{'':<8}{'':>10}{'refitted each month':>28}   {'model kept':<12}")
    print(f"{'month':<8}{'customers':>10}{'same label':>11}{'matched':>9}{'ARI':>8}", end="   ")
    print(f"{'same':>5}{'largest PSI':>17}{'outside':>9}  drift says")
    for month, table, earlier, fit in zip(MONTHS[1:], tables[1:], fits, fits[1:], strict=False):
        scored = assign(table, kept)
        stays = compare(before, scored.segments["segment"])[0]
        shares.append((*compare(earlier.labels, fit.labels), stays))
        worst, drift = scored.drift.features[0], scored.drift
        print(
            f"{month:%Y-%m}{len(table.frame):>11,}{shares[-1][0]:>11.0%}{shares[-1][1]:>9.0%}{shares[-1][2]:>8.2f}"
            f"   {stays:>5.0%}{worst.feature:>12} {worst.psi:.2f}{drift.outside:>9.1%} "
            f" {drift.verdict.value}"
        )
        before = scored.segments["segment"]
        if drift.verdict is DriftVerdict.REFIT:
            kept = kept_from(fit, table)
            before = assign(table, kept).segments["segment"]
    means = np.mean(shares, axis=0)
    print(f"{'mean':<18}{means[0]:>11.0%}{means[1]:>9.0%}{means[2]:>8.2f}   {means[3]:>5.0%}")


def compare(before: pd.Series[int], after: pd.Series[int]) -> tuple[float, float, float]:
    """Return the share of common customers with the same label, the same after the best matching of
    labels, and the ARI.
    """
    common = before.index.intersection(after.index)
    old, new = before.loc[common].to_numpy() - 1, after.loc[common].to_numpy() - 1
    table = np.zeros((max(old.max(), new.max()) + 1,) * 2)
    np.add.at(table, (old, new), 1)
    rows, columns = linear_sum_assignment(-table)
    return (
        float((old == new).mean()),
        float(table[rows, columns].sum() / len(common)),
        float(adjusted_rand_score(old, new)),
    )


if __name__ == "__main__":
    sys.exit(main())
