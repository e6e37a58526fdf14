"""The raw table in, what it holds out: its rows, those that repeat others, each column as reading
has counted it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import DataProfile
from reporter.quality.fingerprint import COPIES

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.model import Dataset


def profile(dataset: Dataset, repeats: ir.Table) -> DataProfile:
    """Tell what the raw table holds.

    Parameters
    ----------
    dataset
        The raw table.
    repeats
        Its rows that occur more than once, from `fingerprint.repeated`.
    """
    more = (repeats[COPIES] - 1).sum().fill_null(0)
    duplicates = repeats.aggregate(duplicates=more).to_pyarrow().to_pylist()[0]["duplicates"]
    return DataProfile(rows=dataset.rows, duplicates=int(duplicates), columns=dataset.profiles)
