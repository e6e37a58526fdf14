"""What counts after cleaning: cleaned data in, a sentence on what revenue is made of and one on
what is left out.

Neither needs segments: both can be said as soon as the data are cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft
from reporter.model import Grain, Kind, Role

if TYPE_CHECKING:
    from reporter.model import Amounts, CleanDataset, Finding
    from reporter.numerals import Numerals


def amounts(clean: CleanDataset, numerals: Numerals) -> Finding | None:
    """Say which columns make the revenue and, where the file says it twice, how often they agree;
    None where it holds no money.
    """
    draft = Draft(numerals)
    if clean.dataset.kind is Kind.CUSTOMERS:
        spend = clean.dataset.columns_of(Role.SPEND)
        if not spend:
            return None
        if len(spend) == 1:
            return draft.finding(
                "data.amounts", f"Revenue is {_called(draft.name('column', spend[0].name))}."
            )
        return draft.finding(
            "data.amounts",
            f"Revenue is the sum of {draft.words('columns', len(spend))} columns of spend.",
        )
    found = clean.amounts
    if found is None or not found.columns:
        return None
    names = " × ".join(
        draft.name(f"column_{rank}", name) for rank, name in enumerate(found.columns, 1)
    )
    return draft.finding("data.amounts", f"Revenue is {_called(names)}{_agreement(found, draft)}.")


def orders(clean: CleanDataset, numerals: Numerals) -> Finding | None:
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
    draft = Draft(numerals)
    placed = draft.count("orders", clean.remainder.orders)
    return draft.finding(
        "data.orders",
        f"No column holds order numbers: what a customer bought on one day is one order, {placed}"
        " in all.",
    )


def _called(name: str) -> str:
    """Name what revenue is made of, without saying that revenue is revenue."""
    return "the file's own column of that name" if name.strip().casefold() == "revenue" else name


def _agreement(found: Amounts, draft: Draft) -> str:
    if not found.compared:
        return ""
    factors = " × ".join(
        draft.name(f"beside_{rank}", name) for rank, name in enumerate(found.beside, 1)
    )
    rows = draft.plural("rows", found.compared, "row")
    draft.note("agreeing", found.agreeing)
    if found.agreeing == found.compared:
        return (
            f"; {factors} gives the same in all {rows} that hold all three"
            if found.compared > 1
            else f"; {factors} gives the same"
        )
    if not found.agreeing:
        return f"; {factors} gives something else in all {rows} that hold all three"
    return (
        f"; {factors} gives the same in {draft.percent('share', found.agreeing / found.compared)}"
        f" of the {rows} that hold all three"
    )


def remainder(clean: CleanDataset, numerals: Numerals) -> Finding:
    """Say what is left to make a report of."""
    draft, left, came = Draft(numerals), clean.remainder, clean.dataset.rows
    kept = f"{draft.count('kept', clean.rows)} of {draft.plural('rows', came, 'row')}"
    held = [draft.plural("customers", left.customers, "customer")]
    if left.orders is not None:
        each = (
            ""
            if Role.ORDER in clean.has
            else (
                f" ({clean.grain}s {'on' if clean.grain is Grain.DAY else 'in'} which a customer"
                " bought)"
            )
        )
        held.append(draft.plural("orders", left.orders, "order") + each)
    held += (
        [f"{draft.money_short('revenue', left.revenue)} of revenue"]
        if left.revenue is not None
        else []
    )
    return draft.finding("data.remainder", f"Cleaning leaves {kept}: {', '.join(held)}")
