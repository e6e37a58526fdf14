"""An `Inspection` in, one screen for people out."""

from __future__ import annotations

import re
import shlex
import textwrap
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reporter.cli.terminal import printable
from reporter.model import CleaningRule, Kind, Role
from reporter.wording import Words, chosen_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import (
        CleanDataset,
        CleaningStep,
        Column,
        ColumnProfile,
        Dataset,
        Finding,
        Inspection,
        Join,
    )

USED_SHOWN, UNUSED_SHOWN = 30, 8
"""So many columns that play a part, and that play none, are listed; the rest are counted, unless
all are asked for.
"""
WAYS_BACK: dict[str, str] = {CleaningRule.DUPLICATE: "quality.duplicates=keep"}
"""What to set to keep the rows that a rule takes."""
MISSING = re.compile(r", (under )?\d+ % missing")
"""What the evidence says of missing values: here they have a column of their own."""
WIDEST = 140
NARROWEST = 80


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
        Where to; by default standard output, at most `WIDEST` characters wide.
    """
    out, words = console or _terminal(), chosen_words(found.numerals, found.own_words)
    _files(found, out)
    _columns(found, out, whole=whole)
    _joins(found, out)
    _cleaning(found, out)
    _listed("Read so", found.readings, "· ", out, words)
    _listed("Take care", found.cautions, "! ", out, words)
    if found.clean:
        _corrections(found, out, typed)


def show_cleaned(found: Inspection, *, console: Console | None = None) -> None:
    """Print, for who has just made a report, what was left out and what to be wary of; first of all
    what touches a third of the data.
    """
    out = console or _terminal()
    weighed = found.clean.cautions if found.clean else ()
    words = chosen_words(found.numerals, found.own_words)
    first = [told for one, told in zip(weighed, found.cautions, strict=True) if one.is_grave]
    for one in first:
        _say(out, words.text(one), first="! ")
    _cleaning(found, out)
    _listed("Read so", found.readings, "· ", out, words)
    _listed("Take care", [one for one in found.cautions if one not in first], "! ", out, words)


def _terminal() -> Console:
    out = Console(highlight=False, soft_wrap=False)
    out.width = max(NARROWEST, min(out.width, WIDEST)) if out.is_terminal else WIDEST
    return out


def _files(found: Inspection, out: Console) -> None:
    source = found.dataset.source
    out.print(_text(source.name, style="bold"))
    for file in source.files:
        label = f"{file.name}: " if len(source.files) > 1 else ""
        _say(out, f"{label}{', '.join(file.reading)}, {file.rows:,} rows")
    said = {clause for file in source.files for clause in file.reading}
    for clause in source.reading:
        if clause not in said:
            _say(out, clause)
    out.print(_text(f"{_what(found)}", style="bold"))


def _text(content: str, style: str = "") -> Text:
    """Write what may come from the data."""
    return Text(printable(content), style=style)


def _say(out: Console, text: str, first: str = "") -> None:
    """Print a clause below its heading, wrapped so that further lines hang under the first."""
    lead = f"  {first}"
    for line in textwrap.wrap(
        text,
        out.width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    ):
        out.print(_text(line))


def _what(found: Inspection) -> str:
    """Say what a row is, of whom, and from when to when."""
    dataset = found.dataset
    profiles = {profile.role: profile for profile in dataset.profiles}
    size = f"{dataset.rows:,} rows, {len(dataset.columns)} columns"
    if dataset.kind is Kind.CUSTOMERS:
        return f"One row a customer: {size}"
    counted = [
        f"{profiles[role].distinct:,} {word}"
        for role, word in ((Role.CUSTOMER, "customers"), (Role.ORDER, "order numbers"))
        if role in profiles
    ]
    left = found.clean.remainder if found.clean else None
    period = (
        f"{left.first} to {left.last}" if left and left.first else _period(profiles.get(Role.DATE))
    )
    return f"Orders: {size}" + "".join(f", {clause}" for clause in (*counted, period) if clause)


def _period(profile: ColumnProfile | None) -> str:
    if profile is None or profile.minimum is None or profile.maximum is None:
        return ""
    first, last = (datetime.fromisoformat(moment) for moment in (profile.minimum, profile.maximum))
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _columns(found: Inspection, out: Console, *, whole: bool) -> None:
    dataset = found.dataset
    profiles = {profile.name: profile for profile in dataset.profiles}
    used = [column for column in dataset.columns if column.role is not Role.IGNORED]
    unused = [column for column in dataset.columns if column.role is Role.IGNORED]
    listed = [*used, *unused] if whole else [*used[:USED_SHOWN], *unused[:UNUSED_SHOWN]]
    headings = _headings(dataset)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=False, pad_edge=False)
    for heading, options in headings.items():
        table.add_column(heading, **options)
    for column in listed:
        cells = _cells(column, profiles.get(column.name), dataset.rows) | {
            "From": dataset.origins.get(column.name, "")
        }
        table.add_row(*(_text(cells[heading]) for heading in headings))
    out.print(table)
    if not dataset.owned:
        _say(out, "no examples: the rows stay in the database")
    if not whole:
        _say_more(out, len(used) - USED_SHOWN, "play a part")
        _say_more(out, len(unused) - UNUSED_SHOWN, "play no part")


def _headings(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return the headings of the table of columns, each with what rich is told of its column."""
    return {
        "Column": {"max_width": 26},
        **({"From": {"max_width": 20}} if dataset.origins else {}),
        "Taken for": {},
        "Type": {},
        "Missing": {"justify": "right"},
        **({"Examples": {"max_width": 30, "no_wrap": True}} if dataset.owned else {}),
        "Because": {},
    }


def _say_more(out: Console, more: int, kind: str) -> None:
    """Say how many columns of a kind are not listed, where there are any."""
    if more > 0:
        _say(out, f"and {more} column{'s' if more > 1 else ''} more that {kind} (--all lists them)")


def _cells(column: Column, profile: ColumnProfile | None, rows: int) -> dict[str, str]:
    """Write what is told of a column, by heading."""
    missing = (
        f"{100 * profile.missing / rows:.0f} %" if profile and rows and profile.missing else ""
    )
    return {
        "Column": column.name,
        "Taken for": "–" if column.role is Role.IGNORED else column.role.value,
        "Type": column.dtype,
        "Missing": "<1 %" if missing == "0 %" else missing,
        "Examples": (
            f"({column.personal.value}, hidden)"
            if column.personal
            else ", ".join(profile.examples)
            if profile
            else ""
        ),
        "Because": MISSING.sub("", column.evidence),
    }


def _joins(found: Inspection, out: Console) -> None:
    for one in found.dataset.joins:
        chosen = ", set by you" if one.chosen else ""
        _say(out, f"{one.right} added to {one.left} by {one.condition}{chosen}: {_partners(one)}")


def _partners(join: Join) -> str:
    """Say how well two tables fit: rows without a partner on either side, and keys that repeat."""
    told = [
        (
            "every row found its own"
            if not join.unmatched
            else f"{join.unmatched:,} rows found none ({1 - join.matched:.1%})"
        )
    ]
    if join.unmatched and join.known and len(join.keys) == 1:
        named = join.keys[0][0]
        told.append(
            f"{join.known:,} of the {join.different:,} different {named} are in it"
            f" ({join.known / join.different:.1%})"
        )
    told.append(
        f"{join.idle:,} of its {join.rows:,} rows {'is' if join.idle == 1 else 'are'} left over"
        if join.idle
        else f"none of its {join.rows:,} rows is left over"
    )
    if join.repeats:
        told.append(f"{join.repeats:,} repeat the key of another and were left out")
    return ", ".join(told)


def _cleaning(found: Inspection, out: Console) -> None:
    clean = found.clean
    if found.refusal:
        out.print(
            _text("No report can be made of these data as they are understood:", style="bold red")
        )
        out.print(_text(found.refusal))
    if clean is None:
        return
    words = chosen_words(found.numerals, found.own_words)
    out.print(_text(words.text(found.remainder) if found.remainder else "", style="bold"))
    if found.amounts:
        _say(out, words.text(found.amounts) + _other_money(clean))
    width = max((len(f"{step.rows:,}") for step in clean.steps), default=0)
    for step in clean.steps:
        if step.rows or step.asked:
            verb = "removed" if step.removed else "marked "
            _say(out, _told(step, found), first=f"{step.rows:>{width},} {verb}  ")


def _other_money(clean: CleanDataset) -> str:
    """Say what to set where quantity × price give other amounts, and should count."""
    found = clean.amounts
    if found is None or found.agreeing == found.compared:
        return ""
    setting = shlex.quote(f'roles.ignore=["{found.columns[0]}"]')
    return f" (--set {setting} takes {' × '.join(found.beside)})"


def _told(step: CleaningStep, found: Inspection) -> str:
    """Say what a rule did, what that is worth, and what to set to have it otherwise."""
    worth = f" Worth {found.numerals.money_short(step.amount)}." if step.amount else ""
    gone = (
        f" {step.customers:,} customer{'s leave' if step.customers > 1 else ' leaves'} by it."
        if step.customers
        else ""
    )
    otherwise = f" (--set {WAYS_BACK[step.rule]} keeps them)" if step.rule in WAYS_BACK else ""
    return f"{step.description}{worth}{gone}{otherwise}"


def _listed(
    heading: str, sentences: Sequence[Finding], mark: str, out: Console, words: Words
) -> None:
    if sentences:
        out.print(_text(heading, style="bold"))
    for one in sentences:
        _say(out, words.text(one), first=mark)


def _corrections(found: Inspection, out: Console, typed: Sequence[str]) -> None:
    data = f" {shlex.join(typed)}" if typed else ""
    if found.dataset.kind is Kind.TRANSACTIONS:
        change, what = (
            "roles.customer=COLUMN",
            "takes another column for it (so order, date, amount …)",
        )
    else:
        change, what = """roles.ignore='["COLUMN"]'""", "leaves a column out"
    out.print(_text("What next", style="bold"))
    lines = (
        *(() if found.refusal else ((f"reporter run{data} -o report", "makes the report"),)),
        (f"reporter inspect{data} --set {change}", what),
        (f"reporter init{data} -o client.toml", "writes all of this as settings to edit"),
    )
    width = max(len(command) for command, _ in lines)
    for command, told in lines:
        beside = f"  {command:<{width}}   {told}"
        out.print(_text(beside if len(beside) <= out.width else f"  {command}"))
