"""What is said of customers and of their own columns: cleaned data in, cautions as numbers out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.model import Caution, CautionKind, Role
from reporter.quality.remainder import spent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reporter.model import CleanDataset

DOMINANT_SHARE = 0.1
"""Share of the revenue, or of the orders, from which on one customer stands for much of it."""
FEWEST_CUSTOMERS = 100
"""Customers: the smallest of four segments would have a dozen."""
MISSING_SHARE = 0.4
"""Share of the rows without a value above which a column that makes segments is told."""
MOST_COLUMNS = 3
"""So many columns are told, those that miss most first."""
NO_VALUE = "no_value"
"""The question which values stand for none."""


def concentration(row: Mapping[str, Any], what: str = "amount") -> Iterator[Caution]:
    """Say whether one customer stands for much of the revenue, or of the orders where there is no
    money; and whether there are few.
    """
    customers, most, every = int(row["customers"]), float(row["most"] or 0), float(row["all"] or 0)
    if customers > 1 and every > 0 and most > DOMINANT_SHARE * every:
        yield Caution(
            kind=CautionKind.DOMINANT_CUSTOMER, numbers={"share": most / every, what: most}
        )
    if customers < FEWEST_CUSTOMERS:
        yield Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": customers})


def gaps(clean: CleanDataset, rows: int) -> Iterator[Caution]:
    """Tell which columns that make features are mostly missing, values that stand for none too."""
    made = {column.name for column in clean.dataset.columns_of(Role.SPEND, Role.MEASURE)}
    said = {
        str(item["column"]): int(item["rows"])
        for one in clean.readings
        if one.question == NO_VALUE
        for item in one.items
    }
    missing = {
        one.name: one.missing + (said.get(one.name, 0) if one.name in clean.dataset.fillers else 0)
        for one in clean.profile.columns
    }
    most = [name for name in missing if name in made and missing[name] > MISSING_SHARE * rows]
    for name in sorted(most, key=lambda name: (-missing[name], name))[:MOST_COLUMNS]:
        numbers: dict[str, float | str] = {
            "column": name,
            "missing": missing[name],
            "share": missing[name] / rows,
        }
        yield Caution(kind=CautionKind.MOSTLY_MISSING, numbers=numbers)


def spenders(clean: CleanDataset) -> dict[str, Any]:
    """Return how many customers there are, the most that one spent, and what all did."""
    spend = spent(clean.dataset, clean.table)
    if spend is None:
        return {"customers": clean.rows, "most": 0, "all": 0}
    made = clean.table.select(amount=spend)
    brought = made.aggregate(customers=made.count(), most=made.amount.max(), all=made.amount.sum())
    row: dict[str, Any] = brought.to_pyarrow().to_pylist()[0]
    return row
