"""The settings of [source] that leave rows out in, the filters that they ask for out, in the order
in which they are applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import ibis

from reporter.conditions import comparisons, parse, written
from reporter.errors import QualityError
from reporter.model import Role
from reporter.model.claim import Claim, Count, Name
from reporter.quality.filters.expressions import Meant, column_of, holds
from reporter.quality.values import identifier
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    import ibis.expr.types as ir

    from reporter.model import Column, Dataset
    from reporter.settings import SourceSettings

    Keeps = Callable[[ir.Table], ir.BooleanValue]

MOST_CUSTOMERS = 10_000
"""Customers that a list may name."""
LARGEST_LIST = 4_000_000
"""Bytes of such a list."""

CUSTOMERS = "excluded_customers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Rows that the user wants, and how that is told."""

    rule: str
    """The name of its cleaning step."""
    wanted: Claim
    """What it leaves; values of columns that identify people are hidden."""
    keeps: Keeps
    """Whether a row stays; never missing."""
    setting: str
    """What was set, as messages to whoever set it call it."""
    columns: tuple[Column, ...]
    """Those that it looks at."""
    ids: tuple[str, ...] = ()
    """The customers that it names."""
    values: tuple[str, ...] = ()
    """The values that it names."""
    day: str = ""
    """The column whose days it is about: rows without one stay, and are left to the rule on missing
    dates.
    """

    def meets(self, table: ir.Table) -> ir.BooleanValue:
        """Whether a row is what is wanted, not only left for another rule."""
        return self.keeps(table) & table[self.day].notnull() if self.day else self.keeps(table)


def asked(dataset: Dataset, settings: SourceSettings) -> tuple[Filter, ...]:
    """Return the filters of the settings.

    Raises
    ------
    QualityError
        One does not fit the data: it names a column that there is not, or days where no orders have
        dates.
    """
    found = [*_days(dataset, settings)]
    for key in ("where", "exclude"):
        found += _conditions(dataset, key, getattr(settings, key))
    return (*found, *_customers(dataset, settings))


def _days(dataset: Dataset, settings: SourceSettings) -> list[Filter]:
    """Keep the days from `since` to `until`; a row without a date is no matter of theirs."""
    found = []
    for key, day, sign in (("since", settings.since, ">="), ("until", settings.until, "<=")):
        if day:
            column = _date(dataset, key, day, sign)
            written_day = day.isoformat()
            found.append(
                Filter(
                    rule=key,
                    wanted=Claim(f"cleaning.filter.{key}", {key: Name(written_day)}),
                    keeps=_from(column.name, day) if key == "since" else _to(column.name, day),
                    setting=f"source.{key} = {written_day}",
                    columns=(column,),
                    day=column.name,
                )
            )
    return found


def _from(name: str, day: date) -> Keeps:
    return lambda table: (table[name].cast("timestamp") >= _midnight(day)).fill_null(
        ibis.literal(True)
    )


def _to(name: str, day: date) -> Keeps:
    end = _midnight(day) + timedelta(days=1)
    return lambda table: (table[name].cast("timestamp") < end).fill_null(ibis.literal(True))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as the data


def _date(dataset: Dataset, key: str, day: date, sign: str) -> Column:
    name = dataset.column(Role.DATE)
    if name is not None:
        return column_of(name, dataset, f"source.{key}")
    dates = [column.name for column in dataset.columns if column.dtype == "date"]
    told = (
        f"to choose by a date, write a condition: --where '\"{dates[0]}\" {sign} {day.isoformat()}'"
        if dates
        else "it holds no date"
    )
    what = (
        f"source.{key} counts the days of orders, and no column of {dataset.source.name} is the"
        " date of one."
    )
    raise QualityError(what, f"Leave it out; {told}.")


def _conditions(dataset: Dataset, key: str, texts: Sequence[str]) -> list[Filter]:
    found = []
    several = len(texts) > 1
    for number, text in enumerate(texts, 1):
        meant = Meant(f"source.{key}[{number}]" if several else f"source.{key}", parse(text))
        shown = written(meant.condition, partial(_hides, dataset, meant.setting))
        found.append(
            Filter(
                rule=f"{key}_{number}" if several else key,
                wanted=Claim(f"cleaning.filter.{key}", {"condition": Name(shown)}),
                keeps=_meeting(meant, dataset, wanted=key == "where"),
                setting=f"{meant.setting} = {literal(text)}",
                columns=_columns(meant, dataset),
                values=tuple(
                    value.text for one in comparisons(meant.condition) for value in one.values
                ),
            )
        )
    return found


def _meeting(meant: Meant, dataset: Dataset, *, wanted: bool) -> Keeps:
    return lambda table: holds(meant, dataset, table) if wanted else ~holds(meant, dataset, table)


def _columns(meant: Meant, dataset: Dataset) -> tuple[Column, ...]:
    names = dict.fromkeys(one.column for one in comparisons(meant.condition))
    return tuple(column_of(name, dataset, meant.setting) for name in names)


def _hides(dataset: Dataset, setting: str, name: str) -> bool:
    """Whether the values of the column that a condition names say who somebody is."""
    return identifies(column_of(name, dataset, setting))


def identifies(column: Column) -> bool:
    """Whether a column's values say who somebody is."""
    return column.personal is not None or column.role is Role.CUSTOMER


def _customers(dataset: Dataset, settings: SourceSettings) -> list[Filter]:
    named = [
        *settings.exclude_customers,
        *(_listed(settings.exclude_list) if settings.exclude_list else ()),
    ]
    ids = tuple(dict.fromkeys(_plain(one) for one in named if one.strip()))
    if not ids:
        return []
    key = "source.exclude_customers" if settings.exclude_customers else "source.exclude_list"
    if len(ids) > MOST_CUSTOMERS:
        what = (
            f"{key} names {len(ids):,} customers; up to {MOST_CUSTOMERS:,} can be left out by their"
            " ids."
        )
        raise QualityError(what, "Leave them out by a condition: source.exclude.")
    name = dataset.column(Role.CUSTOMER)
    if name is None:
        hint = (
            "Name the column of the customer (--set roles.customer=…), or leave rows out by a"
            " condition: source.exclude."
        )
        raise QualityError(
            f"{key} leaves customers out by their ids, and {dataset.source.name} has no column of"
            " ids.",
            hint,
        )
    column = column_of(name, dataset, key)
    return [
        Filter(
            rule=CUSTOMERS,
            wanted=Claim("cleaning.filter.customers", {"ids": Count(len(ids))}),
            keeps=lambda table: ~_is_among(table, name, ids),
            setting=key,
            columns=(column,),
            ids=ids,
        )
    ]


def _is_among(table: ir.Table, name: str, ids: Sequence[str]) -> ir.BooleanValue:
    """Whether a row is of one of these customers; addresses of e-mails are one in capitals and
    small letters.
    """
    own = identifier(table[name])
    found = (
        own.isin([one for one in ids if "@" not in one])
        if any("@" not in one for one in ids)
        else ibis.literal(False)
    )
    mails = [one.lower() for one in ids if "@" in one]
    return (found | own.lower().isin(mails) if mails else found).fill_null(ibis.literal(False))


def named(table: ir.Table, name: str, ids: Sequence[str]) -> ir.StringValue:
    """Return each row's customer where these ids name it, else nothing."""
    own = identifier(table[name])
    folded = ibis.ifelse(own.contains("@"), own.lower(), own)
    return ibis.ifelse(_is_among(table, name, ids), folded, ibis.null("string"))


def _plain(name: str) -> str:
    """Write an id as ids of the data are written."""
    bare = name.strip()
    return bare[:-2] if bare.endswith(".0") and bare[:-2].isdigit() else bare


def _listed(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_LIST + 1)
    except OSError as error:
        raise QualityError(
            f"source.exclude_list: {path} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    if len(content) > LARGEST_LIST:
        raise QualityError(
            f"source.exclude_list: {path} has more than {LARGEST_LIST:,} bytes.",
            "Give a text with one id a line.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return [
        line.strip().strip('"')
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]
