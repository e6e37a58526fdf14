"""Which of several columns about goods is the code, which the name, and which neither: sku, item,
product, item_id, name, description.

A code tells goods apart and comes again in other orders; what is another number in each row numbers
the lines. A name reads like words; what reads like a page of an advertisement describes them worse
than a name does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.ingest.columns.contents import Contents
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.sampling import Sample
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.columns.vocabulary import Vocabulary

CODE, WORDED, CALLED, BARE = 93, 70, 50, 45
"""Scores: a code by its own name, such as a SKU · a "product" that reads like words, as code · the
same as a name · a bare "name".
"""
ADVERTISED = 40
"""The score of a description that is an advertisement."""
_TITLED = 3
"""What "Product name" has ahead of "Product description"."""
_LONG = 60
"""Mean characters of an advertisement."""
_WORDS = 12
"""Mean characters of names rather than codes, where no value is looked at."""
_HALF, _MOSTLY = 0.5, 0.7
_AGAIN = 4
"""Rows of each code at least, before its names are compared."""
_FEW_PAIRS = 0.3
"""Pairs of code and name at most, as a share of the rows, where names are those of goods."""
_SAME = 0.9
"""Share of an order's names that are one, where they are those of people."""


def score(judged: Judged, column: ColumnStatistics, role: Role, named: int) -> int:
    """Return how well a column fits the code or the name of goods, from how well its name alone
    fits.
    """
    if role is Role.PRODUCT:
        return _as_code(judged, column, named)
    return _as_name(judged, column, named)


def _as_code(judged: Judged, column: ColumnStatistics, named: int) -> int:
    if named == vocabulary.THING and _is_code_word(column.name):
        return CODE
    if (
        named == vocabulary.THING
        and column.dtype == "text"
        and reads_like_words(column, judged.contents.sample)
    ):
        return WORDED
    return named


def _as_name(judged: Judged, column: ColumnStatistics, named: int) -> int:
    if named and column.length > _LONG:
        return ADVERTISED
    if named:
        return named + _TITLED * bool({*vocabulary.words(column.name)} & vocabulary.goods("titles"))
    if column.dtype != "text" or column.name in judged.personal:
        return 0
    if judged.known.fit(column.name, Role.PRODUCT) == vocabulary.THING and not _is_code_word(
        column.name
    ):
        return CALLED  # "Product" beside "Product ID" is its name
    beside = [
        one
        for one in judged.columns
        if one.name != column.name and judged.known.fit(one.name, Role.PRODUCT) >= vocabulary.THING
    ]
    return BARE if beside and is_bare_name(column.name) else 0


def _is_code_word(name: str) -> bool:
    return bool({*vocabulary.words(name)} & vocabulary.goods("codes"))


def is_bare_name(name: str) -> bool:
    """Say whether a column is called a name, and not whose."""
    own = {*vocabulary.words(name.rpartition(".")[2] or name)}
    return bool(own) and own <= vocabulary.goods("titles")


def reads_like_words(column: ColumnStatistics, sample: Sample) -> bool:
    """Say whether a column's values read like names rather than codes."""
    texts = sample.texts(column.name)
    if not texts:
        return column.length >= _WORDS
    blanks = sum(" " in text for text in texts)
    plain = sum(
        any(sign.islower() for sign in text) and not any(sign.isdigit() for sign in text)
        for text in texts
    )
    return blanks >= _HALF * len(texts) or plain >= _MOSTLY * len(texts)


def numbers_lines(column: ColumnStatistics) -> bool:
    """Say whether every row has a number of its own."""
    return column.dtype == "integer" and not column.missing and column.distinct == column.rows


def of_goods(
    columns: Sequence[ColumnStatistics],
    personal: Mapping[str, Personal],
    contents: Contents,
    known: Vocabulary,
) -> frozenset[str]:
    """Return the columns that look like people's names, and are those of the goods in a table of
    lines.

    Parameters
    ----------
    columns, personal
        What the columns hold, and what they would give away about people by that.
    contents
        What they say about each other.
    known
        The words that columns are named with.

    Returns
    -------
    frozenset
        Bare names of which each code of goods has few, while an order of several lines has several.
    """
    names = [one for one in columns if _is_bare_personal_name(one, personal)]
    if not names:
        return frozenset()
    others = [one for one in columns if one.name not in personal]
    codes = [one for one in others if _is_code_of_several_rows(one, known)]
    buyers = [one for one in others if _groups(one, known)]
    return frozenset(
        name.name
        for name in names
        if _follows(name, codes, contents) and not _is_of_one(name, buyers, contents)
    )


def _follows(name: ColumnStatistics, codes: Sequence[ColumnStatistics], contents: Contents) -> bool:
    """Say whether goods have few names each, so that there are few pairs of a code and a name."""
    return any(
        code.distinct <= _FEW_PAIRS * code.values * contents.determines(code.name, name.name)
        for code in codes
    )


def _is_of_one(
    name: ColumnStatistics, buyers: Sequence[ColumnStatistics], contents: Contents
) -> bool:
    """Say whether an order or a customer has one name, so that it is a person's."""
    return any(contents.determines(buyer.name, name.name) >= _SAME for buyer in buyers)


def _is_bare_personal_name(column: ColumnStatistics, personal: Mapping[str, Personal]) -> bool:
    return personal.get(column.name) is Personal.NAME and is_bare_name(column.name)


def _is_code_of_several_rows(column: ColumnStatistics, known: Vocabulary) -> bool:
    """Say whether a column numbers goods, each of which is there so often that its names can be
    compared.
    """
    if known.fit(column.name, Role.PRODUCT) < vocabulary.THING or numbers_lines(column):
        return False
    return column.distinct > 0 and column.values >= _AGAIN * column.distinct


def _groups(column: ColumnStatistics, known: Vocabulary) -> bool:
    """Say whether a column numbers orders or customers, several rows of which are there."""
    fits = any(
        known.fit(column.name, role) >= vocabulary.THING for role in (Role.ORDER, Role.CUSTOMER)
    )
    return fits and column.repeats and not column.is_constant
