"""What each column of a table with one row a customer tells: money spent, a measure, a description,
or nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.ingest.columns import meaning, personal, redundancy, vocabulary
from reporter.ingest.columns.meaning import no_value, revenue
from reporter.ingest.columns.parts import rival
from reporter.ingest.columns.transactions import CLOSE, different, missing
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reporter.ingest.columns.meaning import Understood
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape
    from reporter.model import Doubt
    from reporter.settings import MeaningSettings

    Judgement = tuple[Role, str]

_CODES = 10
"""A whole-number column with at most so many values, none above `_CODE_LIMIT`, is a code."""
_CODE_LIMIT = 20
_CATEGORIES = 50
"""A text column with more values, and more than a twentieth of the rows, describes nobody."""
_UNIQUE = 0.9
"""Share of values that differ from which a column named like an id is one row a customer."""
_SCALE = 30.0
"""Money in categories lies within such a factor of the middle category's mean."""
_LARGE_ID = 10_000
_SCORES = 10
"""A letter of RFM is a score where it has at most so many values."""
_COMBINED = 999
"""The largest three scores written as one number."""
_ENOUGH, _LONGEST_CODE = 20, 24
"""Rows of which a code must stand in each, and letters that it has at most, where no name says that
it is the customer's.
"""
_FILLED = 0.05
"""Share of the rows that a column has to speak of: less is a side note."""


def find(
    judged: Judged,
    shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]],
    absent: AbstractSet[Role],
    settings: MeaningSettings,
) -> Understood:
    """Return each column's role and the evidence for it, what sort of value it holds, and what has
    to be told.

    Parameters
    ----------
    judged
        What the columns hold; roles set by the user stand.
    shapes
        Measures how the numbers of columns lie.
    absent
        Roles of which the user says that no column has them: spend, measure.
    settings
        The user's last word on what columns mean.
    """
    given = judged.given
    found: dict[str, Judgement] = {name: (role, "") for name, role in given.items()}
    doubts: list[Doubt] = []
    if Role.CUSTOMER not in given.values() and (customer := _customer(judged, doubts)):
        found[customer.name] = (Role.CUSTOMER, _of_customer(judged, customer))
    looked_at = [column for column in judged.columns if _may_lack_values(judged, column, found)]
    none, raw = no_value.find(judged.contents, looked_at, settings), judged.columns
    judged = none.apply(judged)
    open_numbers: list[ColumnStatistics] = []
    for column in judged.columns:
        if column.name in found:
            continue
        judgement = (
            _set_apart(judged, column)
            or _without_numbers(judged, column)
            or _by_name(column)
            or _by_values(column)
        )
        if judgement:
            found[column.name] = judgement
        else:
            open_numbers.append(column)
    money = any(role is Role.SPEND for role, _ in found.values()) or any(
        revenue.speaks_of_money(column) for column in judged.columns
    )
    found |= _group(open_numbers, shapes(open_numbers), money=money)
    understood = meaning.understand(
        meaning.Understood(judgements=found, fixed=frozenset(given), doubts=tuple(doubts)),
        meaning.Evidence(judged),
        settings,
    )
    judgements = {
        name: one if name in given else _without(one, absent)
        for name, one in understood.judgements.items()
    }
    kept = none.of([column for column in raw if judgements[column.name][0] is not Role.IGNORED])
    fillers = {
        name: (*kept.fillers.get(name, ()), *understood.fillers.get(name, ()))
        for name in {**kept.fillers, **understood.fillers}
    }
    return replace(
        understood,
        judgements=judgements,
        fillers=fillers,
        readings=(*kept.readings(raw), *understood.readings),
    )


def _of_customer(judged: Judged, customer: ColumnStatistics) -> str:
    """Say why a column is the customer's id."""
    clause = judged.known.match(customer.name, Role.CUSTOMER).clause
    kind = judged.personal.get(customer.name)
    opening = f"named like a customer id{clause}"
    if not judged.known.fit(customer.name, Role.CUSTOMER) and not kind:
        opening = "codes that never repeat, so that they tell customers apart"
    if kind and not clause and _is_stand_in(judged, customer):
        opening = f"no customer id, so the {kind.value} names the customer"
    return f"{opening}; {different(customer.distinct)} in {customer.rows:,} rows"


def _may_lack_values(
    judged: Judged, column: ColumnStatistics, found: Mapping[str, Judgement]
) -> bool:
    """Say whether values of a column may stand for none: of what measures or describes, no id."""
    if not column.values or column.name in judged.personal:
        return False
    role = found.get(column.name, (Role.DESCRIPTOR, ""))[0]
    return role not in {Role.CUSTOMER, Role.IGNORED} and not _is_numbering(
        column, set(vocabulary.parts(column.name))
    )


def _is_stand_in(judged: Judged, column: ColumnStatistics) -> bool:
    return judged.known.fit(column.name, Role.CUSTOMER) < vocabulary.THING


def _customer(judged: Judged, doubts: list[Doubt]) -> ColumnStatistics | None:
    fits = []
    for column in judged.columns:
        if (
            column.name in judged.given
            or column.dtype not in {"integer", "text"}
            or not column.values
        ):
            continue
        score = judged.known.fit(column.name, Role.CUSTOMER)
        kind = judged.personal.get(column.name)
        if kind is not None and score < vocabulary.IDENTIFIED:
            score = 20 if kind is Personal.EMAIL else 0
        if vocabulary.is_generic(column.name) or column.distinct < _UNIQUE * column.values:
            continue
        if score and not (column.dtype == "integer" and column.minimum < 0):
            fits.append((score, column))
    fits.sort(key=lambda fit: (-fit[0], fit[1].name))
    if (
        len(fits) > 1
        and fits[0][0] - fits[1][0] <= CLOSE
        and fits[1][1].name not in judged.personal
    ):
        why = (
            "its name says more"
            if fits[0][0] > fits[1][0]
            else "both are named like it; the first by name was taken"
        )
        doubts.append(rival(Role.CUSTOMER, fits[0][1].name, fits[1][1].name, why))
    return fits[0][1] if fits else _by_elimination(judged)


def _by_elimination(judged: Judged) -> ColumnStatistics | None:
    """Return the column of codes that never repeat, where no name says which column is the
    customer.
    """
    found = []
    for column in judged.columns:
        if (
            column.name in judged.given
            or column.name in judged.personal
            or vocabulary.is_generic(column.name)
        ):
            continue
        if (
            column.rows < _ENOUGH
            or column.distinct != column.rows
            or column.dtype not in {"integer", "text"}
        ):
            continue
        named = bool(set(vocabulary.words(column.name)) & vocabulary.IDENTIFYING)
        codes = (
            column.dtype == "text"
            and column.length <= _LONGEST_CODE
            and all(
                " " not in text and any(letter.isdigit() for letter in text)
                for text in judged.contents.sample.texts(column.name, _ENOUGH)
            )
        )
        if named or codes:
            found.append((not named, column.name, column))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _set_apart(judged: Judged, column: ColumnStatistics) -> Judgement | None:
    """Judge what must make no feature whatever it holds: persons, earlier segmentations, scores,
    places, constants.
    """
    own = set(vocabulary.parts(column.name))
    if not column.values:
        return Role.IGNORED, "holds no values"
    if column.values < _FILLED * column.rows:
        return (
            Role.IGNORED,
            f"only {column.values:,} of {column.rows:,} rows hold a value: a side note",
        )
    if kind := judged.personal.get(column.name):
        return Role.IGNORED, personal.reason(kind)
    if column.is_constant:
        return Role.IGNORED, "the same in every row"
    common, share = judged.contents.most_common(column.name)
    if share >= redundancy.CONSTANT:
        return Role.IGNORED, f"nearly always {str(common)[:40]} ({100 * share:.1f} % of the rows)"
    if column.dtype == "date":
        return None
    few = f"{different(column.distinct)}{missing(column)}"
    if own & vocabulary.kind("coordinates") and column.is_number:
        return Role.DESCRIPTOR, f"a place on the map, which describes and makes no segments; {few}"
    if _is_rfm_score(column, own):
        return (
            Role.DESCRIPTOR,
            (
                "a score made of recency, frequency or money before, which describes and makes no"
                f" segments; {few}"
            ),
        )
    if own & vocabulary.kind("segmentation") and column.distinct <= _CATEGORIES:
        return (
            Role.DESCRIPTOR,
            f"an earlier segmentation in the file, which describes and makes no segments; {few}",
        )
    return None


def _is_rfm_score(column: ColumnStatistics, own: set[str]) -> bool:
    rfm = own & vocabulary.kind("rfm") or any(
        len(word) <= 6 and word.startswith("rfm") for word in own
    )
    graded = (
        own & vocabulary.kind("graded")
        or own <= {"r", "f", "m"}
        or "rfm" in own
        or own & {"rscore", "fscore", "mscore", "rfmscore"}
    )
    if not (rfm or own & {"rscore", "fscore", "mscore"}) or not graded:
        return False
    if not column.is_number:
        return column.distinct <= column.rows / 2 or column.distinct <= _COMBINED
    return column.distinct <= _SCORES or ("rfm" in own and column.maximum <= _COMBINED)


def _without_numbers(judged: Judged, column: ColumnStatistics) -> Judgement | None:
    """Judge what holds no numbers."""
    own = set(vocabulary.parts(column.name))
    if column.dtype == "date":
        return Role.DESCRIPTOR, f"dates {column.span}{missing(column)}"
    if column.dtype == "boolean":
        return Role.DESCRIPTOR, f"true or false{missing(column)}"
    if column.dtype != "text":
        return None
    if form := redundancy.written_as(judged.contents.sample.texts(column.name)):
        return Role.IGNORED, f"holds {form}; {different(column.distinct)} in {column.rows:,} rows"
    if own & vocabulary.kind("personal") and column.distinct > _CODES:
        return Role.IGNORED, "named like what identifies a person or a place of living"
    if column.distinct > _CATEGORIES and column.distinct > column.rows / 20:
        return (
            Role.IGNORED,
            f"free text or an identifier; {different(column.distinct)} in {column.rows:,} rows",
        )
    return Role.DESCRIPTOR, f"a category; {different(column.distinct)}{missing(column)}"


def _by_name(column: ColumnStatistics) -> Judgement | None:
    """Judge numbers by the words of their name."""
    own = set(vocabulary.parts(column.name))
    content = f"numbers {column.span}{missing(column)}"
    if _is_numbering(column, own):
        return (
            Role.IGNORED,
            f"an identifier or a row number; {different(column.distinct)} in {column.rows:,} rows",
        )
    if own <= vocabulary.kind("calendar") and column.dtype == "integer":
        return Role.DESCRIPTOR, f"named like a part of a date; {content}"
    if own & vocabulary.kind("since"):
        return (
            Role.MEASURE,
            f"named like a time since something, taken as the file counts it; {content}",
        )
    if own & vocabulary.kind("people") and own & vocabulary.kind("measure") <= vocabulary.kind(
        "counting"
    ):
        return Role.DESCRIPTOR, f"named like a description of the person; {content}"
    if revenue.is_named_so(column):
        return Role.SPEND, f"named like money spent; {content}"
    if own & (
        vocabulary.kind("measure") | vocabulary.kind("no_revenue") | vocabulary.kind("spend")
    ) or revenue.has_window(column.name):
        return Role.MEASURE, f"named like a measure; {content}"
    if own & vocabulary.kind("descriptor"):
        return Role.DESCRIPTOR, f"named like a description of the person; {content}"
    if own & vocabulary.kind("personal") and column.dtype == "integer":
        return Role.IGNORED, f"named like what identifies a person; {different(column.distinct)}"
    return None


def _is_numbering(column: ColumnStatistics, own: set[str]) -> bool:
    """Say whether a column names its rows: by its name, by counting them, or by numbers of one
    length that never repeat.
    """
    telling = (
        vocabulary.kind("measure") - vocabulary.kind("counting")
        | vocabulary.kind("descriptor")
        | vocabulary.kind("spend")
    )
    telling |= vocabulary.kind("no_revenue")
    if column.dtype != "integer" or own & telling:
        return False
    if (
        column.minimum in {0, 1}
        and column.distinct == column.rows == column.maximum - column.minimum + 1
    ):
        return True
    one_length = column.minimum >= _LARGE_ID and len(str(column.minimum)) == len(
        str(column.maximum)
    )
    if one_length and not column.repeats and column.rows > _CATEGORIES:
        return True
    return bool(own & vocabulary.kind("numbering")) and (
        column.distinct > _CODES or not column.repeats
    )


def _by_values(column: ColumnStatistics) -> Judgement | None:
    """Judge whole numbers that are few and small: codes."""
    if (
        column.dtype != "integer"
        or column.distinct > _CODES
        or column.minimum < 0
        or column.maximum > _CODE_LIMIT
    ):
        return None
    if column.values < 3 * column.distinct:
        return None
    return (
        Role.DESCRIPTOR,
        f"a code; {column.distinct} small whole numbers {column.span}{missing(column)}",
    )


def _group(
    columns: Sequence[ColumnStatistics], shapes: Mapping[str, Shape], *, money: bool
) -> dict[str, Judgement]:
    """Take three or more columns of right-skewed amounts of one order of size for money in
    categories, the rest for measures.

    Where other columns are named like money, these are none.
    """
    skewed = [
        column
        for column in columns
        if column.minimum >= 0 and column.distinct > _CODES and shapes[column.name].skewness > 1
    ]
    means = sorted(shapes[column.name].mean for column in skewed)
    middle = means[len(means) // 2] if means else 0.0
    alike = {
        column.name
        for column in skewed
        if middle / _SCALE <= shapes[column.name].mean <= middle * _SCALE
    }
    if len(alike) < 3 or middle < 10 or money:
        alike = set()
    judged: dict[str, Judgement] = {}
    for column in columns:
        content = f"numbers {column.span}{missing(column)}"
        if column.name in alike:
            group = (
                f"one of {len(alike)} columns of amounts of the same order of size, few of them"
                " large"
            )
            judged[column.name] = (Role.SPEND, f"{group}; {content}")
        else:
            judged[column.name] = (Role.MEASURE, content)
    return judged


def _without(judgement: Judgement, absent: AbstractSet[Role]) -> Judgement:
    """Take away roles that the user says no column has."""
    role, evidence = judgement
    for taken, next_role in ((Role.SPEND, Role.MEASURE), (Role.MEASURE, Role.DESCRIPTOR)):
        if role is taken and role in absent:
            role, evidence = next_role, f"no {taken.value}, as you set; {evidence}"
    return role, evidence
