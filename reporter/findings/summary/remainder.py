"""What counts after cleaning: cleaned data in, a claim on what revenue is made of and one on what
is left out.

Neither needs segments: both can be said as soon as the data are cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding, Grain, Kind, Role
from reporter.model.claim import Claim, Count, Money, Name, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Amounts, CleanDataset
    from reporter.model.claim import Value

AMOUNTS = "data.amounts"


def amounts(clean: CleanDataset) -> Finding | None:
    """Say which columns make the revenue and, where the file says it twice, how often they agree;
    None where it holds no money.
    """
    if clean.dataset.kind is Kind.CUSTOMERS:
        return _spent([one.name for one in clean.dataset.columns_of(Role.SPEND)])
    found = clean.amounts
    if found is None or not found.columns:
        return None
    return _compared(found) if found.compared else _made_of(found.columns)


def _spent(columns: Sequence[str]) -> Finding | None:
    """Say which column of a table of customers revenue is, or how many it is the sum of."""
    if len(columns) > 1:
        count = Count(len(columns))
        return Finding(id=AMOUNTS, claim=Claim("remainder.revenue.spend", {"columns": count}))
    if not columns:
        return None
    column = columns[0]
    values: dict[str, Value] = {"column": Name(column), "same": _is_called_so(column)}
    return Finding(id=AMOUNTS, claim=Claim("remainder.revenue.column", values))


def _made_of(columns: Sequence[str]) -> Finding:
    """Say which column revenue is, or which two are multiplied."""
    values: dict[str, Value] = {
        **{f"column_{rank}": Name(name) for rank, name in enumerate(columns, 1)},
        "same": len(columns) == 1 and _is_called_so(columns[0]),
    }
    return Finding(id=AMOUNTS, claim=Claim("remainder.revenue.amount", values))


def _compared(found: Amounts) -> Finding:
    """Say which column revenue is, and how often quantity × price is the same."""
    column, agreeing = found.columns[0], found.agreeing
    how_often = "always" if agreeing == found.compared else "sometimes" if agreeing else "never"
    values: dict[str, Value] = {
        "column_1": Name(column),
        "same": _is_called_so(column),
        **{f"beside_{rank}": Name(name) for rank, name in enumerate(found.beside, 1)},
        "rows": Count(found.compared),
        "agreeing": Count(agreeing),
        "share": Share(agreeing / found.compared) if how_often == "sometimes" else None,
        "how_often": how_often,
    }
    return Finding(id=AMOUNTS, claim=Claim("remainder.revenue.compared", values))


def _is_called_so(column: str) -> bool:
    """Tell whether a column is called revenue: nobody needs to know that revenue is revenue."""
    return column.strip().casefold() == "revenue"


def orders(clean: CleanDataset) -> Finding | None:
    """Say what an order is where the file numbers none and its dates are days; of coarser ones a
    reading tells.
    """
    if (
        clean.dataset.kind is Kind.CUSTOMERS
        or Role.ORDER in clean.has
        or clean.grain is not Grain.DAY
        or clean.remainder.orders is None
    ):
        return None
    placed = Count(clean.remainder.orders)
    return Finding(id="data.orders", claim=Claim("remainder.orders", {"orders": placed}))


def remainder(clean: CleanDataset) -> Finding:
    """Say what is left to make a report of."""
    left = clean.remainder
    values: dict[str, Value] = {
        "kept": Count(clean.rows),
        "rows": Count(clean.dataset.rows),
        "customers": Count(left.customers),
        "orders": None if left.orders is None else Count(left.orders),
        "numbered": Role.ORDER in clean.has,
        "grain": clean.grain.value,
        "revenue": None if left.revenue is None else Money(left.revenue),
    }
    return Finding(id="data.remainder", claim=Claim("remainder.left", values))
