"""An `Inspection` and its parts in, what the command line says of data beside the findings out."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import TYPE_CHECKING

from reporter.cli.screen_words import named
from reporter.model import CleaningRule, Kind, Role
from reporter.model.claim import Claim, Count, Day, Money, Name, Share

if TYPE_CHECKING:
    from reporter.model import (
        CleanDataset,
        CleaningStep,
        ColumnProfile,
        Inspection,
        Join,
        SourceFile,
    )

WAYS_BACK: dict[str, str] = {CleaningRule.DUPLICATE: "quality.duplicates=keep"}
"""What to set to keep the rows that a rule takes."""


def how_read(file: SourceFile, *, is_named: bool) -> Claim:
    """Claim how a file was read, and how many rows it has."""
    return Claim(
        "screen.file",
        {
            "file": Name(file.name) if is_named else None,
            "read": named(file.reading),
            "rows": Count(file.rows),
        },
    )


def extent(found: Inspection) -> Claim:
    """Claim what a row is, of whom, and from when to when."""
    dataset = found.dataset
    profiles = {profile.role: profile for profile in dataset.profiles}
    size = {"rows": Count(dataset.rows), "columns": Count(len(dataset.columns))}
    if dataset.kind is Kind.CUSTOMERS:
        return Claim("screen.extent.customers", size)
    customers, orders = profiles.get(Role.CUSTOMER), profiles.get(Role.ORDER)
    first, last = _period(found, profiles.get(Role.DATE))
    return Claim(
        "screen.extent.orders",
        {
            **size,
            "customers": Count(customers.distinct) if customers else None,
            "orders": Count(orders.distinct) if orders else None,
            "first": first,
            "last": last,
        },
    )


def _period(
    found: Inspection, profile: ColumnProfile | None
) -> tuple[Day, Day] | tuple[None, None]:
    """Return the days of the first and of the last order, of those that cleaning leaves where it
    leaves any.
    """
    left = found.clean.remainder if found.clean else None
    if left and left.first and left.last:
        return Day(left.first), Day(left.last)
    if profile is None or profile.minimum is None or profile.maximum is None:
        return None, None
    first, last = (datetime.fromisoformat(moment) for moment in (profile.minimum, profile.maximum))
    return Day(first), Day(last)


def joined(join: Join) -> Claim:
    """Claim how well two tables fit: rows without a partner on either side, and keys that
    repeat.
    """
    # Of keys of several columns nobody knows which one failed.
    counts = bool(join.unmatched and join.known and len(join.keys) == 1)
    return Claim(
        "screen.join",
        {
            "right": Name(join.right),
            "left": Name(join.left),
            "condition": Name(join.condition),
            "chosen": join.chosen,
            "unmatched": Count(join.unmatched),
            "alone": Share(1 - join.matched),
            "known": Count(join.known) if counts else None,
            "different": Count(join.different),
            "key": Name(join.keys[0][0] if join.keys else ""),
            "share": Share(join.known / join.different if join.different else 0),
            "idle": Count(join.idle),
            "rows": Count(join.rows),
            "repeats": Count(join.repeats) if join.repeats else None,
        },
    )


def other_money(clean: CleanDataset) -> Claim | None:
    """Claim what to set where quantity × price give other amounts, and should count."""
    found = clean.amounts
    if found is None or found.agreeing == found.compared:
        return None
    quantity, price = found.beside
    return Claim(
        "screen.other_money",
        {
            "setting": Name(shlex.quote(f'roles.ignore=["{found.columns[0]}"]')),
            "beside_1": Name(quantity),
            "beside_2": Name(price),
        },
    )


def applied(step: CleaningStep) -> Claim:
    """Claim what a rule did, what that is worth, and what to set to have it otherwise."""
    return Claim(
        "screen.step",
        {
            "description": step.told,
            "worth": Money(step.amount) if step.amount else None,
            "customers": Count(step.customers) if step.customers else None,
            "setting": Name(WAYS_BACK[step.rule]) if step.rule in WAYS_BACK else None,
        },
    )
