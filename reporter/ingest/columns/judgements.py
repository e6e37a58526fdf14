"""A column of a table of customers in, its role and the evidence for it out: by what it holds, by
the words of its name, and for numbers without telling names by how they lie beside the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import personal, redundancy, vocabulary
from reporter.ingest.columns.meaning import revenue
from reporter.ingest.columns.wording import different, missing
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape

    Judgement = tuple[Role, str]

_CODES = 10
"""A whole-number column with at most so many values, none above `_CODE_LIMIT`, is a code."""
_CODE_LIMIT = 20
_CATEGORIES = 50
"""A text column with more values, and more than a twentieth of the rows, describes nobody."""
_SCALE = 30.0
"""Money in categories lies within such a factor of the middle category's mean."""
_LEAST_GROUP, _LEAST_MEAN = 3, 10
"""Columns of money in categories at least, and the mean of the middle one."""
_LARGE_ID = 10_000
_SCORES = 10
"""A letter of RFM is a score where it has at most so many values."""
_COMBINED = 999
"""The largest three scores written as one number."""
_LETTER_SCORES = frozenset({"rscore", "fscore", "mscore"})
_FILLED = 0.05
"""Share of the rows that a column has to speak of: less is a side note."""


def judge(
    judged: Judged,
    found: Mapping[str, Judgement],
    shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]],
) -> dict[str, Judgement]:
    """Judge all columns that have no role yet; return them beside those that have.

    Parameters
    ----------
    found
        The judgements so far.
    shapes
        Measures how the numbers of columns lie.
    """
    judgements = dict(found)
    open_numbers: list[ColumnStatistics] = []
    for column in judged.columns:
        if column.name in found:
            continue
        if judgement := _alone(judged, column):
            judgements[column.name] = judgement
        else:
            open_numbers.append(column)
    money = any(role is Role.SPEND for role, _ in judgements.values()) or any(
        revenue.speaks_of_money(column) for column in judged.columns
    )
    return judgements | _group(open_numbers, shapes(open_numbers), money=money)


def _alone(judged: Judged, column: ColumnStatistics) -> Judgement | None:
    """Judge a column by itself; None for numbers of which that says nothing."""
    return (
        _set_apart(judged, column)
        or _without_numbers(judged, column)
        or _by_name(column)
        or _by_values(column)
    )


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
    if not _speaks_of_rfm(own) or not _is_graded(own):
        return False
    if not column.is_number:
        return column.distinct <= column.rows / 2 or column.distinct <= _COMBINED
    return column.distinct <= _SCORES or ("rfm" in own and column.maximum <= _COMBINED)


def _speaks_of_rfm(own: set[str]) -> bool:
    """Say whether words name recency, frequency, money or all of them: "recency", "rfmscore"."""
    listed = own & (vocabulary.kind("rfm") | _LETTER_SCORES)
    return bool(listed) or any(len(word) <= 6 and word.startswith("rfm") for word in own)


def _is_graded(own: set[str]) -> bool:
    """Say whether words name a score of it, rather than the days, orders or money themselves."""
    scores = vocabulary.kind("graded") | _LETTER_SCORES | {"rfm", "rfmscore"}
    return bool(own & scores) or own <= {"r", "f", "m"}


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
    if is_numbering(column, own):
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


def is_numbering(column: ColumnStatistics, own: set[str]) -> bool:
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
    alike = set() if money else _amounts_alike(columns, shapes)
    group = f"one of {len(alike)} columns of amounts of the same order of size, few of them large"
    judged: dict[str, Judgement] = {}
    for column in columns:
        content = f"numbers {column.span}{missing(column)}"
        judged[column.name] = (
            (Role.SPEND, f"{group}; {content}") if column.name in alike else (Role.MEASURE, content)
        )
    return judged


def _amounts_alike(columns: Sequence[ColumnStatistics], shapes: Mapping[str, Shape]) -> set[str]:
    """Return the columns of amounts of one order of size, few of them large; none where they are no
    group.
    """
    means = {
        column.name: shapes[column.name].mean
        for column in columns
        if column.minimum >= 0 and column.distinct > _CODES and shapes[column.name].skewness > 1
    }
    middle = sorted(means.values())[len(means) // 2] if means else 0.0
    alike = {name for name, mean in means.items() if middle / _SCALE <= mean <= middle * _SCALE}
    return alike if len(alike) >= _LEAST_GROUP and middle >= _LEAST_MEAN else set()
