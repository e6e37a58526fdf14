"""What each column of a table with one row a customer tells: money spent, a measure, a description, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import personal, redundancy, vocabulary
from reporter.ingest.columns.parts import rival
from reporter.ingest.columns.transactions import CLOSE, missing
from reporter.model import Doubt, Personal, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape

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
_DATED = 0.98
"""Correlation with a date from which a number counts the time since it."""


def find(
    judged: Judged, shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]], absent: AbstractSet[Role]
) -> tuple[dict[str, Judgement], list[Doubt]]:
    """Return each column's role and the evidence for it, and what stays in doubt.

    Parameters
    ----------
    judged
        What the columns hold; roles set by the user stand.
    shapes
        Measures how the numbers of columns lie.
    absent
        Roles of which the user says that no column has them: spend, measure.
    """
    columns, given = judged.columns, judged.given
    found: dict[str, Judgement] = {name: (role, "") for name, role in given.items()}
    doubts: list[Doubt] = []
    if Role.CUSTOMER not in given.values() and (customer := _customer(judged, doubts)):
        content = f"{customer.distinct:,} different values in {customer.rows:,} rows"
        clause = judged.known.match(customer.name, Role.CUSTOMER).clause
        kind = judged.personal.get(customer.name)
        opening = f"no customer id, so the {kind.value} names the customer" if kind and not clause and _is_stand_in(judged, customer) else (
            f"named like a customer id{clause}"
        )  # fmt: skip
        found[customer.name] = (Role.CUSTOMER, f"{opening}; {content}")
    open_numbers: list[ColumnStatistics] = []
    for column in columns:
        if column.name in found:
            continue
        judgement = _set_apart(judged, column) or _without_numbers(judged, column) or _by_name(column) or _by_values(column)
        if judgement:
            found[column.name] = judgement
        else:
            open_numbers.append(column)
    found |= _group(open_numbers, shapes(open_numbers))
    _count_since(judged, found, doubts)
    _set_totals_apart(judged, found)
    redundancy.set_apart(judged, found)
    return {name: judgement if name in given else _without(judgement, absent) for name, judgement in found.items()}, doubts


def _is_stand_in(judged: Judged, column: ColumnStatistics) -> bool:
    return judged.known.fit(column.name, Role.CUSTOMER) < vocabulary.THING


def _customer(judged: Judged, doubts: list[Doubt]) -> ColumnStatistics | None:
    fits = []
    for column in judged.columns:
        if column.name in judged.given or column.dtype not in {"integer", "text"} or not column.values:
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
    if len(fits) > 1 and fits[0][0] - fits[1][0] <= CLOSE and fits[1][1].name not in judged.personal:
        why = "its name says more" if fits[0][0] > fits[1][0] else "both are named like it; the first by name was taken"
        doubts.append(rival(Role.CUSTOMER, fits[0][1].name, fits[1][1].name, why))
    return fits[0][1] if fits else None


def _set_apart(judged: Judged, column: ColumnStatistics) -> Judgement | None:
    """Judge what must make no feature whatever it holds: persons, earlier segmentations, scores, places, constants."""
    own = set(vocabulary.words(column.name))
    if not column.values:
        return Role.IGNORED, "holds no values"
    if kind := judged.personal.get(column.name):
        return Role.IGNORED, personal.reason(kind)
    if column.is_constant:
        return Role.IGNORED, "the same in every row"
    common, share = judged.contents.most_common(column.name)
    if share >= redundancy.CONSTANT:
        return Role.IGNORED, f"nearly always {str(common)[:40]} ({100 * share:.1f} % of the rows)"
    if column.dtype == "date":
        return None
    few = f"{column.distinct:,} different values{missing(column)}"
    if own & vocabulary.kind("coordinates") and column.is_number:
        return Role.DESCRIPTOR, f"a place on the map, which describes and makes no segments; {few}"
    if _is_rfm_score(column, own):
        return Role.DESCRIPTOR, f"a score made of recency, frequency or money before, which describes and makes no segments; {few}"
    if own & vocabulary.kind("segmentation") and column.distinct <= _CATEGORIES:
        return Role.DESCRIPTOR, f"an earlier segmentation in the file, which describes and makes no segments; {few}"
    return None


def _is_rfm_score(column: ColumnStatistics, own: set[str]) -> bool:
    rfm = own & vocabulary.kind("rfm") or any(len(word) <= 6 and word.startswith("rfm") for word in own)
    graded = own & vocabulary.kind("graded") or own <= {"r", "f", "m"} or "rfm" in own or own & {"rscore", "fscore", "mscore", "rfmscore"}
    if not (rfm or own & {"rscore", "fscore", "mscore"}) or not graded:
        return False
    if not column.is_number:
        return column.distinct <= column.rows / 2 or column.distinct <= _COMBINED
    return column.distinct <= _SCORES or ("rfm" in own and column.maximum <= _COMBINED)


def _without_numbers(judged: Judged, column: ColumnStatistics) -> Judgement | None:
    """Judge what holds no numbers."""
    own = set(vocabulary.words(column.name))
    if column.dtype == "date":
        return Role.DESCRIPTOR, f"dates {column.span}{missing(column)}"
    if column.dtype == "boolean":
        return Role.DESCRIPTOR, f"true or false{missing(column)}"
    if column.dtype != "text":
        return None
    if form := redundancy.written_as(judged.contents.sample.texts(column.name)):
        return Role.IGNORED, f"holds {form}; {column.distinct:,} different values in {column.rows:,} rows"
    if own & vocabulary.kind("personal") and column.distinct > _CODES:
        return Role.IGNORED, "named like what identifies a person or a place of living"
    if column.distinct > _CATEGORIES and column.distinct > column.rows / 20:
        return Role.IGNORED, f"free text or an identifier; {column.distinct:,} different values in {column.rows:,} rows"
    return Role.DESCRIPTOR, f"a category; {column.distinct:,} different values{missing(column)}"


def _by_name(column: ColumnStatistics) -> Judgement | None:
    """Judge numbers by the words of their name."""
    own = set(vocabulary.words(column.name))
    content = f"numbers {column.span}{missing(column)}"
    if _is_numbering(column, own):
        return Role.IGNORED, f"an identifier or a row number; {column.distinct:,} different values in {column.rows:,} rows"
    if own & vocabulary.kind("since"):
        return Role.MEASURE, f"named like a time since something, taken as the file counts it; {content}"
    if own & vocabulary.kind("measure"):
        return Role.MEASURE, f"named like a measure; {content}"
    if own & vocabulary.kind("descriptor"):
        return Role.DESCRIPTOR, f"named like a description of the person; {content}"
    if own & vocabulary.kind("spend") and column.minimum >= 0:
        return Role.SPEND, f"named like money spent; {content}"
    if own & vocabulary.kind("personal"):
        return Role.IGNORED, f"named like what identifies a person; {column.distinct:,} different values"
    return None


def _is_numbering(column: ColumnStatistics, own: set[str]) -> bool:
    """Say whether a column names its rows: by its name, by counting them, or by numbers of one length that never repeat."""
    telling = vocabulary.kind("measure") - vocabulary.kind("counting") | vocabulary.kind("descriptor") | vocabulary.kind("spend")
    if column.dtype != "integer" or own & telling:
        return False
    if column.minimum in {0, 1} and column.distinct == column.rows == column.maximum - column.minimum + 1:
        return True
    one_length = column.minimum >= _LARGE_ID and len(str(column.minimum)) == len(str(column.maximum))
    if one_length and not column.repeats and column.rows > _CATEGORIES:
        return True
    return bool(own & vocabulary.kind("numbering")) and (column.distinct > _CODES or not column.repeats)


def _by_values(column: ColumnStatistics) -> Judgement | None:
    """Judge whole numbers that are few and small: codes."""
    if column.dtype != "integer" or column.distinct > _CODES or column.minimum < 0 or column.maximum > _CODE_LIMIT:
        return None
    if column.values < 3 * column.distinct:
        return None
    return Role.DESCRIPTOR, f"a code; {column.distinct} small whole numbers {column.span}{missing(column)}"


def _group(columns: Sequence[ColumnStatistics], shapes: Mapping[str, Shape]) -> dict[str, Judgement]:
    """Take three or more columns of right-skewed amounts of one order of size for money in categories, the rest for measures."""
    skewed = [column for column in columns if column.minimum >= 0 and column.distinct > _CODES and shapes[column.name].skewness > 1]
    means = sorted(shapes[column.name].mean for column in skewed)
    middle = means[len(means) // 2] if means else 0.0
    alike = {column.name for column in skewed if middle / _SCALE <= shapes[column.name].mean <= middle * _SCALE}
    if len(alike) < 3 or middle < 10:
        alike = set()
    judged: dict[str, Judgement] = {}
    for column in columns:
        content = f"numbers {column.span}{missing(column)}"
        if column.name in alike:
            group = f"one of {len(alike)} columns of amounts of the same order of size, few of them large"
            judged[column.name] = (Role.SPEND, f"{group}; {content}")
        else:
            judged[column.name] = (Role.MEASURE, content)
    return judged


def _count_since(judged: Judged, found: dict[str, Judgement], doubts: list[Doubt]) -> None:
    """Find what numbers named like a recency or a tenure count the time since, where a date in the file tells it."""
    dates = [column for column in judged.columns if column.dtype == "date"]
    for column in judged.columns:
        own = set(vocabulary.words(column.name))
        if column.name in judged.given or found[column.name][0] is not Role.MEASURE or not own & vocabulary.kind("since"):
            continue
        since = [date.name for date in dates if abs(redundancy.moves_with_date(judged.contents, column.name, date.name)) >= _DATED]
        if not since:
            continue
        joined = set(vocabulary.words(since[0])) & (vocabulary.kind("joined") | {"customer"})
        if "recency" in own and joined:
            why = f"it moves with {since[0]} to the day"
            found[column.name] = (Role.DESCRIPTOR, f"counts the time since {since[0]}, not since the last order; numbers {column.span}")
            doubts.append(
                Doubt(
                    about=column.name, question=f"what {column.name} counts the time since",
                    taken=f"since {since[0]}: it describes customers", why=why, setting=f"roles.measures={column.name}",
                )
            )  # fmt: skip
        else:
            found[column.name] = (Role.MEASURE, f"counts the time since {since[0]}; numbers {column.span}{missing(column)}")


def _set_totals_apart(judged: Judged, found: dict[str, Judgement]) -> None:
    """Keep a total from being counted beside the categories that it sums."""
    spend = [name for name, (role, _) in found.items() if role is Role.SPEND]
    named = {name for name in spend if {"total", "gesamt", "sum", "overall", "totale", "totaal", "monetary"} & set(vocabulary.words(name))}
    summed = redundancy.total_of(judged.contents, [name for name in spend if found[name][0] is Role.SPEND])
    totals = [name for name in spend if (name in named or name == summed) and name not in judged.given]
    if len(spend) - len(totals) >= 2:
        for name in totals:
            how = (
                "the sum of the other amounts"
                if name == summed
                else "named like the total of the money spent, which its categories already hold"
            )
            found[name] = (Role.MEASURE, how)


def _without(judgement: Judgement, absent: AbstractSet[Role]) -> Judgement:
    """Take away roles that the user says no column has."""
    role, evidence = judgement
    for taken, next_role in ((Role.SPEND, Role.MEASURE), (Role.MEASURE, Role.DESCRIPTOR)):
        if role is taken and role in absent:
            role, evidence = next_role, f"no {taken.value}, as you set; {evidence}"
    return role, evidence
