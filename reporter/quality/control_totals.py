"""A dataset and the totals that its files name themselves in, whether the rows add up to them out:
an export that was cut off does not.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from reporter.model import Caution, CautionKind, Role
from reporter.quality.values import money, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.model import Dataset

ROUNDING = 0.001
"""Share of the sum that rounding may take."""
SUMMED = (Role.AMOUNT, Role.QUANTITY, Role.SPEND)
"""Roles whose columns are added up."""
WAYS = 64
"""Combinations of readings that are tried at most."""


def failed_totals(dataset: Dataset) -> Iterator[Caution]:
    """Compare the files' own totals with the sums of the rows; only where each file names one, and
    no table was joined.
    """
    files = dataset.source.files
    told = [
        column.name
        for column in dataset.columns_of(*SUMMED)
        if files and all(column.name in file.totals for file in files)
    ]
    if dataset.joins or not told:
        return
    table = dataset.table if dataset.whole is None else dataset.whole
    sums = (
        table.aggregate(
            **{f"sum_{index}": money(number(table[name])).sum() for index, name in enumerate(told)}
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    for index, name in enumerate(told):
        own = float(sums[f"sum_{index}"] or 0)
        ways = product(*(file.totals[name] for file in files))
        totals = sorted(
            {sum(way) for _, way in zip(range(WAYS), ways, strict=False)},
            key=lambda total: (abs(total - own), total),
        )
        if (
            abs(totals[0] - own)
            > ROUNDING * max(abs(own), abs(totals[0])) + 0.01 * dataset.rows**0.5
        ):
            yield Caution(
                kind=CautionKind.FAILED_TOTAL,
                numbers={"column": name, "told": totals[0], "sum": own},
            )
