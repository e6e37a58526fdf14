"""An `Inspection` in, one screen for people out."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from reporter.cli.inspection_claims import applied, extent, how_read, joined, other_money
from reporter.cli.screen import Screen, shown
from reporter.model import Kind, Role
from reporter.model.claim import Claim, Count, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from reporter.model import Column, ColumnProfile, Dataset, Inspection

USED_SHOWN, UNUSED_SHOWN = 30, 8
"""So many columns that play a part, and that play none, are listed; the rest are counted, unless
all are asked for.
"""
MISSING = re.compile(r", (under )?\d+ % missing")
"""What the evidence says of missing values: here they have a column of their own."""


def show(
    found: Inspection, *, typed: Sequence[str], whole: bool, console: Console | None = None
) -> None:
    """Print what was understood.

    Parameters
    ----------
    typed
        The data and options as they were typed, for the commands that are suggested; without
        passwords.
    whole
        Whether to list every column.
    console
        Where to; by default standard output, at most `screen.WIDEST` characters wide.
    """
    screen = Screen.of(found, console)
    _files(screen)
    _columns(screen, whole=whole)
    show_joins(screen)
    _cleaning(screen)
    screen.listed("screen.readings", found.readings, "· ")
    screen.listed("screen.cautions", found.cautions, "! ")
    if found.clean:
        _corrections(screen, typed)


def show_cleaned(found: Inspection, *, console: Console | None = None) -> None:
    """Print, for who has just made a report, what was left out and what to be wary of; first of all
    what touches a third of the data.
    """
    screen = Screen.of(found, console)
    weighed = found.clean.cautions if found.clean else ()
    first = [told for one, told in zip(weighed, found.cautions, strict=True) if one.is_grave]
    for one in first:
        screen.say(screen.report.text(one), first="! ")
    _cleaning(screen)
    screen.listed("screen.readings", found.readings, "· ")
    screen.listed("screen.cautions", [one for one in found.cautions if one not in first], "! ")


def _files(screen: Screen) -> None:
    source = screen.found.dataset.source
    screen.head(source.name)
    for file in source.files:
        screen.claim(how_read(file, is_named=len(source.files) > 1))
    said = {clause for file in source.files for clause in file.reading}
    for clause in source.reading:
        if clause not in said:
            screen.say(clause)
    screen.head(screen.own.text(extent(screen.found)))


def _columns(screen: Screen, *, whole: bool) -> None:
    dataset = screen.found.dataset
    profiles = {profile.name: profile for profile in dataset.profiles}
    used = [column for column in dataset.columns if column.role is not Role.IGNORED]
    unused = [column for column in dataset.columns if column.role is Role.IGNORED]
    listed = [*used, *unused] if whole else [*used[:USED_SHOWN], *unused[:UNUSED_SHOWN]]
    headings = _headings(dataset)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=False, pad_edge=False)
    for heading, options in headings.items():
        table.add_column(shown(screen.own.term(f"screen.column.{heading}")), **options)
    for column in listed:
        cells = _cells(column, profiles.get(column.name), screen)
        table.add_row(*(shown(cells[heading]) for heading in headings))
    screen.console.print(table)
    if not dataset.owned:
        screen.say(screen.own.term("screen.column.no_examples"))
    if not whole:
        _say_more(screen, len(used) - USED_SHOWN, used=True)
        _say_more(screen, len(unused) - UNUSED_SHOWN, used=False)


def _headings(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return the headings of the table of columns, by the last part of their ids, each with what
    rich is told of its column.
    """
    return {
        "name": {"max_width": 26},
        **({"origin": {"max_width": 20}} if dataset.origins else {}),
        "role": {},
        "type": {},
        "missing": {"justify": "right"},
        **({"examples": {"max_width": 30, "no_wrap": True}} if dataset.owned else {}),
        "reason": {},
    }


def _say_more(screen: Screen, more: int, *, used: bool) -> None:
    """Say how many columns of a kind are not listed, where there are any."""
    if more > 0:
        screen.claim(Claim("screen.column.more", {"columns": Count(more), "used": used}))


def _cells(column: Column, profile: ColumnProfile | None, screen: Screen) -> dict[str, str]:
    """Write what is told of a column, by heading."""
    dataset = screen.found.dataset
    return {
        "name": column.name,
        "origin": dataset.origins.get(column.name, ""),
        "role": "–" if column.role is Role.IGNORED else column.role.value,
        "type": column.dtype,
        "missing": _missing(profile, dataset.rows),
        "examples": _examples(column, profile, screen),
        "reason": MISSING.sub("", column.evidence),
    }


def _missing(profile: ColumnProfile | None, rows: int) -> str:
    if not profile or not rows or not profile.missing:
        return ""
    share = f"{100 * profile.missing / rows:.0f} %"
    return "<1 %" if share == "0 %" else share


def _examples(column: Column, profile: ColumnProfile | None, screen: Screen) -> str:
    """Write some values of a column; of one that identifies people, what it holds alone."""
    if column.personal:
        hidden = {"kind": Name(column.personal.value)}
        return screen.own.text(Claim("screen.column.hidden", hidden))
    return ", ".join(profile.examples) if profile else ""


def show_joins(screen: Screen) -> None:
    """Print how tables were joined: by which keys, and how well they fit."""
    for one in screen.found.dataset.joins:
        screen.claim(joined(one))


def _cleaning(screen: Screen) -> None:
    found, clean = screen.found, screen.found.clean
    if found.refusal:
        screen.head(screen.own.term("screen.refused"), style="bold red")
        screen.head(found.refusal, style="")
    if clean is None:
        return
    screen.head(screen.report.text(found.remainder) if found.remainder else "")
    if found.amounts:
        other = other_money(clean)
        told = [screen.report.text(found.amounts), *([screen.own.text(other)] if other else [])]
        screen.say(" ".join(told))
    removed, marked = (screen.own.term(f"screen.step.{name}") for name in ("removed", "marked"))
    verbs = max(len(removed), len(marked))
    width = max((len(f"{step.rows:,}") for step in clean.steps), default=0)
    for step in clean.steps:
        if step.rows or step.asked:
            verb = removed if step.removed else marked
            screen.claim(applied(step), first=f"{step.rows:>{width},} {verb:<{verbs}}  ")


def _corrections(screen: Screen, typed: Sequence[str]) -> None:
    found, data = screen.found, f" {shlex.join(typed)}" if typed else ""
    change, what = (
        ("roles.customer=COLUMN", "customer")
        if found.dataset.kind is Kind.TRANSACTIONS
        else ("""roles.ignore='["COLUMN"]'""", "ignore")
    )
    screen.head(screen.own.term("screen.next"))
    lines = (
        *(() if found.refusal else ((f"reporter run{data} -o report", "run"),)),
        (f"reporter inspect{data} --set {change}", what),
        (f"reporter init{data} -o client.toml", "init"),
    )
    width = max(len(command) for command, _ in lines)
    for command, name in lines:
        beside = f"  {command:<{width}}   {screen.own.term(f'screen.next.{name}')}"
        screen.console.print(
            shown(beside if len(beside) <= screen.console.width else f"  {command}")
        )
