"""What was decided on a column in, the clauses that tell a reader of it out, wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.types.rules.dates import BY_NUMBER, COARSE, EARLIEST, LATEST
from reporter.model import Reading, Stance

if TYPE_CHECKING:
    from reporter.ingest.types.rules.dates import Order, Shape
    from reporter.ingest.types.rules.numbers import Style

DATE_ORDER = "date_order"
"""The question of which order dates are written in, where the user has answered it at a loss."""


def counted(number: int) -> str:
    """Write a number of values."""
    return "1 value" if number == 1 else f"{number:,} values"


def missing(name: str, number: int) -> list[str]:
    """Say how many values of a column stand for missing ones."""
    stand = "stands" if number == 1 else "stand"
    return [f"{counted(number)} in {name} that {stand} for missing ones"] if number else []


def unread(name: str, number: int, what: str) -> list[str]:
    """Say how many values of a column are not what it holds."""
    clause = f"{counted(number)} in {name} could not be read as {what}, taken as missing"
    return [clause] if number else []


def outside(name: str, number: int) -> str:
    """Say how many moments of a column lie outside of any calendar of ours."""
    last = int(LATEST[:4]) - 1
    return f"{counted(number)} in {name} before {EARLIEST[:4]} or after {last}, taken as missing"


def dressed(
    name: str, style: Style, *, fits: int, whole: int, grouped: int, per_cent: int
) -> list[str]:
    """Say what a column's numbers are written with.

    Parameters
    ----------
    fits, whole, grouped, per_cent
        How many values are numbers of the style, have no fraction, have thousands set apart, and a
        per cent sign.
    """
    notes = [f"decimal commas in {name}"] if style.point == "," and whole < fits else []
    if grouped:
        notes.append(f"thousands set apart in {name}")
    if per_cent:
        notes.append(f"per cent signs in {name} taken off: 12 % is read as 12")
    return notes


def currencies(name: str, counts: dict[str, int]) -> str:
    """Say how many of a column's numbers are of each currency."""
    named = ", ".join(f"{code} {rows:,}" for code, rows in counts.items())
    return (
        f"currencies in {name}: {named}" if len(counts) > 1 else f"{next(iter(counts))} in {name}"
    )


def shape(name: str, written: Shape) -> list[str]:
    """Say what a column of dates holds where these are no plain days."""
    if written in COARSE:
        return [f"{name} holds {COARSE[written]}, each taken as its first day"]
    return [f"{name} holds {BY_NUMBER[written]}"] if written in BY_NUMBER else []


def lost_by_order(column: str, order: Order, lost: int, given: int) -> Reading:
    """Tell how many of a column's values an order that was set leaves unread, and the other one
    reads.
    """
    other = "month-first" if order == "day-first" else "day-first"
    numbers: dict[str, float | str] = {
        "column": column,
        "order": order,
        "other": other,
        "unread": lost,
        "values": given,
    }
    return Reading(
        question=DATE_ORDER,
        stance=Stance.SET,
        numbers=numbers,
        setting=f"roles.date_order={other}",
        weight=lost / given,
    )
