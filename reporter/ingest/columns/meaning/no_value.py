"""Which values stand for none: 99 on a scale of 1 to 5 (see `codes`), 1900-01-01, "unknown"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import ibis

from reporter.fillers import without
from reporter.ingest.columns import statistics
from reporter.ingest.columns.meaning import codes, ends
from reporter.model import Reading, Stance
from reporter.numerals import MINUS, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis.expr.types as ir

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.meaning.ends import End
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.settings import MeaningSettings

    Fillers = dict[str, dict[Any, int]]
    """Column → value → rows."""

QUESTION = "no_value"
DAYS = (
    "0001-01-01", "1111-11-11", "1753-01-01", "1800-01-01", "1899-12-30", "1899-12-31",
    "1900-01-01", "1901-01-01", "1970-01-01",
    "2099-12-31", "2999-12-31", "9999-12-31",
)  # fmt: skip
WORDS = (
    "unknown", "(unknown)", "unkown", "n/a", "n.a.", "na", "not available", "not applicable",
    "not known", "not specified", "unspecified",
    "not stated", "not provided", "not given", "undefined", "undisclosed", "missing", "(missing)",
    "no answer", "no response", "refused",
    "don't know", "dont know", "do not know", "prefer not to say", "prefer not to answer", "?", "-",
    "--", "–", "—", ".", "null", "nan",
    "nil", "(blank)", "blank", "#n/a", "unbekannt", "keine angabe", "k.a.", "k. a.", "weiß nicht",
    "weiss nicht", "nicht angegeben",
    "inconnu", "inconnue", "non renseigné", "non renseigne", "nsp", "desconocido", "desconocida",
    "sin datos", "no consta",
    "desconhecido", "desconhecida", "não informado", "nao informado", "sconosciuto", "sconosciuta",
    "non disponibile", "onbekend",
    "geen antwoord", "niet bekend", "none/unknown", "unknown/none", "unknown/refused", "not asked",
    "not recorded",
)  # fmt: skip
"""What stands for no category, in lower case."""
CATEGORIES = 50
"""A text with more different values is no category."""
TIMES = 10
"""How much more often than another day one stands that stands for none in the midst of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoValue:
    """Which values stand for none."""

    found: Fillers
    unclear: tuple[End, ...] = ()
    """Values that may stand for none, and stay."""
    set_by_user: bool = False

    @property
    def fillers(self) -> dict[str, tuple[Any, ...]]:
        """The values by column."""
        return {name: tuple(values) for name, values in self.found.items()}

    def apply(self, judged: Judged) -> Judged:
        """Return what there is to judge the columns by, without these values."""
        if not self.found:
            return judged
        contents = judged.contents
        table = without(contents.table, self.fillers)
        again = {
            column.name: column.dtype for column in judged.columns if column.name in self.found
        }
        counted = {one.name: one for one in statistics.count(table, again, contents.compute)}
        return replace(
            judged,
            columns=tuple(counted.get(column.name, column) for column in judged.columns),
            contents=replace(contents, table=table, sample=contents.sample.without(self.fillers)),
        )

    def of(self, columns: Sequence[ColumnStatistics]) -> NoValue:
        """Keep what concerns these columns."""
        names = {column.name for column in columns}
        return replace(
            self,
            found={name: values for name, values in self.found.items() if name in names},
            unclear=tuple(end for end in self.unclear if end.column.name in names),
        )

    def readings(self, columns: Sequence[ColumnStatistics]) -> tuple[Reading, ...]:
        """Say which values stand for none, and which may."""
        return (*_adopted(self, {column.name: column for column in columns}), *_told(self.unclear))


def find(
    contents: Contents, columns: Sequence[ColumnStatistics], settings: MeaningSettings
) -> NoValue:
    """Find the values that stand for none in these columns.

    Parameters
    ----------
    contents
        The rows.
    columns
        Those that measure or describe: no ids.
    settings
        ``no_value`` and ``missing``.
    """
    found: Fillers = {}
    unclear: list[End] = []
    if settings.no_value == "auto":
        found, unclear = codes.find(contents, columns)
        found |= _days(contents, columns)
    words = (
        *(WORDS if settings.no_value == "auto" else ()),
        *(one.strip().lower() for one in settings.missing),
    )
    found |= _texts(contents, columns, words)
    for name, values in _set(contents, columns, settings.missing).items():
        found[name] = found.get(name, {}) | values
    return NoValue(found=found, unclear=tuple(unclear), set_by_user=settings.no_value != "auto")


def _days(contents: Contents, columns: Sequence[ColumnStatistics]) -> Fillers:
    """Find days that stand for none: known ones before the first or after the last of all others,
    or a heap of them.
    """
    dates = [
        column for column in columns if column.dtype == "date" and column.values >= ends.FEWEST
    ]
    asked = [(column, day) for column in dates for day in _possible_days(column)]
    if not asked:
        return {}
    table, measures = contents.table, []
    for index, (column, day) in enumerate(asked):
        value = table[column.name]
        known = [moment for other, moment in asked if other is column]
        rest = ibis.ifelse(value.isin(known), ibis.null(value.type()), value)
        measures.append(ibis.ifelse(value == day, 1, 0).sum().name(f"rows_{index}"))
        measures += [rest.min().name(f"low_{index}"), rest.max().name(f"high_{index}")]
    row = contents.compute(table.aggregate(measures))[0]
    found: Fillers = {}
    for index, (column, day) in enumerate(asked):
        rows, low, high = row[3 * index : 3 * index + 3]
        if (
            rows
            and low is not None
            and _is_none(day.date(), int(rows), (_day(low), _day(high)), column)
        ):
            found.setdefault(column.name, {})[day] = int(rows)
    return found


def _possible_days(column: ColumnStatistics) -> list[datetime]:
    days = [datetime.fromisoformat(day) for day in DAYS]
    return [day for day in days if _day(column.minimum) <= day.date() <= _day(column.maximum)]


def _is_none(day: date, rows: int, others: tuple[date, date], column: ColumnStatistics) -> bool:
    first, last = others
    heap = rows >= ends.HEAP * column.rows
    if first <= day <= last:
        return heap and rows >= TIMES * column.values / column.distinct
    outside = (first - day).days if day < first else (day - last).days
    return heap or outside >= ends.NEAR * max((last - first).days, 1)


def _day(moment: Any) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _texts(
    contents: Contents, columns: Sequence[ColumnStatistics], words: Sequence[str]
) -> Fillers:
    """Find words that stand for no category, as they are spelt; where but one category would be
    left, they are the other one.
    """
    texts = [
        column for column in columns if column.dtype == "text" and 2 < column.distinct <= CATEGORIES
    ]
    if not texts or not words:
        return {}
    folded = {column.name: contents.table[column.name].strip().lower() for column in texts}
    hits = [
        ibis.ifelse(folded[column.name].isin(words), 1, 0).sum().name(f"rows_{index}")
        for index, column in enumerate(texts)
    ]
    counts = contents.compute(contents.table.aggregate(hits))[0]
    found: Fillers = {}
    for column, rows in zip(texts, counts, strict=True):
        if not rows:
            continue
        own = contents.table.filter(folded[column.name].isin(words))
        spelt = own.group_by(word=own[column.name]).agg(rows=own.count()).select("word", "rows")
        spellings = sorted((str(word), int(count)) for word, count in contents.compute(spelt))
        if column.distinct - len(spellings) >= 2:
            found[column.name] = dict(spellings)
    return found


def _set(
    contents: Contents, columns: Sequence[ColumnStatistics], missing: Sequence[str]
) -> Fillers:
    """Count the numbers and days that the user says stand for none."""
    asked: list[tuple[str, Any, ir.BooleanValue]] = []
    for text in missing:
        number, day = _read(text, float), _read(text, datetime.fromisoformat)
        for column in columns:
            value = contents.table[column.name]
            if column.is_number and number is not None:
                exact = int(number) if column.dtype == "integer" and number.is_integer() else number
                asked.append((column.name, exact, value.cast("float64") == number))
            elif column.dtype == "date" and day is not None:
                asked.append((column.name, day, value == day))
    if not asked:
        return {}
    sums = [
        ibis.ifelse(condition, 1, 0).sum().name(f"rows_{index}")
        for index, (_, _, condition) in enumerate(asked)
    ]
    found: Fillers = {}
    for (name, exact, _), rows in zip(
        asked, contents.compute(contents.table.aggregate(sums))[0], strict=True
    ):
        if rows:
            found.setdefault(name, {})[exact] = int(rows)
    return found


def _read(text: str, how: Any) -> Any:
    try:
        return how(text.strip())
    except ValueError:
        return None


def _adopted(none: NoValue, columns: Mapping[str, ColumnStatistics]) -> Iterator[Reading]:
    ordered = sorted(
        none.found.items(),
        key=lambda one: (columns[one[0]].dtype == "text", -sum(one[1].values()), one[0]),
    )
    items: list[dict[str, float | str]] = [
        {
            "column": name,
            "values": " or ".join(shown(value) for value in values),
            "rows": sum(values.values()),
        }
        for name, values in ordered
    ]
    if not items:
        return
    touched = [
        sum(values.values()) / columns[name].rows
        for name, values in none.found.items()
        if columns[name].is_number
    ]
    yield Reading(
        question=QUESTION,
        stance=Stance.SET if none.set_by_user else Stance.ADOPTED,
        numbers={"columns": len(items)},
        items=tuple(items),
        setting="" if none.set_by_user else f"meaning.{QUESTION}=keep",
        weight=max(touched, default=0.0),
    )


def _told(unclear: Sequence[End]) -> Iterator[Reading]:
    items: tuple[dict[str, float | str], ...] = tuple(
        {"column": end.column.name, "values": shown(end.exact), "rows": end.rows} for end in unclear
    )
    if items:
        setting = f'meaning.missing=["{plain(unclear[0].exact)}"]'
        yield Reading(
            question=QUESTION,
            stance=Stance.TOLD,
            numbers={"columns": len(items)},
            items=items,
            setting=setting,
        )


def shown(value: Any) -> str:
    """Write a value as a reader would."""
    written = str(plain(value))
    return written.replace("-", MINUS, 1) if isinstance(value, (int, float)) else written
