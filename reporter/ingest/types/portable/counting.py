"""A column of texts in, how many of its values could be what out: counted by the engine, so that
nothing but counts comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from reporter.hashes import hashed
from reporter.ingest.types.portable import dates
from reporter.ingest.types.portable.numbers import NumberExpression, is_missing
from reporter.ingest.types.portable.patterns import is_short
from reporter.ingest.types.portable.plan import Texts
from reporter.ingest.types.portable.shapes import COMMON, WAYS
from reporter.ingest.types.rules.numbers import DECIMAL_COMMA, DECIMAL_POINT, PLAIN
from reporter.ingest.types.rules.thresholds import NAMED_DATES
from reporter.ingest.types.rules.words import FALSE, MISSING_TEXTS, TRUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    from reporter.ingest.types.rules.numbers import Style
    from reporter.ingest.types.typed import Compute

_AT_ONCE = 100
"""Columns that one query counts: engines limit what a query returns."""
_SOME = 1000
"""Different values of a column that are looked at for what is rare."""
_FEW = 20_000
"""Values of a column up to which dates are looked for that servers take milliseconds each to read,
such as names of months; in larger tables they stay text, and a query can cast them.
"""


def count(
    table: ir.Table, conditions: Mapping[str, Mapping[str, ir.Value]], compute: Compute
) -> dict[str, dict[str, int]]:
    """Count by column and condition, in as few queries as engines allow."""
    found: dict[str, dict[str, int]] = {}
    names = list(conditions)
    for start in range(0, len(names), _AT_ONCE):
        chunk = names[start : start + _AT_ONCE]
        measures = {
            f"count_{place}_{key}": ibis.ifelse(condition.fill_null(False), 1, 0).sum().fill_null(0)
            for place, name in enumerate(chunk)
            for key, condition in conditions[name].items()
        }
        row = dict(zip(measures, compute(table.aggregate(**measures))[0], strict=True))
        for place, name in enumerate(chunk):
            found[name] = {key: int(row[f"count_{place}_{key}"]) for key in conditions[name]}
    return found


def judge(raw: ir.Table, name: str, compute: Compute) -> Texts:
    """Count a column's texts by what they could be: first by what is common, and where that does
    not settle them by what is rare and occurs among some of them.
    """
    words = raw[name].strip()
    values = raw.select(value=words).filter(ibis._.value.length() > 0)
    values = values.group_by("value").agg(times=values.count())
    counts = _by_class(values, _common(values.value), compute)
    rare = dict.fromkeys(_rare(values.value), 0)
    if _is_open(counts):
        some = values.order_by(hashed(values.value), values.value).limit(_SOME)
        seen = _by_class(some, _rare(some.value), compute)
        if counts["given"] > _FEW:
            seen |= {way: 0 for way in WAYS if way not in COMMON}
        likely = {key: one for key, one in _rare(values.value).items() if seen[key]}
        if seen["given"] == counts["given"]:
            rare |= {key: seen[key] for key in rare}
        elif likely:
            rare |= _by_class(values, likely, compute)
    return Texts(name=name, words=words, counts={**rare, **counts})


def _is_open(counts: Mapping[str, int]) -> bool:
    """Whether something else than what is common may stand in a column."""
    present = counts["given"] - counts["missing"]
    by_order = (counts["day-first"], counts["month-first"])
    dated = sum(counts[way] for way in COMMON) - min(by_order)
    settled = max(counts[PLAIN.name], dated, counts["boolean"])
    return settled < present and counts["short"] >= NAMED_DATES * present


def _by_class(
    values: ir.Table, conditions: Mapping[str, ir.BooleanValue], compute: Compute
) -> dict[str, int]:
    """Count texts by the conditions that they meet, grouped by all of them, so that each is worked
    out once a text.
    """
    flags = {
        f"flag_{place}": ibis.ifelse(condition, 1, 0)
        for place, condition in enumerate(conditions.values())
    }
    classes = values.select("times", **flags).group_by(*flags).agg(times=ibis._.times.sum())
    found: dict[str, int] = dict.fromkeys(("given", *conditions), 0)
    for row in compute(classes):
        *held, times = row
        found["given"] += int(times)
        for key, flag in zip(conditions, held, strict=True):
            found[key] += int(flag) * int(times)
    return found


def _common(words: ir.StringValue) -> dict[str, ir.BooleanValue]:
    short = is_short(words)
    return {
        "missing": is_missing(words),
        "missing text": words.isin(MISSING_TEXTS),
        "boolean": words.lower().isin((TRUE, FALSE)),
        "short": short,
        "marked": short & words.re_search("[0-9][.,][0-9]"),
        "dotted": short & words.re_search("^[^0-9]*[0-9]{1,2}[.]"),
        "halves": short & dates.has_halves(words),
        "untidy": short & dates.is_untidy(words),
        "fractions": short & dates.has_fractions(words),
        **_of_style(words, PLAIN),
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


def _rare(words: ir.StringValue) -> dict[str, ir.BooleanValue]:
    short = is_short(words)
    return {
        "per cent": NumberExpression(words, PLAIN).per_cent,
        **_of_style(words, DECIMAL_POINT),
        **{way: short & reader.fits(words) for way, reader in WAYS.items() if way not in COMMON},
    }
