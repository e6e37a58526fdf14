"""A column of texts in, how many of its values could be what out: counted by the engine, so that
nothing but counts comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.hashes import hashed
from reporter.ingest.types.portable import dates
from reporter.ingest.types.portable.dates import BY_ORDER
from reporter.ingest.types.portable.numbers import NumberExpression, is_missing
from reporter.ingest.types.portable.patterns import is_short
from reporter.ingest.types.portable.plan import Texts
from reporter.ingest.types.portable.shapes import COMMON, KINDS, WAYS, is_written, prepared
from reporter.ingest.types.rules.dates import ONLY_NAMED
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, DECIMAL_POINT, PLAIN, STYLES
from reporter.ingest.types.rules.thresholds import NAMED_DATES
from reporter.ingest.types.rules.words import FALSE, MISSING_TEXTS, TRUE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import ibis.expr.types as ir

    from reporter.ingest.types.portable.plan import Hints
    from reporter.ingest.types.rules.numbers import Style
    from reporter.ingest.types.typed import Compute

_AT_ONCE = 100
"""Columns that one query counts: engines limit what a query returns."""
_PROBE = 200
"""Different values of a column that nominate what it may hold."""
_HABITS = ("dotted", "halves", "untidy", "fractions")
"""What may occur in columns of dates."""


def count(
    table: ir.Table, conditions: Mapping[str, Mapping[str, ir.Value]], compute: Compute
) -> dict[str, dict[str, int]]:
    """Count by column and condition, in as few queries as engines allow."""
    found: dict[str, dict[str, int]] = {}
    names = list(conditions)
    for start in range(0, len(names), _AT_ONCE):
        chunk = names[start : start + _AT_ONCE]
        measures = {
            f"count_{index}_{key}": ibis.ifelse(condition.fill_null(False), 1, 0).sum().fill_null(0)
            for index, name in enumerate(chunk)
            for key, condition in conditions[name].items()
        }
        row = dict(zip(measures, compute(table.aggregate(**measures))[0], strict=True))
        for index, name in enumerate(chunk):
            found[name] = {key: int(row[f"count_{index}_{key}"]) for key in conditions[name]}
    return found


def judge(raw: ir.Table, name: str, hints: Hints, compute: Compute) -> Texts:
    """Count a column's texts by what they could be.

    A few of its different values nominate that, then all are tested; what is still unread then
    nominates once more. A pattern costs servers microseconds a value, and hundreds of them where
    one statement holds more patterns than they keep compiled (PostgreSQL: 32).
    """
    words = raw[name].strip()
    values = raw.select(value=words).filter(ibis._.value.length() > 0)
    values = values.group_by("value").agg(times=values.count())
    named, lenient = name in hints.dates, name in hints.values
    rows, seen = _look(values.mutate(read=0), compute)
    if seen["given"] < _PROBE:
        return Texts(name=name, words=words, values=values, counts=rows)
    kinds = _nominated(seen, named=named, lenient=lenient)
    counts = dict.fromkeys((*_common(values.value), *WAYS), 0) | _of_all(values, kinds, compute)
    if _is_unread_a_part(counts, kinds):
        _, seen = _look(_told(values, kinds), compute)
        others = _nominated(seen, named=named, lenient=lenient) - kinds
        if others:
            counts |= _of_all(values, others, compute)
    return Texts(name=name, words=words, values=values, counts=counts)


def _look(values: ir.Table, compute: Compute) -> tuple[dict[str, int], dict[str, int]]:
    """Count a few of these values by everything that they could be: the rows that they stand in,
    and each once. They are the same ones whatever the order of the rows, and such as are not read
    yet.
    """
    some = values.order_by(values.read, hashed(values.value), values.value).limit(_PROBE)
    # Before the limit, engines would work out the condition for each row of the table.
    some = some.filter(some.read == 0)
    rows, seen = _by_class(some, _common(some.value), compute)
    rare = [way for way in WAYS if way not in COMMON]
    found = dict.fromkeys(rare, 0), dict.fromkeys(rare, 0)
    if _is_open(seen):
        sorted_ = prepared(some, rare)
        found = _by_class(sorted_, {way: is_written(sorted_, way) for way in rare}, compute)
    return found[0] | rows, found[1] | seen


def _is_open(seen: Mapping[str, int]) -> bool:
    """Whether something else than what is common may stand in a column."""
    present = seen["given"] - seen["missing"]
    by_order = (seen["day-first"], seen["month-first"])
    dated = sum(seen[way] for way in COMMON) - min(by_order)
    settled = max(seen[PLAIN.name], dated, seen["boolean"])
    return settled < present and seen["yearly"] >= NAMED_DATES * present


def _nominated(seen: Mapping[str, int], *, named: bool, lenient: bool) -> set[str]:
    """Return the ways to write a number or a day that the values of a column may have.

    Parameters
    ----------
    named
        Whether the column is named like a date.
    lenient
        Whether a part of it may be no numbers; otherwise one other value is enough to say no.
    """
    present = seen["given"] - seen["missing"]
    kinds = {
        style.name for style in STYLES if seen[style.name] >= (1 if lenient else max(1, present))
    }
    if seen[PLAIN.name] == present:
        kinds.discard(DECIMAL_POINT.name)  # it reads them the same
        if not seen["marked"]:
            kinds.discard(DECIMAL_COMMA.name)
    kinds |= {way for way in WAYS if seen[way] and (named or KINDS[way] not in ONLY_NAMED)}
    return kinds | set(BY_ORDER) if kinds & set(BY_ORDER) else kinds


def _of_all(values: ir.Table, kinds: Collection[str], compute: Compute) -> dict[str, int]:
    """Count all values by these ways to write a number or a day."""
    texts = alike(values) if kinds else values
    common = _common(texts.value)
    ways = [way for way in WAYS if way in kinds]
    wanted = ["missing", "missing text", "boolean", *(_HABITS if ways else ())]
    for style in STYLES:
        if style.name in kinds:
            wanted += ["marked", "per cent", *_of_style(texts.value, style)]
    counts, _ = _by_class(texts, {key: common[key] for key in dict.fromkeys(wanted)}, compute)
    if ways:
        values = prepared(values, ways)
        counts |= _by_class(values, {way: is_written(values, way) for way in ways}, compute)[0]
    return counts


def alike(values: ir.Table) -> ir.Table:
    """Put values together that differ in digits above 0 only: whether they are numbers and of
    what currency is the same, and of a hundred thousand different ones a few hundred remain.
    """
    value = values.value
    for digit in "23456789":
        value = value.replace(digit, "1")
    return values.group_by(value=value).agg(times=values.times.sum())


def _is_unread_a_part(counts: Mapping[str, int], kinds: Collection[str]) -> bool:
    """Whether some values, but not most, are nothing of what was nominated."""
    present = counts["given"] - counts["missing"]
    dated = sum(counts[way] for way in WAYS if way in kinds)
    dated -= min(counts[order] for order in BY_ORDER)
    read = max(dated, *(counts[style.name] for style in STYLES))
    return NAMED_DATES * present <= read < present


def _told(values: ir.Table, kinds: Collection[str]) -> ir.Table:
    """Tell which values are nothing of what was nominated, nor missing: whose `read` is 0."""
    ways = [way for way in WAYS if way in kinds]
    values = prepared(values, ways)
    styles = [style for style in STYLES if style.name in kinds]
    read = [_of_style(values.value, style)[style.name] for style in styles]
    read += [is_written(values, way) for way in ways]
    is_read = ibis.or_(is_missing(values.value), *read).fill_null(False)
    return values.select("value", "times", read=ibis.ifelse(is_read, 1, 0))


def _by_class(
    values: ir.Table, conditions: Mapping[str, ir.BooleanValue], compute: Compute
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the rows of texts, and the texts, by the conditions that they meet, grouped by all of
    them, so that each is worked out once a text.
    """
    flags = {
        f"flag_{index}": ibis.ifelse(condition, 1, 0)
        for index, condition in enumerate(conditions.values())
    }
    classes = values.select("times", **flags)
    classes = classes.group_by(*flags).agg(rows=classes.times.sum(), texts=classes.count())
    rows, texts = (dict.fromkeys(("given", *conditions), 0) for _ in range(2))
    for row in compute(classes):
        *held, times, once = row
        for found, number in ((rows, int(times)), (texts, int(once))):
            found["given"] += number
            for key, flag in zip(conditions, held, strict=True):
                found[key] += int(flag) * number
    return rows, texts


def _common(words: ir.StringValue) -> dict[str, ir.BooleanValue]:
    short = is_short(words)
    return {
        "missing": is_missing(words),
        "missing text": words.isin(MISSING_TEXTS),
        "boolean": words.lower().isin((TRUE, FALSE)),
        "yearly": short & words.re_search("(^|[^0-9])([0-9]{2}|[0-9]{4})([^0-9]|$)"),
        "marked": short & words.re_search("[0-9][.,][0-9]"),
        "per cent": short & NumberExpression(words, PLAIN).per_cent,
        "dotted": short & words.re_search("^[^0-9]*[0-9]{1,2}[.]"),
        "halves": short & dates.has_halves(words),
        "untidy": short & dates.is_untidy(words),
        "fractions": short & dates.has_fractions(words),
        **_of_style(words, PLAIN),
        **_of_style(words, DECIMAL_POINT),
        **_of_style(words, DECIMAL_COMMA),
        **{way: short & WAYS[way].fits(words) for way in COMMON},
    }


def _of_style(words: ir.StringValue, style: Style) -> dict[str, ir.BooleanValue]:
    number, short = NumberExpression(words, style), is_short(words)
    return {
        style.name: short & number.fits,
        f"whole {style.name}": short & number.fits_whole,
        f"grouped {style.name}": short & number.fits_grouped,
    }
