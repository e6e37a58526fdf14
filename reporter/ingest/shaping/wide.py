"""The names of a table's columns and what their numbers look like in, whether they are one measure
over time out, and how that is told.

Columns named after periods are money over time by their name, else by their numbers: uneven, with
cents or large, and not there in each period. Scores of a survey, sizes, balances and temperatures
are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from reporter.ingest.columns import vocabulary
from reporter.ingest.shaping import period_names
from reporter.ingest.shaping.period_names import FEWEST
from reporter.model import Grain, Reading, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reporter.ingest.shaping.period_names import PeriodName
    from reporter.settings import Settings

QUESTION, YEARLESS = "columns_of_periods", "yearless_dates"
ANCHOR = date(2001, 1, 1)
"""Where counting begins if nothing names a year: only the distances between periods count then. A
Monday, for weeks.
"""
NUMBERS = 0.98
"""Share of the values of such columns that are numbers."""
FRACTIONS, EMPTY = 0.2, 0.02
"""Money has cents, and not everybody buys in every period."""
SKEWED, LARGEST_SCORE, MIDDLE = 5, 10, 10
"""Money is uneven: the largest value is so many times the median; scores end at ten; whole numbers
of money are no ones and twos.
"""
_SCALE = 11
"""Different values of a scale of answers."""
_YEARS = frozenset(["year", "years", "jahr", "annee", "ano", "anno", "jaar", "yr", "fy"])
_YEAR_IN_WORDS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """The columns of a table that are one measure over time."""

    periods: Mapping[str, PeriodName]
    """By column, in the table's order."""
    others: tuple[str, ...]
    """Columns of other measures over the same time."""
    kept: tuple[str, ...]
    """The columns that stay."""

    @property
    def grain(self) -> Grain:
        """What one of them is: a month, a quarter, a week."""
        return next(iter(self.periods.values())).grain

    @property
    def family(self) -> str:
        """What the measure is called beside its periods; empty where it has no name."""
        return next(iter(self.periods.values())).family

    def measure_among(self, taken: Sequence[str]) -> str:
        """Return what the column of the measure is called beside others."""
        return free(self.family if _fits(self.family) else "amount", taken)

    @property
    def is_dated(self) -> bool:
        """Whether the names tell the year."""
        return next(iter(self.periods.values())).start is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the values of such columns are."""

    cells: int
    values: int
    """Cells that hold something."""
    numbers: int
    zeros: int
    fractions: int
    least: float
    most: float
    median: float
    distinct: int

    @classmethod
    def of(
        cls,
        cells: int,
        values: int,
        numbers: int,
        zeros: int,
        fractions: int,
        *spread: float | None,
    ) -> Evidence:
        """Take them as a query counts them; the spread is the least, the most and the median
        number, and how many differ.
        """
        least, most, median, distinct = (float(value or 0) for value in spread)
        return cls(
            cells=int(cells), values=int(values), numbers=int(numbers), zeros=int(zeros),
            fractions=int(fractions),
            least=least, most=most, median=median, distinct=int(distinct),
        )  # fmt: skip

    @property
    def are_numbers(self) -> bool:
        """Whether they hold numbers."""
        return self.numbers > 0 and self.numbers >= NUMBERS * self.values

    @property
    def empty(self) -> float:
        """The share of cells in which nothing stands, or zero."""
        return 1 - (self.numbers - self.zeros) / self.cells if self.cells else 1.0

    @property
    def is_money(self) -> bool:
        """Whether they are uneven, with cents or large, and not there in each period: money,
        whatever it is called.
        """
        uneven = self.empty >= EMPTY or self.most >= SKEWED * self.median
        cents = self.fractions >= FRACTIONS * self.numbers and self.most > LARGEST_SCORE
        large = self.most >= SKEWED * self.median and self.median >= MIDDLE and self.empty >= EMPTY
        return self.least > -self.most and ((cents and uneven) or large)

    @property
    def is_scale(self) -> bool:
        """Whether they are answers on a scale."""
        return self.distinct <= _SCALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The user's last word."""

    columns_of_periods: Literal["auto", "unpivot", "keep"] = "auto"
    yearless: date | None = None
    """The day from which on periods are counted that name no year."""
    named: frozenset[str] = frozenset()
    """Columns that settings give a role: these stay columns."""


def wishes(settings: Settings, named: frozenset[str]) -> Wishes | None:
    """Return what the user says of such columns; None where a row is a customer, whatever its
    columns are called.
    """
    if settings.roles.kind == "customers":
        return None
    said = settings.meaning
    return Wishes(
        columns_of_periods=said.columns_of_periods, yearless=said.yearless_dates, named=named
    )


def is_left(stance: Stance, wishes: Wishes) -> bool:
    """Say whether the columns stay columns."""
    return stance is Stance.TOLD or (stance is Stance.SET and wishes.columns_of_periods == "keep")


def told(
    wide: Wide, evidence: Evidence, stance: Stance, wishes: Wishes, rows: int, without: int = 0
) -> Reading:
    """Tell what was made of the columns.

    Parameters
    ----------
    rows
        Of the table as it was.
    without
        Those of them in which no period holds a value.
    """
    left = is_left(stance, wishes)
    numbers: dict[str, float | str] = {
        "columns": len(wide.periods), "first": next(iter(wide.periods)),
        "last": list(wide.periods)[-1], "rows": rows,
        "values": evidence.numbers - evidence.zeros, "empty": evidence.empty,
        "how": "left as columns" if left else "read as a row per period",
    }  # fmt: skip
    numbers |= {"without": without} if without else {}
    setting = f"meaning.{QUESTION}={'unpivot' if left else 'keep'}"
    return Reading(question=QUESTION, stance=stance, numbers=numbers, setting=setting, weight=1.0)


def find(names: Iterable[str], label: str, wishes: Wishes) -> Wide | None:
    """Return the columns that are named after periods and may be one measure over time; None where
    there are too few.

    Where a table holds several measures over the same time, that of money is taken, else the first.
    """
    listed = list(names)
    fewest = 2 if wishes.columns_of_periods == "unpivot" else FEWEST
    many = [one for one in _groups(listed) if len(one) >= fewest and _are_different(one)]
    periods = {name for group in many for name in group}
    kept = tuple(name for name in listed if name not in periods)
    if not many or not kept or periods & set(wishes.named):
        return None
    best = max(
        many, key=lambda group: (_says_money(next(iter(group.values())).family, label), len(group))
    )
    others = tuple(name for group in many if group is not best for name in group)
    return Wide(periods=best, others=others, kept=kept)


def _groups(names: Sequence[str]) -> list[dict[str, PeriodName]]:
    """Return the names of periods that are written alike and of one measure, together."""
    groups: dict[object, dict[str, PeriodName]] = {}
    for name in names:
        if period := period_names.read(name):
            groups.setdefault(period.key, {})[name] = period
    return list(groups.values())


def _are_different(group: Mapping[str, PeriodName]) -> bool:
    return len({(one.start, one.number) for one in group.values()}) == len(group)


def _says_money(family: str, label: str) -> bool:
    words = set(vocabulary.words(family))
    if words & _not_money():
        return False
    return _fits(family) or (not words and _fits(label))


def _fits(words: str) -> bool:
    return bool(vocabulary.likely([words], Role.AMOUNT)) or bool(
        set(vocabulary.words(words)) & vocabulary.kind("spend")
    )


def _not_money() -> frozenset[str]:
    return (
        vocabulary.kind("measure") | vocabulary.kind("descriptor") | vocabulary.foreign(Role.AMOUNT)
    )


def judge(wide: Wide, evidence: Evidence, label: str, wishes: Wishes) -> Stance | None:
    """Say whether the columns become rows (adopted), could (told), or whether the user has said so;
    None for neither.
    """
    if not evidence.are_numbers:
        return None
    named = _says_money(wide.family, label)
    other = bool(set(vocabulary.words(wide.family)) & _not_money())
    clear = named or (evidence.is_money and not other)
    if wishes.columns_of_periods == "unpivot":
        return Stance.SET
    if wishes.columns_of_periods == "keep":
        return Stance.SET if clear else None
    if clear:
        return Stance.ADOPTED
    return None if other or evidence.is_scale else Stance.TOLD


def first_day(wide: Wide, wishes: Wishes, *texts: str) -> tuple[date, bool]:
    """Return the day from which on periods are counted that name no year, and whether the user or
    one of these texts says so.
    """
    if wishes.yearless is not None:
        return wishes.yearless, True
    opening = next(iter(wide.periods.values()))
    month = 1 if opening.is_counted else opening.number
    told = years(*texts)
    if len(told) == 1:
        return date(told.pop(), month, 1), True
    return ANCHOR.replace(month=month), False


def yearless(wide: Wide, first: date, *, is_known: bool, is_set: bool) -> Reading:
    """Tell from which day on periods were counted that name no year."""
    opening, period = next(iter(wide.periods.items()))
    numbers: dict[str, float | str] = {
        "what": "Columns",
        "example": opening,
        "day": period.begins(first).isoformat(),
    }
    stance = Stance.SET if is_set else Stance.ADOPTED if is_known else Stance.TOLD
    return Reading(
        question=YEARLESS,
        stance=stance,
        numbers=numbers,
        setting=f"meaning.{YEARLESS}=2023-01-01",
        weight=0.0 if is_known else 1.0,
    )


def years(*texts: str) -> set[int]:
    """Return the years that titles and names of files tell."""
    return {int(year) for text in texts for year in _YEAR_IN_WORDS.findall(text)}


def year_column(names: Iterable[str]) -> str | None:
    """Return the column that holds the year of each row, if any."""
    return next(
        (
            name
            for name in names
            if len(words := vocabulary.words(name)) == 1 and words[0] in _YEARS
        ),
        None,
    )


def free(name: str, taken: Sequence[str]) -> str:
    """Return a name that no column has."""
    folded = {other.casefold() for other in taken}
    return next(
        one
        for one in (name, *(f"{name} ({index})" for index in range(2, len(taken) + 3)))
        if one.casefold() not in folded
    )
