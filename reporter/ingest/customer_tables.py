"""What each column of a table with one row a customer tells: money spent, a measure, a description, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest import vocabulary
from reporter.ingest.transactions import missing
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reporter.ingest.statistics import ColumnStatistics, Shape

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


def find(
    columns: Sequence[ColumnStatistics],
    given: Mapping[str, Role],
    shapes: Callable[[Sequence[str]], Mapping[str, Shape]],
    absent: AbstractSet[Role],
) -> dict[str, Judgement]:
    """Return each column's role and the evidence for it.

    Parameters
    ----------
    columns
        What the columns hold.
    given
        Roles set by the user; they stand.
    shapes
        Measures how the numbers of columns lie.
    absent
        Roles of which the user says that no column has them: spend, measure.
    """
    judged: dict[str, Judgement] = {name: (role, "") for name, role in given.items()}
    if Role.CUSTOMER not in given.values() and (customer := _customer(columns, given)):
        content = f"{customer.distinct:,} different values in {customer.rows:,} rows"
        judged[customer.name] = (Role.CUSTOMER, f"named like a customer id; {content}")
    open_numbers: list[ColumnStatistics] = []
    for column in columns:
        if column.name in judged:
            continue
        judgement = _without_numbers(column) or _by_name(column) or _by_values(column)
        if judgement:
            judged[column.name] = judgement
        else:
            open_numbers.append(column)
    judged |= _group(open_numbers, shapes([column.name for column in open_numbers]))
    _set_totals_apart(judged, given)
    return {name: judgement if name in given else _without(judgement, absent) for name, judgement in judged.items()}


def _customer(columns: Sequence[ColumnStatistics], given: Mapping[str, Role]) -> ColumnStatistics | None:
    fits = [
        (vocabulary.fit(column.name, Role.CUSTOMER), -place, column)
        for place, column in enumerate(columns)
        if column.name not in given and column.dtype in {"integer", "text"} and column.values and column.distinct >= _UNIQUE * column.values
    ]
    score, _, column = max(fits, key=lambda fit: fit[:2], default=(0, 0, None))
    return column if score else None


def _without_numbers(column: ColumnStatistics) -> Judgement | None:
    """Judge what holds no numbers, or nothing."""
    own = set(vocabulary.words(column.name))
    if not column.values:
        return Role.IGNORED, "holds no values"
    if column.is_constant:
        return Role.IGNORED, "the same in every row"
    if column.dtype == "date":
        return Role.DESCRIPTOR, f"dates {column.span}{missing(column)}"
    if column.dtype == "boolean":
        return Role.DESCRIPTOR, f"true or false{missing(column)}"
    if column.dtype != "text":
        return None
    if own & vocabulary.PERSONAL:
        return Role.IGNORED, "named like what identifies a person"
    if column.distinct > _CATEGORIES and column.distinct > column.rows / 20:
        return Role.IGNORED, f"free text or an identifier; {column.distinct:,} different values in {column.rows:,} rows"
    return Role.DESCRIPTOR, f"a category; {column.distinct:,} different values{missing(column)}"


def _by_name(column: ColumnStatistics) -> Judgement | None:
    """Judge numbers by the words of their name."""
    own = set(vocabulary.words(column.name))
    content = f"numbers {column.span}{missing(column)}"
    if own & vocabulary.PERSONAL or _is_numbering(column, own):
        return Role.IGNORED, f"an identifier or a row number; {column.distinct:,} different values in {column.rows:,} rows"
    if own & vocabulary.MEASURE:
        return Role.MEASURE, f"named like a measure; {content}"
    if own & vocabulary.DESCRIPTORS:
        return Role.DESCRIPTOR, f"named like a description of the person; {content}"
    if own & vocabulary.SPEND and column.minimum >= 0:
        return Role.SPEND, f"named like money spent; {content}"
    return None


def _is_numbering(column: ColumnStatistics, own: set[str]) -> bool:
    """Say whether a column names its rows, by its name or by counting them from nought or one."""
    if column.dtype != "integer" or own & (vocabulary.MEASURE - vocabulary.COUNTING | vocabulary.DESCRIPTORS | vocabulary.SPEND):
        return False
    counts_rows = column.minimum in {0, 1} and column.distinct == column.rows == column.maximum - column.minimum + 1
    return counts_rows or (bool(own & vocabulary.NUMBERING) and (column.distinct > _CODES or not column.repeats))


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


def _set_totals_apart(judged: dict[str, Judgement], given: Mapping[str, Role]) -> None:
    """Keep a total from being counted beside the categories that it sums."""
    spend = [name for name, (role, _) in judged.items() if role is Role.SPEND]
    totals = [name for name in spend if {"total", "gesamt", "sum", "overall"} & set(vocabulary.words(name)) and name not in given]
    if len(spend) - len(totals) >= 2:
        for name in totals:
            judged[name] = (Role.MEASURE, "named like the total of the money spent, which its categories already hold")


def _without(judgement: Judgement, absent: AbstractSet[Role]) -> Judgement:
    """Take away roles that the user says no column has."""
    role, evidence = judgement
    for taken, next_role in ((Role.SPEND, Role.MEASURE), (Role.MEASURE, Role.DESCRIPTOR)):
        if role is taken and role in absent:
            role, evidence = next_role, f"no {taken.value}, as you set; {evidence}"
    return role, evidence
