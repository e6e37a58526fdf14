"""A seed in, a client's file with settings out: customer tables and orders, of two rows to five
thousand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from reporter.choices import AlgorithmName
from tests.fuzz.columns import EVERY, NUMBERS, OTHERS, beside

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 40, 60, 80, 150, 300, 300, 700, 700, 1500, 5000)
HEADINGS = (
    "Annual income", "Spending Score (1-100)", "Milk", "Fresh", "visits", "Age", "balance", "Credit limit", "Points", "Rating",
    "basket value", "Use <b>of app</b>", "Größe", "x1", "Q1", "TENURE",
    "a rather long heading that nobody would ever want to read on a chart of customers",
)  # fmt: skip
ALGORITHMS = (
    *AlgorithmName,
    "sklearn.cluster.Birch",
    "sklearn.cluster.MeanShift",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file and how it is to be read."""

    seed: int
    what: str
    """Its kinds of columns, for whoever reads a failure."""
    frame: pd.DataFrame
    form: Literal["csv", "parquet"] = "csv"
    assignments: tuple[str, ...] = field(default=())
    """Settings as they would be typed after --set."""


def table(seed: int) -> Table:
    """Make the table of a seed; the same one each time."""
    chance = np.random.default_rng([20261, seed])
    size = int(chance.choice(SIZES))
    what, frame = _customers(chance, size) if chance.random() < 0.6 else _orders(chance, size)
    return Table(
        seed=seed,
        what=f"{len(frame)} rows: {what}",
        frame=frame,
        form="parquet" if chance.random() < 0.15 else "csv",
        assignments=tuple(_settings(chance, frame)),
    )


def _customers(chance: np.random.Generator, size: int) -> tuple[str, pd.DataFrame]:
    """Make a customer table; some have twins in every column, some no id."""
    kinds = [str(kind) for kind in chance.choice([*NUMBERS], int(chance.integers(1, 8)))]
    kinds += [str(kind) for kind in chance.choice([*OTHERS], int(chance.integers(0, 3)))]
    headings = [str(one) for one in chance.permutation(HEADINGS)][: len(kinds) + 1]
    columns: dict[str, Any] = {
        name: EVERY[kind](chance, size) for name, kind in zip(headings, kinds, strict=False)
    }
    if chance.random() < 0.3:
        kinds.append("beside")
        columns[headings[-1]] = beside(chance, np.asarray(columns[headings[0]], dtype=float))
    frame = pd.DataFrame(columns)
    if chance.random() < 0.15:
        kinds.append("twins")
        frame = frame.iloc[chance.integers(0, int(chance.integers(1, 6)), size) % size].reset_index(
            drop=True
        )
    if chance.random() < 0.8:
        frame.insert(0, "customer_id", np.arange(size) + int(chance.choice([1, 100_000])))
    return f"customers, {', '.join(kinds)}", frame


def _orders(chance: np.random.Generator, size: int) -> tuple[str, pd.DataFrame]:
    """Make order lines of a few to many customers, over a day to some years."""
    customers = int(
        chance.choice([1, 3, 6, *(max(2, size // lines) for lines in (20, 10, 4, 4, 2)), size])
    )
    days, priced, counted = (
        int(chance.choice([1, 2, 7, 40, 365, 2000])),
        _priced(chance),
        _counted(chance),
    )
    owner = chance.integers(0, customers, size)
    since = chance.integers(0, days, size)
    if start_together := bool(chance.random() < 0.2):
        since[np.unique(owner, return_index=True)[1]] = 0
    order = owner * 1000 + since % 7
    frame = pd.DataFrame(
        {
            "order_no": order,
            "client": [f"K{number:05d}" for number in owner],
            "day": (np.datetime64("2021-03-01") + since.astype("timedelta64[D]")).astype(str),
        }
    )
    amounts = NUMBERS[priced](chance, size)
    if chance.random() < 0.5:
        frame["pieces"] = NUMBERS[counted](chance, size) if counted != "one" else 1
        frame["unit_price"] = amounts
    else:
        frame["amount"] = amounts
    if chance.random() < 0.6:
        frame["product"] = [
            f"Thing {number}"
            for number in chance.integers(0, int(chance.choice([1, 3, 50, 1000])), size)
        ]
    if chance.random() < 0.4:
        frame["category"] = chance.choice(["tea", "coffee", "cups", "", "tea & biscuits"], size)
    if chance.random() < 0.4:
        frame["country"] = chance.choice(
            ["Germany", "France", "Italy"][: int(chance.integers(1, 4))], size
        )
    if chance.random() < 0.2:
        frame.loc[chance.random(size) < 0.3, "client"] = ""
    if chance.random() < 0.3:
        frame = frame.drop(columns="order_no")
    if chance.random() < 0.15:
        frame = frame.drop(columns=["unit_price", "amount"], errors="ignore")
    if chance.random() < 0.2:
        frame = pd.concat([frame, frame.iloc[: size // 3]], ignore_index=True)
    together = ", starting together" if start_together else ""
    return f"orders of {customers} over {days} days, {priced} × {counted}{together}", frame


def _priced(chance: np.random.Generator) -> str:
    unusual = (
        "constant",
        "few",
        "zero-inflated",
        "one whale",
        "either sign",
        "negative",
        "huge",
        "tiny",
        "near constant",
    )
    return str(chance.choice([*["ordinary"] * 4, *unusual]))


def _counted(chance: np.random.Generator) -> str:
    return str(chance.choice(["one", "whole", "scale", "one whale", "zero-inflated"]))


def _settings(chance: np.random.Generator, frame: pd.DataFrame) -> Sequence[str]:
    """Draw settings: most tables have none."""
    ways = (
        lambda: f"segments.count={chance.integers(2, 8)}",
        lambda: f"segments.algorithm={chance.choice(ALGORITHMS)}",
        lambda: f"segments.pca={chance.choice([0.5, 0.9, 0.999])}",
        lambda: "segments.scaling=robust",
        lambda: f"segments.tail={chance.choice([0, 0.1, 0.24])}",
        lambda: f"segments.minimum={chance.integers(2, 8)}",
        lambda: f"segments.maximum={chance.integers(2, 9)}",
        lambda: f'segments.features=["{chance.choice(list(frame.columns))}"]',
        lambda: f"quality.returns={chance.choice(['keep', 'drop'])}",
        lambda: "quality.duplicates=keep",
        lambda: f"customers.as_of={chance.choice(['2020-01-01', '2021-03-02', '2040-12-31'])}",
        lambda: f"report.locale={chance.choice(['de_DE', 'fr_CH', 'hi_IN', 'ar_EG', 'ja_JP'])}",
        lambda: "report.currency=EUR",
        lambda: "privacy.show_ids=true",
    )
    many = int(chance.choice([0, 0, 0, 1, 1, 2]))
    return [ways[int(place)]() for place in chance.permutation(len(ways))[:many]]
