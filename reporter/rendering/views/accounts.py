"""Appendix: the key accounts. Segmentation and customers in, a table of the largest out; without
ids unless settings ask for them.
"""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from reporter.choices import LISTS
from reporter.model import FeatureName
from reporter.model.claim import Claim, Count, Name
from reporter.rendering.views.tables import Cell, Column, Table, Tag, table

if TYPE_CHECKING:
    from reporter.model import KeyAccount, Report
    from reporter.wording import Words

__all__ = ["accounts_rule", "accounts_table"]

DASH = "–"
MOST_ACCOUNTS = 12
"""So many key accounts are shown."""


def accounts_rule(report: Report, words: Words) -> str:
    """Say what makes a key account, and where to find who they are."""
    files = tuple(
        Claim("page.method.file", {"file": Name(one.file)})
        for one in LISTS
        if one in report.settings.report.formats
    )
    return words.text(Claim("page.method.key_accounts", {"files": files or None}))


def accounts_table(report: Report, words: Words) -> Table | None:
    """Show the largest key accounts with their segment, value, orders and where they stand out;
    None where there are none.
    """
    found, customers = report.study.segmentation.key_accounts, report.study.table
    if not found:
        return None
    shown = [
        name
        for name in dict.fromkeys((customers.revenue or customers.value, FeatureName.FREQUENCY))
        if name and customers.has(name)
    ]
    named = partial(words.term, "table.accounts")
    columns = [Column(named("account"), "strong"), Column(named("segment"))]
    columns += [Column(words.label(customers.feature(name)), "number") for name in shown]
    columns += [Column(named("reasons"))]
    rows: list[tuple[Cell, ...]] = []
    # Of those beyond the last row nothing is told.
    told = zip_longest(found, report.findings.appendix.accounts)
    for rank, (account, reasons) in enumerate(told, 1):
        called = (
            account.customer
            if report.settings.privacy.show_ids
            else words.text(Claim("table.account", {"rank": Count(rank)}))
        )
        tag = Tag(
            segment=account.segment, name=words.name(report.findings.persona(account.segment).name)
        )
        values = [_value(report, words, account, name) for name in shown]
        rows.append((called, tag, *values, words.text(reasons) if reasons else ""))
    return table(words, named(), columns, rows, cap=MOST_ACCOUNTS)


def _value(report: Report, words: Words, account: KeyAccount, name: str) -> str:
    value = account.values.get(name)
    return DASH if value is None else words.quantity(value, report.study.table.feature(name).unit)
