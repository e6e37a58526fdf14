"""Files as shops, banks, hotels and surveys write them: each gives the right value, or what is
doubtful about it is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from reporter import customers, pipeline
from reporter.errors import ReporterError
from reporter.settings import load
from tests.batch.judging import Understood, faults
from tests.batch.registry import MAKERS, make
from tests.said import everything_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reporter.model import CleanDataset, CustomerTable, Inspection
    from reporter.settings import Settings
    from tests.batch.case import Case

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All files, as they were written."""

    folder: Path
    cases: Mapping[str, Case]


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("batch")
    return Batch(folder=folder, cases=make(folder))


@pytest.mark.parametrize("name", [maker.__name__ for maker in MAKERS])
def test_a_file_is_understood_or_told(name: str, batch: Batch) -> None:
    case = batch.cases[name]
    found = _understood(batch.folder / case.path, case.settings)
    wrong = faults(case.expect, found)
    assert not wrong, "\n".join([case.note, "", *wrong, "", "What is said:", *found.said])


def _understood(path: Path, assigned: Mapping[str, str]) -> Understood:
    """Inspect a file; a refusal is an answer, however it is made."""
    settings = load(None, [f"{key}={value}" for key, value in assigned.items()], environ={})
    tables: list[CustomerTable] = []
    make_table = customers.make

    def noted(clean: CleanDataset, settings: Settings) -> CustomerTable:
        tables.append(make_table(clean, settings))
        return tables[-1]

    with pytest.MonkeyPatch.context() as patch:
        # `inspect` makes the table of customers, which knows the period, but hands over what it
        # counted alone.
        patch.setattr(customers, "make", noted)
        try:
            found = pipeline.inspect([str(path)], settings)
        except ReporterError as error:
            return Understood(said=[" ".join(str(error).split())], refusal=str(error))
    if found.refusal or found.clean is None:
        return Understood(said=everything_said(found), refusal=found.refusal)
    return _values(found, found.clean, tables[0])


def _values(found: Inspection, clean: CleanDataset, table: CustomerTable) -> Understood:
    roles = defaultdict(list)
    for column in clean.dataset.columns:
        roles[column.role.value].append(column.name)
    left, period = clean.remainder, table.period
    return Understood(
        said=everything_said(found),
        kind=clean.dataset.kind.value,
        customers=left.customers,
        orders=left.orders,
        revenue=left.revenue,
        period=(str(period.start), str(period.end)) if period else None,
        roles=roles,
    )
