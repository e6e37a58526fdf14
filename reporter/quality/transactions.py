"""Order lines as the client sent them in, cleaned lines under the house's names and the count of
every rule out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from reporter.quality import counting, steps
from reporter.quality.emptiness import require_customers
from reporter.quality.fingerprint import keep
from reporter.quality.marking import LINE_COLUMNS, RULE, mark, roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import CleaningStep, Dataset
    from reporter.quality.meaning import RowRule
    from reporter.settings import QualitySettings


def clean_lines(
    dataset: Dataset,
    repeats: ir.Table,
    uncredited: float,
    rules: Sequence[RowRule],
    settings: QualitySettings,
) -> tuple[ir.Table, tuple[CleaningStep, ...], int]:
    """Apply the rules to order lines.

    Parameters
    ----------
    dataset
        Order lines, typed, with roles.
    repeats
        The rows that occur more than once, from `fingerprint.repeated`.
    uncredited
        What the lines are worth that name no customer, from `amounts.compare`.
    rules
        By which rows do not count, from `meaning.understand`.
    settings
        How orders are cleaned.

    Returns
    -------
    tuple
        The cleaned lines (kept on their backend), the steps in the order applied, and the number of
        lines left.

    Raises
    ------
    QualityError
        No customer, or only one, is left.
    """
    has = roles(dataset)
    marked = keep(mark(dataset, repeats, rules, settings), "marked")
    nothing = keep(counting.left_with_nothing(marked, has), "left_with_nothing")
    lines = marked.filter(marked[RULE].isnull()).anti_join(nothing, "customer")
    removed = counting.removed(marked, dataset, uncredited)
    left = counting.left(lines, nothing, has)
    told = tuple(
        replace(step, setting=steps.cause(step, dataset))
        for step in steps.tell(removed, left, rules, settings, has)
    )
    require_customers(dataset, told, left.customers, left.rows)
    absent = {
        name: ibis.null(kind) for name, kind in LINE_COLUMNS.items() if name not in lines.columns
    }
    return lines.mutate(**absent).select(*LINE_COLUMNS), told, left.rows


def lines_left(
    dataset: Dataset, repeats: ir.Table, rules: Sequence[RowRule], settings: QualitySettings
) -> ir.Table:
    """Return the lines that cleaning leaves, without counting what it takes."""
    marked = keep(mark(dataset, repeats, rules, settings), "marked")
    return marked.filter(marked[RULE].isnull()).anti_join(
        counting.left_with_nothing(marked, roles(dataset)), "customer"
    )
