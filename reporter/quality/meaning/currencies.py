"""Several currencies among the rows that count: amounts of different currencies are
never added up.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

import ibis

from reporter.errors import QualityError
from reporter.model import Role, Stance
from reporter.model.claim import Claim, Name
from reporter.quality.currencies import CODES, currency_counts
from reporter.quality.meaning.question import Answer, RowRule, Understanding, truth
from reporter.quality.values import number, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Dataset
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings

FEW_IN_OTHERS = 0.01
"""Share of the rows in other currencies up to which these are left out rather than everything
refused.
"""
SHOWN_CURRENCIES = 4


class Currencies:
    """Refuses to add up several currencies, converts them by the user's rates, or leaves out the
    few rows in others.
    """

    name = "currencies"

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """See `Question.ask`."""
        dataset = so_far.counted
        mixed = {
            name: counts for name, counts in currency_counts(dataset).items() if len(counts) > 1
        }
        if not mixed or not _money(dataset):
            return so_far, None
        column, counts = max(mixed.items(), key=lambda one: (len(one[1]), one[0]))
        ordered = sorted(counts, key=lambda name: (-counts[name], name))
        rates = settings.meaning.rates
        numbers: dict[str, float | str] = {
            "column": column,
            "main": ordered[0],
            "rows": sum(counts[name] for name in ordered[1:]),
        }
        items: tuple[Mapping[str, float | str], ...] = tuple(
            {"currency": name, "rows": counts[name]} for name in ordered
        )
        if settings.meaning.currencies == "one":
            return so_far, Answer(
                question=self.name, stance=Stance.SET, numbers=numbers, items=items, weight=1.0
            )
        # Named in a column of its own, rather than written beside the amounts.
        by_name = column not in dataset.currencies
        if by_name and rates:
            return self._converted(so_far, column, ordered, settings), Answer(
                question="rates",
                stance=Stance.SET,
                numbers=numbers,
                items=_rated(ordered, counts, settings),
                weight=1.0,
            )
        others = sum(counts[name] for name in ordered[1:])
        if by_name and others <= FEW_IN_OTHERS * sum(counts.values()):
            rule = _only(column, ordered[0])
            share = others / sum(counts.values())
            answer = Answer(
                question=self.name,
                stance=Stance.ADOPTED,
                numbers=numbers,
                items=items[1:],
                weight=share,
            )
            return so_far.with_rule(rule), answer
        raise _refusal(dataset, column, counts, ordered, by_name=by_name)

    @staticmethod
    def _converted(
        so_far: Understanding, column: str, ordered: list[str], settings: Settings
    ) -> Understanding:
        """Multiply each row's money by the rate of its currency."""
        dataset, rates = so_far.dataset, settings.meaning.rates
        known = {*rates, settings.report.currency} - {""}
        missing = [name for name in ordered if name not in known]
        if len(missing) > (0 if settings.report.currency else 1):
            lacking = ", ".join(missing)
            what = (
                f"meaning.rates has no rate for {lacking}, which {column} of {dataset.source.name}"
                " names."
            )
            raise QualityError(
                what,
                "Give one for each currency but that of the report: its worth in report.currency.",
            )
        code = text(dataset.table[column]).upper()
        rate = reduce(
            lambda found, name: ibis.ifelse(code.isin(_written(name)), rates[name], found),
            sorted(rates),
            ibis.literal(1.0, "float64"),
        )
        for name in _money(dataset):
            so_far = so_far.with_column(name, number(dataset.table[name]) * rate)
        return replace(so_far, currency=settings.report.currency or missing[0])


def _rated(
    ordered: list[str], counts: Mapping[str, int], settings: Settings
) -> tuple[Mapping[str, float | str], ...]:
    return tuple(
        {"currency": name, "rows": counts[name], "rate": settings.meaning.rates.get(name, 1.0)}
        for name in ordered
    )


def _money(dataset: Dataset) -> tuple[str, ...]:
    """Return the columns that are multiplied to convert a row."""
    one = dataset.column(Role.AMOUNT) or dataset.column(Role.PRICE)
    return (one,) if one else tuple(column.name for column in dataset.columns_of(Role.SPEND))


def _written(name: str) -> list[str]:
    """Return how a currency is written in the column: by its code, or by the sign that
    only it has.
    """
    return sorted({name.upper(), *(sign.upper() for sign, code in CODES.items() if code == name)})


def _only(column: str, main: str) -> RowRule:
    return RowRule(
        name="other_currency",
        told=Claim("cleaning.other_currency", {"main": Name(main), "by_column": Name(column)}),
        condition=lambda table: truth(
            ~text(table[column]).upper().isin(_written(main)) & text(table[column]).notnull()
        ),
    )


def _refusal(
    dataset: Dataset, column: str, counts: Mapping[str, int], ordered: list[str], *, by_name: bool
) -> QualityError:
    shown = ", ".join(f"{name} in {counts[name]:,} rows" for name in ordered[:SHOWN_CURRENCIES])
    more = f" and {len(ordered) - SHOWN_CURRENCIES} more" if len(ordered) > SHOWN_CURRENCIES else ""
    named = f"in {len(ordered)} currencies, by the column {column} ({shown}{more})"
    what = f"The amounts of {dataset.source.name} are {named}: they cannot be added up."
    if not by_name:
        return QualityError(
            what, "Give a file for each currency, or convert the amounts to one before."
        )
    name = f"[{column}]" if " " in column else column
    rates = ", ".join(f"{code} = 1.0" for code in ordered[1:SHOWN_CURRENCIES])
    return QualityError(
        what,
        f"Make a report of one, --where \"{name} = '{ordered[0]}'\"; or say what the others are"
        f" worth in it, --set report.currency={ordered[0]} --set meaning.rates='{{{rates}}}'; if"
        f" the amounts are in one currency whatever {column} says, --set meaning.currencies=one.",
    )
