"""Kept models for tests: fitted to small tables, as a run would keep them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reporter import segments, settings
from reporter.model import KeptModel
from reporter.model.claim import SegmentName
from reporter.palette import palette
from tests.builders import customer_table

if TYPE_CHECKING:
    from reporter.model import CustomerTable, Segmentation


def keep(table: CustomerTable, **asked: object) -> KeptModel:
    """Segment a table and keep the model, with made-up names."""
    return kept_from(
        segments.segment(table, settings.from_values({"segments": {"resamples": 5, **asked}})),
        table,
    )


def kept_from(found: Segmentation, table: CustomerTable) -> KeptModel:
    """Keep a segmentation of a table."""
    numbers = range(1, found.k + 1)
    return KeptModel(
        reporter="0.1.0",
        scikit_learn="1.9.0",
        algorithm=found.algorithm,
        pipeline=found.model,
        features=found.features,
        order=found.order,
        names={number: SegmentName(f"Segment no. {number}") for number in numbers},
        colours=dict(enumerate(palette("#0B5D66", found.k), 1)),
        stabilities={segment.id: segment.stability for segment in found.segments},
        shares={segment.id: segment.customers / len(table.frame) for segment in found.segments},
        reference=found.reference,
        thresholds={"recency": (30.0, 90.0, 90.0, 180.0)},
        kind=table.kind,
        currency="GBP",
        customers=len(table.frame),
        as_of=table.period.as_of if table.period else None,
    )


@cache
def kept_model() -> KeptModel:
    """Keep three segments of `tests.builders.customer_table`."""
    return keep(customer_table(), algorithm="kmeans", count=3)
